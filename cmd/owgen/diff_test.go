package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

func TestUnified(t *testing.T) {
	for _, test := range []struct {
		name, old, new, want string
	}{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"a new file", "", "a\nb\n", "--- old\n+++ new\n@@ -0,0 +1,2 @@\n+a\n+b\n"},
		{"an emptied file", "a\n", "", "--- old\n+++ new\n@@ -1,1 +0,0 @@\n-a\n"},
		{
			"three lines of context",
			"1\n2\n3\n4\n5\n6\n7\n8\n9\n",
			"1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
			"--- old\n+++ new\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
		},
		{
			"changes six lines apart share a hunk",
			"x\n1\n2\n3\n4\n5\n6\nx\n",
			"y\n1\n2\n3\n4\n5\n6\ny\n",
			"--- old\n+++ new\n@@ -1,8 +1,8 @@\n-x\n+y\n 1\n 2\n 3\n 4\n 5\n 6\n-x\n+y\n",
		},
		{
			"changes seven lines apart do not",
			"x\n1\n2\n3\n4\n5\n6\n7\nx\n",
			"y\n1\n2\n3\n4\n5\n6\n7\ny\n",
			"--- old\n+++ new\n@@ -1,4 +1,4 @@\n-x\n+y\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-x\n+y\n",
		},
		{
			"a function between two others",
			"func a() {\n\treturn 1\n}\n\nfunc c() {\n\treturn 1\n}\n",
			"func a() {\n\treturn 1\n}\n\nfunc b() {\n\treturn 1\n}\n\nfunc c() {\n\treturn 1\n}\n",
			"--- old\n+++ new\n@@ -2,6 +2,10 @@\n \treturn 1\n }\n \n+func b() {\n+\treturn 1\n+}\n+\n func c() {\n \treturn 1\n }\n",
		},
		{
			"no newline at the end",
			"a", "a\n",
			"--- old\n+++ new\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := string(unified("old", "new", []byte(test.old), []byte(test.new))); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// FuzzUnified holds that a diff turns the old text into the new one.
func FuzzUnified(f *testing.F) {
	f.Add([]byte("a\nb\nc\nd\ne\n"), []byte("a\nc\nb\nd\nf\n"))
	f.Add([]byte("1\n2\n3\n4\n5\n6\n7\n8\n9\nx"), []byte("1\n2\n3\n4\n5\n6\n7\n8\n9\n"))
	f.Add([]byte("}\n}\na\n}\n}\n"), []byte("}\nb\n}\n}\na\n}\n"))
	f.Fuzz(func(t *testing.T, old, new []byte) {
		diff := unified("old", "new", old, new)
		got, err := patch(old, diff)
		if err != nil {
			t.Fatalf("%v in\n%s", err, diff)
		}
		if !bytes.Equal(got, new) {
			t.Errorf("the diff\n%s\nmakes %q of %q, want %q", diff, got, old, new)
		}
	})
}

var hunkHeader = regexp.MustCompile(`^@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n$`)

// patch applies a unified diff as strictly as it can be read.
func patch(text, diff []byte) ([]byte, error) {
	var (
		in       = splitLines(text)
		lines    = splitLines(diff)
		out      []string
		at       int // lines of in that were dealt with
		del, add int // lines that the hunk still owes
	)
	if len(lines) == 0 {
		return text, nil
	}
	for i := 2; i < len(lines); i++ {
		line := lines[i]
		if m := hunkHeader.FindStringSubmatch(line); m != nil && del == 0 && add == 0 {
			var start int
			fmt.Sscan(m[1], &start)
			fmt.Sscan(m[2], &del)
			fmt.Sscan(m[4], &add)
			if del > 0 {
				start--
			}
			if start < at {
				return nil, fmt.Errorf("hunk %d starts before the end of the one above", i)
			}
			out, at = append(out, in[at:start]...), start
			continue
		}
		body := line[1:]
		if i+1 < len(lines) && strings.HasPrefix(lines[i+1], `\ `) {
			body = strings.TrimSuffix(body, "\n")
		}
		switch line[0] {
		case ' ', '-':
			if at >= len(in) || in[at] != body {
				return nil, fmt.Errorf("line %d does not match", i)
			}
			at++
			del--
			if line[0] == '-' {
				continue
			}
			fallthrough
		case '+':
			out = append(out, body)
			add--
		case '\\':
		default:
			return nil, fmt.Errorf("line %d is no line of a diff", i)
		}
	}
	if del != 0 || add != 0 {
		return nil, fmt.Errorf("the last hunk lacks lines")
	}
	return []byte(strings.Join(append(out, in[at:]...), "")), nil
}
