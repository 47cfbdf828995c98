package codec

import (
	"slices"
	"strconv"
	"strings"
)

// This file is about values that are of the right type and yet not allowed. They do not end decoding, so that a caller
// is told all of them at once.

// A caller is told of maxPlaces places, with texts that take less than maxText bytes as JSON.
const (
	maxPlaces = 20
	maxText   = 12 << 10
)

// A Violation is what is not allowed at one place.
type Violation struct {
	Path string // from the outermost value: items[3].sku
	Msg  string // must be at least 1; several are joined by "; "
}

// What was refused tells of itself. This is an interface, although violations are the only type that it holds, so that
// programs without constraints do not link what is below.
type refused interface {
	err(s string, start int, root string) *Error
}

// violations are those of one document. A Dec makes one only when there is something to record.
type violations struct {
	list   []violation
	places int
	more   bool // there is another one, with which decoding ended
}

// A violation is one thing that is not allowed.
type violation struct {
	off    int    // where the value begins
	member string // that the value, an object, lacks; "" if it is about the value itself
	msg    string
}

// Refuse records that the value at the index at must not be what it is. i is what the value's reader returned. Refuse
// returns i, or -1 where so much was refused before that decoding ends. Null was not read, and is not refused.
func (d *Dec) Refuse(s string, at, i int, msg string) int {
	if i < 0 || IsNull(s, at) {
		return i
	}
	if !d.violate(violation{space(s, at), "", msg}) {
		return -1
	}
	return i
}

// RefuseKey records that the key before i, where its value begins, must not be what it is. It returns i or -1, as Refuse
// does.
func (d *Dec) RefuseKey(i int, msg string) int {
	if i < 0 || !d.violate(violation{i, "", msg}) {
		return -1
	}
	return i
}

// Violated reports whether something was refused.
func (d *Dec) Violated() bool { return d.wrong != nil }

// violate records v. It reports false if v is at one place too many.
func (d *Dec) violate(v violation) bool {
	w, ok := d.wrong.(*violations)
	if !ok {
		w = &violations{list: make([]violation, 0, 4)}
		d.wrong = w
	}
	if !slices.ContainsFunc(w.list, func(other violation) bool { return other.off == v.off && other.member == v.member }) {
		w.places++
	}
	if w.more = w.places > maxPlaces; w.more {
		return false
	}
	w.list = append(w.list, v)
	return true
}

// err returns the error that tells of w. See Dec.Err.
func (w *violations) err(s string, start int, root string) *Error {
	told, more := w.told(s, start)
	e := &Error{Path: root, Offset: -1, Msg: told[0].Msg, Violations: told}
	if first := told[0].Path; first != "" && first[0] != '[' {
		e.Path += "."
	}
	e.Path += told[0].Path
	switch {
	case more:
		e.Msg += " (and more)"
	case len(told) > 1:
		e.Msg += " (and " + strconv.Itoa(len(told)-1) + " more)"
	}
	return e
}

// told returns what a caller is told, in the order in which it was found, and whether there is more.
func (w *violations) told(s string, start int) (told []Violation, more bool) {
	for k, path := range w.paths(s, start) {
		path, msg := fitting(path), fitting(w.list[k].msg)
		at := slices.IndexFunc(told, func(other Violation) bool { return other.Path == path })
		switch {
		case at < 0:
			told = append(told, Violation{path, msg})
		case !strings.Contains("; "+told[at].Msg+"; ", "; "+msg+"; "): // else the member is there twice
			told[at].Msg = fitting(told[at].Msg + "; " + msg)
		}
	}
	size := 0
	for k, v := range told {
		if size += escapedLen(v.Path) + escapedLen(v.Msg); size > maxText {
			return told[:k], true // never the first one: see fitting
		}
	}
	return told, w.more
}

// paths returns the paths of the places in the document whose value begins at start. It reads the document once.
func (w *violations) paths(s string, start int) []string {
	order := make([]int, len(w.list))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return w.list[a].off - w.list[b].off })
	paths := make([]string, len(w.list))
	at := walker{value: true, i: start}
	for _, k := range order {
		v := w.list[k]
		at.to(s, v.off)
		paths[k] = path(s, at.steps, "")
		if v.member != "" {
			paths[k] = string(appendMember([]byte(paths[k]), v.member))
		}
	}
	return paths
}

// fitting cuts a text that is much too long: the names of members can be.
func fitting(text string) string {
	for escapedLen(text) > maxText/8 {
		text = cutTo(text, len(text)/2)
	}
	return text
}

// escapedLen is how long text is as JSON.
func escapedLen(text string) int {
	return len(AppendString(new(Enc), nil, &text))
}
