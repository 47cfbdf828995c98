package compile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/dev/watch"
	"github.com/owgen/owgen/internal/gocmd"
)

// sources are the user's files of which a program is built.
type sources struct {
	goFiles []string // absolute
	list    watch.List
	modules Modules
	whole   bool // nothing that the program needs is missing
}

// A listed is what the go command says of a package.
type listed struct {
	Dir, ImportPath string
	Standard        bool
	Module          *listedModule
	Error           *struct{ Err string }
	DepsErrors      []struct{ Err string }

	GoFiles, CgoFiles, IgnoredGoFiles, CFiles, CXXFiles, HFiles, SFiles, SysoFiles, EmbedFiles, EmbedPatterns []string
}

type listedModule struct {
	Path, Dir, GoMod, Version string
	Main                      bool
	Replace                   *listedModule
}

// fields are those of listed, as the go command wants to be asked for them.
const fields = "Dir,ImportPath,Standard,Module,Error,DepsErrors," +
	"GoFiles,CgoFiles,IgnoredGoFiles,CFiles,CXXFiles,HFiles,SFiles,SysoFiles,EmbedFiles,EmbedPatterns"

// ofUser reports whether the user edits the package: it is in a main module, or in a directory that replaces a module.
func (p listed) ofUser() bool {
	m := p.Module
	return !p.Standard && p.Dir != "" && m != nil && (m.Main || m.Replace != nil && m.Replace.Version == "")
}

// runtimePath is the package of owgen's runtime that programs import where their module has no copy of it.
const runtimePath = "github.com/owgen/owgen/runtime"

// find asks the go command for the sources of the packages in directories. It runs in the first one, which is that of the environment:
// where links lead to it, its files have the names that everybody uses.
func find(ctx context.Context, env []string, tags string, dirs ...string) (s sources, err error) {
	args := []string{"list", "-e", "-deps", "-json=" + fields}
	if tags != "" {
		args = append(args, tags)
	}
	out, err := gocmd.Run(ctx, dirs[0], env, append(append(args, "--"), dirs...)...)
	if err != nil {
		return s, err
	}
	s.whole = true
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var p listed
		err := dec.Decode(&p)
		switch {
		case errors.Is(err, io.EOF):
			s.list.Files = append(s.list.Files, workFiles(dirs[0])...)
			return s, nil
		case err != nil:
			return s, err
		}
		if p.Error != nil || len(p.DepsErrors) > 0 {
			s.whole = false
		}
		if p.ofUser() {
			s.add(p)
		}
	}
}

// add adds a package of the user's.
func (s *sources) add(p listed) {
	in := func(names []string) []string {
		paths := make([]string, len(names))
		for k, name := range names {
			paths[k] = filepath.Join(p.Dir, filepath.FromSlash(name))
		}
		return paths
	}
	goFiles := in(slices.Concat(p.GoFiles, p.CgoFiles))
	embedded := in(p.EmbedFiles)
	patterns := make([]string, len(p.EmbedPatterns))
	counts := notHidden
	for k, pattern := range p.EmbedPatterns {
		var all bool
		if patterns[k], all = strings.CutPrefix(pattern, "all:"); all {
			counts = anyName
		}
	}
	if p.ImportPath == runtimePath || strings.HasPrefix(p.ImportPath, runtimePath+"/") {
		s.list.Rare = slices.Concat(s.list.Rare, goFiles, []string{p.Dir})
	}
	s.goFiles = append(s.goFiles, goFiles...)
	s.list.Files = append(s.list.Files, slices.Concat(goFiles, embedded,
		in(slices.Concat(notTests(p.IgnoredGoFiles), p.CFiles, p.CXXFiles, p.HFiles, p.SFiles, p.SysoFiles)))...)
	s.list.Directories = append(s.list.Directories, watch.Directory{Path: p.Dir, Counts: p.counts})
	for _, dir := range below(p.Dir, append(embedded, in(patterns)...)) { // no file may match a pattern yet
		s.list.Directories = append(s.list.Directories, watch.Directory{Path: dir, Counts: counts})
	}
	m := *p.Module
	if m.Replace != nil {
		m.GoMod, m.Dir = m.Replace.GoMod, m.Replace.Dir
	}
	if m.GoMod != "" && !slices.ContainsFunc(s.modules, func(known Module) bool { return known.Dir == m.Dir }) {
		s.modules = append(s.modules, Module{Path: m.Path, Dir: m.Dir})
		s.list.Files = append(s.list.Files, m.GoMod, strings.TrimSuffix(m.GoMod, ".mod")+".sum")
	}
}

func notTests(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return strings.HasSuffix(name, "_test.go") })
}

// counts reports whether a name in the package's directory is, or may become, a file of the package.
func (p listed) counts(name string, isDir bool) bool {
	for _, pattern := range p.EmbedPatterns {
		pattern = strings.TrimPrefix(pattern, "all:")
		first, _, _ := strings.Cut(pattern, "/")
		if ok, _ := path.Match(first, name); ok {
			return true
		}
	}
	return !isDir && isSource(name)
}

// isSource reports whether the go command takes a file of that name for source.
func isSource(name string) bool {
	if !notHidden(name, false) || name[0] == '_' || strings.HasSuffix(name, "_test.go") {
		return false
	}
	switch filepath.Ext(name) {
	case ".go", ".s", ".S", ".c", ".h", ".cc", ".cpp", ".syso":
		return true
	}
	return false
}

func notHidden(name string, _ bool) bool { return name[0] != '.' }

func anyName(string, bool) bool { return true }

// below returns the directories below dir that are, or hold, one of the files, and all that are below these.
func below(dir string, files []string) []string {
	var all []string
	for _, file := range files {
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			continue
		}
		// The first directory on the way, since a pattern may name it as a whole.
		first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
		if root := filepath.Join(dir, first); !slices.Contains(all, root) {
			filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				if err == nil && d.IsDir() && !slices.Contains(all, path) {
					all = append(all, path)
				}
				return nil
			})
		}
	}
	return all
}

// workFiles returns the places of the go.work that counts in a directory, or would count.
func workFiles(dir string) []string {
	switch work := os.Getenv("GOWORK"); work {
	case "":
	case "off":
		return nil
	default:
		return []string{work, work + ".sum"}
	}
	var all []string
	for {
		work := filepath.Join(dir, "go.work")
		all = append(all, work)
		if _, err := os.Stat(work); err == nil {
			return append(all, work+".sum")
		}
		if dir == filepath.Dir(dir) {
			return all
		}
		dir = filepath.Dir(dir)
	}
}
