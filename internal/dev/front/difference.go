package front

import (
	"bytes"
	"cmp"
	"encoding/json"
	"regexp"
	"strings"
)

// A difference is a text beside another one: what both begin with, what stands here and there, and what both end with.
type difference struct{ before, here, there, after string }

// lexeme matches what is not taken apart: a string of JSON, a number or word, a mark.
var lexeme = regexp.MustCompile(`(?s)"(?:\\.|[^"\\])*"|[\pL\pN_.+-]+|.`)

// differ compares two texts word by word, JSON without its white space.
func differ(here, there string) difference {
	a, b := lexeme.FindAllString(compact(here), -1), lexeme.FindAllString(compact(there), -1)
	from, tail := 0, 0
	for from < min(len(a), len(b)) && a[from] == b[from] {
		from++
	}
	for tail < min(len(a), len(b))-from && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	join := func(tokens []string) string { return strings.Join(tokens, "") }
	return difference{join(a[:from]), join(a[from : len(a)-tail]), join(b[from : len(b)-tail]), join(a[len(a)-tail:])}
}

func compact(text string) string {
	var b bytes.Buffer
	if json.Compact(&b, []byte(text)) != nil {
		return strings.TrimSpace(text)
	}
	return b.String()
}

// compare says in the line of a way how it differs from another one, that of plain.
func (l *wayLine) compare(plain *wayLine) {
	d := differ(l.Text, plain.Text)
	l.Parts = [3]string{beginning(d.before, 300), beginning(d.here, 300), beginning(d.after, 300)}
	if d.here == "" && d.there != "" {
		l.Parts[1] = "nothing"
	}
	is, not := l.Outcome, plain.Outcome
	if is == not {
		is, not = d.here, d.there
	}
	if is != not {
		l.Words = string(l.Way) + " differs from plain: " + cmp.Or(beginning(is, 40), "nothing") + ", not " + cmp.Or(beginning(not, 40), "nothing")
	}
}

// agree says that the way answers as plain does, though the text is another one: members may be in another order.
func (l *wayLine) agree() {
	l.Parts, l.Words = [3]string{beginning(compact(l.Text), 300)}, ""
}

// beginning returns the first letters of a text, with a sign that there are more.
func beginning(text string, most int) string {
	for at := range text {
		if most == 0 {
			return text[:at] + "…"
		}
		most--
	}
	return text
}
