package gocmd

import "testing"

// What go commands of version 1.26 print where the environment is at fault, and what compilers print that sounds alike.
func TestDEV9FaultsOfTheEnvironmentSayWhatToDo(t *testing.T) {
	t.Setenv("GOTMPDIR", "")
	t.Setenv("GOFLAGS", "-x")
	t.Setenv("GOTOOLCHAIN", "")
	for printed, want := range map[string]string{
		"go: failed to initialize build cache at /file: mkdir /file: not a directory": "failed to initialize build cache at /file: mkdir /file: not a directory; " + setCache,
		"build cache is required, but could not be located: GOCACHE is not an absolute path\n": "build cache is required, but could not be located: " +
			"GOCACHE is not an absolute path; " + setCache,
		"err: exit status 1: stderr: go: creating work dir: mkdir /t/go-build1: not a directory": "creating work dir: mkdir /t/go-build1: not a directory; " +
			"set TMPDIR to a directory for temporary files",
		"loading: cache entry not found: open /c/1-a: no such file or directory\nwrite /c/1-a: no space left on device": "write /c/1-a: no space left on device; " +
			"make room there",
		"# hello/cmd/hello\n/go/link: mapping output file failed: no space left on device\n": "/go/link: mapping output file failed: no space left on device; " +
			"make room there",
		"cp: error writing '/t/x': No space left on device\nexit status 1": "cp: error writing '/t/x': No space left on device; make room there",
		"go: parsing $GOFLAGS: non-flag \"nonsense\"":                      "parsing $GOFLAGS: non-flag \"nonsense\"; mend the variable GOFLAGS, or unset it",
		"go: invalid GOTOOLCHAIN \"nonsense\"":                             "invalid GOTOOLCHAIN \"nonsense\"; run: go env -u GOTOOLCHAIN",
	} {
		if got := TroubleIn(printed); got == nil || got.Error() != want {
			t.Errorf("of %q it says %v, want %s", printed, got, want)
		}
	}
	for _, printed := range []string{
		"hello.go:3:9: undefined: b",
		"hello.go:3:9: cannot use \"write /c: no space left on device\" (untyped string constant) as int value in assignment",
		"hello.go:3:9: invalid GOTOOLCHAIN",
		"open hello.go: permission denied",
		"",
	} {
		if got := TroubleIn(printed); got != nil {
			t.Errorf("of %q it says %v", printed, got)
		}
	}
}
