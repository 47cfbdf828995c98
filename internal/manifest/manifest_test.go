package manifest

import (
	"strings"
	"testing"

	"github.com/owgen/owgen/gen"
)

// How readers of YAML take what is written is tested in e2e/manifest, since this module has no such reader.

func TestName(t *testing.T) {
	for program, want := range map[string]string{
		"reverse": "reverse", "My.Func": "my-func", "go_2": "go-2", "-x-": "x", "größe": "gr--e", "yes": "yes",
		strings.Repeat("a", 62) + "_b": strings.Repeat("a", 62),
		"2fa":                          "", "___": "", "日本": "",
	} {
		got, err := Name(program)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("Name(%q) = %q, %v, want %q", program, got, err, want)
		}
		if got != "" && CheckName(got) != nil {
			t.Errorf("%q is the name of %q and no name", got, program)
		}
	}
	for _, s := range []string{"", "A", "a_b", "a.b", "-a", "a-", "1a", "a\n", strings.Repeat("a", 64)} {
		if CheckName(s) == nil {
			t.Errorf("%q passes for a name", s)
		}
	}
}

func TestQuote(t *testing.T) {
	for s, want := range map[string]string{
		"yes": `"yes"`, `"`: `"\""`, `\`: `"\u005c"`, "${A}": `"\u0024{A}"`, "\n\t\r": `"\n\t\u000d"`, "ü😀": `"ü😀"`,
		"\u0085\u2028\ufeff": `"\u0085\u2028\ufeff"`, "\U000e0001": `"\U000e0001"`, "\xff": "\"\ufffd\"",
	} {
		if got := quote(s); got != want {
			t.Errorf("quote(%q) = %s, want %s", s, got, want)
		}
	}
}

func TestDecimal(t *testing.T) {
	for f, want := range map[float64]literal{0: "0.0", 5: "5.0", -1.5: "-1.5", 1e21: "1.0e+21", 1.5e-7: "1.5e-07"} {
		if got := decimal(f); got != want {
			t.Errorf("decimal(%v) = %s, want %s", f, got, want)
		}
	}
}

func TestWhatWskdeployInterpolates(t *testing.T) {
	for s, want := range map[string]bool{"": false, "$": false, "$A": true, "a$A": false, "a${A": true, "5 $": false, "{}": false} {
		if interpolated(s) != want {
			t.Errorf("interpolated(%q) = %v", s, !want)
		}
	}
}

func TestPrecision(t *testing.T) {
	for text, exact := range map[string]bool{
		"0": true, "-0.0e5": true, "0.1": true, "1.50": true, "9007199254740992": true, "1e308": true, `{"a":["9007199254740993",null]}`: true,
		"9007199254740993": false, `{"a":[9007199254740993]}`: false, "1e400": false, "1e-999999999": false, "0.10000000000000000001": false,
	} {
		if err := checkPrecision(text); (err == nil) != exact {
			t.Errorf("checkPrecision(%s) = %v", text, err)
		}
	}
}

func TestStringsThatWskdeployWouldChangeAreJSON(t *testing.T) {
	in, err := input(gen.Member{Name: "p", Type: "string", Default: `"$HOME"`})
	if err != nil || in[0].value != "json" || in[1].value != `"$HOME"` {
		t.Errorf("%v, %v", in, err)
	}
	text, err := OpenWhisk(Service{Name: "x", Actions: []gen.Action{{Name: "A", Doc: "A costs ${X}."}}}, nil)
	if err != nil || strings.Contains(string(text), "description") {
		t.Errorf("%s, %v", text, err)
	}
}

func TestWhatCannotBeBoundIsRefused(t *testing.T) {
	for _, p := range []gen.Member{
		{Name: "p", Type: "integer", Default: "18446744073709551615"},
		{Name: "p", Type: "number", Default: "12345678901234567890"},
		{Name: "p", Type: "object", Default: `{"id":9007199254740993}`},
	} {
		_, err := OpenWhisk(Service{Name: "x", Actions: []gen.Action{{Name: "A", Params: []gen.Member{p}}}}, nil)
		if err == nil || !strings.HasPrefix(err.Error(), "action x: parameter p: wskdeploy ") {
			t.Errorf("%+v: %v", p, err)
		}
	}
}

func TestArchivesThatWskdeployMisreadsAreRefused(t *testing.T) {
	for _, file := range []string{"x", "x.tar", "/x.zip", "$X.zip", "a/${X}.zip", "x\n.zip"} {
		if (Zip{File: file}).Check() == nil {
			t.Errorf("%q passes", file)
		}
	}
	for _, file := range []string{"x.zip", "../a b/x.zip", "https://example.com/x.zip", "a$.zip"} {
		if err := (Zip{File: file}).Check(); err != nil {
			t.Errorf("%q: %v", file, err)
		}
	}
}

func TestHandler(t *testing.T) {
	for dir, want := range map[string]string{"image": "./image", "a/": "./a", ".": ".", "../a": "../a", "/a": "/a", "/": "/"} {
		if got, err := handlerPath(dir); got != want || err != nil {
			t.Errorf("handlerPath(%q) = %q, %v, want %q", dir, got, err, want)
		}
	}
	for _, dir := range []string{"a\nb", "${X}", "a$"} {
		if _, err := handlerPath(dir); err == nil {
			t.Errorf("%q passes", dir)
		}
	}
}

// faas-cli invoke peer/Fail asks for /function/peer/Fail.openfaas-fn, and so chooses nothing.
func TestStackSaysHowACallChoosesAnAction(t *testing.T) {
	two := []gen.Action{{Name: "Fail"}, {Name: "Peer"}}
	for _, c := range []struct {
		service Service
		want    string
	}{
		{Service{Name: "peer", Actions: two}, `# The last element of the path chooses one of the actions Fail, Peer,
# as in /function/peer/Fail; the variable OWGEN_ACTION chooses one for all calls.
# Call with curl to choose by the path. faas-cli invoke peer/Fail will not do:
# it asks for /function/peer/Fail.NAMESPACE, and no action has such a name.
`},
		{Service{Name: "peer", Namespace: "staging", Actions: two}, "# as in /function/peer.staging/Fail; "},
		{Service{Name: "peer", Actions: two[:1]}, ""},
	} {
		text, err := OpenFaaS(c.service, "image")
		if err != nil || !strings.Contains(string(text), c.want) || c.want == "" && strings.Contains(string(text), "curl") {
			t.Errorf("%+v: %s, %v", c.service, text, err)
		}
	}
}

// Web actions that take bodies as they are, requests or events are raw, and those that take requests decide about OPTIONS.
func TestWEB41WebActions(t *testing.T) {
	plain, raw, request := gen.Action{Name: "A"}, gen.Action{Name: "A", Raw: true}, gen.Action{Name: "A", Raw: true, Request: true}
	const isWeb, isRaw, options = "        web: true\n", "        web: \"raw\"\n", "          web-custom-options: true\n"
	for _, test := range []struct {
		action gen.Action
		web    Web
		want   string
	}{
		{plain, WebByForm, ""},
		{raw, WebByForm, ""},
		{request, WebByForm, isRaw + options},
		{plain, WebAll, isWeb},
		{raw, WebAll, isRaw},
		{request, WebAll, isRaw + options},
		{plain, WebNone, ""},
		{request, WebNone, ""},
	} {
		text, err := OpenWhisk(Service{Name: "a", Image: "a", Actions: []gen.Action{test.action}, Web: test.web}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for line := range strings.Lines(string(text)) {
			if strings.Contains(line, "web") {
				got += line
			}
		}
		if got != test.want {
			t.Errorf("%+v, %d:\n%s, want\n%s", test.action, test.web, got, test.want)
		}
	}
}
