package watch

import (
	"io/fs"
	"maps"
	"os"
	"time"
)

// A kind is what a name stands for.
type kind bool

const (
	isFile kind = false
	isDir  kind = true
)

// names are those in a directory. They are never changed.
type names map[string]kind

// with returns the names and one more.
func (n names) with(name string, k kind) names {
	more := names{name: k}
	for other, kind := range n {
		if other != name {
			more[other] = kind
		}
	}
	return more
}

// without returns the names but one.
func (n names) without(name string) names {
	less := maps.Clone(n)
	delete(less, name)
	return less
}

// A directory is what is known of one.
type directory struct {
	counts        func(name string, isDir bool) bool
	info          fs.FileInfo // as of the last reading; nil if there was no directory
	settled       bool
	names, marked names
	asMarked      bool // these two are the same
	rare          bool // not looked at each time
}

// mark makes the names those with which later ones are compared.
func (d *directory) mark() { d.marked, d.asMarked = d.names, true }

// look reads the names if there may be others, and returns those that count and appeared or vanished.
func (d *directory) look(path string) []string {
	was := d.names
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		d.info, d.names, d.asMarked = nil, nil, false
		return d.difference(was, nil)
	}
	if d.settled && d.info != nil && same(d.info, info) {
		return nil
	}
	before := time.Now()
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil // the next look tells
	}
	d.info, d.names, d.settled, d.asMarked = info, names{}, before.Sub(changed(info)) > settling, false
	for _, e := range entries {
		d.names[e.Name()] = kind(e.IsDir())
	}
	return d.difference(was, d.names)
}

// difference returns the names that count and that only one of the two has, or that stand for different things.
func (d *directory) difference(a, b names) []string {
	var all []string
	for name, kind := range a {
		if other, ok := b[name]; (!ok || kind != other) && d.counts(name, bool(kind)) {
			all = append(all, name)
		}
	}
	for name, kind := range b {
		if _, ok := a[name]; !ok && d.counts(name, bool(kind)) {
			all = append(all, name)
		}
	}
	return all
}
