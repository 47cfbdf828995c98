package source

import (
	"cmp"
	"context"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file turns what the go command says of modules into one line and a hint. Its own advice is for modules at large: go mod
// tidy would drop the requirement of a runtime that nothing imports before the first program is generated.

// advise splits a message of the go command about the user's module into what is wrong and what to type, "" if that is not
// known.
func (src *Package) advise(msg string) (problem, hint string) {
	problem, command, found := cutAdvice(msg)
	problem = oneLine(problem)
	switch {
	case strings.Contains(problem, "import lookup disabled by -mod=vendor"):
		return "the vendor directory does not hold it", "run: " + src.vendorLine()
	case strings.Contains(problem, "is not in std"):
		problem, _, _ = strings.Cut(problem, " (")
		return problem, "mend the path; that of a module begins with a domain, such as example.com/"
	case strings.Contains(problem, "relative import paths are not supported"), strings.HasPrefix(problem, "local import "):
		return problem, "import it by its full path, which begins with that of the module"
	case strings.Contains(problem, "is a program, not an importable package"):
		return problem, "move what is needed to a package of its own"
	case unpublished.MatchString(problem):
		return problem, "say where it is: " + src.replaceLine(unpublished.FindStringSubmatch(problem)[1])
	case found && strings.HasPrefix(command, "go mod tidy"):
		return problem, "run: go get ."
	case found:
		return problem, "run: " + command
	}
	return problem, ""
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
func (e *environment) workspace() string {
	cmd := exec.CommandContext(context.Background(), "go", "env", "GOWORK")
	cmd.Dir, cmd.Env = e.dir, e.env
	out, err := cmd.Output()
	if path := strings.TrimSpace(string(out)); err == nil && path != "off" {
		return path
	}
	return ""
}

// vendorLine brings the vendor directory up to date.
func (src *Package) vendorLine() string {
	if src.Env.workspace() != "" {
		return "go work vendor"
	}
	return "go mod vendor"
}

// replaceLine names the directory of a module. In a workspace it is the workspace that has to know, even of modules in it, as
// soon as one in it requires them.
func (src *Package) replaceLine(module string) string {
	dir := "DIR"
	if module == model.ModulePath {
		dir = cmp.Or(cloneDir(), dir)
	}
	if src.Env.workspace() != "" {
		return "go work edit -replace=" + module + "@v0.0.0=" + dir
	}
	return src.inModule("go mod edit -replace=" + module + "=" + dir)
}

// inModule makes a go mod or go get command one for the module of the package, unless it is run there anyway.
func (src *Package) inModule(command string) string {
	if rel, err := filepath.Rel(src.Module.Dir, src.Env.dir); err == nil && filepath.IsLocal(rel) {
		return command
	}
	goMod := filepath.ToSlash(src.Relative(src.Module.GoMod))
	if args, isGet := strings.CutPrefix(command, "go get "); isGet {
		return "go -C " + path.Dir(goMod) + " get " + args
	}
	return command + " " + goMod
}
