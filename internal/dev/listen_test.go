package dev

import (
	"errors"
	"net"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/cli"
)

func TestDEV16AnAddressIsTheOneThatWasTyped(t *testing.T) {
	for typed, want := range map[string]string{"127.0.0.1:0": "127.0.0.1:", ":0": "127.0.0.1:", "localhost:0": "localhost:"} {
		l, err := listen(typed)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		if l.wide || !strings.HasPrefix(l.shown, want) || !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
			t.Errorf("-addr %s is %s, shown as %s", typed, l.Addr(), l.shown)
		}
		at := l.Addr().String()
		if _, err := listen(at); err == nil || err.Error() != at+" is in use; choose another with -addr" {
			t.Errorf("twice %s: %v", at, err)
		}
	}
	for _, typed := range []string{"8600", "127.0.0.1", "a:b:c"} {
		if _, err := listen(typed); !errors.As(err, new(cli.UsageError)) {
			t.Errorf("-addr %s: %v", typed, err)
		}
	}
}

func TestDEV37AWideAddressIsKnownAsOne(t *testing.T) {
	l, err := listen("0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if !l.wide || l.host != "0.0.0.0" || !strings.HasPrefix(l.shown, "127.0.0.1:") {
		t.Errorf("%+v", l)
	}
}

func TestDEV15ABrowserIsTheOneOfTheUser(t *testing.T) {
	for _, c := range []struct {
		chosen, goos string
		want         []string
	}{
		{"my browser", "linux", []string{"my browser", "URL"}}, {"", "linux", []string{"xdg-open", "URL"}}, {"", "darwin", []string{"open", "URL"}},
		{"", "windows", []string{"rundll32", "url.dll,FileProtocolHandler", "URL"}},
	} {
		if got := browser(c.chosen, c.goos, "URL").Args; !slices.Equal(got, c.want) {
			t.Errorf("%s on %s: %v", c.chosen, c.goos, got)
		}
	}
}

func TestDEV33EachPackageHasAHistory(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	a, b := t.TempDir(), t.TempDir()
	link := t.TempDir() + "/link"
	if err := os.Symlink(a, link); err != nil {
		t.Skip(err)
	}
	of := func(dir string) string {
		at, err := historyDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	if of(a) == of(b) || of(a) != of(link) || !strings.Contains(of(a), "/owgen/dev/") {
		t.Errorf("the histories are in %s, %s and %s", of(a), of(b), of(link))
	}
}
