package starter

import (
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/module"

	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/place"
)

// names are what everything is called.
type names struct {
	module  string // the path of the module
	path    string // the import path of the package
	pkg     string // the package, and its files
	handler string
}

// names returns what everything in a directory is called. The handler has none of the names that are taken.
func (s site) names(dir string, taken []string) (names, error) {
	last := filepath.Base(dir)
	pkg := packageName(last)
	for slices.Contains(taken, title(pkg)) {
		pkg += suffix
	}
	n := names{pkg: pkg, handler: title(pkg)}
	if s.module.Dir == "" {
		n.module = s.modulePath(last)
		n.path = n.module
		return n, nil
	}
	n.module = s.module.Path
	n.path = n.module
	if rel := place.Display(s.module.Dir, dir); rel != "." {
		n.path = path.Join(n.module, rel)
		if hidden := hiddenElement(rel); hidden != "" {
			return n, cli.Usagef("the go command leaves out directories like %s; choose another name", hidden)
		}
	}
	if err := module.CheckImportPath(n.path); err != nil {
		return n, cli.Usagef("the go command takes no package in %s: %v", place.Display(s.module.Dir, dir), err)
	}
	return n, nil
}

// suffix makes another name of one that cannot be used.
const suffix = "fn"

// packageName makes the name of a package of that of a directory: letters and digits, in lower case. Its handler begins with a
// capital, so its first letter has one.
func packageName(dir string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(dir) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	name := b.String()
	if first, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(unicode.ToUpper(first)) {
		name = suffix + name
	}
	if token.IsKeyword(name) || name == "main" || types.Universe.Lookup(name) != nil {
		name += suffix
	}
	return name
}

// title is a name with a capital.
func title(name string) string {
	first, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[n:]
}

// modulePath makes the path of a module of the name of its directory. The standard library has the paths without a dot to itself:
// one of its own would be found instead.
func (s site) modulePath(dir string) string {
	name := strings.Join(strings.FieldsFunc(dir, func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-._~", r)
	}), "-")
	name = strings.Trim(name, "-.")
	for module.CheckImportPath(name) != nil || module.CheckPath("example.com/"+name) != nil || s.isTaken(name) {
		first, rest, dotted := strings.Cut(name, ".") // Windows reserves com1.x as it does com1
		if name = first + suffix; dotted {
			name += "." + rest
		}
	}
	return name
}

// isTaken reports whether the path means something else to the go command.
func (s site) isTaken(name string) bool {
	switch name {
	case "all", "main", "std", "tool", "work":
		return true
	}
	_, err := os.Stat(filepath.Join(s.goroot, "src", name))
	return err == nil
}

// hiddenElement returns the element of a path that patterns such as ./... do not match, or "".
func hiddenElement(rel string) string {
	for element := range strings.SplitSeq(rel, "/") {
		if element == "testdata" || element == "vendor" || element[0] == '_' || element[0] == '.' {
			return element
		}
	}
	return ""
}
