package main

import (
	"flag"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/typo"
)

// A word that is no command is taken for a package. This file is for those who meant something else.

// notFound is what the go command says of a package without a dot in its path that is not there.
var notFound = regexp.MustCompile(`package (\S+) is not in std`)

// explainWord returns err, or, if it is about a word of the command line that names nothing, what may have been meant.
func explainWord(command string, args []string, err error) error {
	if err == nil {
		return nil
	}
	m := notFound.FindStringSubmatch(err.Error())
	if m == nil || !slices.Contains(args, m[1]) {
		return err
	}
	word := m[1]
	meant := meantCommand(word)
	switch {
	case command == "" && meant != "":
		return usageError(word + " is no command and no package; did you mean " + meant + "?")
	case command == "" && !strings.Contains(word, "/"):
		names := slices.Sorted(maps.Keys(commands()))
		return usageError(word + " is no command and no package; the commands are " + strings.Join(names, ", ") +
			", and a package in a directory is written ./" + word)
	}
	return usageError(word + " is no package; one in a directory is written ./" + word)
}

// meantCommand returns the command line that was probably meant by a word, or "".
func meantCommand(word string) string {
	lines := map[string]string{"help": "owgen -h", "version": "owgen -version", "check": "owgen -check", "diff": "owgen -diff", "generate": "owgen"}
	for name := range commands() {
		lines[name] = "owgen " + name
	}
	return lines[typo.Meant(word, slices.Sorted(maps.Keys(lines)))]
}

// meantFlag adds to the error about a flag that there is none of the one that was probably meant.
func meantFlag(flags *flag.FlagSet, problem string) string {
	name, unknown := strings.CutPrefix(problem, "flag provided but not defined: -")
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if near := typo.Meant(name, names); unknown && near != "" {
		return problem + "; did you mean -" + near + "?"
	}
	return problem
}
