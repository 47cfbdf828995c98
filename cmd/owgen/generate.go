package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/owgen/owgen/gen"
)

// generate is the command without a name: it brings the files generated for a package up to date.
func generate(args []string, stdout, stderr io.Writer) error {
	o, err := parseOptions(args)
	if err != nil {
		return err
	}
	if o.version {
		info, ok := debug.ReadBuildInfo()
		if !ok {
			return errors.New("this binary was built without build information")
		}
		_, err := fmt.Fprintln(stdout, version(info))
		return err
	}

	say := func(format string, args ...any) { fmt.Fprintf(stderr, "owgen: "+format+"\n", args...) }
	chat := say
	if !o.verbose {
		chat = func(string, ...any) {}
	}
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	o.Dir = dir
	o.Progress = func(line string) { say("%s", line) }

	start := time.Now()
	result, err := gen.Generate(context.Background(), o.Config)
	if found, ok := errors.AsType[gen.Diagnostics](err); ok {
		return &faultError{found, found.Verdict()}
	}
	if err != nil {
		return err
	}
	if len(result.Warnings) > 0 {
		fmt.Fprintln(stderr, result.Warnings.Error())
	}
	for _, note := range result.Notes {
		chat("%v", note)
	}
	chat("generated in %v", time.Since(start).Round(time.Millisecond))

	outputs, err := survey(dir, result.Files)
	if err != nil {
		return err
	}
	for _, out := range outputs {
		if !out.stale() {
			chat("%s is up to date", out.name)
		}
	}
	if o.diff {
		for _, out := range outputs {
			if _, err := stdout.Write(out.diff()); err != nil {
				return err
			}
		}
	}
	if o.check {
		return check(outputs)
	}
	if o.diff {
		return nil
	}
	return write(outputs, func(name string) { say("wrote %s", name) })
}

// options is what a command line asks of generate.
type options struct {
	gen.Config
	check, diff      bool
	verbose, version bool
}

// parseOptions reads a command line. Its error is flag.ErrHelp or a usageError.
//
// The flags have no usage texts here: the manual is the one place that explains them.
func parseOptions(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("owgen", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.Out, "o", "", "")
	flags.StringVar(&o.Dockerfile, "dockerfile", "", "")
	flags.BoolVar(&o.check, "check", false, "")
	flags.BoolVar(&o.diff, "diff", false, "")
	flags.BoolVar(&o.verbose, "v", false, "")
	flags.BoolVar(&o.version, "version", false, "")
	flags.Func("func", "", func(s string) (err error) {
		o.Funcs, err = list(s)
		return err
	})
	flags.Func("tags", "", func(s string) error {
		// As the go command reads it, which still takes spaces too. Given, but empty, it is not nil: it switches GOFLAGS' off.
		split := func(r rune) bool { return r == ',' || r == ' ' }
		o.Tags = append([]string{}, strings.FieldsFunc(s, split)...)
		return nil
	})
	flags.Func("target", "", func(s string) error {
		var ok bool
		o.GOOS, o.GOARCH, ok = strings.Cut(s, "/")
		if !ok || o.GOOS == "" || o.GOARCH == "" || strings.Contains(o.GOARCH, "/") {
			return errors.New("want os/arch, for example linux/arm64")
		}
		return nil
	})
	for _, opt := range gen.AllOptions() {
		flags.Func(opt.Name, "", func(value string) error { return opt.Set(&o.Options, value) })
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return o, err
	case err != nil:
		return o, usageError(err.Error())
	}

	for _, arg := range flags.Args() {
		if strings.HasPrefix(arg, "-") {
			return o, usageError(fmt.Sprintf("%s stands after the package %s; flags come first", arg, flags.Arg(0)))
		}
	}
	if flags.NArg() > 1 {
		return o, usageError(fmt.Sprintf("one package at a time, not %s", strings.Join(flags.Args(), " and ")))
	}
	o.Pattern = flags.Arg(0)
	return o, nil
}

// list splits "A,B". Nothing between two commas is a slip of the pen, not a name.
func list(s string) ([]string, error) {
	names := strings.Split(s, ",")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
		if names[i] == "" {
			return nil, errors.New("want names separated by commas, for example A,B")
		}
	}
	return names, nil
}

// display is a path as messages name it: relative to dir if that is possible, with slashes.
func display(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		path = rel
	}
	return filepath.ToSlash(path)
}
