package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/owgen/owgen/internal/actionzip"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/shell"
)

// writeZip is the command zip: it builds a program and packs it for OpenWhisk.
func writeZip(args []string, stdout, stderr io.Writer) error {
	var (
		out, kind string
		tags      []string
		platform  = image.Platform{OS: "linux", Arch: "amd64"}
	)
	flags := flag.NewFlagSet("owgen zip", flag.ContinueOnError)
	flags.StringVar(&out, "o", "", "")
	flags.StringVar(&kind, "kind", "", "")
	tagsVar(flags, &tags)
	flags.Func("platform", "", func(s string) (err error) {
		platform, err = image.ParsePlatform(s)
		return err
	})
	pattern, err := parse(flags, args)
	if err != nil {
		return err
	}
	if out != "" && filepath.Ext(out) != ".zip" {
		return usageError(fmt.Sprintf("-o %s: want a name in .zip, by which wsk knows an archive", out))
	}
	environment := ""
	if kind != "" {
		if environment, err = actionzip.Environment(kind); err != nil {
			return usageError("-kind: " + err.Error())
		}
	}
	created, err := epoch.FromEnvironment()
	if err != nil {
		return err
	}
	target := build.Target{Env: platform.Env(), Tags: tags}
	program, err := findProgram(context.Background(), pattern, target)
	if err != nil {
		return err
	}
	term := terminal{stdout: stdout, stderr: stderr}
	if err := program.checkUpToDate(context.Background(), term); err != nil {
		return err
	}
	target.Tags = program.tags(tags)
	name := image.Name(program.Name)
	out = filepath.Clean(cmp.Or(out, name+".zip"))
	t, err := newTarget(out, false)
	if err != nil {
		return err
	}
	defer t.discard()
	var archive []byte
	err = withBinary(program.Program, target, func(f *os.File, _ int64) (err error) {
		archive, err = actionzip.Pack(f, environment, created)
		return err
	})
	if err != nil {
		return err
	}

	size := actionzip.Size(len(archive))
	if size > actionzip.Limit {
		return fmt.Errorf("the archive has %d bytes in base64, and OpenWhisk takes %d: make an image of it with owgen image", size, actionzip.Limit)
	}
	if size > actionzip.Limit/5*4 {
		term.say("the archive takes %d %% of what OpenWhisk accepts", 100*size/actionzip.Limit)
	}
	if err := os.WriteFile(t.tmp, archive, 0o666); err != nil {
		return err
	}
	if err := t.commit(); err != nil {
		return err
	}
	how := "--native"
	if kind != "" {
		how = "--kind " + kind
	}
	term.say("wrote %s; to deploy it, wsk action create %s %s %s", out, name, shell.Word(out), how)
	return nil
}
