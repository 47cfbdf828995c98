package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	gobuild "go/build"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/claims"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/runtimecopy"
)

// This file has the commands that print what callers may know of a program. They write nothing.

// schemaCommand is the command schema.
func schemaCommand() cli.Command {
	return cli.Command{
		Name:  "schema",
		Usage: "[flags] [package]",
		Short: "print the JSON Schema of a function",
		Long:  schemaText,
		Flags: func() *cli.Flags { return new(schemaOptions).flags() },
		More:  publishedText,
		Run:   step(printSchema).untilEnd,
	}
}

const schemaText = `
Owgen schema prints what a function takes, or what it gives, as JSON Schema.

It is made from the sources, in the dialect 2020-12: from the types, their tags,
and the comments on them. Neither the runtime nor the generated program has to
be there. What is valid under the schema is accepted by the program, and what
the program answers is valid; docs/validation.md has the few exceptions. Of a
request, an answer, an event or a stream it is the schema of the JSON in it.
`

// openAPICommand is the command openapi.
func openAPICommand() cli.Command {
	return cli.Command{
		Name:  "openapi",
		Usage: "[flags] [package]",
		Short: "print the OpenAPI document of a program",
		Long:  openAPIText,
		Flags: func() *cli.Flags { return new(openAPIOptions).flags() },
		More:  publishedText,
		Run:   step(printOpenAPI).untilEnd,
	}
}

const openAPIText = `
Owgen openapi prints how a program is called over HTTP, as OpenAPI 3.1 in JSON.

The only function is at /, each of several at the path of its name. Types have
names under components; where one is read otherwise than it is written, as a
member may be required of callers or always be there in answers, they end in
Input and Output. All is made from the sources, as by owgen schema. What no
keyword says, such as which methods call a function, is said in words.
`

const publishedText = `
The flags of the directive for go generate in the package count as well; flags
that are typed override them.
`

// schemaOptions is what a command line asks of printSchema.
type schemaOptions struct {
	gen.Config
	result bool
}

// flags returns the flags that fill in o.
func (o *schemaOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	f.Func("func", "Name", "the function. Without the flag it is the only one, or else the one for calls that name none", func(name string) error {
		o.Funcs = []string{name}
		return nil
	})
	f.Func("of", "params|result", "what the function takes, which is the default, or what it gives", func(s string) error {
		if o.result = s == "result"; !o.result && s != "params" {
			return errors.New("want params or result")
		}
		return nil
	})
	shapeFlags(f, &o.Config)
	return f
}

// printSchema prints the JSON Schema of what a function takes or gives.
func printSchema(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o schemaOptions
	if err := parseOver(ctx, &o.Config, o.flags, args); err != nil {
		return err
	}
	return publish(&o.Config, stdout, stderr, func() ([]byte, gen.Diagnostics, error) {
		return o.Schema(ctx, o.result)
	})
}

// openAPIOptions is what a command line asks of printOpenAPI.
type openAPIOptions struct {
	gen.Config
	title, version string
}

// flags returns the flags that fill in o.
func (o *openAPIOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	f.String(&o.title, "title", "text", "the title of the document. The default is the name of the program")
	f.String(&o.version, "version", "text", "the version of what the document describes. The default is 0.0.0")
	request.Funcs(f, &o.Funcs, "the functions that the program serves. Without the flag these are the same as when owgen generates without it")
	shapeFlags(f, &o.Config)
	return f
}

// printOpenAPI prints the OpenAPI document of a program.
func printOpenAPI(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o openAPIOptions
	if err := parseOver(ctx, &o.Config, o.flags, args); err != nil {
		return err
	}
	return publish(&o.Config, stdout, stderr, func() ([]byte, gen.Diagnostics, error) {
		return o.OpenAPI(ctx, o.title, o.version)
	})
}

// shapeFlags defines the flags that decide which types there are and what their JSON is.
func shapeFlags(f *cli.Flags, c *gen.Config) {
	request.Tags(f, &c.Tags, "those of the directive, or else those of GOFLAGS,")
	f.Paragraph("The following flags are those that the program is generated with.")
	request.JSON(f, &c.Options)
}

// publish prints a document that is made for c, and what is to be said of the sources.
func publish(c *gen.Config, stdout, stderr io.Writer, print func() ([]byte, gen.Diagnostics, error)) error {
	t := newTool(stdout, stderr)
	c.Progress = func(line string) { t.Say("%s", line) }
	text, warnings, err := print()
	if err != nil {
		return err
	}
	if len(warnings) > 0 {
		fmt.Fprintln(stderr, warnings.Error())
	}
	_, err = stdout.Write(text)
	return err
}

// parseOver reads a command line into c, over the flags of the directive for the package. Flags returns flags that fill in c.
func parseOver(ctx context.Context, c *gen.Config, flags func() *cli.Flags, args []string) error {
	pattern, err := flags().ParseOne(args)
	if err != nil {
		return err
	}
	dir, typed := packageDir(ctx, pattern, c.Tags), c.Funcs
	directed, err := directiveFor(dir, typed)
	if err != nil {
		return err
	}
	*c = directed.Config
	if c.Pattern, c.Runtime = pattern, runtimecopy.ImportedIn(dir); len(typed) > 0 {
		c.Funcs = nil
	}
	if _, err = flags().ParseOne(args); err != nil {
		return err
	}
	c.Dir, err = os.Getwd()
	return err
}

// directiveFor returns what the directive of the package in dir asks for: of several the one for the functions. It is the zero
// Request if there is none.
func directiveFor(dir string, funcs []string) (request.Request, error) {
	all := claims.New(commands().IsOther).Beside(dir)
	if len(all) > 1 && len(funcs) > 0 {
		all = slices.DeleteFunc(all, func(r request.Request) bool { return !slices.Contains(r.Funcs, funcs[0]) })
	}
	switch len(all) {
	case 0:
		return request.Request{}, nil
	case 1:
		return all[0], nil
	}
	return request.Request{}, cli.Usagef("the package has several directives for go generate; choose functions of one with -func")
}

// packageDir returns the directory of the package that a pattern names, or "": then there is more to say when it is loaded.
func packageDir(ctx context.Context, pattern string, tags []string) string {
	if pattern = cmp.Or(pattern, "."); gobuild.IsLocalImport(filepath.ToSlash(pattern)) || filepath.IsAbs(pattern) {
		dir, err := filepath.Abs(pattern)
		if err != nil {
			return ""
		}
		return dir
	}
	pkg, err := build.Find(ctx, "", pattern, build.Target{Env: []string{"GOOS=linux"}, Tags: tags})
	if err != nil {
		return ""
	}
	return pkg.Dir
}
