// Package dev is owgen dev: it keeps a package built and running while its files change, and serves its functions, a page that calls
// them, and the API of that page.
//
//	dev.go      what runs, and how it ends
//	listen.go   the address
//	adapt.go    the loop as the front sees it
//	words.go    a build as the page shows it: in words, and with its source
//	browse.go   the browser
//	apart_*.go the same, out of reach of Ctrl+C
//	cache.go    where calls are kept
//	stop.go     signals
//
// # Rooms
//
//	watch    which files have changed
//	compile  a package as a program
//	child    a program as a process
//	loop     what is built, started and ended when
//	front    what is served
//	page     the page
//	record   the calls
package dev

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"github.com/owgen/owgen/internal/dev/child"
	"github.com/owgen/owgen/internal/dev/front"
	"github.com/owgen/owgen/internal/dev/loop"
	"github.com/owgen/owgen/internal/dev/record"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/ways"
)

// Options are what a command line asks for.
type Options struct {
	Dir     string // where Pattern was typed
	Pattern string // of one package
	Package string // its directory, absolute
	Address string // to listen on, as typed; "" is the first port that is free
	Open    bool   // the page in a browser
	Editor  string // a URL with {file}, {line} and {col}
	Tool    renew.Tool
}

// Run serves until there is a signal to end. Then it waits for running calls, at most two seconds, or until the next signal.
func Run(o Options) error {
	l, err := listen(o.Address)
	if err != nil {
		return err
	}
	defer l.Close()
	stop := signals()
	defer stop.forget()
	var f *front.Front // which the loop tells of lines, once it runs
	keeps, err := loop.New(loop.Options{
		Dir: o.Dir, Pattern: o.Pattern, Tool: o.Tool, Stdout: o.Tool.Stdout, Stderr: o.Tool.Stderr,
		Log: func(line loop.Line) { f.Log(line.Stream, line.Text) }, Hurry: stop.second,
	})
	if err != nil {
		return err
	}
	history := o.history()
	defer history.Close()
	f = front.New(front.Options{
		Program: program{keeps, o.Package, o.Editor}, History: history, Saved: record.Saved{Dir: o.Package}, Run: runIn(child.Environment()),
		Version: o.Tool.Version, Address: l.shown, Host: l.host, Token: front.NewToken(),
	})
	defer f.Close()
	o.greet(l, f.Token)
	return run(keeps, f, l, stop)
}

// runIn makes calls in all ways with the variables given.
func runIn(env []string) front.Runner {
	return func(ctx context.Context, w ways.Way, bin string, c ways.Call) (ways.Outcome, error) {
		return ways.Run(ctx, w, bin, env, c)
	}
}

// history returns the calls of the package. That they cannot be kept is no reason not to run.
func (o *Options) history() *record.History {
	note := func(err error) { o.Tool.Say("note: %v", err) }
	dir, err := historyDir(o.Package)
	if err != nil {
		note(fmt.Errorf("the history of calls is kept for this run only: %w", err))
	}
	return record.Open(dir, note)
}

// greet says where the function and the page are, and opens the page.
func (o *Options) greet(l *listener, token string) {
	page := "http://" + l.shown + "/_/dev/"
	if l.wide {
		o.Tool.Say("anyone who reaches %s can call and read this function", l.Addr())
	}
	if !front.Loopback(l.host) {
		page += "#" + token
	}
	o.Tool.Say("%s at http://%s/, page at %s", filepath.Base(o.Package), l.shown, page)
	if !o.Open {
		return
	}
	if err := browse(page); err != nil {
		o.Tool.Say("note: opening the page in a browser: %v", err)
	}
}

// run serves and keeps the program until there is a signal.
func run(keeps *loop.Loop, f *front.Front, l *listener, stop *stopping) error {
	ctx, end := context.WithCancel(context.Background())
	defer end()
	calls, endCalls := context.WithCancel(context.Background())
	defer endCalls()
	server := f.Server(calls)
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	kept := make(chan error, 1)
	go func() { kept <- keeps.Run(ctx) }()

	var failed error
	select {
	case <-stop.first:
	case failed = <-served:
	case failed = <-kept:
		kept <- nil
	}
	shut := make(chan struct{})
	go func() { // no new calls; those under way have the time that the loop gives them
		server.Shutdown(calls)
		close(shut)
	}()
	end()
	if err := <-kept; failed == nil {
		failed = err
	}
	select { // the answers of calls that ended with the program are on their way
	case <-shut:
	case <-time.After(lastWords):
	}
	endCalls()
	server.Close()
	if errors.Is(failed, http.ErrServerClosed) {
		return nil
	}
	return failed
}

// lastWords is how long answers may take to reach their callers after the program has ended.
const lastWords = 500 * time.Millisecond
