package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestReadmeCanBePasted runs the commands of the README's first chapters as they stand there, but for what git would fetch:
// that is this working copy.
func TestReadmeCanBePasted(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("builds programs, and needs a shell")
	}
	readme := read(t, filepath.Join(repository, "README.md"))
	r := newReader(t)
	start := section(t, readme, "Quick start")
	blocks := strings.Split(start, "```bash\n")
	page := r.develop(block(t, start, "sh"))
	r.dir = filepath.Join(r.dir, "hello")
	at := strings.NewReplacer("127.0.0.1:8600", page.host)
	r.paste(at.Replace(shellBlock(blocks[1])))

	source := filepath.Join(r.dir, "hello.go")
	writeAll(t, r.dir, map[string]string{"hello.go": strings.Replace(read(t, source), "30_000", "20_000", 1)})
	page.refused(`{"grams":25000}`)
	page.save("heavy")
	if said := r.paste(shellBlock(blocks[2])); !strings.Contains(said, "ok  \thello\t") {
		t.Errorf("go test says\n%s", said)
	}
	page.stop()

	r.paste(shellBlock(blocks[3]))
	for _, name := range []string{"hello.tar", "hello.zip", "testdata/calls/heavy.json"} {
		if _, err := os.Stat(filepath.Join(r.dir, name)); err != nil {
			t.Error(err)
		}
	}
	program := read(t, filepath.Join(r.dir, "cmd", "hello", "main.go"))
	for line := range strings.Lines(block(t, start, "go")) {
		if !strings.Contains(program, line) {
			t.Errorf("main.go does not have %q", line)
		}
	}

	shop := filepath.Join(r.dir, "..", "shop")
	function := strings.ReplaceAll(read(t, source), `"hello/internal/ow"`, `"example.com/shop/internal/ow"`)
	writeAll(t, shop, map[string]string{
		"go.mod":       "module example.com/shop\n\ngo 1.24\n",
		"pay/pay.go":   strings.Replace(function, "package hello", "package pay", 1),
		"ship/ship.go": strings.NewReplacer("package hello", "package ship", "-runtime embed", "-runtime embed -unknown reject").Replace(function),
	})
	r.dir = shop
	said := r.paste(block(t, section(t, readme, "Several functions in one repository"), "sh"))
	for _, want := range []string{"owgen: wrote pay/cmd/pay/main.go\n", "owgen: wrote ship/cmd/ship/main.go\n", "./ship  Hello  ship/ship.go:", "owgen: wrote pay.tar: "} {
		if !strings.Contains(said, want) {
			t.Errorf("the commands print\n%swithout %q", said, want)
		}
	}
}

// A reader does what the README says.
type reader struct {
	t   *testing.T
	dir string
	env []string
}

// newReader returns a reader whose git fetches this working copy, and whose go install writes to a directory of the test.
func newReader(t *testing.T) *reader {
	work := t.TempDir()
	bin := filepath.Join(work, "bin")
	writeAll(t, work, map[string]string{
		"bin/git": "#!/bin/sh\n[ \"$*\" = 'clone https://github.com/owgen/owgen' ] && ln -s '" + repository + "' owgen\n",
	})
	if err := os.Chmod(filepath.Join(bin, "git"), 0o777); err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"), "CGO_ENABLED=0", "GOENV=off",
		"GOFLAGS=-buildvcs=false -trimpath", "GOWORK=off", "GOSUMDB=off", "XDG_CACHE_HOME="+filepath.Join(work, "cache"))
	for name, value := range readGoEnv(t) {
		env = append(env, name+"="+value)
	}
	return &reader{t, work, append(env, "GOBIN="+bin)}
}

func (r *reader) command(commands string) *exec.Cmd {
	cmd := exec.Command("sh", "-eu", "-c", commands)
	cmd.Dir, cmd.Env = r.dir, r.env
	return cmd
}

// paste runs commands and checks that they print the JSON that stands behind them.
func (r *reader) paste(commands string) string {
	r.t.Helper()
	text, err := r.command(commands).CombinedOutput()
	if err != nil {
		r.t.Fatalf("%v\n%s", err, text)
	}
	for line := range strings.Lines(commands) {
		if _, want, ok := strings.Cut(strings.TrimRight(line, "\n"), "# {"); ok && !strings.Contains(string(text), "{"+want) {
			r.t.Errorf("the commands print\n%s\nwithout {%s", text, want)
		}
	}
	return string(text)
}

// A devPage is owgen dev while it runs.
type devPage struct {
	t    *testing.T
	host string
	cmd  *exec.Cmd
}

var announced = regexp.MustCompile(`page at http://(\S+)/_/dev/`)

// develop runs commands of which the last one is owgen dev, on any port, and returns when it says where its page is.
func (r *reader) develop(commands string) *devPage {
	r.t.Helper()
	before, ok := strings.CutSuffix(commands, "\nowgen dev\n")
	if !ok {
		r.t.Fatalf("the last command is not owgen dev:\n%s", commands)
	}
	cmd := r.command(before + "\nexec owgen dev -addr 127.0.0.1:0\n")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { cmd.Process.Kill() })
	var said strings.Builder
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
		if m := announced.FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, stderr)
			return &devPage{r.t, m[1], cmd}
		}
	}
	r.t.Fatalf("owgen dev does not say where its page is:\n%s", &said)
	return nil
}

// refused checks that a call is refused.
func (p *devPage) refused(params string) {
	p.t.Helper()
	resp, err := http.Post("http://"+p.host+"/hello", "application/json", strings.NewReader(params))
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	if text, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != 422 {
		p.t.Errorf("%v; the answer to %s has the status %d: %s", err, params, resp.StatusCode, text)
	}
}

var token = regexp.MustCompile(`name="?owgen-token"? content="([^"]+)"`)

// save saves the last call, as the button of the page does.
func (p *devPage) save(name string) {
	p.t.Helper()
	m := token.FindStringSubmatch(p.ask("GET", "", "", ""))
	if m == nil {
		p.t.Fatal("the page has no token")
	}
	var history struct{ Calls []struct{ ID string } }
	if err := json.Unmarshal([]byte(p.ask("GET", "calls", m[1], "")), &history); err != nil || len(history.Calls) == 0 {
		p.t.Fatalf("there are no calls: %v", err)
	}
	p.ask("POST", "saved", m[1], `{"name":"`+name+`","id":"`+history.Calls[0].ID+`"}`)
}

func (p *devPage) ask(method, path, token, body string) string {
	p.t.Helper()
	req, err := http.NewRequest(method, "http://"+p.host+"/_/dev/"+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Owgen-Token", token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		p.t.Fatalf("%s %s: %v, status %d: %s", method, path, err, resp.StatusCode, text)
	}
	return string(text)
}

// stop interrupts it, as Ctrl+C does.
func (p *devPage) stop() {
	p.t.Helper()
	ended := make(chan error, 1)
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		p.t.Fatal(err)
	}
	go func() { ended <- p.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			p.t.Errorf("owgen dev: %v", err)
		}
	case <-time.After(time.Minute):
		p.t.Error("owgen dev does not end")
	}
}

// shellBlock is the beginning of a text up to the end of a block of code, which may be indented.
func shellBlock(text string) string {
	text, _, _ = strings.Cut(text, "```")
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimLeft(line, " "))
	}
	return strings.Join(lines, "")
}

// section is a chapter of a Markdown text.
func section(t *testing.T, text, heading string) string {
	t.Helper()
	_, text, ok := strings.Cut(text, "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("there is no chapter %q", heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// block is the first block of code in a language.
func block(t *testing.T, text, language string) string {
	t.Helper()
	_, text, ok := strings.Cut(text, "\n```"+language+"\n")
	if !ok {
		t.Fatalf("there is no block of %s", language)
	}
	text, _, _ = strings.Cut(text, "```\n")
	return text
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
