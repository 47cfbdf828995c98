package recipe

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/owgen/owgen/gen/internal/model"
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

// Settings say how the program and its image are built.
type Settings struct {
	// Dockerfile is the Dockerfile's path, relative to Dir, or the directory for it: one that exists, or a path that ends
	// in a slash. "" is image/Dockerfile below the package; "none" writes none.
	Dockerfile string
	// Rootfs is RootfsFull, RootfsMinimal or RootfsMultistage. "" is RootfsFull.
	Rootfs string
	// Certificates are what programs in the image trust, in PEM. Nil: the root certificates of Mozilla.
	Certificates []byte
	// CertificatesFile is where they come from, relative to Dir. "" if Certificates is nil.
	CertificatesFile string
	// Healthcheck adds a health check to the image, which asks the program by its own flag -healthcheck.
	Healthcheck bool
	// Makefile adds a Makefile beside the package.
	Makefile bool
}

// Files returns the files that say how the program of p and its image are built.
func Files(s Settings, p *model.Package) ([]model.File, error) {
	r, err := newRecipe(s, p)
	if err != nil {
		return nil, err
	}
	var files []model.File
	if p.Layout.Dockerfile != "" {
		if files, err = imageFiles(s, r, p.Layout); err != nil {
			return nil, err
		}
	}
	files = append(files, attributeFiles(p.Layout)...)
	if s.Makefile {
		file, err := makefileOf(r, p)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

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
func newRecipe(s Settings, p *model.Package) (recipe, error) {
	l := p.Layout
	r := recipe{
		Package: p.Name, Name: model.ProgramName(p), Program: "./" + model.Relative(p.Dir, l.Out), Binary: binaryName,
		Image: image.Name(model.ProgramName(p)), User: fmt.Sprintf("%d:%[1]d", rootfs.UID), Rootfs: RootfsName,
		Minimal: s.Rootfs == RootfsMinimal, Multistage: s.Rootfs == RootfsMultistage, Healthcheck: s.Healthcheck, Go: p.Go,
	}
	if l.Out == p.Dir {
		r.Program = "."
	}
	if l.Certificates != "" {
		r.Certificates = model.Relative(p.Dir, l.Certificates)
	}
	if len(p.Tags) > 0 {
		r.Tags = "-tags=" + strings.Join(p.Tags, ",")
	}
	if l.Dockerfile == "" {
		return r, nil
	}

	dir, name := filepath.Split(l.Dockerfile)
	r.Context = model.Relative(p.Dir, dir)
	if name != "Dockerfile" || r.Multistage {
		r.File = model.Relative(p.Dir, l.Dockerfile)
	}
	r.InContext = model.IsBelow(dir, p.Dir)
	r.Build = build.Command(image.Baseline(), r.Tags, r.Context+"/"+r.Binary, r.Program)
	if r.Multistage {
		if p.ModuleDir == "" || !filepath.IsLocal(filepath.FromSlash(model.Relative(p.ModuleDir, dir))) {
			return r, errors.New("-rootfs multistage builds in the module, so its Dockerfile must be there: choose a place with -dockerfile")
		}
		r.Context = model.Relative(p.Dir, p.ModuleDir)
		r.Arguments = "--build-arg GOEXPERIMENT --build-arg GOFIPS140 --build-arg " + build.StageStamps()
		r.Variables = slices.Concat(build.Static(), image.Baseline())
		r.Goflags, r.LDFlags = build.StageGoflags, build.StageArgument
		r.Source = "./" + model.Relative(p.ModuleDir, l.Out)
		r.Rootfs = model.Relative(p.ModuleDir, filepath.Join(dir, RootfsName))
	}
	return r, nil
}
