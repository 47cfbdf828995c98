package engine

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/rootfs"
	"github.com/owgen/owgen/internal/ways/sentinel"
)

// A report is what the handler of package inside answers.
type report struct {
	UID                             int
	Self, User, Temp, Root, Trusted string
}

// testReadOnly runs an image as a careful operator does, calls it as a function and as an OpenWhisk action, and stops it.
func testReadOnly(t *testing.T, e *engine, image string) {
	t.Helper()
	c := e.start(t, image, "--read-only", "--cap-drop", "ALL", "--tmpfs", "/tmp")
	got := c.look("/", question(mozillas(t)))
	if got.Root == "" {
		t.Errorf("%s: / can be written", image)
	}
	got.Root = ""
	if want := (report{UID: 65532, Self: "nonroot", User: "0"}); got != want {
		t.Errorf("%s: got %+v, want %+v", image, got, want)
	}
	if c.look("/", question(strangers(t))).Trusted == "" {
		t.Errorf("%s trusts a certificate that nobody knows", image)
	}

	if a := c.post("/init", `{"value":{"name":"look","main":"main","binary":false,"env":{"A":"b"}}}`); a != `{"ok":true}` {
		t.Errorf("%s: /init: %s", image, a)
	}
	if got := c.look("/run", `{"value":`+question(mozillas(t))+`,"activation_id":"4711"}`); got.UID != 65532 {
		t.Errorf("%s: /run: %+v", image, got)
	}
	if logs := c.logs(sentinel.Text); strings.TrimSpace(logs) != sentinel.Text {
		t.Errorf("%s: the logs are %q", image, logs)
	}
	c.stop()
}

// testWritable runs an image as platforms that mount nothing on /tmp do: as the user of the image, and as the user that
// OpenFaaS prefers, without a group.
func testWritable(t *testing.T, e *engine, image string) {
	t.Helper()
	for user, want := range map[string]report{
		"65532:65532": {UID: 65532, Self: "nonroot", User: "0"},
		"12000":       {UID: 12000, Self: "user: unknown userid 12000", User: "0"},
	} {
		c := e.start(t, image, "--user", user, "--cap-drop", "ALL")
		got := c.look("/", question(mozillas(t)))
		if got.Root == "" {
			t.Errorf("user %s can write /", user)
		}
		got.Root = ""
		if got != want {
			t.Errorf("user %s: got %+v, want %+v", user, got, want)
		}
		c.stop()
	}
}

// A container is a running container.
type container struct {
	t   *testing.T
	e   *engine
	id  string
	url string
}

// start runs an image with flags. The container goes with the test.
func (e *engine) start(t *testing.T, image string, flags ...string) container {
	t.Helper()
	id := e.do(slices.Concat([]string{"run", "--detach", "--publish", "127.0.0.1::8080"}, e.run, flags, []string{image})...)
	t.Cleanup(func() {
		if _, err := e.try("rm", "-f", id); err != nil {
			t.Error(err)
		}
	})
	return container{t, e, id, "http://" + e.do("port", id, "8080/tcp")} // 127.0.0.1:32768
}

// logs returns what the container has written to stdout; stderr goes to stderr. The engine copies that in its own time, so
// it gets some for a line that has been written.
func (c container) logs(line string) (logs string) {
	c.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if logs = c.e.do("logs", c.id); strings.Contains(logs, line) || time.Now().After(deadline) {
			return logs
		}
	}
}

// stop ends the container as platforms do.
func (c container) stop() {
	c.t.Helper()
	start := time.Now()
	c.e.do("stop", "--time", "60", c.id)            // SIGTERM, and SIGKILL after a minute
	if d := time.Since(start); d > 25*time.Second { // less than what waits for the end of a time
		c.t.Errorf("it took %v to stop", d)
	}
	if exit := c.e.do("inspect", "--type", "container", "--format", "{{.State.ExitCode}}", c.id); exit != "0" {
		c.t.Errorf("exit code %s after SIGTERM", exit)
	}
}

// look calls the handler.
func (c container) look(path, body string) (r report) {
	c.t.Helper()
	answer := c.post(path, body)
	if err := json.Unmarshal([]byte(answer), &r); err != nil {
		c.t.Fatalf("%s: %v", answer, err)
	}
	return r
}

// post calls until something answers: the engine publishes a port before the program in the container listens, as
// OpenWhisk's invoker knows.
func (c container) post(path, body string) (answer string) {
	c.t.Helper()
	client := http.Client{Timeout: time.Minute}
	var err error
	for late := time.Now().Add(time.Minute); time.Now().Before(late); time.Sleep(50 * time.Millisecond) {
		var resp *http.Response
		if resp, err = client.Post(c.url+path, "application/json", strings.NewReader(body)); err == nil {
			defer resp.Body.Close()
			text, err := io.ReadAll(resp.Body)
			if err != nil || resp.StatusCode != 200 {
				c.t.Fatalf("POST %s: %s: %s, %v", path, resp.Status, text, err)
			}
			return string(text)
		}
	}
	logs, _ := c.e.try("logs", c.id)
	c.t.Fatalf("%v\n%s", err, logs)
	return ""
}

// question asks for a certificate, and for root.
func question(certificate string) string {
	text, err := json.Marshal(map[string]string{"certificate": certificate, "user": "root"})
	if err != nil {
		panic(err) // unreachable: strings always have JSON
	}
	return string(text)
}

// mozillas returns a certificate of Mozilla's root store that is valid today.
func mozillas(t *testing.T) string {
	t.Helper()
	for rest := rootfs.Roots(); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			t.Fatal("there is no valid certificate")
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		if now := time.Now(); now.After(c.NotBefore) && now.Before(c.NotAfter) {
			return string(pem.EncodeToMemory(block))
		}
	}
}

// strangers returns a certificate that signs itself.
func strangers(t *testing.T) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}
