package ow

import (
	"cmp"
	"os"
	"runtime"
	"strings"
)

// version returns the versions of the program, of Go and of owgen: "reverse v1.2.0 (go1.26.8), owgen v0.3.1".
func (p *program) version() string {
	var built versions
	if path, err := os.Executable(); err == nil {
		if file, err := os.ReadFile(path); err == nil {
			built = moduleVersions(file)
		}
	}
	return p.name + " " + cmp.Or(built.main, "(devel)") + " (" + runtime.Version() + "), " +
		"owgen " + cmp.Or(originVersion, built.owgen, "(devel)") + "\n"
}

// versions holds the versions of a program's main module and of the module that the runtime comes from; "" is unknown.
type versions struct{ main, owgen string }

// moduleVersions returns the versions that the go command wrote into an executable, as lines such as "mod", path,
// version, sum. Package debug would read them from memory, but links package fmt, which is half a megabyte.
func moduleVersions(file []byte) (v versions) {
	for rest := string(file); v.main == ""; {
		_, after, found := strings.Cut(rest, string(buildInfo))
		if !found {
			return v
		}
		rest = after
		info, _, _ := strings.Cut(rest, "\n\n")
		v = versionsIn(info[:min(len(info), 1<<20)])
	}
	return v
}

// versionsIn reads these lines. A line "=>" names what replaces the module of the line before.
func versionsIn(info string) (v versions) {
	path := ""
	for line := range strings.Lines(info) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		module, rest, found := strings.Cut(rest, "\t")
		if !found {
			continue
		}
		version, _, _ := strings.Cut(rest, "\t")
		switch kind {
		case "mod":
			path, v.main = module, version
		case "dep":
			path = module
		case "=>":
		default:
			continue
		}
		if path == origin {
			v.owgen = version
		}
	}
	return v
}

// buildInfo is how the information begins. It is bytes, since behind a string there are the strings of the handler.
// (go: src/cmd/go/internal/modload/build.go, ModInfoData)
var buildInfo = []byte("\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6path\t")
