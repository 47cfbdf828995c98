package skeleton

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
)

// dumps writes a valid JSON text as Python's json.dumps does: on one line, with a space after each comma and colon, and
// in ASCII: {"a":"é"} becomes {"a": "\u00e9"}. Numbers stay as they are.
func dumps(text []byte) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case ' ', '\t', '\r', '\n':
		case ',', ':':
			b.WriteByte(c)
			b.WriteByte(' ')
		case '"':
			end := stringEnd(text, i)
			dumpString(&b, text[i:end])
			i = end - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// stringEnd returns the index after the string that starts at i.
func stringEnd(text []byte, i int) int {
	for i++; text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i + 1
}

func dumpString(b *strings.Builder, quoted []byte) {
	var s string
	if err := json.Unmarshal(quoted, &s); err != nil { // the text was valid
		panic(err)
	}
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\b': `\b`, '\f': `\f`}
	b.WriteByte('"')
	for _, r := range s {
		switch escape, ok := short[r]; {
		case ok:
			b.WriteString(escape)
		case ' ' <= r && r <= 0x7f:
			b.WriteRune(r)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(b, `\u%04x`, unit)
			}
		}
	}
	b.WriteByte('"')
}
