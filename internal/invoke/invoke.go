package invoke

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/dev/child"
	"github.com/owgen/owgen/internal/params"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/ways"
)

// An Invocation is what a command line asks for.
type Invocation struct {
	Ways   []ways.Way // one, or all that are to agree
	Func   string     // "" is the default handler
	Params []string   // name=value
	File   string     // with the parameters; - is Stdin, and "" is none

	Verbose        bool
	Stdin          io.Reader
	Stdout, Stderr io.Writer
}

// A Failure means that the function, and not the call, is at fault.
type Failure string

func (f Failure) Error() string { return string(f) }

// Package calls a handler of the package in dir. Messages name files relative to wd.
func (i *Invocation) Package(ctx context.Context, t renew.Tool, wd, dir string) error {
	document, err := i.document(ctx)
	if err != nil {
		return err
	}
	p, err := i.choose(ctx, t, wd, dir)
	if err != nil {
		return err
	}
	call, err := i.call(&p.Handler, document)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "owgen-invoke-")
	if err != nil {
		return fmt.Errorf("making a directory for the program: %w; set TMPDIR to a directory for temporary files", err)
	}
	defer os.RemoveAll(temp)
	bin := filepath.Join(temp, "program.exe") // a name for all systems
	if err := p.build(ctx, bin); err != nil {
		return err
	}
	env := child.Environment()
	if len(i.Ways) > 1 {
		return i.all(ctx, bin, env, call)
	}
	return i.one(call, func(c ways.Call) (ways.Outcome, error) { return ways.Run(ctx, i.Ways[0], bin, env, c) })
}

// URL calls what runs at a URL. Nothing is known of its parameters.
func (i *Invocation) URL(ctx context.Context, target string) error {
	u, err := url.Parse(target)
	if err != nil {
		return err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return cli.Usagef("a URL begins with http://HOST or https://HOST, and %s does not", target)
	}
	document, err := i.document(ctx)
	if err == nil {
		document, err = filled(document, i.Params, params.Types{})
	}
	if err != nil {
		return err
	}
	call := ways.Call{Method: "POST", Path: u.RequestURI(), Body: document}
	return i.one(call, func(c ways.Call) (ways.Outcome, error) {
		o, err := ways.Post(ctx, u, c)
		if err != nil {
			err = fmt.Errorf("calling %s: %w", target, err)
		}
		return o, err
	})
}

// IsURL reports whether a word of a command line is a URL rather than a package.
func IsURL(word string) bool { return strings.Contains(word, "://") }

// document returns the parameters as the file has them, or nil. A terminal or a pipe may have no more to say when ctx ends.
func (i *Invocation) document(ctx context.Context) ([]byte, error) {
	type content struct {
		text []byte
		err  error
	}
	read := make(chan content, 1)
	from := ""
	switch i.File {
	case "":
		return nil, nil
	case "-":
		from = " from standard input"
		go func() {
			text, err := io.ReadAll(i.Stdin)
			read <- content{text, err}
		}()
	default:
		go func() {
			text, err := os.ReadFile(i.File)
			read <- content{text, err}
		}()
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case c := <-read:
		if c.err != nil {
			return nil, fmt.Errorf("reading the parameters%s: %w", from, c.err)
		}
		return c.text, nil
	}
}

// verbose prints a message that was asked for.
func (i *Invocation) verbose(format string, args ...any) {
	if i.Verbose {
		i.say(format, args...)
	}
}

func (i *Invocation) say(format string, args ...any) {
	fmt.Fprintf(i.Stderr, "owgen: "+format+"\n", args...)
}
