package engine

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// testImage builds the image of examples/reverse, runs it, calls it and stops it.
func testImage(t *testing.T, e *engine) {
	name := fmt.Sprintf("owgen-e2e-%d", os.Getpid())
	e.do("build", "-t", name, buildContext(t))
	t.Cleanup(func() {
		if _, err := e.try("rmi", "-f", name); err != nil {
			t.Error(err)
		}
	})
	if user := e.do("inspect", "--type", "image", "--format", "{{.Config.User}}", name); user != "65532:65532" {
		t.Errorf("the image runs as %q", user)
	}

	e.do(slices.Concat(
		[]string{"run", "--detach", "--name", name, "--read-only", "--cap-drop", "ALL", "--publish", "127.0.0.1::8080",
			"--memory", "256m", "--memory-swap", "256m"}, // OpenWhisk's default, and no swap
		e.run, []string{name})...)
	t.Cleanup(func() {
		if _, err := e.try("rm", "-f", name); err != nil {
			t.Error(err)
		}
	})
	callContainer(t, e, name)
	fillContainer(t, e, name)

	start := time.Now()
	e.do("stop", "--time", "20", name) // SIGTERM, and SIGKILL after 20 seconds
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("it took %v to stop", d)
	}
	if exit := e.do("inspect", "--type", "container", "--format", "{{.State.ExitCode}}", name); exit != "0" {
		t.Errorf("exit code %s after SIGTERM", exit)
	}
}

// buildContext makes the directory that the documentation builds the image from: the generated Dockerfile, and the binary
// for it.
func buildContext(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	example, err := filepath.Abs("../../examples/reverse")
	if err != nil {
		t.Fatal(err)
	}
	dockerfile, err := os.ReadFile(filepath.Join(example, "image", "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "Dockerfile"), dockerfile, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := program.Build(example, "./cmd/reverse", filepath.Join(dir, "action"), "GOOS=linux"); err != nil {
		t.Fatal(err)
	}
	return dir
}

// callContainer calls the container as a function and as an OpenWhisk action, and looks for the sentinels in its logs.
func callContainer(t *testing.T, e *engine, name string) {
	t.Helper()
	address := e.do("port", name, "8080/tcp") // 127.0.0.1:32768
	for _, call := range [][3]string{
		{"/", `{"payload":"❄ ☃ x"}`, `{"reversed":"x ☃ ❄","length":5}`},
		{"/init", `{"value":{"name":"reverse","main":"main","binary":false,"env":{"A":"b"}}}`, `{"ok":true}`},
		{"/run", `{"value":{"payload":"abc"},"activation_id":"4711"}`, `{"reversed":"cba","length":3}`},
	} {
		got, err := post("http://"+address+call[0], call[1])
		if err != nil {
			logs, _ := e.try("logs", name)
			t.Fatalf("%v\n%s", err, logs)
		}
		if got != call[2] {
			t.Errorf("POST %s: got %s, want %s", call[0], got, call[2])
		}
	}
	const sentinel = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX"
	if logs := e.do("logs", name); strings.TrimSpace(logs) != sentinel { // stdout; stderr goes to stderr
		t.Errorf("the logs are %q", logs)
	}
}

// fillContainer has 64 callers send a megabyte each at the same time, again and again.
func fillContainer(t *testing.T, e *engine, name string) {
	t.Helper()
	url := "http://" + e.do("port", name, "8080/tcp") + "/"
	var wait sync.WaitGroup
	for i := range 64 {
		wait.Go(func() {
			const letters = 1 << 19 // of two bytes
			text := strings.Repeat(string(rune('А'+i)), letters)
			want := fmt.Sprintf(`{"reversed":"%s","length":%d}`, text, letters)
			for range 5 {
				if got, err := post(url, `{"payload":"`+text+`"}`); got != want {
					t.Errorf("caller %d got %d bytes, want %d; %v", i, len(got), len(want), err)
				}
			}
		})
	}
	wait.Wait()
	if killed := e.do("inspect", "--type", "container", "--format", "{{.State.OOMKilled}}", name); killed != "false" {
		t.Errorf("the container was killed for its memory: %s", killed)
	}
}

// post calls until something answers: the engine publishes a port before the program in the container listens, as
// OpenWhisk's invoker knows.
func post(url, body string) (answer string, err error) {
	client := http.Client{Timeout: 10 * time.Second}
	for range 100 {
		var resp *http.Response
		if resp, err = client.Post(url, "application/json", strings.NewReader(body)); err == nil {
			defer resp.Body.Close()
			text, err := io.ReadAll(resp.Body)
			if err == nil && (resp.StatusCode != 200 || !json.Valid(text)) {
				err = fmt.Errorf("POST %s: %s: %s", url, resp.Status, text)
			}
			return string(text), err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return "", err
}
