package invoke

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/params"
	"github.com/owgen/owgen/internal/ways"
)

// invocation is one whose streams are texts.
func invocation(texts ...string) (i *Invocation, stdout, stderr *strings.Builder) {
	stdout, stderr = new(strings.Builder), new(strings.Builder)
	return &Invocation{Ways: []ways.Way{ways.Plain}, Params: texts, Stdout: stdout, Stderr: stderr}, stdout, stderr
}

// endless is a standard input on which nothing comes.
type endless struct{ t *testing.T }

func (e endless) Read([]byte) (int, error) {
	e.t.Error("standard input is read")
	return 0, io.EOF
}

func TestDEV14URLsAreCalledAsTheyAre(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		user, password, _ := r.BasicAuth()
		switch r.URL.Path {
		case "/gone":
			http.Redirect(w, r, "/order", http.StatusFound)
		case "/fail":
			w.WriteHeader(http.StatusTeapot)
		}
		fmt.Fprintf(w, "%s %s %s %s %s%s", r.Method, r.URL, body, r.Header.Get("Content-Type"), user, password)
	}))
	defer s.Close()
	for _, c := range []struct {
		url, texts, file string
		want             string
		fault            string
	}{
		{"/order?x=%2F", `a=1 b=x c={"d":[1]} e=01`, "", `POST /order?x=%2F {"a":1,"b":"x","c":{"d":[1]},"e":"01"} application/json `, ""},
		{"", ``, "", `POST / {} application/json `, ""},
		{"/", `a=9007199254740993`, `{"b":1.0}`, `POST / {"b":1.0,"a":9007199254740993} application/json `, ""},
		{"/raw", ``, "some text", "POST /raw some text  ", ""},
		{"/fail", ``, "", `POST /fail {} application/json `, "status 418"},
	} {
		i, stdout, stderr := invocation(strings.Fields(c.texts)...)
		i.Stdin = endless{t}
		if c.file != "" {
			i.File, i.Stdin = "-", strings.NewReader(c.file)
		}
		err := i.URL(t.Context(), s.URL+c.url)
		if failure, _ := errors.AsType[Failure](err); string(failure) != c.fault || err != nil && c.fault == "" {
			t.Errorf("%s: %v", c.url, err)
		}
		if stdout.String() != c.want+"\n" || stderr.String() != "" {
			t.Errorf("%s:\ngot  %q %q\nwant %q", c.url, stdout, stderr, c.want)
		}
	}
	i, stdout, _ := invocation()
	if err := i.URL(t.Context(), strings.Replace(s.URL, "//", "//me:secret@", 1)); err != nil || !strings.HasSuffix(stdout.String(), "mesecret\n") {
		t.Errorf("%q, %v", stdout, err)
	}
	i, stdout, _ = invocation()
	if err := i.URL(t.Context(), strings.Replace(s.URL, "http://", "HTTP://me@", 1)); err != nil || !strings.HasSuffix(stdout.String(), "me\n") {
		t.Errorf("%q, %v", stdout, err)
	}
	for _, target := range []string{"ftp://x/", "http://", "http:///x"} {
		if _, usage := errors.AsType[cli.UsageError](i.URL(t.Context(), target)); !usage {
			t.Errorf("%s is called", target)
		}
	}
	s.Close()
	if err := i.URL(t.Context(), s.URL); err == nil || !strings.HasPrefix(err.Error(), "calling "+s.URL+": ") {
		t.Error(err)
	}
}

// Whoever has typed owgen invoke -f - by mistake can end it.
func TestDEV10StandardInputIsReadUntilTheCommandIsCancelled(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	i, _, _ := invocation()
	i.File, i.Stdin = "-", r
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		w.Write([]byte("{")) // it is being read
		cancel()
	}()
	if err := i.URL(ctx, "http://localhost"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestDEV8AnswersEndInALineFeed(t *testing.T) {
	for answer, want := range map[string]string{"": "", "a": "a\n", "a\n": "a\n", "a\n\n": "a\n\n", "\xff": "\xff\n"} {
		for sent := range len(answer) + 1 { // what came already
			var b strings.Builder
			w := &endedWriter{w: &b}
			w.Write([]byte(answer[:sent]))
			if err := w.end([]byte(answer)); err != nil || b.String() != want {
				t.Errorf("%q: %q, %v", answer, b.String(), err)
			}
		}
	}
}

// What comes behind the answer, such as the log of a panic, begins a line in a terminal.
func TestDEV8TheAnswerEndsInALineFeedBeforeWhatFollows(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "{}") }))
	defer s.Close()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	i, terminal, _ := invocation()
	i.Stderr = terminal
	err = i.one(ways.Call{}, func(c ways.Call) (ways.Outcome, error) {
		o, err := ways.Post(t.Context(), u, c)
		c.Heard(ways.Line{Text: "panicked"})
		return o, err
	})
	if err != nil || terminal.String() != "{}\npanicked\n" {
		t.Errorf("%q, %v", terminal, err)
	}
}

func TestDEV13RowsAreLines(t *testing.T) {
	for _, c := range []struct {
		o    ways.Outcome
		want string
	}{
		{ways.Outcome{Way: ways.Plain, OK: true, Answer: []byte("{ \"a\" : 1.0 }\n")}, "plain\tok\t{\"a\":1.0}"},
		{ways.Outcome{Way: ways.Argv, Answer: []byte(`{"error":"no"}`)}, "argv\terror\t{\"error\":\"no\"}"},
		{ways.Outcome{Way: ways.Stdin, OK: true, Answer: []byte("two\nlines")}, "stdin\tok\t\"two\\nlines\""},
		{ways.Outcome{Way: ways.Stdin, OK: true, Answer: []byte("ein Wört")}, "stdin\tok\tein Wört"},
		{ways.Outcome{Way: ways.Stdin, OK: true}, "stdin\tok\t"},
		{ways.Outcome{Way: ways.OpenWhisk, Ended: "signal: killed", Answer: []byte("{}")}, "openwhisk\terror\tsignal: killed"},
	} {
		if got := row(&c.o); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for want, differ := range map[string][]ways.Way{
		"argv differs from plain":                          {ways.Argv},
		"argv and stdin differ from plain":                 {ways.Argv, ways.Stdin},
		"openwhisk, argv and actionloop differ from plain": {ways.OpenWhisk, ways.Argv, ways.ActionLoop},
	} {
		if got := difference(differ, ways.Plain); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestDEV9TheVerdictOnACall(t *testing.T) {
	for _, c := range []struct {
		o    ways.Outcome
		want string
	}{
		{ways.Outcome{OK: true, Status: 200}, ""},
		{ways.Outcome{OK: true, Status: 303}, ""},
		{ways.Outcome{Status: 422}, "status 422"},
		{ways.Outcome{}, "the function answered with an error"},
		{ways.Outcome{Status: 400, Ended: "exit status 2"}, "the program ended before it had answered: exit status 2"},
	} {
		failure, _ := errors.AsType[Failure](verdict(&c.o))
		if string(failure) != c.want {
			t.Errorf("%+v: %q, want %q", c.o, failure, c.want)
		}
	}
}

func TestDEV10ParametersOfEvents(t *testing.T) {
	const own = `"id":"1","source":"/owgen/invoke","specversion":"1.0","type":"owgen.invoke"}`
	for _, c := range []struct{ document, texts, want string }{
		{``, ``, `{"data":{},"datacontenttype":"application/json",` + own},
		{``, `n=1`, `{"data":{"n":1},"datacontenttype":"application/json",` + own},
		{`{"n":1.0}`, `a=b`, `{"data":{"n":1.0,"a":"b"},"datacontenttype":"application/json",` + own},
		{`some text`, ``, `{"data":"some text","datacontenttype":"text/plain",` + own},
		{"\xff", ``, `{"data_base64":"/w==",` + own},
		{`{"specversion":"1.0","id":"7","data":{"n":1}}`, ``, `{"specversion":"1.0","id":"7","data":{"n":1}}`},
		{`{"specversion":"1.0","id":"7","data":{"n":1}}`, `n=2`, `{"data":{"n":2},"datacontenttype":"application/json","id":"7","specversion":"1.0"}`},
	} {
		var document []byte
		if c.document != "" {
			document = []byte(c.document)
		}
		got, err := event(document, strings.Fields(c.texts), params.Types{})
		if err != nil || string(got) != c.want {
			t.Errorf("%s %s:\ngot  %s, %v\nwant %s", c.document, c.texts, got, err, c.want)
		}
	}
}

func TestTheHandlerIsChosen(t *testing.T) {
	one := program{Handler: gen.Handler{Func: "Order", Name: "order", Default: true}}
	two := program{Handler: gen.Handler{Func: "Refund", Name: "Give Back"}}
	for _, c := range []struct {
		all        []program
		name, want string
	}{
		{[]program{one}, "", "Order"},
		{[]program{two, one}, "", "Order"},
		{[]program{one, two}, "Refund", "Refund"},
		{[]program{one, two}, "give back", "Refund"},
		{[]program{one, two}, "Refnud", "there is no handler Refnud; did you mean Refund?"},
		{[]program{one, two}, "X", "there is no handler X; the handlers are Order, Refund"},
		{[]program{two, two}, "", "the package has several handlers; choose one with -func: Refund, Refund"},
	} {
		i := &Invocation{Func: c.name}
		p, err := i.pick(c.all)
		got := fmt.Sprint(err)
		if err == nil {
			got = p.Func
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestCallsAreRequestsWhereHandlersSeeThem(t *testing.T) {
	for _, c := range []struct {
		h      gen.Handler
		all    bool
		method string
		kind   string
		accept string
	}{
		{gen.Handler{Form: "params"}, true, "", "", ""},
		{gen.Handler{Form: "web"}, false, "POST", "", ""},
		{gen.Handler{Form: "params", Answers: true}, false, "POST", "", ""},
		{gen.Handler{Form: "event"}, false, "", eventType, ""},
		{gen.Handler{Form: "params", Stream: true}, false, "", "", ""},
		{gen.Handler{Form: "params", Stream: true}, true, "POST", "", jsonType},
	} {
		i, _, _ := invocation("a=1")
		if c.all {
			i.Ways = ways.All
		}
		c.h.Input = json.RawMessage(`{}`)
		call, err := i.call(&c.h, nil)
		if err != nil || call.Method != c.method || call.Header.Get(contentType) != c.kind || call.Header.Get("Accept") != c.accept {
			t.Errorf("%+v: %+v, %v", c.h, call, err)
		}
	}
}
