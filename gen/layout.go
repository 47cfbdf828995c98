package gen

import (
	"os"
	"path/filepath"
	"strings"
)

// A layout says where the generated files go.
type layout struct {
	dir         string // the user's package
	out         string // directory of the Go files
	outPath     string // its import path
	main, codec string // the Go files
	dockerfile  string // "" if none is wanted
}

func newLayout(c Config, p *Package) layout {
	abs := func(path string) string {
		if filepath.IsAbs(path) {
			return filepath.Clean(path)
		}
		dir, err := filepath.Abs(c.Dir)
		if err != nil {
			dir = c.Dir // only without a working directory; then relative paths are all there is
		}
		return filepath.Join(dir, path)
	}
	l := layout{dir: p.Dir, out: outDir(c, p.Types.Name(), p.Dir)}
	l.outPath = outPath(p.Types.Path(), p.Dir, l.out)
	l.main, l.codec = filepath.Join(l.out, "main.go"), filepath.Join(l.out, "codec.go")
	if p.Main() {
		l.main, l.codec = filepath.Join(l.out, "owgen_main.go"), filepath.Join(l.out, "owgen_codec.go")
	}
	switch c.Dockerfile {
	case "":
		l.dockerfile = filepath.Join(p.Dir, "image", "Dockerfile")
	case "none":
	default:
		l.dockerfile = abs(c.Dockerfile)
		info, err := os.Stat(l.dockerfile)
		if err == nil && info.IsDir() || os.IsPathSeparator(c.Dockerfile[len(c.Dockerfile)-1]) {
			l.dockerfile = filepath.Join(l.dockerfile, "Dockerfile")
		}
	}
	return l
}

// outDir returns the directory into which the Go files of a package are generated.
func outDir(c Config, pkgName, pkgDir string) string {
	switch {
	case c.Out != "" && filepath.IsAbs(c.Out):
		return filepath.Clean(c.Out)
	case c.Out != "":
		dir, err := filepath.Abs(filepath.Join(c.Dir, c.Out))
		if err != nil {
			return filepath.Join(c.Dir, c.Out)
		}
		return dir
	case pkgName == "main":
		return pkgDir
	}
	return filepath.Join(pkgDir, "cmd", pkgName)
}

// outPath returns the import path of the directory out, given that pkgDir has the path pkgPath.
func outPath(pkgPath, pkgDir, out string) string {
	rel, err := filepath.Rel(pkgDir, out)
	if err != nil {
		return pkgPath + "/cmd"
	}
	parts := strings.Split(pkgPath, "/")
	for _, step := range strings.Split(filepath.ToSlash(rel), "/") {
		switch step {
		case ".":
		case "..":
			parts = parts[:max(len(parts)-1, 0)]
		default:
			parts = append(parts, step)
		}
	}
	return strings.Join(parts, "/")
}
