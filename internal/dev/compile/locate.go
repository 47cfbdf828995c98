package compile

import (
	"cmp"
	"context"
	"fmt"
	gobuild "go/build"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/owgen/owgen/internal/build"
)

// locate finds the directory of the package.
func (b *Builder) locate(ctx context.Context) error {
	if b.dir != "" {
		return nil
	}
	pattern := cmp.Or(b.pattern, ".")
	if filepath.IsAbs(pattern) || gobuild.IsLocalImport(filepath.ToSlash(pattern)) {
		dir := absolute(b.wd, pattern)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return fmt.Errorf("%s is not the directory of a package", pattern)
		}
		b.dir = dir
		return nil
	}
	pkg, err := build.Find(ctx, b.wd, pattern, build.Target{})
	b.dir = pkg.Dir
	return err
}

// frame matches a line of a trace that names a place in a file.
var frame = regexp.MustCompile(`^\s+(\S.*\.go):(\d+)(?: \+0x[0-9a-f]+)?$`)

// Modules are those that the user edits.
type Modules []Module

// A Module is one of them.
type Module build.Module

// Position returns a diagnostic about the first place in one of the modules that a trace names, for the package in dir. The files
// have the names that the compiler gives them with -trimpath: the module's path stands for its directory.
func (all Modules) Position(dir string, trace []string, text string) (Diagnostic, bool) {
	for _, line := range trace {
		m := frame.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		for _, module := range all {
			path, inside := module.file(m[1])
			if info, err := os.Stat(path); !inside || err != nil || info.IsDir() {
				continue
			}
			n, _ := strconv.Atoi(m[2])
			return at(dir, path, n, 0, text), true
		}
	}
	return Diagnostic{}, false
}

// file returns the path of a file of the module by the name that the compiler gives it: the path of the module, for other modules than
// the main one with the version, and where the file is in it.
func (m Module) file(name string) (path string, inside bool) {
	rest, inside := strings.CutPrefix(name, m.Path)
	version, rest, found := strings.Cut(rest, "/")
	return filepath.Join(m.Dir, filepath.FromSlash(rest)), inside && found && (version == "" || version[0] == '@')
}

func tagsFlag(tags []string) string { return "-tags=" + strings.Join(tags, ",") }
