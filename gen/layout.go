package gen

import (
	"os"
	"path/filepath"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/recipe"
)

// Layout returns where c puts the files for the package at p.
func (c Config) Layout(p Place) Layout {
	l := Layout{Out: outDir(c, p)}
	l.Main, l.Codec = filepath.Join(l.Out, "main.go"), filepath.Join(l.Out, "codec.go")
	if p.Name == "main" {
		l.Main, l.Codec = filepath.Join(l.Out, "owgen_main.go"), filepath.Join(l.Out, "owgen_codec.go")
	}
	if !isUsers(l.Out, p) {
		l.GoAttributes = filepath.Join(l.Out, ".gitattributes")
	}
	if c.CertificatesFile != "" {
		l.Certificates = model.Absolute(c.Dir, c.CertificatesFile)
	}
	if l.Dockerfile = dockerfile(c, p); l.Dockerfile == "" {
		return l
	}
	dir := filepath.Dir(l.Dockerfile)
	if c.Rootfs != recipe.RootfsMinimal {
		l.Rootfs = filepath.Join(dir, recipe.RootfsName)
	}
	if c.Rootfs == recipe.RootfsMultistage {
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
func isUsers(dir string, p Place) bool { return model.IsBelow(dir, p.Dir) }

// dockerfile is where c puts the Dockerfile, or "".
func dockerfile(c Config, p Place) string {
	switch c.Dockerfile {
	case "":
		return filepath.Join(p.Dir, "image", "Dockerfile")
	case "none":
		return ""
	}
	file := model.Absolute(c.Dir, c.Dockerfile)
	info, err := os.Stat(file)
	if err == nil && info.IsDir() || os.IsPathSeparator(c.Dockerfile[len(c.Dockerfile)-1]) {
		return filepath.Join(file, "Dockerfile")
	}
	return file
}

// outDir is the directory into which the Go files of the package are generated.
func outDir(c Config, p Place) string {
	switch {
	case c.Out != "":
		return model.Absolute(c.Dir, c.Out)
	case p.Name == "main":
		return p.Dir
	}
	return filepath.Join(p.Dir, "cmd", model.CommandName(p))
}
