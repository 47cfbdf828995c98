package shell

import (
	"os/exec"
	"testing"
)

func TestWordIsOneWordToAShell(t *testing.T) {
	for s, want := range map[string]string{
		"./cmd/shop": "./cmd/shop", "-tags=a,b": "-tags=a,b", "": "''", "my app": "'my app'", "a'b c": `'a'"'"'b c'`, "$x": "'$x'",
		"ä": "'ä'", "a\nb": "'a\nb'",
	} {
		if got := Word(s); got != want {
			t.Errorf("Word(%q) = %s, want %s", s, got, want)
		}
		sh, err := exec.LookPath("sh")
		if err != nil {
			continue
		}
		if out, err := exec.Command(sh, "-c", "printf %s. "+Word(s)).Output(); err != nil || string(out) != s+"." {
			t.Errorf("a shell takes %s for %q (%v)", Word(s), out, err)
		}
	}
}
