package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/invoke"
	"github.com/owgen/owgen/internal/ways"
)

// invokeCommand is the command invoke.
func invokeCommand() cli.Command {
	return cli.Command{
		Name:  "invoke",
		Usage: "[flags] [package|URL]",
		Short: "call a function once",
		Long:  invokeText,
		Flags: func() *cli.Flags { return new(invokeOptions).flags() },
		More:  invokeStatusText,
		Run:   step(invokeOnce).untilEnd,
	}
}

const invokeText = `
Owgen invoke calls a function of a package, and prints its answer.

It generates what is stale, as go generate would, builds the program, calls it
in a process of its own, and ends it:

	owgen invoke -p payload=abc ./reverse
	owgen invoke -f order.json -p address.city=Bonn

The directory of a program, such as ./reverse/cmd/reverse, stands for it where a
package has several.

The type of a parameter decides what its text means: 01234 is a string where
that is a string, and a number keeps its digits. Members of structs and maps are
written with dots, and lists by repeating -p; all of them may be JSON. What
begins with http:// or https:// is called as it is: a text is then JSON if it is
valid JSON, and else a string.

The answer goes to stdout; what the function prints goes to stderr, and so does
its log, as text unless OWGEN_LOG says otherwise. The program has the
environment of the command.
`

const invokeStatusText = `
With -as all stdout has a line for each way but lambda: its name, ok or error,
and the answer, with tabs between them.

The exit status is 0 if there is a result; 1 if the function answered with an
error, or ended, or does not compile, or if the ways differ; 2 if the command
line is wrong or the environment fails.
`

// invokeOptions is what a command line asks of invoke.
type invokeOptions struct {
	invoke.Invocation
	as string
}

// everyWay is the value of -as for all ways.
const everyWay = "all"

// flags returns the flags that fill in o.
func (o *invokeOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	f.Func("p", "name=value", "set a parameter. The flag may be repeated", func(text string) error {
		o.Params = append(o.Params, text)
		return nil
	})
	f.String(&o.File, "f", "file", "the parameters as JSON, or a whole event, or any body for a function that takes requests. - is standard input. "+
		"Without the flag there are none but those of -p, which override members")
	f.Func("as", "way", "how to call: plain, which is the default, over HTTP; openwhisk, by /init and /run; argv and stdin, as a child; "+
		"actionloop, as OpenWhisk's Go runtime; lambda, as AWS Lambda; or all, to see whether they agree", o.setWay)
	f.String(&o.Func, "func", "Name", "the function. Without the flag it is the only one, or else the one for calls that name none")
	f.Bool(&o.Verbose, "v", "also print the request, and the status, the time and the size of the answer")
	return f
}

// setWay reads -as.
func (o *invokeOptions) setWay(name string) error {
	o.as = name
	if name == everyWay {
		o.Ways = ways.All
		return nil
	}
	w, err := ways.Parse(name)
	if err != nil {
		return errors.New("want " + strings.Join(ways.Names(), ", ") + " or " + everyWay)
	}
	o.Ways = []ways.Way{w}
	return nil
}

// invokeOnce calls a function.
func invokeOnce(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := invokeOptions{as: string(ways.Plain)}
	o.Ways, o.Stdin, o.Stdout, o.Stderr = []ways.Way{ways.Plain}, os.Stdin, stdout, stderr
	words, err := o.flags().Parse(args)
	if err != nil {
		return err
	}
	if err := refuseParameters(words); err != nil {
		return err
	}
	word, err := cli.One(words)
	if err != nil {
		return err
	}
	if invoke.IsURL(word) {
		switch {
		case o.as != string(ways.Plain):
			return cli.Usagef("a URL is called in the way plain, not %s", o.as)
		case o.Func != "":
			return cli.Usagef("-func chooses a function of a package; of a URL the path does")
		}
		return o.URL(ctx, word)
	}
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	dir := packageDir(ctx, word, nil)
	if dir == "" {
		return cli.Usagef("%s is not a package; a package in a directory is written ./%[1]s", word)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return cli.Usagef("there is no directory %s", word)
	}
	return o.Package(ctx, newTool(stdout, stderr), wd, dir)
}

// refuseParameters returns an error if one of the words was meant as a parameter, or as all of them.
func refuseParameters(words []string) error {
	for _, word := range words {
		name, _, isPair := strings.Cut(word, "=")
		switch {
		case strings.HasPrefix(word, "{"):
			return cli.Usagef("parameters that are JSON are read from a file, with -f, or from standard input, with -f -")
		case isPair && !strings.ContainsAny(name, `/\`):
			return cli.Usagef("%s is not a package; a parameter is set with -p %[1]s", word)
		}
	}
	return nil
}
