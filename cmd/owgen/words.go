package main

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/cli"
)

// A word that is no command is taken for a package. This file is for those who meant something else.

// notFound is what the go command says of a package without a dot in its path that is not there.
var notFound = regexp.MustCompile(`package (\S+) is not in std`)

// explain returns the error of a command or, if it is about a word of the command line that is neither a command nor a
// package, what may have been meant.
func explain(program cli.Program, command cli.Command, args []string, err error) error {
	isMain := command.Name == program.Main.Name
	if late, ok := errors.AsType[*cli.LateFlag](err); ok {
		if meant := program.Suggest(late.Arg); isMain && meant != "" {
			return cli.Usagef("%s stands after the package %s; did you mean %s?", late.Flag, late.Arg, meant)
		}
		return err
	}
	m := notFound.FindStringSubmatch(err.Error())
	if m == nil || !slices.Contains(args, m[1]) {
		return err
	}
	word := m[1]
	switch meant := program.Suggest(word); {
	case isMain && meant != "":
		return cli.Usagef("%s is no command and no package; did you mean %s?", word, meant)
	case isMain && !strings.Contains(word, "/"):
		return cli.Usagef("%s is no command and no package; the commands are %s, and a package in a directory is written ./%[1]s",
			word, strings.Join(program.Names(), ", "))
	}
	return cli.Usagef("%s is no package; one in a directory is written ./%[1]s", word)
}
