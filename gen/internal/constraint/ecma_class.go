package constraint

import (
	"strings"
	"unicode/utf8"
)

// posix are the classes that have a name in Go's regular expressions, and what to write instead.
var posix = map[string]string{
	"alnum": "0-9A-Za-z", "alpha": "A-Za-z", "ascii": `\x00-\x7F`, "blank": `\t `, "cntrl": `\x00-\x1F\x7F`, "digit": "0-9", "graph": "!-~",
	"lower": "a-z", "print": " -~", "punct": "!-\\/:-@\\[-`{-~", "space": `\t\n\v\f\r `, "upper": "A-Z", "word": "0-9A-Za-z_", "xdigit": "0-9A-Fa-f",
}

// class reads a class of characters, from [ to ].
func (e *ecma) class() (part, hint string) {
	start := e.rest
	e.take(1)
	e.take(len(e.rest) - len(strings.TrimPrefix(e.rest, "^")))
	if strings.HasPrefix(e.rest, "]") {
		return start[:len(start)-len(e.rest)+1], `write \] for a bracket in a class`
	}
	var last atom
	for e.rest != "" && e.rest[0] != ']' {
		if name, found := cutNamed(e.rest); found {
			return unnamed(name)
		}
		switch {
		case e.rest[0] == '-' && last != noAtom && len(e.rest) > 1 && e.rest[1] != ']':
			if last == set || isSet(e.rest[1:]) {
				return "a range that begins or ends with a class", `write \- for a hyphen`
			}
			e.take(1)
			part, hint, _ = e.atom()
			last = noAtom // no range begins where one ends
		default:
			part, hint, last = e.atom()
		}
		if part != "" {
			return part, hint
		}
	}
	e.take(min(1, len(e.rest)))
	return "", ""
}

// An atom is what stands for characters in a class.
type atom int

const (
	noAtom atom = iota
	single      // a character
	set         // an escape that stands for several, such as \d
)

// atom reads the next one.
func (e *ecma) atom() (part, hint string, found atom) {
	if e.rest[0] != '\\' {
		_, n := utf8.DecodeRuneInString(e.rest)
		e.take(n)
		return "", "", single
	}
	found = single
	if isSet(e.rest) {
		found = set
	}
	part, hint = e.character("-")
	return part, hint, found
}

// isSet reports whether text begins with an escape that stands for several characters.
func isSet(text string) bool {
	return len(text) > 1 && text[0] == '\\' && strings.IndexByte("dDsSwWpP", text[1]) >= 0
}

// cutNamed returns the name where text begins with [:name:]. The colon of [:] does not count for both.
func cutNamed(text string) (name string, found bool) {
	text, begins := strings.CutPrefix(text, "[:")
	name, _, ends := strings.Cut(text, ":]")
	return name, begins && ends
}

// unnamed says what to write instead of a class with a name.
func unnamed(name string) (part, hint string) {
	part = "[:" + name + ":]"
	if strings.HasPrefix(name, "^") {
		return part, "write [^" + posix[name[1:]] + "] in place of the class"
	}
	return part, "write " + posix[name]
}
