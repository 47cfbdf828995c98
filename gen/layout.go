package gen

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/module"
)

// A Place is where a package is.
type Place struct {
	Name              string // of the package
	Path, Dir         string // the import path, and the directory, absolute
	Module, ModuleDir string // "" if it is in no module
}

// A Layout says where the files go that are generated for a package. Paths are absolute, and "" if a file is not wanted.
type Layout struct {
	Out         string // directory of Main and Codec
	Main, Codec string

	Dockerfile   string
	Rootfs       string
	Gitignore    string
	Dockerignore string

	GoAttributes, ImageAttributes string // of git; one file if all is in one directory
}

// NewLayout returns where c puts the files for the package at p.
func NewLayout(c Config, p Place) Layout {
	l := Layout{Out: outDir(c, p)}
	l.Main, l.Codec = filepath.Join(l.Out, "main.go"), filepath.Join(l.Out, "codec.go")
	if p.Name == "main" {
		l.Main, l.Codec = filepath.Join(l.Out, "owgen_main.go"), filepath.Join(l.Out, "owgen_codec.go")
	}
	if !isUsers(l.Out, p) {
		l.GoAttributes = filepath.Join(l.Out, ".gitattributes")
	}
	if l.Dockerfile = dockerfile(c, p); l.Dockerfile == "" {
		return l
	}
	dir := filepath.Dir(l.Dockerfile)
	if c.Rootfs != RootfsMinimal {
		l.Rootfs = filepath.Join(dir, rootfsName)
	}
	if c.Rootfs == RootfsMultistage {
		l.Dockerignore = l.Dockerfile + ".dockerignore"
	} else if !isUsers(dir, p) {
		l.Gitignore = filepath.Join(dir, ".gitignore")
	}
	if l.Rootfs != "" && !isUsers(dir, p) {
		l.ImageAttributes = filepath.Join(dir, ".gitattributes")
	}
	return l
}

// isUsers reports whether a directory is that of the package or one above it. What there is to say to git there, the user
// says.
func isUsers(dir string, p Place) bool { return isBelow(dir, p.Dir) }

// Files returns the paths that are wanted.
func (l Layout) Files() []string {
	return withoutEmpty([]string{
		l.Main, l.Codec, l.GoAttributes, l.Dockerfile, l.Rootfs, l.Gitignore, l.Dockerignore, l.ImageAttributes,
	})
}

// dockerfile is where c puts the Dockerfile, or "".
func dockerfile(c Config, p Place) string {
	switch c.Dockerfile {
	case "":
		return filepath.Join(p.Dir, "image", "Dockerfile")
	case "none":
		return ""
	}
	file := c.absolute(c.Dockerfile)
	info, err := os.Stat(file)
	if err == nil && info.IsDir() || os.IsPathSeparator(c.Dockerfile[len(c.Dockerfile)-1]) {
		return filepath.Join(file, "Dockerfile")
	}
	return file
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

// isBelow reports whether path is dir, or below it.
func isBelow(dir, path string) bool {
	return filepath.IsLocal(filepath.FromSlash(relative(dir, path)))
}

// outDir is the directory into which the Go files of the package are generated.
func outDir(c Config, p Place) string {
	switch {
	case c.Out != "":
		return c.absolute(c.Out)
	case p.Name == "main":
		return p.Dir
	}
	return filepath.Join(p.Dir, "cmd", commandName(p))
}

// commandName is what the program of a package is called if nothing else is said: as the package. The go command builds
// no package in a directory called größe, though, nor, because Windows has no such file, in one called aux. Then it is
// the last element of the import path, which the go command has accepted.
func commandName(p Place) string {
	if module.CheckImportPath("cmd/"+p.Name) == nil {
		return p.Name
	}
	dir, _, ok := module.SplitPathVersion(p.Path)
	if !ok {
		dir = p.Path
	}
	return path.Base(dir)
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
