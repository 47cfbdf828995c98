package binary

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// shell starts the fixture as a shell does.
func shell(t *testing.T, stdin string, env []string, args ...string) program.Output {
	t.Helper()
	out, err := program.Run(binary, stdin, env, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wantOutput(t *testing.T, got program.Output, exit int, stdout, stderr string) {
	t.Helper()
	if want := (program.Output{Stdout: stdout, Stderr: stderr, Exit: exit}); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestParametersInTheArgument(t *testing.T) {
	wantOutput(t, shell(t, "", nil, `{"a":"❄"}`), 0, `{"a":"❄"}`+"\n", "")
	wantOutput(t, shell(t, "", nil, `[1,2]`), 0, "[1,2]\n", "")
	wantOutput(t, shell(t, `{"same":"text"}`, nil, `{"same":"text"}`), 0, `{"same":"text"}`+"\n", "")
	typed := []string{"OWGEN_ACTION=typed"}
	wantOutput(t, shell(t, "", typed, `{"string":1}`), 0,
		`{"error":"params.string: expected string, got number at offset 10"}`+"\n", "")
	print := []string{"__OW_ACTION_NAME=/guest/package/print"}
	wantOutput(t, shell(t, "", print, `{"number":1}`), 0, `{"number":1}`+"\n", "hello stdout\nhello stderr\n")
}

func TestParametersOnStandardInput(t *testing.T) {
	wantOutput(t, shell(t, `{"a":1}`, nil), 0, `{"a":1}`+"\n", "")
	wantOutput(t, shell(t, `{"a":2}`, nil, "-"), 0, `{"a":2}`+"\n", "")
	wantOutput(t, shell(t, `{"a":3}`, []string{"Http_Method=POST", "KUBERNETES_SERVICE_HOST=10.0.0.1"}), 0, `{"a":3}`+"\n", "")
	wantOutput(t, shell(t, `{"a":4}`, []string{"FLASK_PROXY_PORT=8080", "PORT=8080"}), 0, `{"a":4}`+"\n", "")
	long := `{"a":"` + strings.Repeat("x", 1<<20) + `"}`
	wantOutput(t, shell(t, long, nil), 0, long+"\n", "")
	if out := shell(t, `{"message":"wrong"}`, []string{"OWGEN_ACTION=Fail"}); out.Exit == 0 || out.Stdout != `{"error":"wrong"}`+"\n" {
		t.Errorf("a watchdog would not see the error: %+v", out)
	}
}

func TestParametersInAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "params.json")
	if err := os.WriteFile(path, []byte(`{"a":1}`), 0o666); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	cmd := exec.Command(binary)
	cmd.Env, cmd.Stdin = []string{}, file
	if out, err := cmd.Output(); err != nil || string(out) != `{"a":1}`+"\n" {
		t.Errorf("%q, %v", out, err)
	}
}

// With "-" the program is a filter, and a filter waits for its input.
func TestDashWaits(t *testing.T) {
	cmd := exec.Command(binary, "-")
	cmd.Env = []string{}
	var stdout strings.Builder
	cmd.Stdout = &stdout
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(1500 * time.Millisecond) // longer than a silent pipe is waited for without "-"
	in.Write([]byte(`{"a":1}`))
	in.Close()
	if err := cmd.Wait(); err != nil || stdout.String() != `{"a":1}`+"\n" {
		t.Errorf("%q, %v", stdout.String(), err)
	}
}

func TestBadArguments(t *testing.T) {
	for _, args := range [][]string{{"serve"}, {"-x"}, {"{}", "{}"}, {"-", "-"}, {`"text"`}, {""}} {
		out := shell(t, "", nil, args...)
		if out.Exit != 2 || out.Stdout != "" {
			t.Errorf("%q: %+v", args, out)
		}
		for _, way := range []string{"usage:", "serve HTTP", "standard input", "-version", "Typed"} {
			if !strings.Contains(out.Stderr, way) {
				t.Errorf("%q: the list of ways lacks %q:\n%s", args, way, out.Stderr)
			}
		}
	}
}

func TestQuestionsAboutTheProgram(t *testing.T) {
	if out := shell(t, "", nil, "-h"); out.Exit != 0 || !strings.Contains(out.Stdout, "serve HTTP") || out.Stderr != "" {
		t.Errorf("-h: %+v", out)
	}
	if out := shell(t, "", nil, "-version"); out.Exit != 0 || !strings.Contains(out.Stdout, "go1.") || out.Stderr != "" {
		t.Errorf("-version: %+v", out)
	}
}
