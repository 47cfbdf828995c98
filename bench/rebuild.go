package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/owgen/owgen/bench/internal/measure"
)

// measureRebuild compares the time from a save to the answer of a call that waits for it with that of go build after the same kind
// of edit, and says how much of a core owgen dev and its program take while nobody saves or calls. measureGenerator has built
// owgen in dir.
func measureRebuild(dir string) ([]measure.Row, error) {
	w := &workshop{owgen: filepath.Join(dir, "owgen"), dir: filepath.Join(dir, "workshop")}
	if err := w.furnish(); err != nil {
		return nil, err
	}
	defer w.close()
	if err := w.open(); err != nil {
		return nil, err
	}
	const rounds = 5
	contenders := []func() (float64, error){w.saveAndCall, w.saveAndBuild}
	if _, err := measure.Interleave(1, contenders...); err != nil {
		return nil, err
	}
	s, err := measure.Interleave(rounds, contenders...)
	if err != nil {
		return nil, err
	}
	rest, err := w.rest(rounds)
	if err != nil {
		return nil, err
	}
	return []measure.Row{
		measure.NewRow("time from a save to the new answer of `owgen dev`", "`go build` of the program", 1.3, s[0].Over(s[1])),
		measure.NewRow(fmt.Sprintf("CPU of `owgen dev` and its program at rest, %d files", w.files), "one core", 0.01, rest),
	}, nil
}

// A workshop has two copies of a module: one that owgen dev serves, and one for go build. Their texts are never the same, so
// that neither finds in the build cache what the other has compiled.
type workshop struct {
	owgen, dir string
	files      int // that are looked at, but for those that are generated
	edits      int
	cmd        *exec.Cmd
	url        string
}

const packages, perPackage = 8, 50

// furnish writes the modules: a handler, and packages with many files.
func (w *workshop) furnish() error {
	for _, module := range []string{"dev", "build"} {
		files := map[string]string{
			"go.mod":  "module example.com/" + module + "\n\ngo 1.26.0\n",
			"work.go": w.handler(module, 0),
		}
		for p := range packages {
			for f := range perPackage {
				files[fmt.Sprintf("p%d/f%d.go", p, f)] = fmt.Sprintf("package p%d\n\n// F%d is one of many.\nfunc F%[2]d(n int) int { return n * %[2]d }\n", p, f)
			}
		}
		w.files = len(files)
		for name, text := range files {
			if err := w.write(filepath.Join(module, name), text); err != nil {
				return err
			}
		}
	}
	owgen := exec.Command(w.owgen, "-runtime", "embed")
	owgen.Dir = filepath.Join(w.dir, "build")
	if text, err := owgen.CombinedOutput(); err != nil {
		return fmt.Errorf("generating: %w\n%s", err, text)
	}
	return nil
}

// handler is the file that is edited.
func (w *workshop) handler(module string, edit int) string {
	var b strings.Builder
	b.WriteString("// Package work has a handler.\npackage work\n\nimport (\n")
	for p := range packages {
		fmt.Fprintf(&b, "\t\"example.com/%s/p%d\"\n", module, p)
	}
	b.WriteString(")\n\n//go:generate owgen -runtime embed\n\ntype Params struct{ N int }\n\ntype Result struct {\n\tText string\n\tN    int\n}\n\n" +
		"// Work works.\nfunc Work(p Params) (Result, error) {\n\tn := p.N\n")
	for p := range packages {
		fmt.Fprintf(&b, "\tn += p%d.F%d(n)\n", p, p)
	}
	fmt.Fprintf(&b, "\treturn Result{\"%s %d\", n}, nil\n}\n", module, edit)
	return b.String()
}

func (w *workshop) write(name, text string) error {
	path := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o666)
}

// open starts owgen dev, and returns when it answers.
func (w *workshop) open() error {
	w.cmd = exec.Command(w.owgen, "dev", "-addr", "127.0.0.1:0")
	w.cmd.Dir = filepath.Join(w.dir, "dev")
	stderr, err := w.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := w.cmd.Start(); err != nil {
		return err
	}
	address := regexp.MustCompile(`at (http://\S+/), page`)
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, stderr)
			w.url = m[1]
			return w.call("dev 0")
		}
	}
	return errors.New("owgen dev does not say where it serves")
}

func (w *workshop) close() {
	if w.cmd != nil && w.cmd.Process != nil {
		w.cmd.Process.Signal(syscall.SIGINT)
		w.cmd.Wait()
	}
}

// call calls, and wants an answer with the text.
func (w *workshop) call(text string) error {
	resp, err := http.Post(w.url+"work", "application/json", strings.NewReader(`{"N":1}`))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || !bytes.Contains(body, []byte(`"`+text+`"`)) {
		return fmt.Errorf("the answer is %s, want %s (%v)", body, text, err)
	}
	return nil
}

// saveAndCall returns the seconds from the end of a save to the answer.
func (w *workshop) saveAndCall() (float64, error) {
	w.edits++
	if err := w.write("dev/work.go", w.handler("dev", w.edits)); err != nil {
		return 0, err
	}
	began := time.Now()
	err := w.call(fmt.Sprint("dev ", w.edits))
	return time.Since(began).Seconds(), err
}

// saveAndBuild returns the seconds from the end of a save to the end of go build, with the flags that it has by itself.
func (w *workshop) saveAndBuild() (float64, error) {
	w.edits++
	if err := w.write("build/work.go", w.handler("build", w.edits)); err != nil {
		return 0, err
	}
	build := exec.Command("go", "build", "-o", "program", "./cmd/work")
	build.Dir = filepath.Join(w.dir, "build")
	build.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "GOFLAGS=") || strings.HasPrefix(v, "CGO_ENABLED=")
	})
	began := time.Now()
	text, err := build.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("go build: %w\n%s", err, text)
	}
	return time.Since(began).Seconds(), nil
}

// rest returns how much of a core owgen dev and its program take at rest.
func (w *workshop) rest(rounds int) (measure.Ratio, error) {
	const pause = 3 * time.Second
	time.Sleep(pause) // files that are younger than two seconds are read at each look
	family, err := measure.FamilyOf(w.cmd.Process.Pid)
	if err != nil {
		return measure.Ratio{}, err
	}
	var used, passed measure.Series
	for range rounds {
		before, err := family.CPUTime()
		if err != nil {
			return measure.Ratio{}, err
		}
		began := time.Now()
		time.Sleep(pause)
		after, err := family.CPUTime()
		if err != nil {
			return measure.Ratio{}, err
		}
		used, passed = append(used, (after-before).Seconds()), append(passed, time.Since(began).Seconds())
	}
	return used.Over(passed), nil
}
