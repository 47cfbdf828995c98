package manifest

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// The YAML written here is the subset that every reader reads alike, whichever version of YAML it knows: mappings and
// lists in block form, true and false, decimal numbers, and strings that are always quoted.

// A mapping is a list of pairs, written in this order.
type mapping []pair

// A pair is a key, as it is written, and a value: a mapping, a list, a string, a bool, an int or a literal.
type pair struct {
	key   string
	value any
}

// named is a pair whose key comes from the user.
func named(key string, value any) pair { return pair{quote(key), value} }

// A list is written with a dash before each value.
type list []any

// A literal is a scalar as it is written.
type literal string

// document returns the mapping as a document with a comment in front.
func document(comment []string, m mapping) []byte {
	var b strings.Builder
	for _, line := range comment {
		b.WriteString(strings.TrimRight("# "+line, " ") + "\n")
	}
	m.write(&b, 0)
	return []byte(b.String())
}

// write writes the mapping after the indentation of its first line.
func (m mapping) write(b *strings.Builder, depth int) {
	for k, p := range m {
		if k > 0 {
			b.WriteString(indentation(depth))
		}
		b.WriteString(p.key + ":")
		write(b, p.value, depth+1)
	}
}

// write writes a value after a key or a dash, and ends the line.
func write(b *strings.Builder, value any, depth int) {
	switch value := value.(type) {
	case mapping:
		if len(value) == 0 {
			b.WriteString(" {}\n")
			return
		}
		b.WriteString("\n" + indentation(depth))
		value.write(b, depth)
	case list:
		b.WriteString("\n")
		for _, v := range value {
			b.WriteString(indentation(depth) + "-")
			if m, ok := v.(mapping); ok && len(m) > 0 {
				b.WriteString(" ")
				m.write(b, depth+1) // its first line is that of the dash
				continue
			}
			write(b, v, depth+1)
		}
	case string:
		b.WriteString(" " + quote(value) + "\n")
	default: // bool, int, literal
		fmt.Fprintf(b, " %v\n", value)
	}
}

func indentation(depth int) string { return strings.Repeat("  ", depth) }

// quote writes a string between double quotes, as JSON does. Characters that a reader might not take as they are become
// escapes. So do two characters that are harmless in YAML: faas-cli substitutes ${…}, and takes \\ for \, before it
// reads YAML. (drone/envsubst: parse/scan.go, scanEscaped)
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"':
			b.WriteString(`\"`)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r > 0xffff && !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		case r == '$' || r == '\\' || !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// decimal writes a float so that readers of YAML 1.1 do not take it for a string or an integer: 1e3 becomes 1.0e+03.
func decimal(f float64) literal {
	text := strconv.FormatFloat(f, 'g', -1, 64)
	mantissa, exponent, scientific := strings.Cut(text, "e")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	if scientific {
		mantissa += "e" + exponent
	}
	return literal(mantissa)
}
