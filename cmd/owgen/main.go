package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/owgen/owgen/gen"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run carries out a command line and returns the exit code. Data goes to stdout; what it has to say goes to stderr.
func run(args []string, stdout, stderr io.Writer) int {
	command, name := generate, ""
	if len(args) > 0 && commands()[args[0]] != nil {
		command, name, args = commands()[args[0]], args[0], args[1:]
	}
	err := explainWord(name, args, command(args, stdout, stderr))
	if errors.Is(err, flag.ErrHelp) {
		_, err = io.WriteString(stdout, chapter(name))
	}
	if err == nil {
		return 0
	}
	return report(stderr, err)
}

// commands are those that have a name. A package of such a name is written ./image.
func commands() map[string]func(args []string, stdout, stderr io.Writer) error {
	return map[string]func(args []string, stdout, stderr io.Writer) error{
		"image":    writeImage,
		"manifest": printManifest,
		"zip":      writeZip,
	}
}

// report prints why a command did not succeed and returns the exit code that says whose fault it was. The last line
// starts with "owgen:", because go generate adds nothing to it but an exit status.
func report(stderr io.Writer, err error) int {
	if found, ok := errors.AsType[gen.Diagnostics](err); ok {
		err = &faultError{found, found.Verdict()}
	}
	if faults, ok := errors.AsType[*faultError](err); ok {
		fmt.Fprintf(stderr, "%v\nowgen: %s\n", faults.found, faults.verdict)
		return 1
	}
	if usage, ok := errors.AsType[usageError](err); ok {
		fmt.Fprintf(stderr, "owgen: %v (run 'owgen -h')\n", usage)
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

// A usageError is a mistake in the command line.
type usageError string

func (e usageError) Error() string { return string(e) }

//go:embed doc.go
var docSource string

// manual is the doc comment of this command, so that -h and go doc cannot disagree.
func manual() string {
	_, text, _ := strings.Cut(docSource, "/*\n")
	text, _, _ = strings.Cut(text, "*/")
	return text
}

// chapter is the part of the manual about a command: from the paragraph that begins with its name to that of another one.
// Of the command without a name it is all.
func chapter(command string) string {
	text := manual()
	if command == "" {
		return text
	}
	_, text, _ = strings.Cut(text, "\n\n"+strings.ToUpper(command[:1])+command[1:]+" ")
	for other := range commands() {
		text, _, _ = strings.Cut(text, "\n\n"+strings.ToUpper(other[:1])+other[1:]+" ")
	}
	text, _, _ = strings.Cut(text, "\n\nA package that is called ")
	return "Owgen " + command + " " + text + "\n"
}
