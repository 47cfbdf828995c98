package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// diff returns what writing the output would change as a unified diff that "patch -p0" understands in the working
// directory; nothing if it would change nothing.
func (o output) diff() []byte {
	old := o.name
	if o.info == nil {
		old = "/dev/null"
	}
	name := o.name
	if o.obsolete {
		name = "/dev/null"
	}
	if o.binary() {
		if !o.stale() {
			return nil
		}
		return fmt.Appendf(nil, "Binary files %s and %s differ\n", old, name)
	}
	return unified(old, name, o.have, o.Data)
}

// unified returns the difference of two texts in the unified format, or nothing if there is none.
func unified(oldName, newName string, oldText, newText []byte) []byte {
	a, b := splitLines(oldText), splitLines(newText)
	changes := compare(a, b)
	if len(changes) == 0 {
		return nil
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", oldName, newName)
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].a0-changes[n-1].a1 <= 2*margin {
			n++
		}
		writeHunk(&out, a, b, changes[:n])
		changes = changes[n:]
	}
	return out.Bytes()
}

// margin is the number of unchanged lines shown before and after a change.
const margin = 3

// splitLines returns the lines of a text, each with its newline; only the last may be without.
func splitLines(text []byte) []string {
	return slices.Collect(strings.Lines(string(text)))
}

// A change says that the lines a[a0:a1] of the old text become b[b0:b1] of the new one.
type change struct{ a0, a1, b0, b1 int }

// writeHunk writes neighbouring changes with the lines between and around them.
func writeHunk(out *bytes.Buffer, a, b []string, changes []change) {
	first, last := changes[0], changes[len(changes)-1]
	before := min(margin, first.a0)
	after := min(margin, len(a)-last.a1)
	fmt.Fprintf(out, "@@ -%s +%s @@\n",
		lineRange(first.a0-before, last.a1+after), lineRange(first.b0-before, last.b1+after))
	at := first.a0 - before
	for _, c := range changes {
		writeLines(out, ' ', a[at:c.a0])
		writeLines(out, '-', a[c.a0:c.a1])
		writeLines(out, '+', b[c.b0:c.b1])
		at = c.a1
	}
	writeLines(out, ' ', a[at:last.a1+after])
}

// lineRange writes the lines from index lo up to hi as the format wants them: the number of the first line, or of the
// one before an empty range, and how many there are.
func lineRange(lo, hi int) string {
	if lo == hi {
		return fmt.Sprintf("%d,0", lo)
	}
	return fmt.Sprintf("%d,%d", lo+1, hi-lo)
}

func writeLines(out *bytes.Buffer, mark byte, lines []string) {
	for _, line := range lines {
		out.WriteByte(mark)
		out.WriteString(line)
		if !strings.HasSuffix(line, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// compare returns the changes that make b of a, in order.
func compare(a, b []string) []change {
	var changes []change
	var at pair
	for _, p := range append(align(nil, a, b, pair{}), pair{len(a), len(b)}) {
		if at != p {
			changes = append(changes, change{at.a, p.a, at.b, p.b})
		}
		at = pair{p.a + 1, p.b + 1}
	}
	return changes
}

// A pair is the index of a line in a and of an equal one in b.
type pair struct{ a, b int }

// align appends to pairs the lines that a and b have in common, in increasing order in both; base is where a and b
// start in the whole texts.
//
// What two versions of generated code share is told best by the lines that occur once in each: they are found first, and
// what lies between two of them is aligned for itself, which makes new lines unique. This takes n·log n steps where
// the shortest list of changes can take n², and reads better, because it does not pair one "}" with any other.
func align(pairs []pair, a, b []string, base pair) []pair {
	var head, tail int
	for head < min(len(a), len(b)) && a[head] == b[head] {
		pairs = append(pairs, pair{base.a + head, base.b + head})
		head++
	}
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	endA, endB := len(a)-tail, len(b)-tail

	anchors := ascending(unique(a[head:endA], b[head:endB]))
	at := pair{head, head}
	for _, p := range anchors {
		p = p.plus(pair{head, head})
		pairs = align(pairs, a[at.a:p.a], b[at.b:p.b], base.plus(at))
		pairs = append(pairs, base.plus(p))
		at = p.plus(pair{1, 1})
	}
	if len(anchors) > 0 { // without one the rest is all there was, and has nothing in common that means anything
		pairs = align(pairs, a[at.a:endA], b[at.b:endB], base.plus(at))
	}

	for i := range tail {
		pairs = append(pairs, base.plus(pair{endA + i, endB + i}))
	}
	return pairs
}

func (p pair) plus(q pair) pair { return pair{p.a + q.a, p.b + q.b} }

// unique returns the lines that occur exactly once in a and exactly once in b, in the order of a.
func unique(a, b []string) []pair {
	type count struct{ inA, inB, atB int }
	counts := make(map[string]count)
	for _, line := range a {
		c := counts[line]
		c.inA++
		counts[line] = c
	}
	for i, line := range b {
		c := counts[line]
		c.inB++
		c.atB = i
		counts[line] = c
	}
	var pairs []pair
	for i, line := range a {
		if c := counts[line]; c.inA == 1 && c.inB == 1 {
			pairs = append(pairs, pair{i, c.atB})
		}
	}
	return pairs
}

// ascending returns the longest run of pairs, which are in the order of a, that is in the order of b too.
func ascending(pairs []pair) []pair {
	// ends[n] is the pair with the least b that ends an ascending run of n+1 pairs; before[i] is the pair that comes
	// before pairs[i] in the longest run that ends there. Both hold indexes of pairs.
	var ends []int
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(ends, p.b, func(end, b int) int { return pairs[end].b - b })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		}
		ends[n] = i
	}
	run := make([]pair, len(ends))
	if len(run) == 0 {
		return nil
	}
	i := ends[len(ends)-1]
	for n := len(run) - 1; n >= 0; n-- {
		run[n] = pairs[i]
		i = before[i]
	}
	return run
}
