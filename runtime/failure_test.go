package ow

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

// A wrapping error holds another one, and so does an heir, whose methods are those of an Error.
type (
	wrapping struct{ cause error }
	ancestor = Error // since a field called Error would hide the method
	heir     struct{ *ancestor }
)

func (w wrapping) Error() string { return "wrapped: " + w.cause.Error() }
func (w wrapping) Unwrap() error { return w.cause }

// A coded error has a status, and is none of this package's.
type coded int

func (c coded) Error() string   { return "coded" }
func (c coded) StatusCode() int { return int(c) }

// failing makes the action Fail, which returns err.
func failing(err error) []Action {
	return []Action{Bind("Fail", JSON(decodeRaw), func(raw) (raw, error) { return nil, err }, Result(encodeRaw))}
}

func TestANilErrorIsToldAsTheMistakeItIs(t *testing.T) {
	var missing *Error
	const want = `{"error":"Fail returned a nil *ow.Error as its error; where there is none, it must return nil itself"}`
	for name, err := range map[string]error{
		"itself":                       missing,
		"wrapped by fmt":               fmt.Errorf("reading: %w", missing),
		"wrapped twice":                fmt.Errorf("a: %w", fmt.Errorf("b: %w, %w", io.EOF, missing)),
		"joined":                       errors.Join(io.EOF, missing),
		"joined with one that is none": errors.Join(&Error{Status: 404, Message: "gone"}, missing),
		"in a struct":                  wrapping{missing},
		"in another Error":             &Error{Status: 404, Message: "gone", Err: missing},
		"embedded":                     heir{},
	} {
		s := serveActions(t, failing(err), "OWGEN_PLATFORM=openfaas")
		s.post("/", `{}`).expect(t, 500, want)
		s.post("/", `{}`).expect(t, 500, want)
		if got := readLog(t, s.stderr.String()); len(got) != 2 || !strings.HasPrefix(got[0], "ERROR Fail returned a nil *ow.Error") || got[1] != got[0] {
			t.Errorf("%s: stderr %q", name, got)
		}
		serveActions(t, failing(err), "OWGEN_PLATFORM=openwhisk").post("/run", `{}`).expect(t, 502, want)
	}
	s := serveActions(t, failing(fmt.Errorf("reading: %w", &Error{Status: 404})), "OWGEN_PLATFORM=openfaas")
	s.post("/", `{}`).expect(t, 404, `{"error":"reading: "}`)
}

// wantLines compares the runtime's own lines on stderr with lines as readLog writes them.
func (s *testServer) wantLines(name string, want ...string) {
	s.t.Helper()
	if got := readLog(s.t, s.stderr.String()); !slices.Equal(got, want) {
		s.t.Errorf("%s: stderr\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestACallThatFailsOverPlainHTTPLeavesALine(t *testing.T) {
	for _, c := range []struct{ path, body, want string }{
		{"/", `{"do":"error","text":"no luck"}`, "ERROR no luck id=c1 action=Obey"},
		{"/", `{"do":"status","n":503,"text":"busy"}`, "ERROR busy id=c1 action=Obey"},
		{"/", `{"do":"panic","text":"boom"}`, "ERROR the action panicked: boom id=c1 action=Obey stack"},
		{"/", `{"do":"goexit"}`, "ERROR The action ended its goroutine instead of returning. id=c1 action=Obey"},
		{"/", `{"do":"raw","text":"7"}`, "ERROR The action did not return a dictionary or array. id=c1 action=Obey"},
		{"/nan", `{}`, "ERROR result.value: NaN is not representable in JSON id=c1 action=NaN"},
		{"/", `{"do":"status","n":404,"text":"gone"}`, ""},
		{"/", `{"text":5}`, ""},
		{"/", `{`, ""},
		{"/", `{"text":"fine"}`, ""},
	} {
		s := faasTest(t)
		s.request("POST", c.path, c.body, "X-Call-Id: c1")
		if c.want == "" {
			s.wantLines(c.body)
		} else {
			s.wantLines(c.body, c.want)
		}
	}
	s := faasTest(t)
	s.request("POST", "/", `{"do":"error","text":"no luck"}`, "X-Request-Id: r1")
	s.post("/", `{"do":"error","text":"no luck"}`)
	s.site.faas.gate.close()
	s.request("POST", "/", `{}`, "X-Call-Id: c2").expect(t, 503, `{"error":"the function is shutting down"}`)
	s.wantLines("ids", "ERROR no luck id=r1 action=Obey", "ERROR no luck id=made action=Obey", "WARN the function is shutting down id=c2 action=Obey")
}

func TestACallThatTimesOutLeavesALine(t *testing.T) {
	s := faasTest(t, "exec_timeout=50ms")
	order, release := held(t)
	s.request("POST", "/", order, "X-Call-Id: slow").expect(t, 504, `{"error":"the function took longer than 50ms"}`)
	release()
	s.request("POST", "/", `{"do":"wait","n":9999}`, "X-Call-Id: ends").expect(t, 504, `{"error":"the function took longer than 50ms"}`)
	s.wantLines("timeouts", "ERROR the function took longer than 50ms id=slow action=Obey", "ERROR the function took longer than 50ms id=ends action=Obey")
}

// The stack of a handler that panics when its time is over is found nowhere else.
func TestAPanicAfterTheTimeoutLeavesItsStack(t *testing.T) {
	release := make(chan bool)
	s := serveActions(t, []Action{Bind("Late", JSON(decodeRaw), func(raw) (raw, error) {
		<-release
		panic("late")
	}, Result(encodeRaw))}, "OWGEN_PLATFORM=openfaas", "exec_timeout=20ms")
	s.post("/", `{}`).expect(t, 504, `{"error":"the function took longer than 20ms"}`)
	close(release)
	eventually(t, func() bool { return strings.Contains(s.stderr.String(), "goroutine ") })
	s.wantLines("late", "ERROR the function took longer than 20ms id=made action=Late", "ERROR the action panicked: late id=made action=Late stack")
}

func TestAnActivationThatFailsLeavesALineBeforeTheSentinel(t *testing.T) {
	for _, c := range []struct {
		value string
		want  []string
	}{
		{`{"do":"error","text":"no luck"}`, []string{"ERROR no luck id=a1 action=Obey"}},
		{`{"do":"status","n":404,"text":"gone","__ow_method":"get"}`, []string{"WARN gone id=a1 action=Obey"}},
		{`{"text":5}`, []string{"WARN params.text: expected string, got number at offset 8 id=a1 action=Obey"}},
		{`{"do":"panic","text":"boom"}`, []string{"ERROR the action panicked: boom id=a1 action=Obey stack"}},
		{`{"do":"raw","text":"7"}`, nil}, // the conformance tests want both streams empty
		{`{"text":"fine"}`, nil},
	} {
		s := whiskTest(t)
		s.post("/run", `{"value":`+c.value+`,"activation_id":"a1"}`)
		s.wantLines(c.value, c.want...)
		if got := s.stderr.String(); !strings.HasSuffix(got, sentinel) {
			t.Errorf("%s: stderr does not end with the sentinel: %q", c.value, got)
		}
		var out, errs buffer
		line := `{"value":` + c.value + `,"activation_id":"a1"}` + "\n"
		l := newLoop(strings.NewReader(line), &out, &s.site.openWhisk.actions[0], newCall(&failures{log: &logger{w: &errs}}, nil))
		l.run()
		loop := &testServer{t: t, stderr: &errs}
		loop.wantLines("ActionLoop: "+c.value, c.want...)
	}
	s := whiskTest(t)
	s.post("/init", `{"value":{"main":"nobody"}}`)
	s.wantLines("/init", "ERROR there is no action nobody; the actions are: Obey, Echo, Count, NaN id=made")
}

// Texts of errors and ids come from anybody.
func TestOPS4CallsCannotForgeLines(t *testing.T) {
	for _, text := range []string{
		"a\nowgen: all is well", "a\r\x1b[2Kb", `a","id":"other`, `"a" is wrong`, "right\u202eleft\u2028a", "größe ❄", "100 %d %!",
	} {
		s := faasTest(t)
		s.request("POST", "/", `{"do":"error","text":`+quote(text)+`}`, "X-Call-Id: x")
		s.wantLines(text, "ERROR "+text+" id=x action=Obey")
		if got := s.stderr.String(); strings.Count(got, "\n") != 1 {
			t.Errorf("%q: more than a line: %q", text, got)
		}
	}
	s := whiskTest(t)
	s.post("/run", `{"activation_id":"x y\n{\"z\":1}","value":{"do":"error","text":"no"}}`)
	s.wantLines("id", "ERROR no id=x y\n{\"z\":1} action=Obey")
}

func TestTextsThatAreNotForCallersCanBeHidden(t *testing.T) {
	const hidden = `{"error":"internal error","id":"c1"}`
	for _, c := range []struct {
		name   string
		err    error
		status int
		want   string
	}{
		{"plain", errors.New("dial tcp 10.0.0.7: refused"), 500, hidden},
		{"nil", (*Error)(nil), 500, hidden},
		{"without a status that counts", coded(200), 500, hidden},
		{"with a status", coded(503), 503, `{"error":"coded"}`},
		{"Error", &Error{Message: "for you"}, 500, `{"error":"for you"}`},
		{"wrapped Error", fmt.Errorf("all of it: %w", &Error{Status: 422, Message: "for you"}), 422, `{"error":"all of it: for you"}`},
	} {
		s := serveActions(t, failing(c.err), "OWGEN_PLATFORM=openfaas", "OWGEN_ERRORS=hide")
		s.request("POST", "/", `{}`, "X-Call-Id: c1").expect(t, c.status, c.want)
		if got := readLog(t, s.stderr.String()); c.want == hidden && (len(got) != 1 || !strings.HasSuffix(got[0], " id=c1 action=Fail")) {
			t.Errorf("%s: stderr %q", c.name, got)
		}
	}
	s := whiskTest(t, "OWGEN_ERRORS=hide")
	for value, want := range map[string]response{
		`{"do":"error","text":"secret"}`:            {status: 200, body: `{"error":"internal error","id":"c1"}`},
		`{"do":"panic","text":"secret"}`:            {status: 502, body: hidden},
		`{"do":"goexit"}`:                           {status: 502, body: hidden},
		`{"text":5}`:                                {status: 200, body: `{"error":"params.text: expected string, got number at offset 8"}`},
		`{"do":"status","n":404,"text":"for you"}`:  {status: 200, body: `{"error":"for you"}`},
		`{"do":"fields","text":"secret of nobody"}`: {status: 200, body: `{"error":{"message":"secret of nobody","code":"invalid","fields":{"a":"empty","b":"no"}}}`},
	} {
		s.post("/run", `{"activation_id":"c1","value":`+value+`}`).expect(t, want.status, want.body)
	}
	nan := serveActions(t, []Action{Bind("NaN", JSON(decodeRaw), func(raw) (reading, error) { return reading{math.NaN()}, nil }, Result(encodeReading))},
		"OWGEN_PLATFORM=openfaas", "OWGEN_ERRORS=hide")
	r := nan.post("/", `{}`)
	id, made := strings.CutPrefix(strings.TrimSuffix(r.body, `"}`), `{"error":"internal error","id":"`)
	if r.status != 500 || !made || len(id) < 16 {
		t.Errorf("no id is made: %d %s", r.status, r.body)
	}
	nan.wantLines("made", "ERROR result.value: NaN is not representable in JSON id=made action=NaN")
	if !strings.Contains(nan.stderr.String(), `"id":"`+id+`"`) {
		t.Errorf("the line has another id than %s: %s", id, nan.stderr)
	}
	if again := nan.post("/", `{}`); again.body == r.body {
		t.Errorf("two calls have the same id: %s", r.body)
	}
}

func TestAnUnknownWayToTellErrorsIsRefused(t *testing.T) {
	wantRefused(t, "OWGEN_ERRORS=hid", "ERROR OWGEN_ERRORS=hid: want show or hide")
}

func TestOPS2AnUnknownFormOrLevelIsRefused(t *testing.T) {
	wantRefused(t, "OWGEN_LOG=xml", "ERROR OWGEN_LOG=xml: want json or text")
	wantRefused(t, "OWGEN_LOG_LEVEL=loud", "ERROR OWGEN_LOG_LEVEL=loud: want debug, info, warn or error")
}

// wantRefused checks that a variable keeps the program from starting in each mode, and that a line says why.
func wantRefused(t *testing.T, variable, want string) {
	t.Helper()
	for name, c := range map[string]struct {
		args, vars []string
	}{
		"server":     {nil, []string{"OWGEN_MODE=server", "PORT=0"}},
		"argument":   {[]string{"{}"}, nil},
		"stdin":      {[]string{"-"}, nil},
		"ActionLoop": {nil, []string{"OWGEN_MODE=actionloop"}},
	} {
		code, stdout, stderr := runChild(t, c.args, append(c.vars, variable), strings.NewReader("{}"))
		if code != 2 || stdout != "" || shortLog(t, stderr) != want {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", name, code, stdout, stderr)
		}
	}
}

// In a process for one call: with the parameters in the argument stderr stays empty, since the Docker SDK of 2016 joins it
// to the answer; with those on stdin there is the line that OF-18 wants.
func TestOF18OW19LinesOfASingleCall(t *testing.T) {
	const call = `{"do":"error","text":"two\nlines"}`
	for _, c := range []struct {
		name           string
		args, vars     []string
		stdin          string
		stdout, stderr string
	}{
		{"argument", []string{call}, nil, "", `{"error":"two\nlines"}`, ""},
		{"stdin", []string{"-"}, nil, call, `{"error":"two\nlines"}`, "ERROR two\nlines id=made action=Obey"},
		{"argument, hidden", []string{call}, []string{"OWGEN_ERRORS=hide", "__OW_ACTIVATION_ID=a1"}, "",
			`{"error":"internal error","id":"a1"}`, "ERROR two\nlines id=a1 action=Obey"},
		{"stdin, hidden", []string{"-"}, []string{"OWGEN_ERRORS=hide", "Http_X_Call_Id=c1"}, call,
			`{"error":"internal error","id":"c1"}`, "ERROR two\nlines id=c1 action=Obey"},
	} {
		_, stdout, stderr := runChild(t, c.args, c.vars, strings.NewReader(c.stdin))
		if stdout != c.stdout+"\n" || shortLog(t, stderr) != c.stderr {
			t.Errorf("%s: stdout %q, stderr %q", c.name, stdout, stderr)
		}
	}
}
