package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/invoke"
	"github.com/owgen/owgen/internal/renew"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run carries out a command line and returns the exit code. Data goes to stdout, messages to stderr.
func run(args []string, stdout, stderr io.Writer) int {
	table := commands()
	command, err := table.Run(args, stdout, stderr)
	if err == nil {
		return 0
	}
	return report(stderr, table.HelpLine(command), explain(table, command, args, err))
}

// report prints why a command failed and returns the exit code, which says whose fault it was. The last line starts with
// "owgen:", because go generate adds only an exit status. Help is the command line that prints how to use the command.
func report(stderr io.Writer, help string, err error) int {
	if found, ok := errors.AsType[gen.Diagnostics](err); ok {
		err = &renew.Fault{Found: found, Verdict: found.Verdict()}
	}
	if faults, ok := errors.AsType[*renew.Fault](err); ok {
		fmt.Fprintf(stderr, "%v\nowgen: %s\n", faults.Found, faults.Verdict)
		return 1
	}
	if failure, ok := errors.AsType[invoke.Failure](err); ok {
		fmt.Fprintf(stderr, "owgen: %v\n", failure)
		return 1
	}
	if usage, ok := errors.AsType[cli.UsageError](err); ok {
		fmt.Fprintf(stderr, "owgen: %v (run '%s')\n", usage, help)
		return 2
	}
	fmt.Fprintf(stderr, "owgen: %v\n", err)
	return 2
}
