package starter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
)

// command is the package of owgen itself.
const command = "github.com/owgen/owgen/cmd/owgen"

// A site is what the go command knows of a directory before there is a package in it.
type site struct {
	module build.Module // around it; zero if there is none
	work   string       // the file go.work that counts there, or ""
	goroot string
}

// findSite asks the go command, in the nearest directory that exists.
func findSite(ctx context.Context, dir string) (site, error) {
	at := dir
	for info, err := os.Stat(at); err != nil || !info.IsDir(); info, err = os.Stat(at) {
		at = filepath.Dir(at)
	}
	out, err := gocmd.Run(ctx, at, append(os.Environ(), "PWD="+at), "env", "-json", "GOMOD", "GOWORK", "GOROOT")
	if err != nil {
		return site{}, err
	}
	var env struct{ GOMOD, GOWORK, GOROOT string }
	if err := json.Unmarshal(out, &env); err != nil {
		return site{}, fmt.Errorf("asking the go command about %s: %w", at, err)
	}
	s := site{goroot: env.GOROOT}
	if env.GOWORK != "off" {
		s.work = env.GOWORK
	}
	if env.GOMOD == "" || env.GOMOD == os.DevNull {
		return s, nil
	}
	text, err := os.ReadFile(env.GOMOD)
	if err != nil {
		return s, err
	}
	file, err := modfile.ParseLax(env.GOMOD, text, nil)
	if err != nil {
		return s, err
	}
	if file.Module == nil {
		return s, errors.New(env.GOMOD + " names no module; run: go mod edit -module=path")
	}
	s.module = build.Module{Path: file.Module.Mod.Path, Dir: filepath.Dir(env.GOMOD)}
	if file.Go != nil {
		s.module.GoVersion = file.Go.Version
	}
	return s, nil
}

// enter makes the module one that the go command works on in the directory, and that can run this owgen if it is a release.
func (s *start) enter(ctx context.Context, t renew.Tool) error {
	if s.isNew() && s.site.work != "" {
		if err := s.site.run(ctx, s.dir, "work", "use", "."); err != nil {
			return err
		}
		t.Tell(place.Wrote, place.Display(s.Wd, s.site.work))
	}
	if s.Release == "" {
		return nil
	}
	if err := s.site.run(ctx, s.dir, "get", "-tool", command+"@"+s.Release); err != nil {
		return err
	}
	if !s.isNew() {
		t.Tell(place.Wrote, place.Display(s.Wd, filepath.Join(s.module().Dir, "go.mod")))
	}
	t.Tell(place.Wrote, place.Display(s.Wd, filepath.Join(s.module().Dir, "go.sum")))
	return nil
}

// leave undoes what enter has done to go.work.
func (s site) leave(ctx context.Context, dir string, isNew bool) {
	if !isNew || s.work == "" {
		return
	}
	for _, use := range []string{dir, "./" + place.Display(filepath.Dir(s.work), dir)} {
		s.run(ctx, filepath.Dir(s.work), "work", "edit", "-dropuse="+use)
	}
}

func (s site) run(ctx context.Context, dir string, args ...string) error {
	_, err := gocmd.Run(ctx, dir, append(os.Environ(), "PWD="+dir), args...)
	return err
}
