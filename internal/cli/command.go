// Package cli is a command line with several commands. Each is an entry of a table, from which the help and the doc comment
// of the program are made, so that they cannot disagree.
//
//	command.go  the table, and which command is meant
//	flags.go    the flags of a command, and how they are read
//	help.go     what is printed for -h
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/typo"
)

// A Program is a command and its subcommands.
type Program struct {
	Name     string
	Main     Command // runs if no command is named
	Commands []Command
	// Meant are command lines to suggest for words that are no commands, such as "tool -version" for version.
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
func (p Program) Find(args []string) (Command, []string) {
	if len(args) > 0 {
		if c, ok := p.Named(args[0]); ok {
			return c, args[1:]
		}
	}
	return p.Main, args
}

// IsOther reports whether a command line names a command that is not the main one.
func (p Program) IsOther(args []string) bool {
	return len(args) > 0 && slices.Contains(p.Names(), args[0])
}

// Named returns the subcommand of that name.
func (p Program) Named(name string) (Command, bool) {
	k := slices.IndexFunc(p.Commands, func(c Command) bool { return c.Name == name })
	if k < 0 {
		return Command{}, false
	}
	return p.Commands[k], true
}

// Run carries out a command line. Where help is asked for, that is printed to stdout, and there is no error.
func (p Program) Run(args []string, stdout, stderr io.Writer) (ran Command, err error) {
	if len(args) > 0 && args[0] == "help" {
		return p.Main, p.help(args[1:], stdout)
	}
	command, args := p.Find(args)
	err = command.Run(args, stdout, stderr)
	if errors.Is(err, flag.ErrHelp) {
		_, err = io.WriteString(stdout, p.Help(command))
	}
	return command, err
}

// help is the command help.
func (p Program) help(args []string, stdout io.Writer) error {
	command := p.Main
	switch {
	case len(args) > 1:
		return Usagef("help explains one command at a time, not %s", strings.Join(args, " and "))
	case len(args) == 1 && args[0] != "-h" && args[0] != "help":
		var ok bool
		if command, ok = p.Named(args[0]); !ok {
			return p.noCommand(args[0])
		}
	}
	_, err := io.WriteString(stdout, p.Help(command))
	return err
}

// noCommand says that help cannot explain what is no command.
func (p Program) noCommand(word string) error {
	names := p.Names()
	if near := typo.Meant(word, names); near != "" {
		return Usagef("%s is no command; did you mean %s help %s?", word, p.Name, near)
	}
	return Usagef("%s is no command; the commands are %s", word, strings.Join(names, ", "))
}

// Names returns the names of all commands but the main one.
func (p Program) Names() []string {
	var names []string
	for _, c := range p.Commands {
		names = append(names, c.Name)
	}
	return append(names, "help")
}

// HelpLine is the command line that prints the help for a command.
func (p Program) HelpLine(c Command) string {
	if c.Name == p.Name {
		return p.Name + " -h"
	}
	return p.Name + " " + c.Name + " -h"
}

// Suggest returns the command line that was probably meant by a word that is no command, or "".
func (p Program) Suggest(word string) string {
	lines := map[string]string{}
	for name, line := range p.Meant {
		lines[name] = line
	}
	for _, name := range p.Names() {
		lines[name] = p.Name + " " + name
	}
	var words []string
	for w := range lines {
		words = append(words, w)
	}
	slices.Sort(words)
	return lines[typo.Meant(word, words)]
}
