package emit

import (
	"bytes"
	"fmt"
	"go/format"
	"go/types"
	"path/filepath"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/mark"
)

// GoHeader is the first line of each generated Go file. It is how owgen knows a file for its own.
const GoHeader = "// " + mark.Generated

// Files writes the Go files for p.
func Files(p *model.Package) ([]model.File, error) {
	c := newCoder(p)
	main, err := c.render(p.Layout.Main, header(p, p.Deprecated.Main), c.emitMain)
	if err != nil {
		return nil, err
	}
	codec, err := c.render(p.Layout.Codec, header(p, p.Deprecated.Codec), c.emitCodec)
	if err != nil {
		return nil, err
	}
	return []model.File{main, codec}, nil
}

// render gives a Go file its header and its imports, lets emit fill it, and formats it.
func (n *names) render(path, header string, emit func(*jen.File)) (model.File, error) {
	f := jen.NewFilePathName(n.pkg.OutPath, "main")
	if n.gives() {
		f = jen.NewFilePathName("", "main")
		f.ImportAlias(n.pkg.OutPath, n.self)
	}
	f.HeaderComment(header)
	for path, imp := range n.imports { // names are settled: the order has no effect
		if imp.alias {
			f.ImportAlias(path, imp.name)
		} else {
			f.ImportName(path, imp.name)
		}
	}
	emit(f)
	f.NoFormat = true // so that what does not parse can be shown
	var buf bytes.Buffer
	if err := f.Render(&buf); err != nil {
		return model.File{}, fmt.Errorf("internal error: rendering %s: %w", filepath.Base(path), err)
	}
	source, err := n.giveWay(buf.Bytes())
	if err == nil {
		source, err = format.Source(source)
	}
	if err != nil {
		return model.File{}, fmt.Errorf("internal error: %s does not parse: %w\n%s", filepath.Base(path), err, numbered(buf.String()))
	}
	return model.File{Path: path, Data: source}, nil
}

// header is the comment at the top of a generated Go file. It names functions and files but no lines, so that an edit
// above a handler does not change it. If the file names something deprecated, staticcheck is told that this is meant.
func header(p *model.Package, deprecated bool) string {
	var b strings.Builder
	b.WriteString(GoHeader)
	for _, h := range p.Handlers {
		keyword := "func"
		if _, ok := p.Types.Scope().Lookup(h.Func).(*types.Var); ok {
			keyword = "var"
		}
		fmt.Fprintf(&b, "\n// Source: %s, %s %s.", h.File, keyword, h.Func)
	}
	if p.Flags != "" {
		b.WriteString("\n// " + mark.Flags + p.Flags)
	}
	if p.Main() {
		b.WriteString("\n\n//go:build !owgen")
	}
	if deprecated {
		b.WriteString("\n\n//lint:file-ignore SA1019 What is deprecated for callers is still served.")
	}
	return b.String()
}

// numbered puts its number in front of each line.
func numbered(source string) string {
	var b strings.Builder
	k := 0
	for line := range strings.Lines(source) {
		k++
		fmt.Fprintf(&b, "%4d  %s", k, line)
	}
	return b.String()
}
