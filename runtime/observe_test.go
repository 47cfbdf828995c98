package ow

import (
	"io"
	"iter"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// took matches the time in a record of the access log.
var took = regexp.MustCompile(` ms=\d+\.\d{3} `)

// accessed returns the records of an access log, without times, and the other lines.
func accessed(t *testing.T, log string) string {
	t.Helper()
	var lines []string
	for _, line := range readLog(t, log) {
		if strings.HasPrefix(line, "INFO call ") && !took.MatchString(line) {
			t.Errorf("no time in %q", line)
		}
		lines = append(lines, took.ReplaceAllString(line, " "))
	}
	return strings.Join(lines, "\n")
}

func TestOPS5TheAccessLogHasARecordOfEachCall(t *testing.T) {
	s := faasTest(t, "OWGEN_ACCESS_LOG=1", "max_inflight=9")
	s.request("POST", "/", `{"text":"fine"}`, "X-Call-Id: c1").expect(t, 200, `{"text":"fine"}`)
	s.request("POST", "/", `{"text":5}`, "X-Call-Id: c2")
	s.request("POST", "/", `{"do":"error","text":"no luck"}`, "X-Call-Id: c3")
	s.request("POST", "/", `{"do":"goexit"}`, "X-Call-Id: c4")
	s.request("PUT", "/", `{}`, "X-Request-Id: r5")
	s.request("GET", "/nan", "")
	s.request("GET", "/_/health", "").expect(t, 200, "OK")
	s.request("GET", "/_/ready", "").expect(t, 200, "")
	const want = `INFO call id=c1 action=Obey status=200 in=15 out=15 cold=true
INFO call id=c2 action=Obey status=400 in=10 out=64 cold=false
ERROR no luck id=c3 action=Obey
INFO call id=c3 action=Obey status=500 in=31 out=19 cold=false
ERROR The action ended its goroutine instead of returning. id=c4 action=Obey
INFO call id=c4 action=Obey status=500 in=15 out=64 cold=false
INFO call id=r5 action=Obey status=405 in=2 out=25 cold=false
ERROR result.value: NaN is not representable in JSON id=made action=NaN
INFO call id=made action=NaN status=500 in=0 out=58 cold=false`
	if got := accessed(t, s.stderr.String()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	silent := faasTest(t, "OWGEN_ACCESS_LOG=1", "OWGEN_LOG_LEVEL=warn")
	silent.site.faas.failures.log.choose(environment("OWGEN_LOG_LEVEL=warn"), false)
	silent.post("/", `{}`)
	off := faasTest(t, "OWGEN_ACCESS_LOG=0")
	off.post("/", `{}`)
	if got := silent.stderr.String() + off.stderr.String(); got != "" {
		t.Errorf("there are records: %q", got)
	}
}

func TestOPS5ATimeoutIsOneRecord(t *testing.T) {
	s := faasTest(t, "OWGEN_ACCESS_LOG=1", "exec_timeout=30ms")
	order, release := held(t)
	s.request("POST", "/", order, "X-Call-Id: slow")
	release()
	eventually(t, func() bool { return s.gate.inside.Load() == 0 })
	want := `ERROR the function took longer than 30ms id=slow action=Obey
INFO call id=slow action=Obey status=504 in=` + itoa(len(order)) + ` out=46 cold=true`
	if got := accessed(t, s.stderr.String()); got != want {
		t.Errorf("got\n%s", got)
	}
}

// The record is the last line before the sentinel, or before the result.
func TestOPS3OPS5RecordsComeBeforeTheEndOfTheLogs(t *testing.T) {
	s := whiskTest(t, "OWGEN_ACCESS_LOG=1")
	s.post("/init", `{}`).expect(t, 200, `{"ok":true}`)
	body := `{"value":{"do":"status","n":404,"text":"gone","__ow_method":"get"},"activation_id":"a1","namespace":"guest"}`
	r := s.post("/run", body)
	log, found := strings.CutSuffix(s.stderr.String(), sentinel)
	want := "WARN gone id=a1 action=Obey namespace=guest\nINFO call id=a1 action=Obey namespace=guest status=404 in=" +
		itoa(len(body)) + " out=" + itoa(len(r.body)) + " cold=true"
	if got := accessed(t, log); !found || got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var errs buffer
	out := writerFunc(func(p []byte) (int, error) {
		if got := accessed(t, errs.String()); !strings.HasSuffix(got, "INFO call id=a1 action=Obey namespace=guest status=404 in="+
			itoa(len(body)+1)+" out="+itoa(len(p))+" cold=true") {
			t.Errorf("before the result: %q", got)
		}
		return len(p), nil
	})
	log2 := &logger{w: &errs}
	l := newLoop(strings.NewReader(body+"\n"), out, &s.site.openWhisk.actions[0], newCall(&failures{log: log2}, nil))
	l.call.seen.observer = newObserver(environment("OWGEN_ACCESS_LOG=1"), log2, nil)
	l.run()
}

func TestOPS5ASingleCallHasARecord(t *testing.T) {
	for _, c := range []struct {
		args   []string
		stdin  io.Reader
		stderr string
	}{
		{[]string{`{"text":"a"}`}, nil, "INFO call id=c1 action=Obey status=200 in=12 out=13 cold=true"},
		{[]string{"-"}, strings.NewReader(`{"do":"error","text":"no"}`),
			"ERROR no id=c1 action=Obey\nINFO call id=c1 action=Obey status=500 in=26 out=15 cold=true"},
	} {
		_, stdout, stderr := runChild(t, c.args, []string{"OWGEN_ACCESS_LOG=1", "Http_X_Call_Id=c1"}, c.stdin)
		if got := accessed(t, stderr); got != c.stderr || strings.Contains(stdout, "INFO") {
			t.Errorf("%q: got %s, stdout %q", c.args, got, stdout)
		}
	}
}

// Streams are recorded when they have ended, with what was read and sent.
func TestOPS5OPS7StreamsAreRecordedAtTheirEnd(t *testing.T) {
	values := func(n int, err error) iter.Seq2[raw, error] {
		return func(yield func(raw, error) bool) {
			for range n {
				if !yield(raw(`{"a":1}`), nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
			}
		}
	}
	copied := func(r Request[io.Reader]) (Response[io.Reader], error) {
		return Response[io.Reader]{Status: 202, Body: r.Body}, nil
	}
	s := serveActions(t, []Action{
		Bind("Values", JSON(decodeRaw), func(raw) (iter.Seq2[raw, error], error) { return values(3, nil), nil }, Stream(Result(encodeRaw))),
		Bind("Late", JSON(decodeRaw), func(raw) (iter.Seq2[raw, error], error) { return values(1, message("late")), nil }, Stream(Result(encodeRaw))),
		Bind("Early", JSON(decodeRaw), func(raw) (iter.Seq2[raw, error], error) { return values(0, message("early")), nil }, Stream(Result(encodeRaw))),
		Bind("Copy", RequestOf(Reader()), copied, ResponseOf(ReaderResult())),
	}, "OWGEN_PLATFORM=openfaas", "OWGEN_ACCESS_LOG=1", "OWGEN_METRICS=127.0.0.1:0")
	for path, body := range map[string]io.Reader{
		"/values": strings.NewReader("{}"), "/late": strings.NewReader("{}"), "/early": strings.NewReader("{}"),
		"/copy": io.MultiReader(strings.NewReader(strings.Repeat("x", 10_000))), // whose length net/http does not know
	} {
		r, err := http.Post(s.url+path, "", body)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
	eventually(t, func() bool { return strings.Count(s.stderr.String(), `"msg":"call"`) == 4 })
	got := strings.ReplaceAll(accessed(t, s.stderr.String()), "cold=true", "cold=false")
	for _, want := range []string{
		"INFO call id=made action=Values status=200 in=2 out=24 cold=false",
		"ERROR late id=made action=Late\nINFO call id=made action=Late status=200 in=2 out=8 cold=false",
		"ERROR early id=made action=Early\nINFO call id=made action=Early status=500 in=2 out=17 cold=false",
		"INFO call id=made action=Copy status=202 in=10000 out=10000 cold=false",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	for _, want := range []string{
		`owgen_calls_total{action="Values",outcome="ok"} 1`, `owgen_calls_total{action="Copy",outcome="ok"} 1`,
		`owgen_calls_total{action="Late",outcome="error"} 1`, `owgen_calls_total{action="Early",outcome="error"} 1`,
		`http_requests_total{code="202",method="post"} 1`, `http_requests_in_flight 0`, `owgen_in_flight{action="Values"} 0`,
	} {
		eventually(t, func() bool { return strings.Contains(string(s.metrics.text()), want+"\n") }, want) // they come after the record
	}
}

func TestOPS7WhyCallsAreRefused(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{paramsError{&codec.Error{Syntax: true}}, "json"}, {paramsError{&codec.Error{}}, "params"}, {invalidError{io.EOF}, "params"},
		{&refusal{400, ""}, "json"}, {&refusal{415, ""}, "json"}, {tooLarge(1), "size"}, {errGETBody, "params"},
		{errCutBody, ""}, {&refusal{404, ""}, ""}, {&refusal{408, ""}, ""}, {&wrongMethod{}, ""}, {io.EOF, ""}, {nil, ""},
	} {
		if got := whyRefused(c.err); got != c.want {
			t.Errorf("%T %v: %q, want %q", c.err, c.err, got, c.want)
		}
	}
}

// A writerFunc is an io.Writer.
type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
