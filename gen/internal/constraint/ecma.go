package constraint

import (
	"strings"
	"unicode/utf8"
)

// This file looks for what Go's regular expressions have and those of ECMA-262 do not, or read otherwise. JSON Schema
// wants the latter, with the flag u, under which everything that is not defined is an error. (ECMA-262, section 22.2.1;
// go doc regexp/syntax)
//
// Two differences are left, since hardly any pattern is without: a dot does not match \r, U+2028 and U+2029 there, and \s
// matches more kinds of space.

// foreign returns the first such part of a pattern, which Go takes, and what to write instead.
func foreign(pattern string) (part, hint string) {
	e := ecma{rest: pattern}
	for e.rest != "" && part == "" {
		part, hint = e.step()
	}
	return part, hint
}

// An ecma reads a pattern step by step.
type ecma struct {
	rest      string
	assertion bool // what was read last is an assertion, which cannot be repeated
}

// step reads the next part.
func (e *ecma) step() (part, hint string) {
	wasAssertion := e.assertion
	e.assertion = false
	switch c := e.rest[0]; c {
	case '\\':
		return e.escape()
	case '[':
		return e.class()
	case '(':
		return e.group()
	case '^', '$':
		e.assertion = true
	case '*', '+', '?', '{':
		n := quantifier(e.rest)
		switch {
		case n == 0:
			return "{", `write \{`
		case wasAssertion:
			return "an assertion that is repeated, before " + e.rest[:n] + ",", "remove " + e.rest[:n]
		}
		e.take(n)
		e.take(len(e.rest) - len(strings.TrimPrefix(e.rest, "?")))
		return "", ""
	case '}', ']':
		return string(c), `write \` + string(c)
	}
	_, n := utf8.DecodeRuneInString(e.rest)
	e.take(n)
	return "", ""
}

func (e *ecma) take(n int) { e.rest = e.rest[n:] }

// quantifier returns how long the one is that text begins with: *, +, ?, {3}, {3,} or {3,5}; else 0.
func quantifier(text string) int {
	if text[0] != '{' {
		return 1
	}
	end := strings.IndexByte(text, '}')
	if end < 0 {
		return 0
	}
	least, most, _ := strings.Cut(text[1:end], ",")
	if least == "" || strings.Trim(least+most, "0123456789") != "" {
		return 0
	}
	return end + 1
}

// group reads the beginning of a group.
func (e *ecma) group() (part, hint string) {
	switch {
	case !strings.HasPrefix(e.rest, "(?"):
		e.take(1)
		return "", ""
	case strings.HasPrefix(e.rest, "(?:"):
		e.take(3)
		return "", ""
	case strings.HasPrefix(e.rest, "(?<"):
		e.take(strings.IndexByte(e.rest, '>') + 1)
		return "", ""
	case strings.HasPrefix(e.rest, "(?P<"):
		return "(?P<", "write (?<"
	}
	end := strings.IndexAny(e.rest, ":)") + 1
	return e.rest[:end], "spell out what the flag does: [Aa] in place of (?i)a"
}

// escape reads a backslash and what it escapes, outside of a class.
func (e *ecma) escape() (part, hint string) {
	c := e.rest[1]
	switch {
	case c == 'A':
		return `\A`, "write ^"
	case c == 'z':
		return `\z`, "write $"
	case c == 'b' || c == 'B':
		e.assertion = true
		e.take(2)
		return "", ""
	}
	return e.character("")
}

// replacements are what to write for escapes that only Go has.
var replacements = map[byte]string{'a': `write \x07`, 'C': "remove it", 'Q': `escape each character that needs it by \`}

// character reads a backslash and what it escapes, as inside of a class, where the characters of also may be escaped as well.
func (e *ecma) character(also string) (part, hint string) {
	c := e.rest[1]
	switch {
	case strings.IndexByte(`dDsSwWfnrtv^$\.*+?()[]{}|/`+also, c) >= 0:
		e.take(2)
	case c == 'x' && e.rest[2] != '{':
		e.take(4)
	case c == 'x':
		end := strings.IndexByte(e.rest, '}') + 1
		return e.rest[:end], "write the character itself"
	case c == 'p' || c == 'P':
		return e.property()
	case '0' <= c && c <= '7':
		n := 2
		for n < 4 && n < len(e.rest) && '0' <= e.rest[n] && e.rest[n] <= '7' {
			n++
		}
		return e.rest[:n], `write \x and two hexadecimal digits`
	case replacements[c] != "":
		return e.rest[:2], replacements[c]
	default: // punctuation, which Go lets anybody escape
		return e.rest[:2], "write " + e.rest[1:2]
	}
	return "", ""
}

// categories are the short names of Unicode's general categories that both know.
const categories = " L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs C Cc Cf Co Cs Any "

// property reads \p{…}.
func (e *ecma) property() (part, hint string) {
	if e.rest[2] != '{' {
		return e.rest[:3], "write " + e.rest[:2] + "{" + e.rest[2:3] + "}"
	}
	end := strings.IndexByte(e.rest, '}')
	part, name := e.rest[:end+1], e.rest[3:end]
	switch {
	case strings.Contains(categories, " "+name+" "):
		e.take(end + 1)
		return "", ""
	case strings.HasPrefix(name, "^"):
		return part, `write \P{` + name[1:] + "}"
	}
	return part, "write the ranges of characters, as in [α-ω]"
}
