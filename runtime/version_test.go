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
	want := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		want = info.Main.Version
	}
	if got := moduleVersions(file); got.main != want {
		t.Errorf("%q, want %q", got.main, want)
	}
	info := string(buildInfo) + "example.com/shop/cmd/shop\nmod\texample.com/shop\tv1.2.3\th1:abc=\ndep\texample.com/other\tv0.1.0\n\n"
	for _, file := range []string{info, "\x00" + string(buildInfo) + "\x00" + info + "mod\tx\tv9\n"} {
		if got := moduleVersions([]byte(file)); got.main != "v1.2.3" || got.owgen != "" {
			t.Errorf("%q: %q", file, got)
		}
	}
}

func TestVersionTellsTheVersionOfOwgen(t *testing.T) {
	const shop = "mod\texample.com/shop\tv1.2.3\th1:abc=\n"
	for info, want := range map[string]versions{
		shop + "dep\tgithub.com/owgen/owgen\tv0.3.1\th1:abc=\ndep\tz.example/z\tv9.0.0\th1:d=\n":                             {"v1.2.3", "v0.3.1"},
		shop + "dep\tgithub.com/owgen/owgen\tv0.0.0\n=>\t../owgen\t(devel)\t\n":                                              {"v1.2.3", "(devel)"},
		shop + "dep\tgithub.com/owgen/owgen\tv0.3.1\n=>\texample.com/fork\tv0.4.0\th1:d=\ndep\tz.example/z\tv9.0.0\th1:d=\n": {"v1.2.3", "v0.4.0"},
		shop + "dep\tgithub.com/owgen/owgen/otel\tv0.1.0\th1:d=\nbuild\tgithub.com/owgen/owgen\tx\n":                         {"v1.2.3", ""},
		"mod\tgithub.com/owgen/owgen\tv0.3.2\t\n":                                                                            {"v0.3.2", "v0.3.2"},
	} {
		if got := moduleVersions([]byte(string(buildInfo) + "example.com/shop/cmd/shop\n" + info + "\n")); got != want {
			t.Errorf("%q: %q, want %q", info, got, want)
		}
	}
}
