package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// copiedFiles is how many files the runtime has.
var copiedFiles = regexp.MustCompile(`wrote \d+ files`)

// TestDEV4InitWithoutADirectoryListsTheKinds, and so it does for a kind that there is not.
func TestDEV4InitWithoutADirectoryListsTheKinds(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range []string{"init", "init -kind webb x", "init a b", "init -kind"} {
		stdout, stderr, code := say(strings.Fields(args)...)
		if stdout != "" || code != 2 || strings.Count(stderr, "\n") != 1 || args != "init -kind" && !strings.Contains(stderr, "function|web|event|stream") {
			t.Errorf("owgen %s prints %q and %q and exits with %d", args, stdout, stderr, code)
		}
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) > 0 {
		t.Errorf("there is %v, %v", entries, err)
	}
}

// TestDEV1DEV2DEV3DEV4EachKindPassesAtOnce in a module of its own and inside another one, with no other command.
func TestDEV1DEV2DEV3DEV4EachKindPassesAtOnce(t *testing.T) {
	if !long() {
		t.Skip("builds and tests four programs; TestReadmeCanBePasted has one of them")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	env := map[string]string{"GOFLAGS": "-buildvcs=false -trimpath", "GOENV": "off", "GOWORK": "", "GOPROXY": "off", "CGO_ENABLED": "0"}
	for name, value := range env {
		t.Setenv(name, value)
	}
	stdout, stderr, code := say("init", "my-shop")
	want := `owgen: wrote my-shop/go.mod
owgen: wrote my-shop/myshop.go
owgen: wrote my-shop/myshop_test.go
owgen: wrote my-shop/testdata/calls/example.json
owgen: wrote N files in my-shop/internal/ow
owgen: wrote my-shop/cmd/myshop/main.go
owgen: wrote my-shop/cmd/myshop/codec.go
owgen: wrote my-shop/image/Dockerfile
owgen: wrote my-shop/image/rootfs.tar
owgen: wrote my-shop/image/.gitignore
owgen: wrote my-shop/cmd/myshop/.gitattributes
owgen: wrote my-shop/image/.gitattributes
next: cd my-shop && owgen dev
`
	if got := copiedFiles.ReplaceAllString(stderr, "wrote N files"); got != want || stdout != "" || code != 0 {
		t.Fatalf("it says\n%s%s and exits with %d, want\n%s", stdout, stderr, code, want)
	}
	t.Chdir("my-shop")
	for _, args := range []string{"-kind web go", "-kind event deep/func", "-kind stream ./payments"} {
		if _, stderr, code := say(append([]string{"init"}, strings.Fields(args)...)...); code != 0 || strings.Contains(stderr, "go.mod") {
			t.Fatalf("owgen init %s says\n%s and exits with %d", args, stderr, code)
		}
	}
	for _, args := range []string{"build ./...", "vet ./...", "test ./..."} {
		if text, err := exec.Command("go", strings.Fields(args)...).CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v\n%s", args, err, text)
		}
	}
	for _, args := range []string{"-check -runtime embed", "-check ./...", "-check -runtime embed ./deep/func"} {
		if stdout, stderr, code := say(strings.Fields(args)...); stdout+stderr != "" || code != 0 {
			t.Errorf("owgen %s says\n%s%s and exits with %d", args, stdout, stderr, code)
		}
	}

	// A call that is saved is a test, also one that is refused: by the handler, or before it is called.
	right, wrong := map[string]string{}, map[string]string{}
	for _, saved := range []struct{ pkg, file, wrong string }{
		{".", `{"handler":"Myshop","params":{"grams":30001},"status":422,"result":{"error":"30001 g are too heavy: a parcel has at most 30000 g"}}`, "422"},
		{"go", `{"handler":"Gofn","body":"email=nobody","request":{"method":"POST","path":"/Gofn","header":{"Content-Type":["application/x-www-form-urlencoded"]}},` +
			`"status":400,"result":{"error":{"code":"invalid","message":"params.email: must be an email (and 1 more)","fields":{"text":"is required","email":"must be an email"}}}}`, "400"},
		{"deep/func", `{"handler":"Funcfn","params":{"machine":"press-7","celsius":1001},"request":{"method":"POST","path":"/","header":{"Ce-Id":["1"],"Ce-Source":["/hall"],` +
			`"Ce-Specversion":["1.0"],"Ce-Type":["com.example.measured"]}},"status":422}`, "422"},
		{"payments", `{"handler":"Payments","params":{"cents":2,"months":2},"status":200,"result":"{\"month\":1,\"cents\":1,\"left\":1}\n{\"month\":2,\"cents\":1,\"left\":0}\n"}`, "left"},
	} {
		file := saved.pkg + "/testdata/calls/saved.json"
		right[file], wrong[file] = saved.file, strings.Replace(saved.file, saved.wrong, strings.Repeat("4", 3), 1)
	}
	writeAll(t, ".", right)
	if text, err := exec.Command("go", "test", "./...").CombinedOutput(); err != nil {
		t.Errorf("the saved calls are no tests: %v\n%s", err, text)
	}
	writeAll(t, ".", wrong)
	text, err := exec.Command("go", "test", "./...").CombinedOutput()
	if n := strings.Count(string(text), "--- FAIL: TestSavedCalls/saved "); err == nil || n != len(wrong) || !strings.Contains(string(text), "testdata/calls/saved.json") {
		t.Errorf("%d of %d wrong answers are found: %v\n%s", n, len(wrong), err, text)
	}
}

// TestDEV1InitInAWorkspaceAddsTheModule, as the go command would otherwise refuse to build it.
func TestDEV1InitInAWorkspaceAddsTheModule(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	dir := t.TempDir()
	writeAll(t, dir, map[string]string{
		"go.work":       "go 1.24.0\n\nuse ./shop\n",
		"shop/go.mod":   "module example.com/shop\n\ngo 1.24.0\n",
		"jobs/README":   "what is there stays\n",
		"shop/shop.go":  "package shop\n",
		"alone/none.md": "",
	})
	t.Chdir(filepath.Join(dir, "jobs"))
	for name, value := range map[string]string{"GOFLAGS": "-buildvcs=false -trimpath", "GOENV": "off", "GOWORK": "", "GOPROXY": "off", "CGO_ENABLED": "0"} {
		t.Setenv(name, value)
	}
	_, stderr, code := say("init", ".")
	if code != 0 || !strings.Contains(stderr, "owgen: wrote ../go.work\n") || !strings.HasSuffix(stderr, "\nnext: owgen dev\n") {
		t.Fatalf("it says\n%s and exits with %d", stderr, code)
	}
	if work := read(t, filepath.Join(dir, "go.work")); !strings.Contains(work, "./jobs") || !strings.Contains(work, "./shop") {
		t.Errorf("go.work says\n%s", work)
	}
	if text, err := exec.Command("go", "vet", ".", "./cmd/...").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	if text := read(t, "go.mod"); !strings.HasPrefix(text, "module jobs\n") {
		t.Errorf("go.mod says\n%s", text)
	}
}
