package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/actionzip"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/request"
)

// zipOptions is what a command line asks of writeZip.
type zipOptions struct {
	kindName, out string // as typed
	kind          actionzip.Kind
	platform      image.Platform
	tags          []string
	pattern       string
	created       time.Time
}

// zipCommand is the command zip.
func zipCommand() cli.Command {
	return cli.Command{
		Name:  "zip",
		Usage: "[flags] [package]",
		Short: "build an archive for OpenWhisk or AWS Lambda",
		Long:  zipText,
		Flags: func() *cli.Flags { return newZipOptions().flags() },
		More:  zipMore,
		Run:   step(writeZip).untilEnd,
	}
}

const zipText = `
Owgen zip builds a program and packs it as an archive for OpenWhisk or AWS
Lambda.

It builds the generated program of the package, or the package itself if that is
a main package. OpenWhisk runs the archive with wsk action create --native, or
as an action of a managed kind if -kind names one. With -kind lambda it is the
code of a function of AWS Lambda. The same program becomes the same archive
wherever it is built.

` + packedText

const zipMore = `
An older archive of that name is replaced. The time of everything in the archive
is 1980; the variable SOURCE_DATE_EPOCH sets another one, in seconds since 1970.
`

func newZipOptions() *zipOptions {
	return &zipOptions{platform: image.Platform{OS: "linux", Arch: "amd64"}}
}

// flags returns the flags that fill in o.
func (o *zipOptions) flags() *cli.Flags {
	f := cli.NewFlags()
	f.String(&o.kindName, "kind", "go:1.22|lambda", "make the archive run as an action of this managed kind of OpenWhisk, too, and not only with "+
		"--native and --docker; or as a function of AWS Lambda")
	f.String(&o.out, "o", "file.zip", "where to write the archive. Missing directories on the way are made. The default is <program>.zip")
	platformFlag(f, &o.platform, "the platform to build for: linux/amd64, linux/arm64, linux/arm/v7 and others")
	request.Tags(f, &o.tags, "those of the directive, or else those of GOFLAGS,")
	return f
}

// parseZipOptions reads a command line and the time for the archive. Its error is flag.ErrHelp, a usage error, or what is
// wrong with the time.
func parseZipOptions(args []string) (*zipOptions, error) {
	o := newZipOptions()
	var err error
	if o.pattern, err = o.flags().ParseOne(args); err != nil {
		return nil, err
	}
	if o.out != "" && filepath.Ext(o.out) != ".zip" {
		return nil, cli.Usagef("-o %s: want a name in .zip, by which tools know an archive", o.out)
	}
	if o.kind, err = actionzip.ParseKind(o.kindName); err != nil {
		return nil, cli.UsageError("-kind: " + err.Error())
	}
	if err := o.kind.CheckPlatform(o.platform); err != nil {
		return nil, cli.UsageError("-platform: " + err.Error())
	}
	o.created, err = epoch.FromEnvironment()
	return o, err
}

// writeZip builds a program and packs it.
func writeZip(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parseZipOptions(args)
	if err != nil {
		return err
	}
	target := build.Target{Env: o.platform.Env(), Tags: o.tags}
	t := newTool(stdout, stderr)
	known := t.Claims()
	program, err := known.FindProgram(ctx, o.pattern, target)
	if err != nil {
		return err
	}
	if err := t.CheckUpToDate(ctx, known, program); err != nil {
		return err
	}
	target.Tags = program.Tags(o.tags)
	name := image.Name(program.Name)
	out := filepath.Clean(cmp.Or(o.out, name+".zip"))
	d, err := newArtefact(out)
	if err != nil {
		return err
	}
	defer d.Discard()
	archive, err := o.pack(ctx, t, program.Program, target)
	if err != nil {
		return err
	}
	if err := d.Write(func(w io.Writer) error { _, err := w.Write(archive); return err }); err != nil {
		return err
	}
	if err := d.Commit(); err != nil {
		return err
	}
	t.Say("wrote %s; to deploy it, %s", out, o.kind.Deploy(name, out, o.platform))
	return nil
}

// pack builds a program and returns the archive, if that is not too large for the platform.
func (o *zipOptions) pack(ctx context.Context, t renew.Tool, p build.Program, target build.Target) (archive []byte, err error) {
	err = withBinary(ctx, p, target, func(f *os.File, size int64) error {
		if archive, err = o.kind.Pack(f, o.created); err != nil {
			return err
		}
		remark, err := o.kind.CheckSize(int64(len(archive)), size)
		if remark != "" {
			t.Say("%s", remark)
		}
		return err
	})
	return archive, err
}

// platformFlag defines -platform for what runs on one platform. The default is the value that p has.
func platformFlag(f *cli.Flags, p *image.Platform, text string) {
	f.Func("platform", "os/arch", text+". The default is "+p.String(), func(s string) (err error) {
		if strings.Contains(s, ",") {
			return errors.New("want one platform: an archive holds one binary")
		}
		*p, err = image.ParsePlatform(s)
		return err
	})
}
