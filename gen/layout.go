package gen

import (
	"os"
	"path/filepath"
	"strings"
)

// A layout says where the generated files go.
type layout struct {
	main, codec string // the Go files
	dockerfile  string // "" if none is wanted
}

func newLayout(c Config, p *Package) layout {
	l := layout{main: filepath.Join(p.Out, "main.go"), codec: filepath.Join(p.Out, "codec.go")}
	if p.Main() {
		l.main, l.codec = filepath.Join(p.Out, "owgen_main.go"), filepath.Join(p.Out, "owgen_codec.go")
	}
	switch c.Dockerfile {
	case "":
		l.dockerfile = filepath.Join(p.Dir, "image", "Dockerfile")
	case "none":
	default:
		l.dockerfile = c.absolute(c.Dockerfile)
		info, err := os.Stat(l.dockerfile)
		if err == nil && info.IsDir() || os.IsPathSeparator(c.Dockerfile[len(c.Dockerfile)-1]) {
			l.dockerfile = filepath.Join(l.dockerfile, "Dockerfile")
		}
	}
	return l
}

// absolute makes a path of the command line absolute.
func (c Config) absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	path = filepath.Join(c.Dir, path)
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path // only without a working directory; then relative paths are all there is
}

// relative is how a command typed in dir names path, with slashes.
func relative(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(path)
}

// outDir returns the directory into which the Go files of a package are generated.
func outDir(c Config, pkgName, pkgDir string) string {
	switch {
	case c.Out != "":
		return c.absolute(c.Out)
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
