package ow

import (
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program/programtest"
)

func itoa(n int) string { return strconv.Itoa(n) }

// numbers returns the samples of a text of metrics, and fails the test unless each family has its type before them.
func numbers(t *testing.T, text string) map[string]string {
	t.Helper()
	found := map[string]string{}
	typed := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "# TYPE "); ok {
			typed, _, _ = strings.Cut(name, " ")
			continue
		}
		i := strings.LastIndexByte(line, ' ')
		if i < 0 || !strings.HasPrefix(line, typed) || found[line[:max(i, 0)]] != "" {
			t.Fatalf("sample %q of %s", line, typed)
		}
		found[line[:i]] = line[i+1:]
	}
	return found
}

// wantNumbers compares all samples but times. What is not expected must be zero.
func wantNumbers(t *testing.T, text string, want map[string]string) {
	t.Helper()
	got := numbers(t, text)
	for name := range got {
		if strings.HasPrefix(name, "http_request_duration_seconds") || name == "owgen_cold_start_seconds" {
			delete(got, name)
		}
	}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s is %q, want %s", name, got[name], value)
		}
		delete(got, name)
	}
	for name, value := range got {
		if value != "0" {
			t.Errorf("%s %s is not expected", name, value)
		}
	}
}

func TestOPS6OPS7ValuesAreExactAfterKnownCalls(t *testing.T) {
	s := faasTest(t, "OWGEN_METRICS=127.0.0.1:0", "OWGEN_MAX_BODY=100")
	s.limits.exec = patience
	for range 3 {
		s.post("/", `{"text":"fine"}`)
	}
	s.request("GET", "/", "")
	s.post("/", `{"do":"error","text":"no"}`)
	s.post("/", `{"do":"status","n":404,"text":"gone"}`)
	s.post("/", `{"do":"panic"}`)
	s.post("/", `{"do":"goexit"}`)
	s.post("/nan", `{}`)
	s.limits.exec = 100 * time.Millisecond
	order, release := held(t)
	s.post("/", order)
	release()
	s.post("/", `{"do":"wait","n":60000}`)
	s.limits.exec = patience
	s.post("/", `{`)
	s.post("/", `{"text":5}`)
	s.post("/", `{"text":"`+strings.Repeat("x", 200)+`"}`)
	s.request("BREW", "/", `{}`)
	s.request("MAKE", "/", `{}`)
	s.request("GET", "/favicon.ico", ``)
	s.request("GET", "/_/health", "").expect(t, 200, "OK")
	s.request("GET", "/_/ready", "").expect(t, 200, "")
	eventually(t, func() bool { return s.gate.inside.Load() == 0 })
	s.gate.close()
	s.post("/", `{}`)
	text := string(s.metrics.text())
	wantNumbers(t, text, map[string]string{
		`http_requests_total{code="200",method="post"}`:      "3",
		`http_requests_total{code="200",method="get"}`:       "1",
		`http_requests_total{code="404",method="get"}`:       "1",
		`http_requests_total{code="404",method="post"}`:      "1",
		`http_requests_total{code="500",method="post"}`:      "4",
		`http_requests_total{code="504",method="post"}`:      "2",
		`http_requests_total{code="503",method="post"}`:      "1",
		`http_requests_total{code="400",method="post"}`:      "2",
		`http_requests_total{code="413",method="post"}`:      "1",
		`http_requests_total{code="405",method="unknown"}`:   "2",
		`http_requests_in_flight`:                            "0",
		`owgen_in_flight{action="Obey"}`:                     "0",
		`owgen_in_flight{action="NaN"}`:                      "0",
		`owgen_calls_total{action="Obey",outcome="ok"}`:      "4",
		`owgen_calls_total{action="Obey",outcome="error"}`:   "2",
		`owgen_calls_total{action="NaN",outcome="error"}`:    "1",
		`owgen_calls_total{action="Obey",outcome="panic"}`:   "2",
		`owgen_calls_total{action="Obey",outcome="timeout"}`: "2",
		`owgen_refused_total{action="Obey",reason="json"}`:   "1",
		`owgen_refused_total{action="Obey",reason="params"}`: "1",
		`owgen_refused_total{action="Obey",reason="size"}`:   "1",
	})
	got := numbers(t, text)
	for name, want := range map[string]string{
		`http_request_duration_seconds_count{code="504",method="post"}`:               "2",
		`http_request_duration_seconds_bucket{code="504",method="post",le="+Inf"}`:    "2",
		`http_request_duration_seconds_bucket{code="504",method="post",le="0.05"}`:    "0",
		`http_request_duration_seconds_bucket{code="200",method="post",le="10"}`:      "3",
		`http_request_duration_seconds_bucket{code="405",method="unknown",le="+Inf"}`: "2",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %s", name, got[name], want)
		}
	}
	if sum, err := strconv.ParseFloat(got[`http_request_duration_seconds_sum{code="504",method="post"}`], 64); err != nil || sum < .2 || sum > 60 {
		t.Errorf("two calls of 100 ms took %v, %v", sum, err)
	}
}

// An alert on the first panic of a process needs the zero before it.
// A bucket holds what the buckets below it hold as well.
func TestOPS7BucketsAddUp(t *testing.T) {
	m := new(metrics)
	for _, ms := range []time.Duration{5, 6, 7, 200, 200, 20_000} {
		m.answer(200, "post", ms*time.Millisecond, 0, "", "")
	}
	m.answer(500, "post", 0, 0, "", "")
	got := numbers(t, string(m.text()))
	for le, want := range map[string]string{"0.005": "1", "0.01": "3", "0.025": "3", "0.1": "3", "0.25": "5", "10": "5", "+Inf": "6"} {
		if name := `http_request_duration_seconds_bucket{code="200",method="post",le="` + le + `"}`; got[name] != want {
			t.Errorf("%s is %q, want %s", name, got[name], want)
		}
	}
	if got[`http_requests_total{code="500",method="post"}`] != "1" {
		t.Errorf("the answers with another status: %v", got)
	}
}

func TestOPS7ActionsAreCountedFromZero(t *testing.T) {
	got := numbers(t, string(faasTest(t, "OWGEN_METRICS=127.0.0.1:0").metrics.text()))
	for _, action := range []string{"Obey", "NaN"} {
		want := []string{`owgen_in_flight{action="` + action + `"}`}
		for _, outcome := range []string{"ok", "error", "panic", "timeout"} {
			want = append(want, `owgen_calls_total{action="`+action+`",outcome="`+outcome+`"}`)
		}
		for _, reason := range []string{"json", "params", "size"} {
			want = append(want, `owgen_refused_total{action="`+action+`",reason="`+reason+`"}`)
		}
		for _, name := range want {
			if got[name] != "0" {
				t.Errorf("%s is %q", name, got[name])
			}
		}
	}
}

func TestOPS7CallsThatRunAreCounted(t *testing.T) {
	s := faasTest(t, "OWGEN_METRICS=127.0.0.1:0")
	answered := make(chan response, 1)
	order, release := held(t)
	go func() { answered <- s.post("/", order) }()
	eventually(t, func() bool { return numbers(t, string(s.metrics.text()))[`owgen_in_flight{action="Obey"}`] == "1" })
	wantNumbers(t, string(s.metrics.text()), map[string]string{`http_requests_in_flight`: "1", `owgen_in_flight{action="Obey"}`: "1"})
	release()
	<-answered
	w := whiskTest(t, "OWGEN_METRICS=127.0.0.1:0")
	w.post("/init", `{}`)
	w.post("/run", `{"value":{"text":"fine"}}`)
	w.post("/run", `{"value":{"text":5}}`)
	w.post("/run", `{"value":`)
	wantNumbers(t, string(w.metrics.text()), map[string]string{
		`http_requests_total{code="200",method="post"}`:      "2",
		`http_requests_total{code="400",method="post"}`:      "1",
		`http_requests_in_flight`:                            "0",
		`owgen_in_flight{action="Obey"}`:                     "0",
		`owgen_calls_total{action="Obey",outcome="ok"}`:      "1",
		`owgen_refused_total{action="Obey",reason="params"}`: "1",
		`owgen_refused_total{action="Obey",reason="json"}`:   "1",
	})
}

func TestOPS7LabelValuesAreEscaped(t *testing.T) {
	for value, want := range map[string]string{
		`plain`:                 `plain`,
		"a\"b\\c\nd":            `a\"b\\c\nd`,
		"x\"} 1\nforged{a=\"b":  `x\"} 1\nforged{a=\"b`,
		"größe\xff":             "größe\ufffd",
		"\r\x1b[2K\u2028\u202e": "\r\x1b[2K\u2028\u202e", // which the format leaves alone
	} {
		if got := label("action", value); got != `,action="`+want+`"` {
			t.Errorf("%q: %q", value, got)
		}
	}
}

func TestOPS6WhereMetricsAreServed(t *testing.T) {
	expect := func(want string, vars ...string) {
		t.Helper()
		m, err := readMetrics(environment(vars...))
		got := ""
		if m != nil {
			got = m.at.String()
		}
		if err != nil || got != want {
			t.Errorf("%q: %q, %v", vars, got, err)
		}
	}
	for value, want := range map[string]string{
		"": "", "0": "", "false": "", "F": "", "1": ":8081", "true": ":8081", "T": ":8081",
		":9000": ":9000", "127.0.0.1:9000": "127.0.0.1:9000", "localhost:9000": "127.0.0.1:9000", "[::1]:9000": "[::1]:9000",
	} {
		expect(want, "OWGEN_METRICS="+value)
	}
	expect("", "OWGEN_METRICS=true", "mode=http", "upstream_url=http://127.0.0.1:8082")
	expect(":9000", "OWGEN_METRICS=:9000", "mode=http", "upstream_url=http://127.0.0.1:8082")
	for _, value := range []string{"yes", "8081", ":http", ":65536", "example.com:9000", "127.0.0.1", "[::1", "127.0.0.1:-1"} {
		if m, err := readMetrics(environment("OWGEN_METRICS=" + value)); m != nil || err == nil ||
			err.Error() != "OWGEN_METRICS="+value+": want a flag, or an address such as :8081 or 127.0.0.1:8081" {
			t.Errorf("%q: %v, %v", value, m, err)
		}
	}
	code, _, stderr := runChild(t, nil, []string{"PORT=0", "OWGEN_METRICS=yes"}, nil)
	if code != 2 || !strings.HasPrefix(shortLog(t, stderr), "ERROR OWGEN_METRICS=yes: want") {
		t.Errorf("exit code %d, stderr %q", code, stderr)
	}
}

// They are served on a listener of their own, and the path is an ordinary one on the other.
func TestOPS6MetricsHaveAListenerOfTheirOwn(t *testing.T) {
	port := strconv.Itoa(programtest.Port(t))
	_, url := serveChild(t, "OWGEN_PLATFORM=openfaas", "OWGEN_METRICS=127.0.0.1:"+port)
	send(t, url, "POST", "/metrics", `{"text":"a call"}`).expect(t, 200, `{"text":"a call"}`)
	at := "http://127.0.0.1:" + port
	eventually(t, func() bool {
		conn, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	r := send(t, at, "GET", "/metrics", "")
	if r.status != 200 || r.header.Get("Content-Type") != "text/plain; version=0.0.4; charset=utf-8" {
		t.Errorf("got %d %v", r.status, r.header)
	}
	got := numbers(t, r.body)
	if got[`owgen_calls_total{action="Obey",outcome="ok"}`] != "1" {
		t.Errorf("got %s", r.body)
	}
	if cold, err := strconv.ParseFloat(got["owgen_cold_start_seconds"], 64); err != nil || cold <= 0 || cold > 60 {
		t.Errorf("the start took %v, %v", cold, err)
	}
	if strings.Contains(r.body, "go_") || strings.Contains(r.body, "process_") {
		t.Errorf("there is more than is promised:\n%s", r.body)
	}
	send(t, at, "GET", "/", "").expect(t, 404, "use GET /metrics\n")
	send(t, at, "POST", "/metrics", "{}").expect(t, 404, "use GET /metrics\n")
}

func TestOPS6APortInUseIsALineOfTheLog(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	c, url := serveChild(t, "OWGEN_PLATFORM=openfaas", "OWGEN_METRICS="+taken.Addr().String())
	send(t, url, "POST", "/", `{"text":"fine"}`).expect(t, 200, `{"text":"fine"}`)
	eventually(t, func() bool { return c.stderr.String() != "" })
	if got := readLog(t, c.stderr.String()); len(got) != 1 || !strings.HasPrefix(got[0], "WARN no metrics are served: listen tcp "+taken.Addr().String()) {
		t.Errorf("stderr %q", got)
	}
}

func TestOPS6NobodyLooksUnlessAsked(t *testing.T) {
	if s := faasTest(t); s.metrics != nil || newObserver(environment(), nil, nil) != nil {
		t.Error("calls are observed, and nobody has asked for it")
	}
}
