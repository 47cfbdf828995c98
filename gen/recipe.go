package gen

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/rootfs"
	"github.com/owgen/owgen/internal/shell"
)

// quoting has the functions by which templates quote what a recipe holds, where it stands in a command, and in one of a
// Makefile. In Dockerfiles, JSON strings are written with printf "%q".
var quoting = template.FuncMap{
	"sh":   shell.Word,
	"make": func(s string) string { return dollars(shell.Word(s)) },
	// A command that is a line for a shell already.
	"command": dollars,
}

// dollars writes a line of a shell in a Makefile.
func dollars(s string) string { return strings.ReplaceAll(s, "$", "$$") }

// A recipe is what the Dockerfile and the Makefile say about building the program and its image. Paths are relative to
// the directory of the package, as commands that are typed there name them. They are as they are: templates quote them.
type recipe struct {
	Package, Name string // of the package, and of the program
	Program       string // its directory
	Build         string // the command that builds it for the image
	Tags          string // the flag for build tags, "" if there are none
	Binary        string
	Image         string // its name
	Context       string // directory; "" if there is no Dockerfile
	File          string // the Dockerfile, "" if it is the one that engines look for
	User          string
	Minimal       bool
	Certificates  string // the file that they come from, "" if it is not the user's
	Healthcheck   bool
	InContext     bool // the package is in the context, which was then not made for the image alone

	Multistage     bool   // the context is the whole module
	Arguments      string // for its build, as words for a shell
	Variables      []string
	Goflags        string
	LDFlags        string // the argument that Goflags refers to
	Source, Rootfs string
	Go             string // version
}

// newRecipe returns the recipe for a package. Its error says what to change in the command line.
func newRecipe(c Config, l Layout, p *Package) (recipe, error) {
	r := recipe{
		Package: p.Types.Name(), Name: programName(p), Program: "./" + relative(p.Dir, p.Out), Binary: binaryName,
		Image: image.Name(programName(p)), User: fmt.Sprintf("%d:%[1]d", rootfs.UID), Rootfs: rootfsName,
		Minimal: c.Rootfs == RootfsMinimal, Multistage: c.Rootfs == RootfsMultistage, Healthcheck: c.Healthcheck, Go: p.Go,
	}
	if p.Out == p.Dir {
		r.Program = "."
	}
	if c.CertificatesFile != "" {
		r.Certificates = relative(p.Dir, c.absolute(c.CertificatesFile))
	}
	if len(p.Tags) > 0 {
		r.Tags = "-tags=" + strings.Join(p.Tags, ",")
	}
	if l.Dockerfile == "" {
		return r, nil
	}

	dir, name := filepath.Split(l.Dockerfile)
	r.Context = relative(p.Dir, dir)
	if name != "Dockerfile" || r.Multistage {
		r.File = relative(p.Dir, l.Dockerfile)
	}
	r.InContext = isBelow(dir, p.Dir)
	r.Build = build.Command(image.Baseline(), r.Tags, r.Context+"/"+r.Binary, r.Program)
	if r.Multistage {
		if p.ModuleDir == "" || !filepath.IsLocal(filepath.FromSlash(relative(p.ModuleDir, dir))) {
			return r, errors.New("-rootfs multistage builds in the module, so its Dockerfile must be there: choose a place with -dockerfile")
		}
		r.Context = relative(p.Dir, p.ModuleDir)
		r.Arguments = "--build-arg GOEXPERIMENT --build-arg GOFIPS140 --build-arg " + build.StageStamps()
		r.Variables = slices.Concat(build.Static(), image.Baseline())
		r.Goflags, r.LDFlags = build.StageGoflags, build.StageArgument
		r.Source = "./" + relative(p.ModuleDir, p.Out)
		r.Rootfs = relative(p.ModuleDir, filepath.Join(dir, rootfsName))
	}
	return r, nil
}
