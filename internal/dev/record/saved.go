package record

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A Saved is the calls of a package that are saved: testdata/calls/NAME.json below its directory. Whatever a name or a link in
// there says, no other directory is read or written.
type Saved struct{ Dir string }

// savedDir is where the calls of a package are saved.
const savedDir = "testdata/calls"

// savedName is what a saved call may be called: the same file on every system.
var savedName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

var (
	ErrName   = errors.New("a saved call is named with a-z, 0-9 and -, at most 64 of them")
	ErrExists = errors.New("a saved call of that name exists")
	ErrNone   = errors.New("there is no saved call of that name")
)

// maxSaved is the size of the largest saved call that is read.
const maxSaved = 8 << 20

// A SavedName is a saved call in a list.
type SavedName struct {
	Name    string `json:"name"`
	Handler string `json:"handler"`
}

// List returns the saved calls, sorted by name. What cannot be read is not in it.
func (s Saved) List() []SavedName {
	list := []SavedName{}
	s.inside(false, func(calls *os.Root) error {
		dir, err := calls.Open(".")
		if err != nil {
			return err
		}
		defer dir.Close()
		names, _ := dir.Readdirnames(-1)
		for _, file := range names {
			name, isJSON := strings.CutSuffix(file, ".json")
			if !isJSON || !savedName.MatchString(name) {
				continue
			}
			if text, err := read(calls, file); err == nil {
				var c struct{ Handler string }
				if json.Unmarshal(text, &c) == nil {
					list = append(list, SavedName{name, c.Handler})
				}
			}
		}
		return nil
	})
	slices.SortFunc(list, func(a, b SavedName) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// Read returns the file of a saved call.
func (s Saved) Read(name string) (text []byte, err error) {
	if !savedName.MatchString(name) {
		return nil, ErrName
	}
	err = s.inside(false, func(calls *os.Root) error {
		text, err = read(calls, name+".json")
		return err
	})
	return text, err
}

// Write saves a call, and returns the path of its file below the directory of the package.
func (s Saved) Write(name string, c SavedCall, overwrite bool) (string, error) {
	if !savedName.MatchString(name) {
		return "", ErrName
	}
	text, err := c.JSON()
	if err != nil {
		return "", err
	}
	file := name + ".json"
	err = s.inside(true, func(calls *os.Root) error {
		if !overwrite {
			return create(calls, file, text)
		}
		fresh := "." + file + "." + NewID()
		if err := create(calls, fresh, text); err != nil {
			return err
		}
		if err := calls.Rename(fresh, file); err != nil {
			calls.Remove(fresh)
			return err
		}
		return nil
	})
	return path.Join(savedDir, file), err
}

// inside does something in the directory of saved calls.
func (s Saved) inside(create bool, do func(calls *os.Root) error) error {
	pkg, err := os.OpenRoot(s.Dir)
	if err != nil {
		return err
	}
	defer pkg.Close()
	if create {
		if err := pkg.MkdirAll(savedDir, 0o755); err != nil {
			return fmt.Errorf("saving a call: %w", err)
		}
	}
	calls, err := pkg.OpenRoot(savedDir)
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNone
	}
	if err != nil {
		return err
	}
	defer calls.Close()
	return do(calls)
}

// create writes a new file.
func create(calls *os.Root, file string, text []byte) error {
	f, err := calls.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return ErrExists
	}
	if err != nil {
		return fmt.Errorf("saving a call: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		calls.Remove(file)
		return fmt.Errorf("saving a call: %w", err)
	}
	return nil
}

// read returns what is in a regular file of at most maxSaved bytes.
func read(calls *os.Root, file string) ([]byte, error) {
	info, err := calls.Stat(file) // before it is opened: a pipe would wait for a writer
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrNone
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > maxSaved:
		return nil, fmt.Errorf("%s/%s is no file of at most 8 MiB", savedDir, file)
	}
	f, err := calls.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSaved))
}
