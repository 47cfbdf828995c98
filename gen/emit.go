package gen

import (
	"bytes"
	"fmt"
	"go/format"
	"path/filepath"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/internal/mark"
)

// goHeader is the first line of each generated Go file. It is how owgen knows a file for its own.
const goHeader = "// " + mark.Generated

// emit writes the files for p.
func emit(c Config, p *Package) ([]File, error) {
	l := NewLayout(c, p.Place())
	coder := newCoder(p)

	var files []File
	for _, f := range []struct {
		path       string
		emit       func(*jen.File)
		deprecated bool
	}{
		{l.Main, coder.emitMain, p.Deprecated.Main},
		{l.Codec, coder.emitCodec, p.Deprecated.Codec},
	} {
		data, err := render(coder.names, f.path, header(p, f.deprecated), f.emit)
		if err != nil {
			return nil, err
		}
		files = append(files, File{Path: f.path, Data: data})
	}
	recipe, err := newRecipe(c, l, p)
	if err != nil {
		return nil, err
	}
	if l.Dockerfile != "" {
		image, err := emitImage(c, recipe, l)
		if err != nil {
			return nil, err
		}
		files = append(files, image...)
	}
	files = append(files, emitAttributes(l)...)
	if c.Makefile {
		file, err := emitMakefile(recipe, p)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

// render gives a Go file its header and its imports, lets emit fill it, and formats it.
func render(n *names, path, header string, emit func(*jen.File)) ([]byte, error) {
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
		return nil, fmt.Errorf("internal error: rendering %s: %w", filepath.Base(path), err)
	}
	source, err := n.giveWay(buf.Bytes())
	if err == nil {
		source, err = format.Source(source)
	}
	if err != nil {
		return nil, fmt.Errorf("internal error: %s does not parse: %w\n%s", filepath.Base(path), err, numbered(buf.String()))
	}
	return source, nil
}

// header is the comment at the top of a generated Go file. It names functions and files but no lines, so that an edit
// above a handler does not change it. If the file names something deprecated, staticcheck is told that this is meant.
func header(p *Package, deprecated bool) string {
	var b strings.Builder
	b.WriteString(goHeader)
	for _, h := range p.Handlers {
		fmt.Fprintf(&b, "\n// Source: %s, func %s.", h.File, h.Func)
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
