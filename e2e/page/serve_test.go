package page

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/owgen/owgen/e2e/internal/dev"
)

// A served is a package that all tests share. owgen dev is started by the first test that needs it.
type served struct {
	once sync.Once
	loop *dev.Loop
	err  error
}

var shared = map[string]*served{"order": {}, "answers": {}}

// serve returns owgen dev of a package, which other tests use, too: they do not edit its files.
func serve(t *testing.T, name string) *dev.Loop {
	t.Helper()
	needBrowser(t)
	s := shared[name]
	s.once.Do(func() {
		s.loop, s.err = start(filepath.Join(scratch, name), name)
	})
	if s.err != nil {
		t.Fatal(s.err)
	}
	return s.loop
}

// serveAlone is serve for tests that edit files, look at the whole history, or end owgen dev.
func serveAlone(t *testing.T, name string, args ...string) *dev.Loop {
	t.Helper()
	needBrowser(t)
	loop, err := start(t.TempDir(), name, args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := loop.Stop(); err != nil {
			t.Error(err)
		}
	})
	return loop
}

// start makes a copy of a package in dir, which is a module there, and runs owgen dev in it.
func start(dir, name string, args ...string) (*dev.Loop, error) {
	module := filepath.Join(dir, name)
	if err := me.AddModule(module, name); err != nil {
		return nil, err
	}
	// It has the name that a user would give it.
	goMod := strings.Replace(me.GoMod(), "module github.com/owgen/owgen/e2e/binary/fixture", "module example.com/"+name, 1)
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte(goMod), 0o666); err != nil {
		return nil, err
	}
	cache := filepath.Join(dir, "cache")
	if err := os.Mkdir(cache, 0o777); err != nil {
		return nil, err
	}
	return dev.Start(me, module, cache, append([]string{"-addr", "127.0.0.1:0"}, args...)...)
}

// edit replaces a text in a file of the package that a loop serves.
func edit(t *testing.T, loop *dev.Loop, file, old, new string) {
	t.Helper()
	if err := loop.Edit(file, old, new); err != nil {
		t.Fatal(err)
	}
}
