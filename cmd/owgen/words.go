package main

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/cli"
)

// A word that is not a command is taken for a package. The functions here guess what else it may have meant.

// notFound matches what the go command says about a package that does not exist and has no dot in its path.
var notFound = regexp.MustCompile(`package (\S+) is not in std`)

// explain returns the error of a command. If that is about a word of the command line that is neither a command nor a
// package, the error says what may have been meant.
func explain(table cli.Table, command cli.Command, args []string, err error) error {
	isMain := command.Name == table.Main.Name
	if late, ok := errors.AsType[*cli.LateFlag](err); ok {
		if meant := table.Suggest(late.Arg); isMain && meant != "" {
			return cli.Usagef("%s stands after the package %s; did you mean %s?", late.Flag, late.Arg, meant)
		}
		return err
	}
	m := notFound.FindStringSubmatch(err.Error())
	if m == nil || !slices.Contains(args, m[1]) {
		return err
	}
	word := m[1]
	switch meant := table.Suggest(word); {
	case isMain && meant != "":
		return cli.Usagef("%s is neither a command nor a package; did you mean %s?", word, meant)
	case isMain && !strings.Contains(word, "/"):
		return cli.Usagef("%s is neither a command nor a package; the commands are %s, and a package in a directory is written ./%[1]s",
			word, strings.Join(table.Names(), ", "))
	}
	return cli.Usagef("%s is not a package; a package in a directory is written ./%[1]s", word)
}
