package difftest

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// A Case is one line of a table in testdata/json.
type Case struct {
	Kind  string // a verdict or a type, as the table says
	Name  string
	Input []byte
	Want  string // what the value is written as, if the table says that
}

// Refused stands in a table in place of the output of a value that cannot be written.
const Refused = "refused"

// ReadCases reads a table. Each line is a kind, a name, an input and, in some tables, the wanted output. An input is a
// Go string, or several of them as in `[`*500+`]`*500.
func ReadCases(t testing.TB, path string) []Case {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		c, err := readCase(line)
		if err != nil {
			t.Fatalf("%s: %s: %v", path, line, err)
		}
		cases = append(cases, c)
	}
	return cases
}

func readCase(line string) (c Case, err error) {
	c.Kind, line, _ = strings.Cut(line, " ")
	c.Name, line, _ = strings.Cut(strings.TrimSpace(line), " ")
	var text string
	more := true
	for line = strings.TrimSpace(line); more; line, more = strings.CutPrefix(line, "+") {
		if text, line, err = readString(line); err != nil {
			return c, err
		}
		c.Input = append(c.Input, text...)
	}
	if line = strings.TrimSpace(line); line != "" && line != Refused {
		c.Want, line, err = readString(line)
	} else {
		c.Want, line = line, ""
	}
	if err == nil && line != "" {
		err = fmt.Errorf("%s is too much", line)
	}
	return c, err
}

// readString reads a Go string, and repeats it as often as the number after it says.
func readString(line string) (text, rest string, err error) {
	literal, err := strconv.QuotedPrefix(line)
	if err != nil {
		return "", "", err
	}
	if text, err = strconv.Unquote(literal); err != nil {
		return "", "", err
	}
	rest, repeated := strings.CutPrefix(line[len(literal):], "*")
	if !repeated {
		return text, rest, nil
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	n, err := strconv.Atoi(rest[:digits])
	return strings.Repeat(text, max(n, 0)), rest[digits:], err
}
