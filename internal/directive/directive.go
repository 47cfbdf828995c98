// Package directive finds the comments by which go generate runs owgen. They tell which flags programs were generated
// with, and which programs a module has.
//
//	directive.go  where they are looked for
//	line.go       how go generate reads a line
//	command.go    which commands run owgen
package directive

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// A Directive is a line such as //go:generate go tool owgen -func A.
type Directive struct {
	File string // that it stands in
	Line int
	Dir  string   // in which owgen runs: that of the file, unless the go command is told to change it
	Args []string // of owgen
	Text string   // the whole line
}

// String returns the position of the directive, as file:line.
func (d Directive) String() string { return d.File + ":" + strconv.Itoa(d.Line) }

// Running reports whether it is go generate that runs this process, for the sake of one directive. (go help generate)
func Running() bool {
	return os.Getenv("GOFILE") != "" && os.Getenv("GOLINE") != "" && os.Getenv("GOPACKAGE") != ""
}

// In returns the directives in the Go files of a directory, in the order of files and lines. Their paths are absolute
// if dir is. Files that build constraints exclude on this system count too: they are for another system.
//
// An error comes from the disk, or names a line about owgen that go generate cannot read either.
func In(dir string) ([]Directive, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var all []Directive
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || filepath.Ext(name) != ".go" || name[0] == '_' || name[0] == '.' {
			continue
		}
		found, err := inFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// Below returns the directives in a directory and in the directories below it: see Walk.
func Below(ctx context.Context, root string) ([]Directive, error) {
	var all []Directive
	err := Walk(ctx, root, func(dir string) error {
		found, err := In(dir)
		all = append(all, found...)
		return err
	})
	return all, err
}

// Walk calls visit with a directory and the directories below it that ./... matches there: none in other modules, in testdata,
// in vendor, or in directories whose names begin with a dot or an underscore. It ends with the context.
func Walk(ctx context.Context, root string, visit func(dir string) error) error {
	root += string(filepath.Separator) // so that a symbolic link is followed
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err := cmp.Or(err, ctx.Err()); err != nil || !d.IsDir() {
			return err
		}
		if path != root && (isSkipped(d.Name()) || isModule(path)) {
			return fs.SkipDir
		}
		return visit(filepath.Clean(path))
	})
}

func isSkipped(name string) bool {
	return name[0] == '.' || name[0] == '_' || name == "testdata" || name == "vendor"
}

func isModule(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil && !info.IsDir()
}
