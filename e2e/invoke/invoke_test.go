package invoke

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/ways"
)

func TestDEV8InvokeGeneratesBuildsCallsAndEnds(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := me.AddModule(dir, filepath.Join(me.Root, "e2e", "invoke", "fixture")); err != nil {
		t.Fatal(err)
	}
	got := invoke(t, dir, "-p", "qty=3")
	if got.stdout != `{"qty":3}`+"\n" || got.exit != 0 || !strings.Contains(got.stderr, "owgen: wrote cmd/fixture/codec.go\n") {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "image")); err == nil {
		t.Error("the flags of the directive do not count")
	}
	if got = invoke(t, dir, "-p", "qty=4"); strings.Contains(got.stderr, "owgen") || got.stdout != `{"qty":4}`+"\n" {
		t.Errorf("again: %+v", got)
	}
	source := filepath.Join(dir, "fixture.go")
	text, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(text), `json:"qty,omitempty"`, `json:"amount,omitempty"`, 1)
	if err := os.WriteFile(source, []byte(edited), 0o666); err != nil {
		t.Fatal(err)
	}
	got = invoke(t, dir, "-p", "amount=4")
	if got.stdout != `{"amount":4}`+"\n" || !strings.HasPrefix(got.stderr, "owgen: wrote cmd/fixture/codec.go\n") {
		t.Errorf("after an edit: %+v", got)
	}
	edited = strings.Replace(edited, `errors.New("no luck")`, `errors.New(luck)`, 1)
	if err := os.WriteFile(source, []byte(edited), 0o666); err != nil {
		t.Fatal(err)
	}
	got = invoke(t, dir)
	if got.exit != 1 || got.stdout != "" || !strings.HasPrefix(got.stderr, "fixture.go:") || !strings.Contains(got.stderr, "undefined: luck") {
		t.Errorf("that does not compile: %+v", got)
	}
}

func TestDEV8EachWayPrintsTheAnswerAndTheLogs(t *testing.T) {
	t.Parallel()
	for _, way := range ways.Names() {
		got := invoke(t, fixture, "-as", way, "-p", "do=unended")
		if got.stdout != `{"do":"unended"}`+"\n" || got.stderr != "on stdout\non stderr\nwithout a line feed\n" {
			t.Errorf("%s: %+v", way, got)
		}
		got = invoke(t, fixture, "-as", way, "-p", "do=fail")
		if strings.Contains(got.stderr, "XXX_THE_END") || strings.Contains(got.stderr, `{"time"`) {
			t.Errorf("%s: %+v", way, got)
		}
		got = invoke(t, fixture, "-as", way, "-p", "do=environment")
		if !strings.Contains(got.stdout, `"MINE=yes"`) || !strings.Contains(got.stdout, `"OWGEN_LOG=text"`) {
			t.Errorf("%s: %s", way, got.stdout)
		}
	}
	got := invoke(t, fixture, "-v", "-p", "qty=1")
	if !strings.HasPrefix(got.stderr, "owgen: plain: POST /Order {\"qty\":1}\n") || !strings.Contains(got.stderr, "owgen: plain: status 200 in ") ||
		!strings.HasSuffix(got.stderr, ", 9 bytes\n") {
		t.Errorf("-v: %+v", got)
	}
}

func TestDEV8TheLogHasTheFormThatTheEnvironmentAsksFor(t *testing.T) {
	t.Parallel()
	cmd := me.Owgen(fixture, "invoke", "-p", "do=environment")
	cmd.Env = append(cmd.Env, "OWGEN_LOG=json")
	stdout, err := cmd.Output()
	if err != nil || !strings.Contains(string(stdout), `"OWGEN_LOG=json"`) || strings.Contains(string(stdout), `"OWGEN_LOG=text"`) {
		t.Errorf("%v: %s", err, stdout)
	}
}

func TestDEV9ExitStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args         string
		exit         int
		stdout, last string
	}{
		{"-p do=fail", 1, `{"error":"no luck"}`, "owgen: status 500"},
		{"-p do=refuse", 1, `{"error":"refused"}`, "owgen: status 422"},
		{"-p qty=10", 1, `{"error":{"message":"params.qty: must be at most 9","code":"invalid","fields":{"qty":"must be at most 9"}}}`, "owgen: status 400"},
		{"-p do=refuse -as argv", 1, `{"error":"refused"}`, "owgen: the function answered with an error"},
		{"-p do=refuse -as stdin", 1, `{"error":"refused"}`, "owgen: the function answered with an error"},
		{"-p do=refuse -as openwhisk", 1, `{"error":"refused"}`, "owgen: the function answered with an error"},
		{"-p do=refuse -as actionloop", 1, `{"error":"refused"}`, "owgen: the function answered with an error"},
		{"-p do=refuse -as lambda", 1, `{"errorMessage":"refused","errorType":"Error"}`, "owgen: the function answered with an error"},
		{"-p do=exit", 1, ``, "owgen: the program ended before it had answered: exit status 7"},
		{"-p do=die -as stdin", 1, ``, "owgen: the program ended before it had answered: signal: killed"},
		{"-p do=panic", 1, `{"error":"The action panicked. See logs for details."}`, "owgen: status 500"},
		{"-func Nothing", 2, ``, "owgen: there is no handler Nothing; the handlers are Order, Exact"},
		{"-as nothing", 2, ``, "(run 'owgen invoke -h')"},
		{"./nothing", 2, ``, "owgen: there is no directory ./nothing (run 'owgen invoke -h')"},
		{"-f nothing.json", 2, ``, "owgen: reading the parameters: open nothing.json: no such file or directory"},
	} {
		got := invoke(t, fixture, strings.Fields(c.args)...)
		if got.exit != c.exit || strings.TrimSuffix(got.stdout, "\n") != c.stdout || !strings.HasSuffix(got.stderr, c.last+"\n") {
			t.Errorf("%s: %+v", c.args, got)
		}
	}
}

func TestDEV10WhereParametersComeFrom(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "params.json")
	if err := os.WriteFile(file, []byte(`{"id":9007199254740993,"qty":1}`), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{}, `{}`},
		{[]string{"-f", file}, `{"qty":1,"id":9007199254740993}`},
		{[]string{"-f", file, "-p", "QTY=2"}, `{"qty":2,"id":9007199254740993}`},
		{[]string{"-f", "-", "<", `{"zip":"a"}`}, `{"zip":"a"}`},
		{[]string{"-p", "zip=b", "-f", "-", "<", `{"zip":"a"}`}, `{"zip":"b"}`},
		{[]string{"<", `{"zip":"not asked for"}`}, `{}`},
	} {
		if got := invoke(t, fixture, c.args...); got.stdout != c.want+"\n" || got.exit != 0 {
			t.Errorf("%v: %+v", c.args, got)
		}
	}
}

func TestDEV11DEV12TheTypesOfThePackageDecide(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ args, stdout, stderr string }{
		{`-p zip=01234 -p id=9007199254740993 -p note=null -p any=1.0`, `{"id":9007199254740993,"zip":"01234","any":1}`, ""},
		{`-p Address.City=Bonn -p address.next.city=Ulm -p tag=a -p tag=b -p labels.a.b=1`,
			`{"address":{"city":"Bonn","next":{"city":"Ulm"}},"tag":["a","b"],"labels":{"a.b":"1"}}`, ""},
		{`-func exact -p zip=abc`, `ABC`, ""},
		{`-func exact -p Zip=abc`, ``, "owgen: -p Zip=abc: no such parameter; did you mean zip?\n"},
		{`-p qty=abc`, ``, "owgen: -p qty=abc: qty wants an integer\n"},
		{`-p adress.city=x`, ``, "owgen: -p adress.city=x: no such parameter; did you mean address.city?\n"},
	} {
		got := invoke(t, fixture, strings.Fields(c.args)...)
		if c.stderr != "" && (got.exit != 2 || got.stderr != c.stderr || got.stdout != "") ||
			c.stderr == "" && (got.exit != 0 || got.stdout != c.stdout+"\n") {
			t.Errorf("%s: %+v", c.args, got)
		}
	}
}

func TestDEV14ARunningProgramIsCalled(t *testing.T) {
	t.Parallel()
	bin := program.Exe(t.TempDir(), "program")
	if err := program.Build(fixture, "./cmd/fixture", bin); err != nil {
		t.Fatal(err)
	}
	s, err := program.Serve(bin)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Kill()
	got := invoke(t, t.TempDir(), "-p", "qty=3", "-p", "zip=x", s.URL+"/order")
	if got != (result{`{"qty":3,"zip":"x"}` + "\n", "", 0}) {
		t.Errorf("%+v", got)
	}
	got = invoke(t, t.TempDir(), "-p", "zip=01234", "-p", "tag=[1]", s.URL+"/order")
	if got.exit != 1 || !strings.HasPrefix(got.stdout, `{"error":"params.tag[0]: expected string, got number`) || got.stderr != "owgen: status 400\n" {
		t.Errorf("%+v", got)
	}
}
