package invoke

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/typo"
)

// A program has the handler that is to be called.
type program struct {
	gen.Handler
	build.Program
	tags []string
}

// choose brings what is generated for the package up to date, and chooses the handler.
func (i *Invocation) choose(ctx context.Context, t renew.Tool, wd, dir string) (*program, error) {
	renewed, err := t.Directory(ctx, wd, dir)
	if err != nil {
		return nil, err
	}
	var all []program
	for _, r := range renewed {
		catalog, err := r.Catalog()
		if err != nil {
			return nil, err
		}
		out := r.Config.Layout(r.Place).Out
		for _, h := range catalog.Handlers {
			all = append(all, program{h, build.Program{Name: catalog.Program, Dir: out}, r.Tags})
		}
	}
	return i.pick(all)
}

// pick picks the handler that was asked for, or else the one for calls that name none.
func (i *Invocation) pick(all []program) (*program, error) {
	var names []string
	var byDefault []*program
	for k := range all {
		p := &all[k]
		if i.Func != "" && (p.Func == i.Func || strings.EqualFold(p.Handler.Name, i.Func)) {
			return p, nil
		}
		names = append(names, p.Func)
		if p.Default {
			byDefault = append(byDefault, p)
		}
	}
	list := strings.Join(names, ", ")
	switch {
	case i.Func != "":
		if meant := typo.Meant(i.Func, names); meant != "" {
			return nil, fmt.Errorf("there is no handler %s; did you mean %s?", i.Func, meant)
		}
		if len(names) == 1 {
			return nil, fmt.Errorf("there is no handler %s; the only one is %s", i.Func, list)
		}
		return nil, fmt.Errorf("there is no handler %s; the handlers are %s", i.Func, list)
	case len(byDefault) == 1:
		return byDefault[0], nil
	}
	return nil, fmt.Errorf("the package has several handlers; choose one with -func: %s", list)
}

// build builds the program for this machine.
func (p *program) build(ctx context.Context, bin string) error {
	err := build.Here(ctx, p.Program, bin, build.Target{Tags: p.tags})
	if failed, ok := errors.AsType[*gocmd.Error](err); ok && ctx.Err() == nil {
		return Failure(failed.Error())
	}
	return err
}
