package source

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"regexp"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/gocmd"
)

// moduleGo is the version of Go in the go.mod that owgen's runtime comes with. No module may require it and be for an earlier
// one.
const moduleGo = "1.26.0"

// explain is a message of the go command about the pattern as owgen passes it on, with what to type where that is known.
func (e *environment) explain(ctx context.Context, msg, pattern string) error {
	msg = goMessage(msg, pattern)
	if !strings.HasPrefix(msg, needsUpdating) || e.copied {
		return errors.New(msg)
	}
	out, err := gocmd.Run(ctx, e.dir, e.env, "list", "-m", "-f", "{{.GoVersion}}")
	have := strings.TrimSpace(string(out))
	if err != nil || !version.IsValid("go"+have) || version.Compare("go"+have, "go"+moduleGo) >= 0 {
		return errors.New(msg)
	}
	return fmt.Errorf("go.mod is for Go %s, and %s needs %s; run: go mod edit -go=%[3]s", have, model.ModulePath, moduleGo)
}

// needsUpdating is how the message begins that is for a go.mod which the go command would change.
const needsUpdating = "go.mod needs updating"

// driverPrefix is what go/packages puts before the messages of the go command.
var driverPrefix = regexp.MustCompile(`^err: exit status \d+: stderr: `)

// goMessage is a message of the go command about pattern as owgen passes it on: without names of programs in front, and on
// one line with what to type, if that is known.
func goMessage(msg, pattern string) string {
	msg = driverPrefix.ReplaceAllString(strings.TrimSpace(msg), "")
	for line := range strings.Lines(msg) { // modules may have been downloaded before it failed
		if !strings.HasPrefix(line, "go: downloading ") {
			break
		}
		msg = strings.TrimPrefix(msg, line)
	}
	msg = strings.TrimPrefix(msg, "go: ")
	if strings.HasPrefix(msg, "unsupported GOOS/GOARCH pair ") {
		msg += "; to list those that are, run: go tool dist list"
	}
	if strings.HasPrefix(msg, "updates to go.mod needed") {
		// Not go mod tidy, as the go command says: it removes a runtime that nothing imports yet. Not go get go@version either:
		// it removes what wants a later one.
		return needsUpdating + "; run: go get " + pattern
	}
	if strings.HasPrefix(msg, "malformed import path ") {
		return msg + "; rename the directory"
	}
	if name, found := strings.CutPrefix(msg, "ambiguous import: found package "); found && strings.Contains(msg, "\n\t (") {
		name, _, _ = strings.Cut(name, " ") // the module without a name is the standard library
		return "the standard library has a package " + name + ", too; rename the module: go mod edit -module=example.com/" + name
	}
	return gocmd.Advise(msg)
}
