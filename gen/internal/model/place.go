package model

import (
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

// ProgramName is what the program is called: the package, or its directory for a package main.
func ProgramName(p *Package) string {
	if p.Main() {
		return filepath.Base(p.Dir)
	}
	return CommandName(p.Place)
}

// CommandName is what the program of a package is called if nothing else is said: as the package. The go command builds
// no package in a directory called größe, though, nor, because Windows has no such file, in one called aux. Then it is
// the last element of the import path, which the go command has accepted.
func CommandName(p Place) string {
	if module.CheckImportPath("cmd/"+p.Name) == nil {
		return p.Name
	}
	dir, _, ok := module.SplitPathVersion(p.Path)
	if !ok {
		dir = p.Path
	}
	return path.Base(dir)
}

// OutPath returns the import path of the directory out, given that pkgDir has the path pkgPath.
func OutPath(pkgPath, pkgDir, out string) string {
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

// Relative is how a command typed in dir names path, with slashes.
func Relative(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(path)
}

// Absolute makes a path absolute that is relative to dir, or to the working directory if that is "".
func Absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	path = filepath.Join(dir, path)
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path // only without a working directory; then relative paths are all there is
}

// IsBelow reports whether path is dir, or below it.
func IsBelow(dir, path string) bool {
	return filepath.IsLocal(filepath.FromSlash(Relative(dir, path)))
}
