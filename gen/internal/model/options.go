package model

import (
	"errors"
	"slices"
	"strings"
)

// Options say what a handler's JSON is to be that it is not for encoding/json by default. The zero value is that default.
type Options struct {
	RejectUnknown    bool // members of an object that name no field are an error
	RejectDuplicates bool // so is the second of two members that name the same
	ExactCase        bool // names of fields match in their own case only
	RejectUTF8       bool // bytes that are not UTF-8 are an error
	RawHTML          bool // <, > and & are not escaped
	EmptyNil         bool // nil slices and maps are written like empty ones
	CopyStrings      bool // strings do not share the memory of the request
	NativeAny        bool // interfaces in results hold what can be written without encoding/json
}

// An Option is one of Options, as directives and flags spell it and as generated code has it.
type Option struct {
	Name   string
	Values [2]string // the default one first

	of     func(*Options) *bool
	mode   Mode   // Reading or Writing
	Suffix string // what tells functions that are generated for it from others; "" if they are the same
	Codec  string // the option of runtime/codec that is given for a whole value; "" if there is none
}

var options = []Option{
	{"unknown", [2]string{"ignore", "reject"}, func(o *Options) *bool { return &o.RejectUnknown }, Reading, "RejectUnknown", ""},
	{"duplicates", [2]string{"last", "reject"}, func(o *Options) *bool { return &o.RejectDuplicates }, Reading, "RejectDuplicates", "UniqueKeys"},
	{"case", [2]string{"fold", "exact"}, func(o *Options) *bool { return &o.ExactCase }, Reading, "Exact", ""},
	{"utf8", [2]string{"replace", "reject"}, func(o *Options) *bool { return &o.RejectUTF8 }, Reading, "", "ValidUTF8"},
	{"html", [2]string{"escape", "raw"}, func(o *Options) *bool { return &o.RawHTML }, Writing, "", "RawHTML"},
	{"nil", [2]string{"null", "empty"}, func(o *Options) *bool { return &o.EmptyNil }, Writing, "", "EmptyNil"},
	{"strings", [2]string{"alias", "copy"}, func(o *Options) *bool { return &o.CopyStrings }, Reading, "", "CopyStrings"},
	{"any", [2]string{"full", "native"}, func(o *Options) *bool { return &o.NativeAny }, Writing, "Native", ""},
}

// All returns what there is to choose, in the order in which it is documented.
func (Options) All() []Option { return slices.Clone(options) }

// Form is how to write the option: unknown=ignore|reject.
func (opt Option) Form() string { return opt.Name + "=" + strings.Join(opt.Values[:], "|") }

// OptionForms is how to write the options: unknown=ignore|reject, …
func OptionForms() string {
	forms := make([]string, len(options))
	for k, opt := range options {
		forms[k] = opt.Form()
	}
	return strings.Join(forms, ", ")
}

// Writes reports whether the option is about JSON that is written.
func (opt Option) Writes() bool { return opt.mode != Reading }

// Set gives the option a value in o.
func (opt Option) Set(o *Options, value string) error {
	k := slices.Index(opt.Values[:], value)
	if k < 0 {
		return errors.New("want " + strings.Join(opt.Values[:], " or "))
	}
	*opt.of(o) = k == 1
	return nil
}

// TurnOn gives the option its other value in o.
func (opt Option) TurnOn(o *Options) { *opt.of(o) = true }

// OptionNamed returns the option of that name.
func OptionNamed(name string) (Option, bool) {
	k := slices.IndexFunc(options, func(opt Option) bool { return opt.Name == name })
	if k < 0 {
		return Option{}, false
	}
	return options[k], true
}

// Given yields the options for the mode that o has other values for than the default ones.
func (o Options) Given(mode Mode) func(yield func(Option) bool) {
	return func(yield func(Option) bool) {
		for _, opt := range options {
			if (opt.mode == Reading) == (mode == Reading) && *opt.of(&o) && !yield(opt) {
				return
			}
		}
	}
}

// Suffix tells the functions for types in the mode from those with other options.
func (o Options) Suffix(mode Mode) string {
	s := ""
	for opt := range o.Given(mode) {
		s += opt.Suffix
	}
	return s
}

// Flags are the options that have other values than the default ones, as a command line spells them.
func (o Options) Flags() []string {
	var words []string
	for _, opt := range options {
		if *opt.of(&o) {
			words = append(words, "-"+opt.Name, opt.Values[1])
		}
	}
	return words
}
