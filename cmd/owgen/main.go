package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run carries out a command line and returns the exit code. Data goes to stdout; what it has to say goes to stderr.
func run(args []string, stdout, stderr io.Writer) int {
	program := commands()
	command, err := program.Run(args, stdout, stderr)
	if err == nil {
		return 0
	}
	return report(stderr, program.HelpLine(command), explain(program, command, args, err))
}

// report prints why a command did not succeed and returns the exit code that says whose fault it was. The last line
// starts with "owgen:", because go generate adds nothing to it but an exit status. Help is the command line that would have
// told how to use the command.
func report(stderr io.Writer, help string, err error) int {
	if found, ok := errors.AsType[gen.Diagnostics](err); ok {
		err = &faultError{found, found.Verdict()}
	}
	if faults, ok := errors.AsType[*faultError](err); ok {
		fmt.Fprintf(stderr, "%v\nowgen: %s\n", faults.found, faults.verdict)
		return 1
	}
	if usage, ok := errors.AsType[cli.UsageError](err); ok {
		fmt.Fprintf(stderr, "owgen: %v (run '%s')\n", usage, help)
		return 2
	}
	fmt.Fprintf(stderr, "owgen: %v\n", err)
	return 2
}

// A faultError is what the user has to mend in files of their own.
type faultError struct {
	found   gen.Diagnostics
	verdict string // what it means for this run, in a line
}

func (e *faultError) Error() string { return e.verdict }
