package dev

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/e2e/internal/dev"
	"github.com/owgen/owgen/e2e/internal/user"
)

// me has owgen.
var me user.User

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, func(dir string) (err error) {
		me, err = user.New(dir)
		return err
	}))
}

// A shop is a module with a handler, and owgen dev in it.
type shop struct {
	*testing.T
	*dev.Loop
	dir, temp string
	at        string // where owgen dev is started, unless that is dir
}

// files are those of a shop: an order is answered with a text of its own, one of the package price, which is in a module in a
// directory, and one of a file that is embedded.
const files = `
-- go.mod --
module example.com/order
REQUIREMENTS
require example.com/price v0.0.0

replace example.com/price => ./price
-- order.go --
package order

import (
	_ "embed"
	"fmt"
	"os"
	"time"

	"example.com/price"
)

//go:generate owgen

//go:embed note.txt
var note string

// Params of an order.
type Params struct {
	ID    string
	Until string // there is this file
	Exit  bool
}

// Result of an order.
type Result struct{ ID, Text, Price, Note string }

// Order orders.
func Order(p Params) (Result, error) {
	if file := os.Getenv("SHOP_CALLS"); file != "" {
		f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o666)
		if err != nil {
			return Result{}, err
		}
		defer f.Close()
		if _, err := fmt.Fprintln(f, p.ID); err != nil {
			return Result{}, err
		}
	}
	fmt.Println("an order of", p.ID)
	for _, err := os.Stat(p.Until); p.Until != "" && err != nil; _, err = os.Stat(p.Until) {
		time.Sleep(time.Millisecond)
	}
	if p.Exit {
		os.Exit(3)
	}
	return Result{p.ID, "one", price.Of(), note}, nil
}
-- note.txt --
a note
-- price/go.mod --
module example.com/price

go 1.26.0
-- price/price.go --
package price

// Of is the price.
func Of() string { return "cheap" }
`

// open makes a shop and runs owgen dev in it. Changes are made before it begins.
func open(t *testing.T, changes ...func(*shop)) *shop {
	t.Helper()
	s := &shop{T: t, dir: filepath.Join(t.TempDir(), "order"), temp: t.TempDir()}
	t.Setenv("TMPDIR", s.temp)
	_, requirements, _ := strings.Cut(me.GoMod(), "\n")
	for _, f := range txtar.Parse([]byte(strings.Replace(files, "REQUIREMENTS\n", requirements, 1))).Files {
		s.put(f.Name, string(f.Data))
	}
	for _, change := range changes {
		change(s)
	}
	loop, err := dev.Start(me, cmp.Or(s.at, s.dir), t.TempDir(), "-addr", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Loop = loop
	t.Cleanup(func() {
		select {
		case <-loop.Ended():
			return
		default:
		}
		if err := loop.Stop(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Logf("owgen dev said:\n%s", loop.Stderr())
		}
	})
	return s
}

// put writes a file.
func (s *shop) put(name, text string) {
	s.Helper()
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
}

// text returns a file.
func (s *shop) text(name string) string {
	s.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		s.Fatal(err)
	}
	return string(data)
}

// edit replaces a text in a file, as an editor does that saves by renaming.
func (s *shop) edit(name, old, new string) {
	s.Helper()
	if err := s.Edit(name, old, new); err != nil {
		s.Fatal(err)
	}
}

// remove removes a file.
func (s *shop) remove(name string) {
	s.Helper()
	if err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
		s.Fatal(err)
	}
}

// until waits until something is true.
func (s *shop) until(what string, is func() bool) { await(s.T, what, is) }

// await waits until something is true, for a minute at most.
func await(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it does not come true that %s", what)
		}
	}
}

// said waits until stderr matches a regular expression, and returns the match and its groups.
func (s *shop) said(pattern string) []string {
	s.Helper()
	found, err := s.Said(pattern)
	if err != nil {
		s.Fatal(err)
	}
	return found
}
