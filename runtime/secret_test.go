package ow

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// secretDirs makes directories with files in them, named "directory/file".
func secretDirs(t *testing.T, files map[string]string) (own, openFaaS, docker string) {
	t.Helper()
	root := t.TempDir()
	dirs := [3]string{}
	for i, name := range []string{"own", "openfaas", "docker"} {
		dirs[i] = filepath.Join(root, name)
		if err := os.Mkdir(dirs[i], 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dirs[0], dirs[1], dirs[2]
}

func TestOPS11WhereSecretsAreFound(t *testing.T) {
	own, openFaaS, docker := secretDirs(t, map[string]string{
		"own/everywhere": "own", "openfaas/everywhere": "openfaas", "docker/everywhere": "docker",
		"openfaas/two": "openfaas", "docker/two": "docker", "docker/one": "docker",
		"docker/tls.crt": "certificate\n", "docker/.hidden": "h", "docker/lines": "a\nb\n\n", "docker/windows": "a\r\n",
		"docker/return": "a\r", "docker/empty": "", "docker/newline": "\n", "docker/zero": "a\x00b",
	})
	for _, name := range []string{"everywhere", "OW_TEST_SECRET"} {
		t.Setenv(name, "variable")
	}
	t.Setenv("OW_TEST_EMPTY", "")
	for name, want := range map[string]string{
		"everywhere": "own", "two": "openfaas", "one": "docker", "OW_TEST_SECRET": "variable", "OW_TEST_EMPTY": "",
		"tls.crt": "certificate", ".hidden": "h", "lines": "a\nb\n", "windows": "a", "return": "a\r", "empty": "", "newline": "", "zero": "a\x00b",
	} {
		if got, err := secret(name, environment("OWGEN_SECRETS="+own), openFaaS, docker); got != want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := secret("everywhere", environment(), openFaaS, docker); got != "openfaas" || err != nil {
		t.Errorf("without OWGEN_SECRETS: %q, %v", got, err)
	}
	_, err := secret("missing", environment("OWGEN_SECRETS="+own), openFaaS, docker)
	if want := `secret "missing": there is no such file in ` + own + ", " + openFaaS + ", " + docker + ", and no such environment variable"; err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
	if _, err := Secret("ow-test-that-nobody-has"); err == nil || !strings.Contains(err.Error(), "/var/openfaas/secrets, /run/secrets") {
		t.Errorf("got %v", err)
	}
}

func TestOPS11NamesThatAreNoFilesAreRefused(t *testing.T) {
	own, openFaaS, docker := secretDirs(t, map[string]string{"own/a": "secret"})
	for _, name := range []string{"", ".", "..", "/", "a/", "/a", "../own/a", "a/../a", "a\x00b", "./a"} {
		got, err := secret(name, environment("OWGEN_SECRETS="+own), openFaaS, docker)
		if got != "" || err == nil || !strings.Contains(err.Error(), "this is no name of a file") {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
}

// What is there, and is no secret, hides what comes after it: nobody meant that.
func TestOPS11SecretsThatCannotBeRead(t *testing.T) {
	own, openFaaS, docker := secretDirs(t, map[string]string{
		"own/large": strings.Repeat("tiny", 10<<20/4), "own/just": strings.Repeat("x", mostSecret), "own/private": "tiny",
		"docker/directory": "later", "docker/large": "later", "docker/loop": "later", "docker/private": "later", "own/file": "",
	})
	if err := os.Mkdir(filepath.Join(own, "directory"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("loop", filepath.Join(own, "loop")); err != nil {
		t.Skip(err) // Windows, without the right to
	}
	why := map[string]string{"directory": "directory is not a file", "large": "large has more than 1048576 bytes", "loop": "loop: "}
	if os.Symlink("/proc/kallsyms", filepath.Join(own, "endless")) == nil && runtime.GOOS == "linux" { // whose size is 0
		why["endless"] = "endless has more than 1048576 bytes"
	}
	if os.Geteuid() > 0 { // who may read anything reads that, too
		if err := os.Chmod(filepath.Join(own, "private"), 0); err != nil {
			t.Fatal(err)
		}
		why["private"] = "permission denied"
	}
	for name, want := range why {
		got, err := secret(name, environment("OWGEN_SECRETS="+own), openFaaS, docker)
		if got != "" || err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "tiny") {
			t.Errorf("%s: %q, %v", name, cutText(got), err)
		}
	}
	if got, err := secret("just", environment("OWGEN_SECRETS="+own), openFaaS, docker); len(got) != mostSecret || err != nil {
		t.Errorf("as large as may be: %d, %v", len(got), err)
	}
	if _, err := secret("just", environment("OWGEN_SECRETS="+filepath.Join(own, "file"))); err == nil {
		t.Error("a file is no directory of secrets")
	}
}

// A secret is replaced as Kubernetes does it: by a link to another directory.
func TestOPS11SecretsAreReadAnew(t *testing.T) {
	own, openFaaS, _ := secretDirs(t, map[string]string{"own/a": "old", "openfaas/a": "other"})
	read := func() (string, error) { return secret("a", environment("OWGEN_SECRETS="+own), openFaaS) }
	for _, step := range []struct {
		change func() error
		want   string
	}{
		{func() error { return nil }, "old"},
		{func() error { return os.WriteFile(filepath.Join(own, "a"), []byte("new\n"), 0o600) }, "new"},
		{func() error {
			next := filepath.Join(own, "next")
			return errors.Join(os.WriteFile(next, []byte("newer"), 0o600), os.Rename(next, filepath.Join(own, "a")))
		}, "newer"},
		{func() error { return os.Remove(filepath.Join(own, "a")) }, "other"},
		{func() error { return os.Remove(filepath.Join(openFaaS, "a")) }, ""},
	} {
		if err := step.change(); err != nil {
			t.Fatal(err)
		}
		if got, err := read(); got != step.want || (err != nil) != (step.want == "") {
			t.Errorf("got %q, %v, want %q", got, err, step.want)
		}
	}
}

// A handler that passes the error on has failed like any other: the container stays, and web callers see the status.
func TestOW10OPS11AHandlerMayReturnThatThereIsNoSecret(t *testing.T) {
	_, err := Secret("ow-test-that-nobody-has")
	const text = `"error":"secret \"ow-test-that-nobody-has\": there is no such file in /var/openfaas/secrets, /run/secrets, ` +
		`and no such environment variable"`
	s := serveActions(t, failing(err), "OWGEN_PLATFORM=openwhisk")
	s.post("/run", `{}`).expect(t, 200, "{"+text+"}")
	s.post("/run", `{"value":{"__ow_method":"get"}}`).expect(t, 200, `{"error":{"statusCode":500,"body":{`+text+`}}}`)
	if got := errorType(err); got != "Error" {
		t.Errorf("for AWS Lambda it is a %s", got)
	}
}
