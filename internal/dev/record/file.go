package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// name is the file of a history, a call a line. Two processes of owgen dev for one package write the same file.
const name = "calls.jsonl"

// A file has calls over restarts. What was written before a crash is read, but for a line that was not finished.
type file struct {
	root  *os.Root
	size  int64 // as this process left it
	lines int   // it had then
}

// openFile opens the file in a directory, and makes the directory.
func openFile(dir string) (*file, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("keeping the history of calls: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("keeping the history of calls: %w", err)
	}
	return &file{root: root}, nil
}

func (f *file) close() { f.root.Close() }

// read returns the calls in the file.
func (f *file) read() (calls []*Call, err error) {
	err = f.locked(func() error {
		calls, err = f.load()
		return err
	})
	return calls, err
}

// append adds calls. A file that would have many more calls or bytes than a history is written anew.
func (f *file) append(calls []*Call) error {
	return f.locked(func() error {
		lines, err := encode(calls)
		if err != nil {
			return err
		}
		w, err := f.root.OpenFile(name, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
		if err != nil {
			return err
		}
		defer w.Close()
		info, err := w.Stat()
		if err != nil {
			return err
		}
		if info.Size() != f.size { // another process writes it, too
			f.lines = count(w)
		}
		if info.Size()+int64(len(lines)) > maxBytes || f.lines+len(calls) > 5*maxCalls {
			w.Close()
			return f.renew(calls)
		}
		if last := make([]byte, 1); info.Size() > 0 {
			if _, err := w.ReadAt(last, info.Size()-1); err == nil && last[0] != '\n' { // who wrote this line was killed
				lines = append([]byte{'\n'}, lines...)
			}
		}
		if _, err := w.Write(lines); err != nil {
			return err
		}
		f.size, f.lines = info.Size()+int64(len(lines)), f.lines+len(calls)
		return w.Close()
	})
}

// trim leaves no more calls in the file than a history has.
func (f *file) trim() error {
	if f.lines <= maxCalls {
		return nil
	}
	return f.locked(func() error { return f.renew(nil) })
}

// count returns the number of lines in a file.
func count(r io.ReaderAt) (lines int) {
	buf := make([]byte, 64<<10)
	for at := int64(0); ; {
		k, err := r.ReadAt(buf, at)
		lines += bytes.Count(buf[:k], []byte{'\n'})
		if at += int64(k); err != nil {
			return lines
		}
	}
}

// renew writes the file anew with the last of its calls and others. It leaves room, so that not each call writes all of it.
func (f *file) renew(calls []*Call) error {
	old, err := f.load()
	if err != nil {
		return err
	}
	kept, _ := bounded(append(old, calls...), maxBytes*3/4)
	lines, err := encode(kept)
	for ; err == nil && len(lines) > maxBytes && len(kept) > 0; lines, err = encode(kept) { // escapes made it longer
		kept = kept[(len(kept)+1)/2:]
	}
	if err != nil {
		return err
	}
	const fresh = name + ".new"
	if err := f.root.WriteFile(fresh, lines, 0o600); err != nil {
		return err
	}
	f.size, f.lines = int64(len(lines)), len(kept)
	return f.root.Rename(fresh, name)
}

// clear removes the file.
func (f *file) clear() error {
	return f.locked(func() error {
		if err := f.root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// load reads the file. A line that is no call is passed over: it is torn, or of another version.
func (f *file) load() ([]*Call, error) {
	r, err := f.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, 2*maxBytes))
	if err != nil {
		return nil, err
	}
	var calls []*Call
	for line := range bytes.Lines(text) {
		var c Call
		if json.Unmarshal(line, &c) == nil && c.ID != "" {
			calls = append(calls, &c)
		}
	}
	return calls, nil
}

// locked does something to the file while no other process does.
func (f *file) locked(do func() error) error {
	lock, err := f.root.OpenFile("lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil {
		defer lock.Close() // which also lets go of it
		if err = exclude(lock); err == nil {
			err = do()
		}
	}
	if err != nil {
		return fmt.Errorf("keeping the history of calls: %w", err)
	}
	return nil
}

// encode returns calls as lines.
func encode(calls []*Call) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, c := range calls {
		if err := e.Encode(c); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}
