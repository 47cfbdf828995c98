package build

import (
	"slices"
	"strings"
	"testing"
)

func TestOfGOFLAGSCountsWhatSaysWhichSourceIsBuilt(t *testing.T) {
	for _, test := range []struct {
		goflags, env string
		tags         []string
		link         string // behind our own flags
	}{
		{"", "-trimpath", nil, ""},
		{"-mod=mod -v -race", "-trimpath -mod=mod", nil, ""},
		{"-tags=a", "-trimpath -tags=a", []string{"a"}, ""},
		{"-tags=a,b -v -tags=c,d", "-trimpath -tags=a,b -tags=c,d", []string{"c", "d"}, ""},
		{`'-tags=a b' --ldflags=-s`, `-trimpath "-tags=a b"`, []string{"a", "b"}, ""},
		{`"--tags=a"`, "-trimpath --tags=a", []string{"a"}, ""},
		{"-tags=", "-trimpath -tags=", []string{}, ""},
		{"-modfile=x.mod\t-overlay=o.json\n-modcacherw", "-trimpath -modfile=x.mod -overlay=o.json -modcacherw", nil, ""},
		{`"-modfile=it's here/x.mod"`, `-trimpath "-modfile=it's here/x.mod"`, nil, ""},
		{"-buildmode=pie -cover -asan -msan -linkshared -toolexec=x -gcflags=all=-N -trimpath=false -pgo=p", "-trimpath", nil, ""},
		{`'-ldflags=-X main.version=1.2 -linkmode=external -X=a/b.c=d'`, "-trimpath", nil, " -X main.version=1.2 -X a/b.c=d"},
		{`"-ldflags=-s -X 'main.date=2 May' -w"`, "-trimpath", nil, ` -X "main.date=2 May"`},
		{"-ldflags=all=-X=main.version=1", "-trimpath", nil, " -X main.version=1"},
	} {
		g, err := parseGoflags(test.goflags)
		if err != nil {
			t.Errorf("%s: %v", test.goflags, err)
			continue
		}
		env := g.Environment(nil)
		if got := env[len(env)-1]; got != "GOFLAGS="+test.env {
			t.Errorf("%s: %s, want %s", test.goflags, got, test.env)
		}
		if !slices.Equal(g.Tags, test.tags) || (g.Tags == nil) != (test.tags == nil) {
			t.Errorf("%s: tags %q, want %q", test.goflags, g.Tags, test.tags)
		}
		if got := g.Args()[1]; got != "-ldflags="+linker+test.link {
			t.Errorf("%s: %s", test.goflags, got)
		}
	}
	for _, goflags := range []string{`'-tags=a`, `'-ldflags=-X "main.version=1'`} {
		if _, err := parseGoflags(goflags); err == nil || !strings.HasPrefix(err.Error(), "GOFLAGS: ") {
			t.Errorf("%s: %v", goflags, err)
		}
	}
}

func TestGoflagsAreKeptWithOneMore(t *testing.T) {
	t.Setenv("GOFLAGS", `-race '-ldflags=-s -w' -tags=a`)
	g, err := ReadGoflags(t.Context(), "")
	if err != nil || g.HasOverlay() {
		t.Fatalf("%+v, %v", g, err)
	}
	if got, want := g.With("-overlay=/my dir/o.json"), `-race "-ldflags=-s -w" -tags=a "-overlay=/my dir/o.json"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	t.Setenv("GOFLAGS", "--overlay=o.json")
	if g, err := ReadGoflags(t.Context(), ""); err != nil || !g.HasOverlay() {
		t.Errorf("%+v, %v", g, err)
	}
}
