package build

import (
	"os"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/shell"
)

// This file decides how programs for images are built: with which flags, and what the environment has no say in. All that
// builds them is told the same from here: owgen itself, and the commands in Dockerfiles and Makefiles.
//
// What is left to the environment is what source is built, and with which Go: the flags that Goflags keeps, GOWORK,
// GOTOOLCHAIN, and GOEXPERIMENT and GOFIPS140, which choose parts of the standard library.

// The flags by which a binary does not tell where it was built, and holds neither symbols nor what debuggers need.
const (
	trimPath = "-trimpath"
	noVCS    = "-buildvcs=false"
	linker   = "-s -w -buildid="
)

// Static are the variables that make a binary static.
func Static() []string { return []string{"CGO_ENABLED=0", "GO_EXTLINK_ENABLED=0"} }

// Environment is the environment for go commands: that of this process, with what makes binaries static, with vars, which
// name the platform, and with what is heeded of GOFLAGS. A flag of ours stands there too: where the variable is empty, what
// go env -w wrote counts.
func (g Goflags) Environment(vars []string) []string {
	flags := quoted(append([]string{trimPath}, g.source...))
	return slices.Concat(os.Environ(), Static(), vars, []string{"GOFLAGS=" + flags})
}

// args are the flags of go build that are not in the environment.
func (g Goflags) args() []string {
	link := linker
	for _, s := range g.stamps {
		link += " -X " + quoted([]string{s})
	}
	return []string{noVCS, "-ldflags=" + link}
}

// Command is Build as a line for a POSIX shell: for the architecture of the machine where it is typed, with vars, which say
// what of each architecture. A word for the tags may be "", and leaves them to GOFLAGS.
//
// What Goflags keeps is picked by commands that every system has. Quotes are picked with what they begin, so that the go
// command takes them off or refuses them: nothing is cut short unnoticed.
func Command(vars []string, tags, out, program string) string {
	const source = `$(go env GOFLAGS | grep -oE "(^| )['\"]?-+(tags|mod|overlay)[^ ]*")`
	words := slices.Concat(Static(), []string{"GOOS=linux", "GOARCH=$(go env GOHOSTARCH)"}, vars, []string{
		`GOFLAGS="` + trimPath + " " + source + `"`, "go build", noVCS, `"-ldflags=` + linker + stampsIn("go env GOFLAGS") + `"`,
	})
	if tags != "" {
		words = append(words, shell.Word(tags))
	}
	return strings.Join(append(words, "-o", shell.Word(out), shell.Word(program)), " ")
}

// stampsIn picks the -X flags from what a command prints.
func stampsIn(command string) string { return ` $(` + command + ` | grep -oe "-X[ =][^ '\"]*")` }

// Where the build of an image compiles the program, GOFLAGS of the machine is not known. The -X flags get there as an argument,
// which this is the word of a shell for, and this the value of GOFLAGS there.
const (
	StageArgument = "LDFLAGS"
	StageGoflags  = trimPath + " " + noVCS + " '-ldflags=" + linker + " $" + StageArgument + "'"
)

// StageStamps is the argument as a word for a POSIX shell. The machine need not have Go.
func StageStamps() string { return `"` + StageArgument + "=" + stampsIn(`echo "$GOFLAGS"`) + `"` }
