package gen

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/rootfs"
)

// A recipe is what the Dockerfile and the Makefile say about building the program and its image. Paths are relative to
// the directory of the package, as commands that are typed there name them.
type recipe struct {
	Package, Name string // of the package, and of the program
	Program       string // its directory
	Flags         string // of go build, quoted for a shell
	TagsFlag      string // the one among them that names build tags, "" if there are none
	ImageFlags    string // of owgen image
	Binary        string
	Image         string // its name
	Context       string // directory; "" if there is no Dockerfile
	File          string // the Dockerfile, "" if it is the one that engines look for
	User          string
	Minimal       bool
	Healthcheck   bool
	InContext     bool // the package is in the context, which was then not made for the image alone

	Multistage     bool // the context is the whole module
	Source, Rootfs string
	FlagList       []string // flags of go build, as JSON strings
	Go             string   // version
}

// newRecipe returns the recipe for a package. Its error says what to change in the command line.
func newRecipe(c Config, l layout, p *Package) (recipe, error) {
	r := recipe{
		Package: p.Types.Name(), Name: programName(p), Program: "./" + relative(p.Dir, p.Out), Binary: binaryName,
		Image: image.Name(programName(p)), User: fmt.Sprintf("%d:%[1]d", rootfs.UID), Rootfs: rootfsName,
		Minimal: c.Rootfs == RootfsMinimal, Multistage: c.Rootfs == RootfsMultistage, Healthcheck: c.Healthcheck, Go: p.Go,
	}
	if p.Out == p.Dir {
		r.Program = "."
	}
	flags := build.Flags()
	if len(p.Tags) > 0 {
		r.TagsFlag = "-tags=" + strings.Join(p.Tags, ",")
		flags = append(flags, r.TagsFlag)
	}
	r.ImageFlags = imageFlags(c, r, p.Dir)
	for k, flag := range flags {
		r.FlagList = append(r.FlagList, fmt.Sprintf("%q", flag))
		if strings.Contains(flag, " ") {
			flags[k] = "'" + flag + "'"
		}
	}
	r.Flags = strings.Join(flags, " ")
	if l.dockerfile == "" {
		return r, nil
	}

	dir, name := filepath.Split(l.dockerfile)
	r.Context = relative(p.Dir, dir)
	if name != "Dockerfile" || r.Multistage {
		r.File = relative(p.Dir, l.dockerfile)
	}
	r.InContext = filepath.IsLocal(filepath.FromSlash(relative(dir, p.Dir)))
	if r.Multistage {
		if p.ModuleDir == "" || !filepath.IsLocal(filepath.FromSlash(relative(p.ModuleDir, dir))) {
			return r, fmt.Errorf("-rootfs multistage builds in the module, so its Dockerfile must be there: choose a place with -dockerfile")
		}
		r.Context = relative(p.Dir, p.ModuleDir)
		r.Source = "./" + relative(p.ModuleDir, p.Out)
		r.Rootfs = relative(p.ModuleDir, filepath.Join(dir, rootfsName))
	}
	return r, nil
}

// imageFlags has owgen image, run in dir, make what the Dockerfile says.
func imageFlags(c Config, r recipe, dir string) string {
	var flags []string
	if r.Minimal {
		flags = append(flags, "-rootfs minimal")
	}
	if c.CertificatesFile != "" {
		flags = append(flags, "-ca "+relative(dir, c.absolute(c.CertificatesFile)))
	}
	if r.Healthcheck {
		flags = append(flags, "-healthcheck")
	}
	if r.TagsFlag != "" {
		flags = append(flags, r.TagsFlag)
	}
	return strings.Join(flags, " ")
}
