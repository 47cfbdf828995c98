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
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/runtimecopy"
	"github.com/owgen/owgen/internal/workspace"
)

// generate is the command without a name: it brings the files generated for one package or for several up to date.
func generate(args []string, stdout, stderr io.Writer) error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	o, err := parseOptions(dir, args)
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

	t := terminal{stdout, stderr, o.verbose}
	o.Progress = func(line string) { t.say("%s", line) }
	if workspace.Several(o.patterns) {
		return generateSeveral(t, o)
	}
	if o.embed {
		module, err := build.FindModule(context.Background(), o.Dir, o.Pattern)
		if err != nil {
			return err
		}
		o.Runtime = runtimecopy.ImportPath(module.Path)
		copied, err := embedded(o.Dir, module)
		if err != nil {
			return err
		}
		if err := o.settle(t, copied, writeRuntime); err != nil {
			return err // the package may not load without it
		}
	}

	start := time.Now()
	result, err := gen.Generate(context.Background(), o.Config)
	if err != nil {
		return err
	}
	if len(result.Warnings) > 0 {
		fmt.Fprintln(stderr, result.Warnings.Error())
	}
	for _, note := range result.Notes {
		t.chat("%v", note)
	}
	t.chat("generated in %v", since(start))

	outputs, err := new(claims).survey(o.Dir, o, result)
	if err != nil {
		return err
	}
	return o.settle(t, outputs, writePackage)
}

// since is the time that has passed, as it is told.
func since(start time.Time) time.Duration { return time.Since(start).Round(time.Millisecond) }

// settle does with outputs what the command line asks for: it writes, checks or compares them.
func (o options) settle(t terminal, outputs []output, write func(terminal, []output) error) error {
	for _, out := range outputs {
		if !out.stale() {
			t.chat("%s is up to date", out.name)
		}
		if o.diff {
			if _, err := t.stdout.Write(out.diff()); err != nil {
				return err
			}
		}
	}
	switch {
	case o.check:
		return check(outputs, "go generate")
	case o.diff:
		return nil
	}
	return write(t, outputs)
}

// A terminal is where a command prints data, and what it has to say.
type terminal struct {
	stdout, stderr io.Writer
	verbose        bool
}

func (t terminal) say(format string, args ...any) {
	fmt.Fprintf(t.stderr, "owgen: "+format+"\n", args...)
}

// tell says what was done to a file.
func (t terminal) tell(verb, name string) { t.say("%s %s", verb, name) }

// chat says what only those want to know who ask for it.
func (t terminal) chat(format string, args ...any) {
	if t.verbose {
		t.say(format, args...)
	}
}

// options is what a command line asks of generate.
type options struct {
	gen.Config
	patterns         []string // all that are named; Config.Pattern is the first
	embed            bool
	check, diff      bool
	verbose, version bool
}

// parseOptions reads a command line that is typed in dir, and the certificates that it names. Its error is flag.ErrHelp, a
// usageError, or what is wrong with these.
//
// The flags have no usage texts here: the manual is the one place that explains them.
func parseOptions(dir string, args []string) (options, error) {
	var o options
	o.Dir = dir
	flags := flag.NewFlagSet("owgen", flag.ContinueOnError)
	flags.StringVar(&o.CertificatesFile, "ca", "", "")
	flags.StringVar(&o.Out, "o", "", "")
	flags.StringVar(&o.Dockerfile, "dockerfile", "", "")
	flags.BoolVar(&o.check, "check", false, "")
	flags.BoolVar(&o.diff, "diff", false, "")
	flags.BoolVar(&o.verbose, "v", false, "")
	flags.BoolVar(&o.version, "version", false, "")
	flags.Func("func", "", func(s string) error {
		names, err := list(s)
		o.Funcs = append(o.Funcs, names...) // a second -func adds to the first
		return err
	})
	flags.BoolVar(&o.Makefile, "makefile", false, "")
	flags.BoolVar(&o.Healthcheck, "healthcheck", false, "")
	flags.Func("rootfs", "", func(s string) error {
		o.Rootfs = s
		if s != gen.RootfsFull && s != gen.RootfsMinimal && s != gen.RootfsMultistage {
			return errors.New("want full, minimal or multistage")
		}
		return nil
	})
	flags.Func("runtime", "", func(s string) error {
		if o.embed = s == "embed"; !o.embed && s != "import" {
			return errors.New("want import or embed")
		}
		return nil
	})
	tagsVar(flags, &o.Tags)
	flags.Func("target", "", func(s string) error {
		var ok bool
		o.GOOS, o.GOARCH, ok = strings.Cut(s, "/")
		if !ok || o.GOOS == "" || o.GOARCH == "" || strings.Contains(o.GOARCH, "/") {
			example := "arm64"
			if image.IsArchitecture(s) {
				example = s
			}
			return errors.New("want os/arch, for example linux/" + example)
		}
		return nil
	})
	for _, opt := range gen.AllOptions() {
		flags.Func(opt.Name, "", func(value string) error { return opt.Set(&o.Options, value) })
	}
	if err := parseAll(flags, args); err != nil {
		return o, err
	}
	o.patterns, o.Pattern = flags.Args(), flags.Arg(0)
	if workspace.Several(o.patterns) {
		return o, onlyModes(flags)
	}
	if o.CertificatesFile == "" {
		return o, nil
	}
	if o.Rootfs == gen.RootfsMinimal {
		return o, errNoCertificates
	}
	var err error
	o.Certificates, err = certificates(dir, o.CertificatesFile)
	return o, err
}

// onlyModes returns an error if a flag is given that says how to generate: for several packages their directives do.
func onlyModes(flags *flag.FlagSet) error {
	var err error
	flags.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "check", "diff", "v", "version":
		default:
			err = usageError(fmt.Sprintf("-%s is not for several packages: for each, the flags in its go:generate directive count; "+
				"besides them there are -check, -diff and -v", f.Name))
		}
	})
	return err
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
