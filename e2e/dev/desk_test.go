package dev

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/dev"
)

// deskFiles are those of a desk: handlers that print, answer what they are sent, wait, and mean no good.
const deskFiles = `package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	ow "github.com/owgen/owgen/runtime"
)

//go:generate owgen

// Params of a note.
type Params struct {
	Text string  ` + "`json:\"text\"`" + `
	Sum  float64 ` + "`json:\"sum\"`" + `
}

// Result of a note.
type Result struct {
	Text string ` + "`json:\"text\"`" + `
}

// Note takes a note.
//
//owgen:action main
func Note(p Params) (Result, error) {
	fmt.Println("out:", p.Text)
	fmt.Fprintln(os.Stderr, "err:", p.Text)
	if p.Text == "" {
		return Result{}, errors.New("a note wants a text")
	}
	return Result{p.Text + "!"}, nil
}

// Copy answers with what it is sent, while it is sent.
//
//owgen:action copy
func Copy(r ow.Request[io.Reader]) (ow.Response[io.Reader], error) {
	return ow.Response[io.Reader]{Header: ow.Header{"Content-Type": {"text/html"}, "X-Asked": {r.Method + " " + r.Path}}, Body: r.Body}, nil
}

// Wait waits until nobody wants the answer.
//
//owgen:action wait
func Wait(ctx context.Context, p Params) (Result, error) {
	fmt.Println("waiting")
	<-ctx.Done()
	fmt.Fprintln(os.Stderr, "given up")
	return Result{}, ctx.Err()
}

// Count sends numbers.
//
//owgen:action count
func Count(p Params) iter.Seq2[Number, error] {
	return func(yield func(Number, error) bool) {
		for k := 0; yield(Number{k}, nil); k++ {
		}
	}
}

// Number is one of them.
type Number struct{ N int }

// Variables tells of variables that owgen dev has for its own, or sets.
//
//owgen:action variables
func Variables() (Result, error) { return Result{os.Getenv("GOTMPDIR") + "," + os.Getenv("OWGEN_LOG")}, nil }
`

// A desk is a module with these handlers, and owgen dev in it.
type desk struct {
	*testing.T
	*dev.Loop
	dir, cache, token string
}

// newDesk makes a desk.
func newDesk(t *testing.T, args ...string) *desk {
	t.Helper()
	d := &desk{T: t, dir: filepath.Join(t.TempDir(), "desk"), cache: t.TempDir()}
	if err := os.Mkdir(d.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	_, requirements, _ := strings.Cut(me.GoMod(), "\n")
	for name, text := range map[string]string{"go.mod": "module example.com/desk\n" + requirements, "desk.go": deskFiles} {
		if err := os.WriteFile(filepath.Join(d.dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	d.start(args...)
	return d
}

// start runs owgen dev, which ends with the test.
func (d *desk) start(args ...string) {
	d.Helper()
	if len(args) == 0 {
		args = []string{"-addr", "127.0.0.1:0"}
	}
	loop, err := dev.Start(me, d.dir, d.cache, args...)
	if err != nil {
		d.Fatal(err)
	}
	d.Loop = loop
	d.Cleanup(func() {
		select {
		case <-loop.Ended():
			return
		default:
		}
		if err := loop.Stop(); err != nil {
			d.Error(err)
		}
		if d.Failed() {
			d.Logf("owgen dev said:\n%s", loop.Stderr())
		}
	})
	_, page := d.ask("GET", strings.SplitAfter(loop.Page, "/_/dev/")[0], "", nil)
	if found := regexp.MustCompile(`name="owgen-token" content="([A-Z2-7]{26})"`).FindStringSubmatch(page); found != nil {
		d.token = found[1]
	}
}

// ask sends a request with these fields, and returns the answer and its body.
func (d *desk) ask(method, url, body string, header http.Header) (*http.Response, string) {
	d.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		d.Fatal(err)
	}
	for name, values := range header {
		if r.Header[name] = values; name == "Host" {
			r.Host = values[0]
		}
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		d.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		d.Fatal(err)
	}
	return resp, string(text)
}

// api asks the API, as the page does.
func (d *desk) api(method, path, body string) string {
	d.Helper()
	resp, text := d.ask(method, d.URL+"_/dev/"+path, body, http.Header{"Owgen-Token": {d.token}, "Content-Type": {"application/json"}})
	if resp.StatusCode >= 300 {
		d.Fatalf("%s %s: %d %s", method, path, resp.StatusCode, text)
	}
	return text
}

// call makes a call of the page, and returns its lines.
func (d *desk) call(body string) (lines []pageLine) {
	d.Helper()
	for line := range strings.Lines(d.api("POST", "call", body)) {
		var l pageLine
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			d.Fatal(err)
		}
		lines = append(lines, l)
	}
	return lines
}

// A pageLine is a line of the answer to a call of the page.
type pageLine struct {
	Type, ID, Stream, Text, Outcome string
	Status                          int
	Shared                          bool
}

// listed returns the history.
func (d *desk) listed() (calls []listedCall) {
	d.Helper()
	var list struct{ Calls []listedCall }
	if err := json.Unmarshal([]byte(d.api("GET", "calls", "")), &list); err != nil {
		d.Fatal(err)
	}
	return list.Calls
}

// A listedCall is a call in the history.
type listedCall struct {
	ID, From, Handler, Method, Path, Params, Outcome string
	Status, Build                                    int
}

// decode reads JSON.
func (d *desk) decode(text string, into any) {
	d.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		d.Fatalf("%v: %s", err, text)
	}
}
