package ow

import (
	"strings"
	"testing"
)

// OW-6: OWGEN_ACTION names the handler if /init names none. The platform says main if the user chose nothing, so main
// counts only if there is an action of that very name.
func TestOW6ActionOfTheEnvironmentServesWhereInitNamesNone(t *testing.T) {
	for _, c := range []struct {
		actions, named, init, want string
	}{
		{"Hello Fail", "Fail", ``, "Fail"}, // no /init at all
		{"Hello Fail", "fail", `{}`, "Fail"},
		{"Hello Fail", "Fail", `{"value":{}}`, "Fail"},
		{"Hello Fail", "Fail", `{"value":{"main":""}}`, "Fail"},
		{"Hello Fail", "Fail", `{"value":{"main":null}}`, "Fail"},
		{"Hello Fail", "Fail", `{"value":{"main":"main"}}`, "Fail"},
		{"Hello Fail", "Fail", `{"value":{"main":"hello"}}`, "Hello"},
		{"main Fail", "Fail", `{"value":{"main":"main"}}`, "main"},
		{"main Fail", "Fail", `{"value":{"main":""}}`, "Fail"},
		{"main Fail", "", `{"value":{"main":"main"}}`, "main"},
		// Users of OpenWhisk can set the variables of /init only.
		{"Hello Fail", "", `{"value":{"main":"main","env":{"OWGEN_ACTION":"Fail"}}}`, "Fail"},
		{"Hello Fail", "Hello", `{"value":{"main":"main","env":{"OWGEN_ACTION":"Fail"}}}`, "Fail"},
		{"Hello Fail", "", `{"value":{"main":"hello","env":{"OWGEN_ACTION":"Fail"}}}`, "Hello"},
	} {
		t.Setenv("OWGEN_ACTION", "") // restored afterwards, whatever /init does
		s := serveActions(t, saying(strings.Fields(c.actions)...), "OWGEN_PLATFORM=openwhisk", "OWGEN_ACTION="+c.named)
		if c.init != "" {
			s.post("/init", c.init).expect(t, 200, `{"ok":true}`)
		}
		if r := s.post("/run", `{}`); r.body != `{"is":"`+c.want+`"}` {
			t.Errorf("%+v: got %d %s", c, r.status, r.body)
		}
	}
	s := serveActions(t, saying("Hello", "Fail"), "OWGEN_PLATFORM=openwhisk")
	s.post("/init", `{"value":{"main":"main","env":{"OWGEN_ACTION":"fail/"}}}`).
		expect(t, 502, `{"error":"there is no action fail/; the actions are: Hello, Fail"}`)
}

// A watchdog that starts a process per call says in Http_Path which path was called, and it chooses as in a server.
func TestPathChoosesTheActionUnderAWatchdog(t *testing.T) {
	const text = `{"x":1}`
	for _, c := range []struct {
		vars, want string
	}{
		{"Http_Path=/echo", text},
		{"Http_Path=/x/Echo", text},
		{"Http_Path=/echo/", text},
		{"Http_Path=/", `{"text":""}`},
		{"Http_Path=/orders/17", `{"text":""}`},
		{"", `{"text":""}`},
		{"Http_Path=/Echo.openfaas-fn", `{"error":"there is no action Echo.openfaas-fn; the actions are: Obey, Echo, Count, NaN"}`},
		{"Http_Path=/x/../echo", `{"error":"a path with .. in it names no action; the actions are: Obey, Echo, Count, NaN"}`},
		{"Http_Path=/count OWGEN_ACTION=echo", text},
		{"Http_Path=/favicon.ico", `{"text":""}`}, // posted, and so not what a browser asks for
	} {
		for _, args := range []string{"", "-"} {
			vars := append(strings.Fields(c.vars), "Http_Method=POST", "fprocess=/action")
			code, stdout, stderr := runChild(t, strings.Fields(args), vars, strings.NewReader(text))
			if failed := strings.Contains(c.want, "error"); stdout != c.want+"\n" || (code != 0) != failed || (stderr != "") != failed {
				t.Errorf("%s: got %d %s, stderr %q, want %s", c.vars, code, stdout, stderr, c.want)
			}
		}
	}
	code, stdout, _ := runChild(t, nil, []string{"Http_Method=GET", "Http_Path=/favicon.ico"}, strings.NewReader(""))
	if code != 1 || stdout != `{"error":"there is nothing at /favicon.ico"}`+"\n" {
		t.Errorf("a browser's icon: %d %s", code, stdout)
	}
}

func TestAProcessOfOneActionSaysHowToChooseIt(t *testing.T) {
	p := &program{actions: saying("A", "B"), env: func(string) string { return "" }}
	const want = "no action was named, and none is the default; the actions are: A, B; choose one with the variable OWGEN_ACTION"
	if _, err := p.environmentAction(); err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
