// Package gocmd runs the go command.
package gocmd

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// ErrNone says that there is no go command.
var ErrNone = errors.New("there is no go command in PATH: install Go, or add its bin directory to PATH")

// An Error is a go command that failed.
type Error struct {
	Args   []string
	Stderr string // what it printed there, without white space around it
	Err    error
}

// Error leaves out which command failed where that says nothing: the go command itself, and not a compiler, says what is wrong.
func (e *Error) Error() string {
	if said, ok := strings.CutPrefix(e.Stderr, "go: "); ok {
		return said
	}
	return "go " + e.Args[0] + ": " + cmp.Or(e.Stderr, e.Err.Error())
}

func (e *Error) Unwrap() error { return e.Err }

// Find returns ErrNone if there is no go command.
func Find() error {
	if _, err := exec.LookPath("go"); err != nil {
		return ErrNone
	}
	return nil
}

// Run runs the go command in dir with the environment env, and returns what it prints on stdout. Its error is ErrNone, a *Trouble or
// an *Error.
func Run(ctx context.Context, dir string, env []string, args ...string) (stdout []byte, err error) {
	if os.Getenv("GO111MODULE") == "off" {
		return nil, ModulesOff() // it would look for packages elsewhere, and say so of each
	}
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = dir, env
	cmd.Cancel, cmd.WaitDelay = func() error { return interrupt(cmd.Process) }, patience
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err = cmd.Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, ErrNone
	case err != nil && ctx.Err() == nil:
		if trouble := TroubleIn(stderr.String()); trouble != nil {
			return nil, trouble
		}
		fallthrough
	case err != nil:
		return nil, &Error{args, Advise(strings.TrimSpace(noModule.ReplaceAllLiteralString(stderr.String(), makeModule))), err}
	}
	return stdout, nil
}

// noModule is what the go command says where there is no module: in a repository it guesses at how the module is to be called.
var noModule = regexp.MustCompile(`go\.mod file not found in current directory or any parent directory; see 'go help modules'` +
	`|cannot find main module, but found .*\n\tto create a module there, run:\n\t.*`)

// makeModule is what is said instead.
const makeModule = "go.mod file not found in current directory or any parent directory; run: owgen init . for a new function, or go mod init and the path of the module"

// Advise adds what to type to a message of the go command about a package that it does not find.
func Advise(msg string) string {
	switch {
	case elsewhere.MatchString(msg):
		return msg + "; run owgen in the module that it is in"
	case noFiles.MatchString(msg):
		return msg + "; to see where there are handlers, run: owgen list"
	}
	return msg
}

// What the go command says of a directory that is in another module, and of one without a package.
var (
	elsewhere = regexp.MustCompile(`^(?:main module \(.*\) does not contain package .*|directory .* outside main module or its selected dependencies)$`)
	noFiles   = regexp.MustCompile(`^no Go files in .*$`)
)

// patience is how long the go command may take to remove what it has in the directory for temporary files.
const patience = 5 * time.Second

// interrupt asks a process to end. Where there is no such signal, it is killed.
func interrupt(p *os.Process) error {
	if p.Signal(os.Interrupt) == nil {
		return nil
	}
	return p.Kill()
}
