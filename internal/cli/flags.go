package cli

import (
	"errors"
	"flag"
	"io"
	"strings"

	"github.com/owgen/owgen/internal/typo"
)

// Flags are the flags of a command, in the order in which help explains them.
type Flags struct {
	set    *flag.FlagSet
	parts  []part
	values map[string]string // of flags that the command line had; of those that take no value there is none
}

// A part is what help says about a flag, or a paragraph between flags, which has no name.
type part struct{ name, value, text string }

// NewFlags returns an empty set of flags.
func NewFlags() *Flags {
	set := flag.NewFlagSet("", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	return &Flags{set: set, values: map[string]string{}}
}

// String defines a flag for a text. Value is the form of its value in help, such as "dir".
func (f *Flags) String(p *string, name, value, text string) {
	f.Func(name, value, text, func(s string) error {
		*p = s
		return nil
	})
}

// Bool defines a flag that takes no value.
func (f *Flags) Bool(p *bool, name, text string) {
	f.set.BoolVar(p, name, false, "")
	f.parts = append(f.parts, part{name, "", text})
}

// Func defines a flag whose value is passed to set each time that it is given.
func (f *Flags) Func(name, value, text string, set func(string) error) {
	f.set.Func(name, "", func(s string) error {
		f.values[name] = s
		return set(s)
	})
	f.parts = append(f.parts, part{name, value, text})
}

// List defines a flag for names that are separated by commas. If the flag is given twice, the names of both count.
func (f *Flags) List(p *[]string, name, value, text string) {
	f.Func(name, value, text, func(s string) error {
		names := strings.Split(s, ",")
		for i := range names {
			if names[i] = strings.TrimSpace(names[i]); names[i] == "" {
				return errors.New("want names separated by commas, for example A,B")
			}
		}
		*p = append(*p, names...)
		f.values[name] = strings.Join(*p, ",")
		return nil
	})
}

// Paragraph adds a paragraph to help, in front of the flags that are defined after it.
func (f *Flags) Paragraph(text string) { f.parts = append(f.parts, part{text: text}) }

// Names returns the names of all flags, in the order of help.
func (f *Flags) Names() []string {
	var names []string
	for _, p := range f.parts {
		if p.name != "" {
			names = append(names, p.name)
		}
	}
	return names
}

// Given returns the names of the flags that the command line had.
func (f *Flags) Given() []string {
	var names []string
	f.set.Visit(func(given *flag.Flag) { names = append(names, given.Name) })
	return names
}

// Spelled returns the flags that the command line had, each in the same way however it was typed: as "-name value".
func (f *Flags) Spelled() []string {
	var all []string
	for _, name := range f.Given() {
		switch value, takes := f.values[name]; {
		case takes && value != "":
			all = append(all, "-"+name+" "+value)
		case takes:
			all = append(all, "-"+name+"=")
		case f.set.Lookup(name).Value.String() == "true":
			all = append(all, "-"+name)
		}
	}
	return all
}

// A LateFlag is the error that a flag stands after an argument.
type LateFlag struct{ Flag, Arg string }

func (e *LateFlag) Error() string {
	return e.Flag + " stands after the package " + e.Arg + "; flags come first"
}

// Unwrap returns it as the UsageError that it is.
func (e *LateFlag) Unwrap() error { return UsageError(e.Error()) }

// Parse reads flags and the arguments after them, which it returns. Its error is flag.ErrHelp or a UsageError, such as a *LateFlag.
func (f *Flags) Parse(args []string) ([]string, error) {
	switch err := f.set.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil, err
	case err != nil:
		return nil, UsageError(f.explain(err.Error()))
	}
	for _, arg := range f.set.Args() {
		if strings.HasPrefix(arg, "-") {
			return nil, &LateFlag{Flag: arg, Arg: f.set.Arg(0)}
		}
	}
	return f.set.Args(), nil
}

// ParseOne reads flags and at most one argument after them.
func (f *Flags) ParseOne(args []string) (string, error) {
	words, err := f.Parse(args)
	if err != nil {
		return "", err
	}
	return One(words)
}

// One returns the only one of the words, or "" if there is none.
func One(words []string) (string, error) {
	switch len(words) {
	case 0:
		return "", nil
	case 1:
		return words[0], nil
	}
	return "", Usagef("one package at a time, not %s", strings.Join(words, " and "))
}

// renamed maps names that users of other tools may expect to the names of flags.
var renamed = map[string]string{"target": "platform"}

// explain returns the problem. If that is an unknown flag, it adds which flag was probably meant.
func (f *Flags) explain(problem string) string {
	name, unknown := strings.CutPrefix(problem, "flag provided but not defined: -")
	if !unknown {
		return problem
	}
	meant := typo.Meant(name, f.Names())
	if other := renamed[name]; f.set.Lookup(other) != nil {
		meant = other
	}
	if meant == "" {
		return problem
	}
	return problem + "; did you mean -" + meant + "?"
}
