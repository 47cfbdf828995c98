package nethttp

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

// An http.Handler gets the request that a function URL has put into an event, and any other event as a POST.
func TestAWS17AHandlerOfNetHTTP(t *testing.T) {
	api := runtimeapi.New(t)
	cmd := exec.Command(binary)
	cmd.Env = []string{"AWS_LAMBDA_RUNTIME_API=" + api.Addr, "_HANDLER=Echo"}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	for event, want := range map[string][]string{
		`{"version":"2.0","rawPath":"/a%20b","rawQueryString":"x=1","headers":{"host":"shop.example","x-one":"1"},"cookies":["c=1"],` +
			`"requestContext":{"http":{"method":"PUT"}},"body":"aMOkaQ==","isBase64Encoded":true}`: {`{"statusCode":`, "PUT", "/a b", "x=1", "aMOkaQ==", `\"host\":\"shop.example\"`},
		`{"n":1}`: {"POST", "/", "eyJuIjoxfQ==", "application/json"},
	} {
		select {
		case r := <-api.Send(&runtimeapi.Event{ID: "id", Body: event}):
			for _, part := range want {
				if !strings.HasSuffix(r.Line, "/response") || !strings.Contains(string(r.Body), part) {
					t.Errorf("%s %s: no %s", r.Line, r.Body, part)
				}
			}
		case <-time.After(time.Minute):
			t.Fatal("no answer")
		}
	}
}
