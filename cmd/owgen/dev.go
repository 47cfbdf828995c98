package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/dev"
)

// devCommand is the command dev.
func devCommand() cli.Command {
	return cli.Command{
		Name:  "dev",
		Usage: "[flags] [package]",
		Short: "serve a package while you write it, with a page to call it",
		Long:  devText,
		Flags: func() *cli.Flags { return new(devOptions).flags() },
		More:  devMore,
		Run:   runDev,
	}
}

const devText = `
Owgen dev serves the functions of a package while you write it, and a page that
calls them.

It generates, builds and starts the program, and does so again when a file of
it changes: a call that comes after a file was saved is answered by the new
code. When the code does not compile the program before answers. Every path but
those below /_/dev/ goes to the program. The page is at /_/dev/: it shows a
form for the parameters, the answer with the logs of the call, and the calls
so far.
`

const devMore = `
Requests must be to a host of this machine, localhost or a name below it, or the
host that -addr names; from pages, only those of this machine are served. The
page and its API are for those who know a token that is new for each run; peers
on this machine are told it.

BROWSER is the program that -open starts. OWGEN_EDITOR is what positions in
sources link to on the page, such as vscode://file/{file}:{line}:{col}. Other
variables of the environment are those of the program.

An interrupt ends it when running calls have ended, or after two seconds. A
second interrupt does not wait.
`

// devOptions is what a command line asks of runDev.
type devOptions struct {
	address string
	open    bool
}

// flags returns the flags that fill in o.
func (o *devOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	f.String(&o.address, "addr", "host:port", "where to listen. The default is the first free port of 127.0.0.1 from 8600 to 8609; port 0 is any free "+
		"one, and without a host it is 127.0.0.1. Whoever reaches another address can call the function")
	f.Bool(&o.open, "open", "open the page in a browser")
	return f
}

// runDev serves a package while it changes.
func runDev(args []string, stdout, stderr io.Writer) error {
	var o devOptions
	pattern, err := o.flags().ParseOne(args)
	if err != nil {
		return err
	}
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	dir := packageDir(context.Background(), pattern, nil)
	if info, err := os.Stat(dir); dir == "" || err != nil || !info.IsDir() {
		return fmt.Errorf("there is no package %s; name a directory such as ./order", pattern)
	}
	return dev.Run(dev.Options{
		Dir: wd, Pattern: pattern, Package: dir, Address: o.address, Open: o.open, Editor: os.Getenv("OWGEN_EDITOR"), Tool: newTool(stdout, stderr),
	})
}
