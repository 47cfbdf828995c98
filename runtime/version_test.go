package ow

import (
	"os"
	"runtime/debug"
	"testing"
)

// The version is the one that package debug reads, from the file of a program that the go command built.
func TestVersionIsTheOneInTheExecutable(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "fallback"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		want = info.Main.Version
	}
	if got := moduleVersion(file, "fallback"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	info := string(buildInfo) + "example.com/shop/cmd/shop\nmod\texample.com/shop\tv1.2.3\th1:abc=\ndep\texample.com/other\tv0.1.0\n\n"
	for _, file := range []string{info, "\x00" + string(buildInfo) + "\x00" + info + "mod\tx\tv9\n"} {
		if got := moduleVersion([]byte(file), ""); got != "v1.2.3" {
			t.Errorf("%q: %q", file, got)
		}
	}
}
