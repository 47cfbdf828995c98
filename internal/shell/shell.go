// Package shell writes commands that can be typed into a POSIX shell.
package shell

import (
	"regexp"
	"strings"
)

var plain = regexp.MustCompile(`^[\w./@%+,=-]+$`)

// Word quotes a word where that is necessary.
func Word(s string) string {
	if plain.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'"'"'`) + "'"
}

// Quote quotes a text, whatever is in it.
func Quote(s string) string {
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
