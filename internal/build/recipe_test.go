package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// hostile are variables that make other programs of the same source, or none that starts in an empty image.
var hostile = map[string][]string{
	"nothing":           nil,
	"buildmode":         {"GOFLAGS=-buildmode=pie"},
	"level":             {"GOAMD64=v3", "GOARM64=v9.0", "GOARM=5", "GO386=softfloat", "GOPPC64=power10", "GORISCV64=rva23u64", "GOMIPS64=softfloat"},
	"instruments":       {"GOFLAGS=-race -cover", "CGO_ENABLED=1"},
	"sanitizer":         {"GOFLAGS=-asan", "CGO_ENABLED=1"},
	"compiler":          {"GOFLAGS=-gcflags=all=-N -asmflags=all=-debug -compiler=gccgo"},
	"linker":            {"GOFLAGS='-ldflags=-linkmode=external -extldflags=-pie' -linkshared"},
	"external linker":   {"GO_EXTLINK_ENABLED=1", "CGO_ENABLED=1"},
	"tool":              {"GOFLAGS=-toolexec=/nowhere"},
	"paths and version": {"GOFLAGS=-trimpath=false -buildvcs=true"},
	"no build":          {"GOFLAGS=-n"},
	"other machine":     {"GOOS=windows", "GOARCH=s390x"},
	"go env -w":         {"GOENV=", "the file: GOFLAGS=-buildmode=pie -race\nGOAMD64=v3\nGOARM64=v9.0\nCGO_ENABLED=1\nGOOS=windows\nGOARCH=s390x\n"},
}

const versioned = `package main

import "fmt"

var version, other = "none", "none"

func main() { fmt.Println(version, other) }
`

// A module has programs built from it in an environment: by Build, and by the commands that Dockerfiles and Makefiles hold.
type module struct {
	t   *testing.T
	dir string
}

func newModule(t *testing.T) module {
	m := module{t, t.TempDir()}
	m.write("go.mod", "module example.com/versioned\n\ngo 1.26\n")
	m.write("main.go", versioned)
	return m
}

func (m module) write(name, text string) (path string) {
	m.t.Helper()
	path = filepath.Join(m.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		m.t.Fatal(err)
	}
	return path
}

// setenv sets variables, and writes the file of go env -w.
func (m module) setenv(env []string) {
	for _, v := range env {
		if text, ok := strings.CutPrefix(v, "the file: "); ok {
			v = "GOENV=" + m.write("env", text)
		}
		name, value, _ := strings.Cut(v, "=")
		m.t.Setenv(name, value)
	}
}

var level = map[string]string{"amd64": "GOAMD64=v1", "arm64": "GOARM64=v8.0"}[runtime.GOARCH]

// byBuild is the program that owgen image packs.
func (m module) byBuild() (string, error) {
	out := filepath.Join(m.dir, "built")
	target := Target{Env: []string{"GOOS=linux", "GOARCH=" + runtime.GOARCH, level}}
	return out, Build(context.Background(), Program{Dir: m.dir}, out, target)
}

// byCommand is the program that the command in a Dockerfile makes, typed in a shell.
func (m module) byCommand() (string, error) {
	out := filepath.Join(m.dir, "typed")
	return out, m.shell(Command([]string{level}, "", out, "."))
}

// inStage is the program that the build of an image compiles, with the environment of its builder.
func (m module) inStage() (string, error) {
	out := filepath.Join(m.dir, "staged")
	stamps := exec.Command("sh", "-c", "printf %s "+StageStamps())
	argument, err := stamps.Output()
	if err != nil {
		return "", err
	}
	goflags := strings.ReplaceAll(StageGoflags, "$"+StageArgument, strings.TrimPrefix(string(argument), StageArgument+"="))
	cmd := exec.Command("go", "build", "-o", out, ".")
	cmd.Dir = m.dir
	cmd.Env = append(append(os.Environ(), Static()...), level, "GOOS=linux", "GOARCH="+runtime.GOARCH, "GOFLAGS="+goflags)
	return out, run(cmd)
}

func (m module) shell(line string) error {
	cmd := exec.Command("sh", "-ec", line)
	cmd.Dir = m.dir
	return run(cmd)
}

func run(cmd *exec.Cmd) error {
	var text bytes.Buffer
	cmd.Stdout, cmd.Stderr = &text, &text
	if err := cmd.Run(); err != nil {
		return &failure{err, text.String()}
	}
	return nil
}

type failure struct {
	err  error
	text string
}

func (f *failure) Error() string { return f.err.Error() + "\n" + f.text }

// sum is the digest of a file.
func sum(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256(data)
	return string(digest[:])
}

func TestWhateverTheEnvironmentSaysTheProgramIsTheSame(t *testing.T) {
	if runtime.GOOS != "linux" || level == "" {
		t.Skip("a command builds for Linux, on this machine's architecture")
	}
	clean := newModule(t)
	path, err := clean.byBuild()
	if err != nil {
		t.Fatal(err)
	}
	want := sum(t, path)
	for name, env := range hostile {
		t.Run(name, func(t *testing.T) {
			m := newModule(t)
			m.setenv(env)
			for way, make := range map[string]func() (string, error){"owgen image": m.byBuild, "the command": m.byCommand, "in a stage": m.inStage} {
				path, err := make()
				if err != nil {
					t.Errorf("%s: %v", way, err)
				} else if sum(t, path) != want {
					t.Errorf("%s makes another program", way)
				}
			}
		})
	}
}

func TestVersionsThatTheLinkerStampsAreKept(t *testing.T) {
	if runtime.GOOS != "linux" || level == "" {
		t.Skip("a command builds for Linux, on this machine's architecture")
	}
	for goflags, want := range map[string]string{
		"'-ldflags=-X main.version=1.2 -s -X=main.other=b-3' -race": "1.2 b-3\n",
		"-ldflags=-X=main.version=v1 -mod=mod":                      "v1 none\n",
		`"-ldflags=-linkmode=external -X main.version=1"`:           "1 none\n",
	} {
		m := newModule(t)
		t.Setenv("GOFLAGS", goflags)
		for way, make := range map[string]func() (string, error){"owgen image": m.byBuild, "the command": m.byCommand, "in a stage": m.inStage} {
			path, err := make()
			if err != nil {
				t.Errorf("%s: %v", way, err)
				continue
			}
			if out, err := exec.Command(path).Output(); string(out) != want {
				t.Errorf("%s: %s makes a program that prints %q, %v", goflags, way, out, err)
			}
		}
	}
}

// The tags of GOFLAGS and the module file choose the source, so they count in the command as well.
func TestTheCommandBuildsTheSourceThatGOFLAGSChooses(t *testing.T) {
	m := newModule(t)
	m.write("special.go", "//go:build special\n\npackage main\n\nfunc init() { version = \"special\" }\n")
	m.write("other.mod", "module example.com/other\n\ngo 1.26\n")
	for _, goflags := range []string{"-v -tags=special -race", `"-tags=x,special"`, "-modfile=other.mod --tags=special"} {
		t.Setenv("GOFLAGS", goflags)
		for way, make := range map[string]func() (string, error){"owgen image": m.byBuild, "the command": m.byCommand} {
			path, err := make()
			if err != nil {
				t.Errorf("%s: %v", way, err)
				continue
			}
			if out, err := exec.Command(path).Output(); string(out) != "special none\n" {
				t.Errorf("%s: %s makes a program that prints %q, %v", goflags, way, out, err)
			}
		}
	}

	// What a shell cannot pick whole is refused, not cut short.
	for _, goflags := range []string{`'-tags=special other'`, `"-ldflags=-X 'main.version=1 2'"`} {
		t.Setenv("GOFLAGS", goflags)
		if _, err := m.byCommand(); err == nil {
			t.Errorf("%s: no error", goflags)
		}
	}
}
