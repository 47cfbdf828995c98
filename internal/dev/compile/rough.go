package compile

import (
	"cmp"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/dev/watch"
	"github.com/owgen/owgen/internal/workspace"
)

// What mends a module that the go command cannot read, or a package that is missing, may be a file anywhere in the module. Until
// then all files in it are looked at that may be source.

// roughly is what to look at in the module around a directory, and in those in directories that it or the workspace names. Of very
// large modules it is only a part.
func roughly(dir string) watch.List {
	root := cmp.Or(workspace.Around(dir), dir)
	files := workFiles(dir)
	l := watch.List{Files: append(files, filepath.Join(root, "go.sum"))}
	roots := []string{root}
	for _, file := range append(files[:len(files):len(files)], filepath.Join(root, "go.mod")) {
		for _, other := range namedDirectories(file) {
			if !slices.Contains(roots, other) {
				roots = append(roots, other)
			}
		}
	}
	for _, root := range roots {
		l.Files = append(l.Files, filepath.Join(root, "go.mod"))
		addRoughly(&l, root)
	}
	return l
}

// namedDirectories returns the directories that a go.mod or a go.work names, whatever else is wrong with it.
func namedDirectories(file string) (dirs []string) {
	text, _ := os.ReadFile(file)
	for word := range strings.FieldsSeq(string(text)) {
		if word = strings.Trim(word, "\"`()"); build.IsLocalImport(word) || filepath.IsAbs(word) {
			dirs = append(dirs, absolute(filepath.Dir(file), filepath.FromSlash(word)))
		}
	}
	return dirs
}

// addRoughly adds what may be source in a directory.
func addRoughly(l *watch.List, root string) {
	slash := root + string(filepath.Separator) // so that a link is followed
	filepath.WalkDir(slash, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || len(l.Files)+len(l.Directories) > enough:
			return fs.SkipDir
		case !d.IsDir():
			if isSource(d.Name()) {
				l.Files = append(l.Files, path)
			}
			return nil
		case path != slash && !isPackage(d.Name(), true):
			return fs.SkipDir
		}
		l.Directories = append(l.Directories, watch.Directory{Path: filepath.Clean(path), Counts: isPackage})
		return nil
	})
}

// enough is how many files and directories are looked at in a module that is broken.
const enough = 10_000

// isPackage reports whether a name may be that of a package, or of a file in one.
func isPackage(name string, isDir bool) bool {
	if !isDir {
		return isSource(name)
	}
	return notHidden(name, true) && name[0] != '_' && name != "testdata" && name != "node_modules"
}

// join returns what is on one of two lists.
func join(a, b watch.List) watch.List {
	return watch.List{
		Files: slices.Concat(a.Files, b.Files), Directories: joinDirectories(a.Directories, b.Directories), Rare: slices.Concat(a.Rare, b.Rare),
	}
}

// joinDirectories keeps, of two that are for the same path, both reasons to count a name.
func joinDirectories(a, b []watch.Directory) []watch.Directory {
	all := slices.Clone(a)
	at := map[string]int{}
	for k, d := range all {
		at[d.Path] = k
	}
	for _, d := range b {
		k, known := at[d.Path]
		if !known {
			at[d.Path] = len(all)
			all = append(all, d)
			continue
		}
		first := all[k].Counts
		all[k] = watch.Directory{Path: d.Path, Counts: func(name string, isDir bool) bool { return first(name, isDir) || d.Counts(name, isDir) }}
	}
	return all
}
