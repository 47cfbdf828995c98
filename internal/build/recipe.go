package build

import (
	"os"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/shell"
)

// This file decides how programs for images are built: with which flags, and which settings of the environment do not
// count. Everything that builds them gets the same from here: owgen itself, and the commands in Dockerfiles and
// Makefiles.
//
// The environment still says which source is built, and with which Go: by the flags that Goflags keeps, GOWORK,
// GOTOOLCHAIN, and GOEXPERIMENT and GOFIPS140, which choose parts of the standard library.

// With these flags a binary does not tell where it was built, and holds neither symbols nor debugging information.
const (
	trimPath = "-trimpath"
	noVCS    = "-buildvcs=false"
	linker   = "-s -w -buildid="
)

// Static returns the variables that make a binary static.
func Static() []string { return []string{"CGO_ENABLED=0", "GO_EXTLINK_ENABLED=0"} }

// Environment returns the environment for go commands: that of this process, the variables that make binaries static,
// vars, which name the platform, and GOFLAGS with the flags that count. A flag of ours is always in GOFLAGS too,
// because an empty variable would leave it to go env -w.
func (g Goflags) Environment(vars []string) []string {
	flags := quoted(append([]string{trimPath}, g.source...))
	return slices.Concat(os.Environ(), Static(), vars, []string{"GOFLAGS=" + flags})
}

// Args returns the flags of go build that are not in the environment.
func (g Goflags) Args() []string {
	link := linker
	for _, s := range g.stamps {
		link += " -X " + quoted([]string{s})
	}
	return []string{noVCS, "-ldflags=" + link}
}

// Command is Build as a line for a POSIX shell, for the architecture of the machine where it is typed. vars choose the
// variant of each architecture. tags is the flag for build tags; "" leaves them to GOFLAGS.
//
// Commands that every system has pick the flags that Goflags keeps. A quote is picked together with the flag that it
// begins, so that the go command removes it or refuses it: nothing is cut short unnoticed.
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

// If the build of an image compiles the program, GOFLAGS of the machine is not known there. StageArgument names the
// build argument that carries the -X flags there, and StageGoflags is the value of GOFLAGS there.
const (
	StageArgument = "LDFLAGS"
	StageGoflags  = trimPath + " " + noVCS + " '-ldflags=" + linker + " $" + StageArgument + "'"
)

// StageStamps returns that argument as a word for a POSIX shell. The machine need not have Go.
func StageStamps() string { return `"` + StageArgument + "=" + stampsIn(`echo "$GOFLAGS"`) + `"` }
