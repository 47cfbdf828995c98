package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/listing"
)

// listCommand is the command list.
func listCommand() cli.Command {
	return cli.Command{
		Name:  "list",
		Usage: "[flags] [package ...]",
		Short: "list the handlers of packages",
		Long:  listText,
		Flags: func() *cli.Flags { return new(listOptions).flags() },
		More:  listStatusText,
		Run:   step(list).untilEnd,
	}
}

const listText = `
Owgen list prints the handlers of packages, and whether what was generated is
up to date.

Without a package it looks at all packages below the working directory, like
./... . There is a line for each handler:

	./order  order  order/order.go:41:6  Order  current

It has the package, the name of the action, the position, the function, and the
state of the files that are generated for it: current, or those that are stale,
or missing. Of several handlers in a program, the one for calls that name none
has a * behind its name. Files are judged with the flags of the directive for
the package; without one, by what owgen writes there without flags.
`

const listStatusText = `
The list is empty if there are no handlers, which is said on stderr. Nothing is
written.

The exit status is 0 if all is well; 1 if a package does not compile, or owgen
cannot generate for it, while the others are listed; 2 if the command line is
wrong or the environment fails.
`

// listOptions is what a command line asks of list.
type listOptions struct{ json, why bool }

// flags returns the flags that fill in o.
func (o *listOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	f.Bool(&o.json, "json", "print an array with an object for each package instead of lines")
	f.Bool(&o.why, "why", "also print the exported functions that are no handlers, behind those of their package, each with the first "+
		"reason that has to be mended")
	return f
}

// list prints the handlers of packages.
func list(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o listOptions
	patterns, err := o.flags().Parse(args)
	if err != nil {
		return err
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	tool := newTool(stdout, stderr)
	found, err := listing.Look(ctx, tool, dir, patterns)
	if err != nil {
		return err
	}
	write := found.WriteText
	if o.json {
		write = found.WriteJSON
	}
	if err := write(stdout, o.why); err != nil {
		return fmt.Errorf("printing the list: %w", err)
	}
	if fault := found.Fault(); fault != nil {
		return fault
	}
	if !found.Found() {
		tool.Say("no handlers in %s", strings.Join(patterns, " "))
	}
	return nil
}
