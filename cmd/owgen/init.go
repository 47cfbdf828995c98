package main

import (
	"context"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/release"
	"github.com/owgen/owgen/internal/starter"
)

// initCommand is the command init.
func initCommand() cli.Command {
	return cli.Command{
		Name:  "init",
		Usage: "[flags] dir",
		Short: "begin a function in a new directory",
		Long:  initText,
		Flags: func() *cli.Flags { return new(initOptions).flags() },
		More:  initFilesText,
		Run:   step(begin).untilEnd,
	}
}

const initText = `
Owgen init begins a function: a handler that works, with a test.

It writes into the directory, which is made if need be and may be . :

	go.mod                        unless the directory is in a module
	<name>.go                     the handler, with its parameters and its result
	<name>_test.go                a table of cases, and all saved calls
	testdata/calls/example.json   a saved call; the page of owgen dev saves more

and all that owgen generates for them. Then go test ./... passes, and owgen dev
serves the function. The name is that of the directory.
`

const initFilesText = `
An owgen that is no release copies the runtime into the module, so nothing needs
a network. A release adds itself to go.mod as a tool. Outside of its modules, a
workspace gets the new module.

If a file is in the way, nothing is written. The exit status is then 1; it is 2
if the command line is wrong or the environment fails.
`

// initOptions is what a command line asks of init.
type initOptions struct{ kind string }

// flags returns the flags that fill in o.
func (o *initOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	kinds := starter.Kinds()
	f.Func("kind", strings.Join(kinds, "|"), "what the function is: of parameters, which is the default; of requests and answers over HTTP; "+
		"of CloudEvents; or one that gives values one after the other", func(s string) error {
		if o.kind = s; !slices.Contains(kinds, s) {
			return wantInit()
		}
		return nil
	})
	return f
}

// wantInit is a line that lists the kinds.
func wantInit() error {
	return cli.Usagef("want owgen init [-kind %s] dir", strings.Join(starter.Kinds(), "|"))
}

// begin writes the files of a new function.
func begin(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := initOptions{kind: starter.Kinds()[0]}
	dirs, err := o.flags().Parse(args)
	if err != nil {
		return err
	}
	if len(dirs) != 1 || dirs[0] == "" {
		return wantInit()
	}
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	return starter.Begin(ctx, newTool(stdout, stderr), starter.Options{Wd: wd, Dir: dirs[0], Kind: o.kind, Release: release.Version()})
}
