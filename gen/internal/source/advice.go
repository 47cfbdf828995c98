package source

import (
	"cmp"
	"context"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/shell"
)

// This file turns what the go command says of modules into one line and a hint. Its own advice is for modules at large: go mod
// tidy would drop the requirement of a runtime that nothing imports before the first program is generated.

// advise takes a message of the go command about the user's module apart. There is no hint where nothing helps that is known.
func (src *Package) advise(ctx context.Context, msg string) Misfit {
	problem, command, found := cutAdvice(msg)
	m := Misfit{Msg: oneLine(problem)}
	switch {
	case strings.Contains(m.Msg, "import lookup disabled by -mod=vendor"):
		return Misfit{"the vendor directory does not hold it", "run: " + src.vendorLine(ctx)}
	case strings.Contains(m.Msg, "is not in std"):
		m.Msg, _, _ = strings.Cut(m.Msg, " (")
		m.Hint = "mend the path; that of a module begins with a domain, such as example.com/"
	case strings.Contains(m.Msg, "relative import paths are not supported"), strings.HasPrefix(m.Msg, "local import "):
		m.Hint = "import it by its full path, which begins with that of the module"
	case strings.Contains(m.Msg, "is a program, not an importable package"):
		m.Hint = "move what is needed to a package of its own"
	case unpublished.MatchString(m.Msg):
		m.Hint = "say where it is: " + src.replaceLine(ctx, unpublished.FindStringSubmatch(m.Msg)[1])
	case found && strings.HasPrefix(command, "go mod tidy"):
		m.Hint = "run: go get ."
	case found:
		m.Hint = "run: " + command
	}
	return m
}

// unpublished finds the path of a module that is required at a version that stands for none.
var unpublished = regexp.MustCompile(`(?:^|[ (])(\S+)@v0\.0\.0(?:-00010101000000-000000000000)?: `)

// adviceMark is how the go command introduces what to type.
var adviceMark = regexp.MustCompile(`; to (?:add|update|add it|update it):\n\t`)

// cutAdvice cuts a message of the go command before what it says to type.
func cutAdvice(msg string) (problem, command string, found bool) {
	at := adviceMark.FindStringIndex(msg)
	if at == nil {
		return msg, "", false
	}
	command, _, _ = strings.Cut(msg[at[1]:], "\n")
	return msg[:at[0]], command, true
}

// oneLine puts the lines of a message behind each other.
func oneLine(msg string) string {
	var parts []string
	for line := range strings.Lines(msg) {
		if line = strings.TrimSpace(line); line != "" {
			parts = append(parts, strings.TrimSuffix(line, ":"))
		}
	}
	return strings.Join(parts, ": ")
}

// workspace returns the go.work that is used, or "".
func (e *environment) workspace(ctx context.Context) string {
	out, err := gocmd.Run(ctx, e.dir, e.env, "env", "GOWORK")
	if path := strings.TrimSpace(string(out)); err == nil && path != "off" {
		return path
	}
	return ""
}

// vendorLine brings the vendor directory up to date.
func (src *Package) vendorLine(ctx context.Context) string {
	if src.env.workspace(ctx) != "" {
		return "go work vendor"
	}
	return "go mod vendor"
}

// replaceLine names the directory of a module. In a workspace it is the workspace that has to know, even of modules in it, as
// soon as one in it requires them.
func (src *Package) replaceLine(ctx context.Context, module string) string {
	dir := "DIR"
	if module == model.ModulePath {
		dir = cmp.Or(cloneDir(), dir)
	}
	if src.env.workspace(ctx) != "" {
		return "go work edit " + shell.Word("-replace="+module+"@v0.0.0="+dir)
	}
	return src.inModule("go mod edit " + shell.Word("-replace="+module+"="+dir))
}

// inModule makes a go mod or go get command one for the module of the package, unless it is run there anyway. A
// command of owgen stays as it is.
func (src *Package) inModule(command string) string {
	if rel, err := filepath.Rel(src.Module.Dir, src.env.dir); err == nil && filepath.IsLocal(rel) {
		return command
	}
	if !strings.HasPrefix(command, "go ") {
		return command
	}
	goMod := filepath.ToSlash(src.Relative(src.Module.GoMod))
	if args, isGet := strings.CutPrefix(command, "go get "); isGet {
		return "go -C " + shell.Word(path.Dir(goMod)) + " get " + args
	}
	return command + " " + shell.Word(goMod)
}
