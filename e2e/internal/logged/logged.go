// Package logged reads the lines that programs write to their logs.
package logged

import (
	"encoding/json"
	"strings"
)

// A Line is a line of the log of a program, of its runtime or of a handler that uses package owlog.
type Line struct {
	Time, Level, Msg             string
	ID, Action, Namespace, Trace string
	Stack                        string

	// Of a record in the access log.
	Status int
	MS     *float64
	In     int64
	Out    int64
	Cold   bool

	Seen string // what a handler of the tests adds
}

// Lines returns the lines of a log that are JSON. Others are what handlers print, or sentinels.
func Lines(log string) (lines []Line) {
	for text := range strings.Lines(log) {
		var l Line
		if strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &l) == nil {
			lines = append(lines, l)
		}
	}
	return lines
}

// Short returns a log with each line of the runtime as its level, its text, and the action: "ERROR no luck action=Fail".
func Short(log string) string {
	var b strings.Builder
	for text := range strings.Lines(log) {
		lines := Lines(text)
		if len(lines) == 0 {
			b.WriteString(text)
			continue
		}
		b.WriteString(lines[0].Level + " " + lines[0].Msg + " action=" + lines[0].Action + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
