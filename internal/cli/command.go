// Package cli runs a program that has several commands. Each command is an entry in a table. The help and the doc comment of
// the program are made from the table, so they cannot disagree.
//
//	command.go  the table, and which command a command line means
//	flags.go    the flags of a command, and how they are read
//	help.go     what -h prints
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/typo"
)

// A Table is a program: its main command and the others.
type Table struct {
	Name     string
	Main     Command // runs if no command is named
	Commands []Command
	// Meant maps words that are not commands to the command lines to suggest for them, such as version to "tool -version".
	Meant map[string]string
}

// A Command is one thing that a program does.
type Command struct {
	Name  string        // as it is typed; that of the program for its main command
	Usage string        // what follows the name, such as "[flags] [package]"
	Short string        // what it does, in a few words: "build an image"
	Long  string        // what help says before it explains the flags
	Flags func() *Flags // a new set, for help
	More  string        // what help says after the flags
	Run   func(args []string, stdout, stderr io.Writer) error
}

// A UsageError is a mistake in the command line.
type UsageError string

func (e UsageError) Error() string { return string(e) }

// Usagef returns a UsageError.
func Usagef(format string, args ...any) error { return UsageError(fmt.Sprintf(format, args...)) }

// Find returns the command that a command line names, and its arguments.
func (t Table) Find(args []string) (Command, []string) {
	if len(args) > 0 {
		if c, ok := t.Named(args[0]); ok {
			return c, args[1:]
		}
	}
	return t.Main, args
}

// IsOther reports whether a command line names a command that is not the main one.
func (t Table) IsOther(args []string) bool {
	return len(args) > 0 && slices.Contains(t.Names(), args[0])
}

// Named returns the subcommand of that name.
func (t Table) Named(name string) (Command, bool) {
	k := slices.IndexFunc(t.Commands, func(c Command) bool { return c.Name == name })
	if k < 0 {
		return Command{}, false
	}
	return t.Commands[k], true
}

// Run carries out a command line and returns the command that it meant. If that is help, it is printed to stdout.
func (t Table) Run(args []string, stdout, stderr io.Writer) (ran Command, err error) {
	if len(args) > 0 && args[0] == "help" {
		return t.Main, t.help(args[1:], stdout)
	}
	command, args := t.Find(args)
	err = command.Run(args, stdout, stderr)
	if errors.Is(err, flag.ErrHelp) {
		_, err = io.WriteString(stdout, t.Help(command))
	}
	return command, err
}

// help is the command help.
func (t Table) help(args []string, stdout io.Writer) error {
	command := t.Main
	switch {
	case len(args) > 1:
		return Usagef("help explains one command at a time, not %s", strings.Join(args, " and "))
	case len(args) == 1 && args[0] != "-h" && args[0] != "help":
		var ok bool
		if command, ok = t.Named(args[0]); !ok {
			return t.noCommand(args[0])
		}
	}
	_, err := io.WriteString(stdout, t.Help(command))
	return err
}

// noCommand says that help cannot explain a word that is not a command.
func (t Table) noCommand(word string) error {
	names := t.Names()
	if near := typo.Meant(word, names); near != "" {
		return Usagef("%s is not a command; did you mean %s help %s?", word, t.Name, near)
	}
	return Usagef("%s is not a command; the commands are %s", word, strings.Join(names, ", "))
}

// Names returns the names of all commands but the main one.
func (t Table) Names() []string {
	var names []string
	for _, c := range t.Commands {
		names = append(names, c.Name)
	}
	return append(names, "help")
}

// HelpLine is the command line that prints the help for a command.
func (t Table) HelpLine(c Command) string {
	if c.Name == t.Name {
		return t.Name + " -h"
	}
	return t.Name + " " + c.Name + " -h"
}

// Suggest returns the command line that was probably meant by a word that is not a command, or "".
func (t Table) Suggest(word string) string {
	lines := map[string]string{}
	maps.Copy(lines, t.Meant)
	for _, name := range t.Names() {
		lines[name] = t.Name + " " + name
	}
	return lines[typo.Meant(word, slices.Sorted(maps.Keys(lines)))]
}
