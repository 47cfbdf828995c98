// Package watch finds out which files have changed, by looking at them. It asks no service of the system for events: such
// services run out of handles, and see nothing on network mounts and in many containers, while a look at the few files of a
// program takes less than a millisecond.
//
//	watch.go      the watcher: what is looked at, what has changed
//	file.go       a file: its bytes decide, size and times say whether to read them
//	changed_*.go  the time of its last change, which nobody can set
//	directory.go  a directory: which names count
package watch

import (
	"maps"
	"path/filepath"
	"slices"
	"time"
)

// A List says what to look at. Paths are absolute, and need not exist: what appears is a change, too.
type List struct {
	Files       []string
	Directories []Directory
	// Rare are those of both that users hardly ever edit: what owgen writes, and its runtime, which has more files than most
	// programs. They are not looked at each time.
	Rare []string
}

// A Directory is looked at for names that appear or vanish.
type Directory struct {
	Path string
	// Counts reports whether a name in it counts.
	Counts func(name string, isDir bool) bool
}

// A Watcher compares files with what they were when Mark was called. It is not for several goroutines at once.
type Watcher struct {
	files       map[string]*file
	directories map[string]*directory
	marked      time.Time
	thorough    time.Time // when the last look at all of them began
	often       []watched // those that are looked at each time
	clean       bool      // nothing is other than at the mark
}

// A watched is a file and its path.
type watched struct {
	path string
	*file
}

// rarely is how often those are looked at that are Rare.
const rarely = 200 * time.Millisecond

// New returns a Watcher that looks at nothing.
func New() *Watcher {
	return &Watcher{files: map[string]*file{}, directories: map[string]*directory{}}
}

// Watch replaces the list. What was looked at before keeps its mark. A file that is new on the list has changed since the mark
// if its time says so; what it was then, nobody knows.
func (w *Watcher) Watch(l List) {
	files := map[string]*file{}
	for _, path := range l.Files {
		files[path] = w.file(path)
	}
	w.files = files
	directories := map[string]*directory{}
	for _, d := range l.Directories {
		known := w.directories[d.Path]
		if known == nil {
			known = &directory{counts: d.Counts}
			known.look(d.Path)
			known.mark()
		}
		known.counts, known.asMarked = d.Counts, false
		directories[d.Path] = known
	}
	w.directories, w.clean = directories, false
	w.thorough = time.Time{} // the next look is at what is new on the list, too
	rare := map[string]bool{}
	for _, path := range l.Rare {
		rare[path] = true
	}
	w.often = nil
	for path, f := range files {
		if !rare[path] {
			w.often = append(w.often, watched{path, f})
		}
	}
	for path, d := range directories {
		d.rare = rare[path]
	}
}

// file returns what is known of a file.
func (w *Watcher) file(path string) *file {
	if f := w.files[path]; f != nil {
		return f
	}
	f := new(file)
	f.look(path)
	f.marked = f.now
	if f.info != nil && !w.marked.IsZero() && After(f.info, w.marked) {
		f.marked = sum{} // as if it had not been there
	}
	return f
}

// Look looks at everything, and reports whether something became other than it was at the last look and at the mark.
func (w *Watcher) Look() (moved bool) {
	began := time.Now()
	all := began.Sub(w.thorough) >= rarely
	for path, d := range w.directories {
		if d.rare && !all {
			continue
		}
		for _, name := range d.look(path) {
			moved = true
			if file := filepath.Join(path, name); w.files[file] == nil && d.names[name] == isFile {
				w.add(file) // so that what is written into it counts, too
			}
		}
		w.clean = w.clean && d.asMarked
	}
	see := func(path string, f *file) {
		if f.look(path) {
			w.clean, moved = false, moved || f.now != f.marked
		}
	}
	if !all {
		for _, f := range w.often {
			see(f.path, f.file)
		}
	} else {
		w.thorough = began
		for path, f := range w.files {
			see(path, f)
		}
	}
	return moved
}

// add adds a file to those that are looked at each time.
func (w *Watcher) add(path string) *file {
	f := w.file(path)
	w.files[path], w.clean = f, false
	w.often = append(w.often, watched{path, f})
	return f
}

// Changes returns the paths of what is other than at the mark, as of the last look.
func (w *Watcher) Changes() []string {
	if w.clean {
		return nil
	}
	found := map[string]bool{}
	for path, f := range w.files {
		if f.now != f.marked {
			found[path] = true
		}
	}
	for path, d := range w.directories {
		if d.asMarked {
			continue
		}
		names := d.difference(d.marked, d.names)
		for _, name := range names {
			found[filepath.Join(path, name)] = true
		}
		d.asMarked = len(names) == 0
	}
	w.clean = len(found) == 0
	return slices.Sorted(maps.Keys(found))
}

// Mark makes what the last look saw that with which later ones are compared. began is when that look began.
func (w *Watcher) Mark(began time.Time) {
	w.marked, w.clean = began, false
	for _, f := range w.files {
		f.marked = f.now
	}
	for _, d := range w.directories {
		d.mark()
	}
}

// Wrote tells that owgen itself gave a file this content: that is no change, but what others make of it is.
func (w *Watcher) Wrote(path string, data []byte) {
	w.clean = false
	f := w.files[path]
	if f == nil {
		f = new(file)
		w.files[path], w.often = f, append(w.often, watched{path, f})
	}
	f.marked = sumOf(data)
	if d := w.directories[filepath.Dir(path)]; d != nil {
		d.marked, d.asMarked = d.marked.with(filepath.Base(path), isFile), false
	}
}

// Removed tells that owgen itself removed a file.
func (w *Watcher) Removed(path string) {
	w.clean = false
	if f := w.files[path]; f != nil {
		f.marked = sum{}
	}
	if d := w.directories[filepath.Dir(path)]; d != nil {
		d.marked, d.asMarked = d.marked.without(filepath.Base(path)), false
	}
}
