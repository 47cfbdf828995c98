package engine

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// testMemory runs the image of examples/reverse with the memory that OpenWhisk gives by default, and no swap, while 64
// callers send a megabyte each at the same time, again and again.
func testMemory(t *testing.T, e *engine) {
	t.Helper()
	const name = "localhost/owgen-e2e-reverse:latest"
	file := filepath.Join(dir, "reverse.tar")
	if _, err := me.Run(filepath.Join(me.Root, "examples", "reverse"), "image", "-t", name, "-o", file); err != nil {
		t.Fatal(err)
	}
	e.do("load", "-i", file)
	t.Cleanup(func() {
		if _, err := e.try("rmi", "-f", name); err != nil {
			t.Error(err)
		}
	})
	c := e.start(t, name, "--read-only", "--cap-drop", "ALL", "--memory", "256m", "--memory-swap", "256m")
	c.post("/", `{"payload":"abc"}`) // it is there

	var wait sync.WaitGroup
	for i := range 64 {
		wait.Go(func() {
			const letters = 1 << 19 // of two bytes
			text := strings.Repeat(string(rune('А'+i)), letters)
			want := fmt.Sprintf(`{"reversed":"%s","length":%d}`, text, letters)
			for range 5 {
				if got, err := reverse(c.url, text); err != nil || got != want {
					t.Errorf("caller %d got %d bytes, want %d; %v", i, len(got), len(want), err)
				}
			}
		})
	}
	wait.Wait()
	if killed := e.do("inspect", "--type", "container", "--format", "{{.State.OOMKilled}}", c.id); killed != "false" {
		t.Errorf("the container was killed for its memory: %s", killed)
	}
	c.stop()
}

// reverse calls the program of examples/reverse.
func reverse(url, text string) (answer string, err error) {
	resp, err := http.Post(url, "application/json", strings.NewReader(`{"payload":"`+text+`"}`))
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}
