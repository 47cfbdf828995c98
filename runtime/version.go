package ow

import (
	"bytes"
	"os"
	"runtime"
	"strings"
)

// version says what was built: "reverse v1.2.0 (go1.26.8)".
func (p *program) version() string {
	version := "(devel)"
	if path, err := os.Executable(); err == nil {
		if file, err := os.ReadFile(path); err == nil {
			version = moduleVersion(file, version)
		}
	}
	return p.name + " " + version + " (" + runtime.Version() + ")\n"
}

// moduleVersion returns the version of the main module that an executable was built from. The go command writes it there,
// as a line "mod", path, version, sum. Package debug would read it from memory, but links half a megabyte with package fmt.
func moduleVersion(file []byte, fallback string) string {
	for {
		_, after, found := bytes.Cut(file, buildInfo)
		if !found {
			return fallback
		}
		file = after
		info, _, _ := bytes.Cut(file, []byte("\n\n"))
		for line := range strings.Lines(string(info[:min(len(info), 4<<10)])) {
			if fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); fields[0] == "mod" && len(fields) > 2 {
				return fields[2]
			}
		}
	}
}

// buildInfo is what the information begins with. (go: src/cmd/go/internal/modload/build.go, ModInfoData)
var buildInfo = []byte("\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6path\t")
