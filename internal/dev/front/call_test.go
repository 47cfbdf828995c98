package front

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/dev/record"
)

// A said is a line that the API answers with.
type said struct {
	Type, ID, Stream, Text, Outcome string
	Build, Status, Size             int
	Header                          http.Header
	Base64                          []byte
	Cut, Shared                     bool
}

// call begins a call of the page, and returns what reads its lines.
func call(t *testing.T, ctx context.Context, url, body string) func() said {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, "POST", url+"/_/dev/call", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Owgen-Token", token)
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	if kind := res.Header.Get("Content-Type"); res.StatusCode != 200 || kind != "application/x-ndjson" {
		t.Fatalf("the answer is %d %s", res.StatusCode, kind)
	}
	lines := bufio.NewReader(res.Body)
	return func() (s said) {
		line, err := lines.ReadBytes('\n')
		if err == nil {
			err = json.Unmarshal(line, &s)
		}
		if err != nil {
			s.Type = "broken: " + err.Error()
		}
		return s
	}
}

// eachOf returns what returns the next line of a type: lines of the log come on a way of their own, before or after those of the answer.
func eachOf(next func() said) func(kind string) said {
	var passed []said
	return func(kind string) said {
		for k, s := range passed {
			if s.Type == kind {
				passed = slices.Delete(passed, k, k+1)
				return s
			}
		}
		for {
			s := next()
			if s.Type == kind || s.Type == "end" || strings.HasPrefix(s.Type, "broken") {
				return s
			}
			passed = append(passed, s)
		}
	}
}

func TestDEV32ACallOfThePageHasItsAnswerAndItsLogs(t *testing.T) {
	step := make(chan struct{})
	var p *fake
	f, p, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.print("stdout", "checking")
		w.Header().Set("X-Asked", r.Method+" "+r.RequestURI+" "+r.Header.Get("Content-Type")+" "+string(body))
		w.WriteHeader(202)
		io.WriteString(w, "one<€\xe2\x82")
		http.NewResponseController(w).Flush()
		<-step
		p.print("stderr", "cold")
		io.WriteString(w, "\xac")
	}))
	next := eachOf(call(t, t.Context(), url, `{"handler":"order","body":"{\"a\": 1.0}"}`))
	start := next("start")
	if start.Type != "start" || start.ID == "" || start.Build != 3 {
		t.Fatalf("%+v", start)
	}
	if log := next("log"); log.Type != "log" || log.Stream != "stdout" || log.Text != "checking" {
		t.Errorf("%+v", log)
	}
	if head := next("head"); head.Type != "head" || head.Status != 202 || head.Header.Get("X-Asked") != `POST /order application/json {"a": 1.0}` {
		t.Errorf("%+v", head)
	}
	if body := next("body"); body.Type != "body" || body.Text != "one<€" { // half a letter waits for its other half
		t.Errorf("%+v", body)
	}
	step <- struct{}{}
	if log := next("log"); log.Type != "log" || log.Stream != "stderr" || log.Text != "cold" {
		t.Errorf("%+v", log)
	}
	if body := next("body"); body.Type != "body" || body.Text != "€" {
		t.Errorf("%+v", body)
	}
	if end := next("end"); end.Type != "end" || end.Outcome != "ok" || end.Size != 10 || end.Cut || end.Shared {
		t.Errorf("%+v", end)
	}
	c, ok := f.History.Find(start.ID)
	if !ok || c.From != "page" || len(c.Logs) != 2 || c.Answer.Body != "one<€€" || c.Request.Body != `{"a": 1.0}` || c.Params != `{"a": 1.0}` {
		t.Errorf("the history has %+v", c)
	}
}

// The race detector sees whether a line that comes before the call and the call itself agree on when it began.
func TestDEV32AProgramThatPrintsBeforeTheCallComes(t *testing.T) {
	printed := make(chan struct{})
	_, p, url := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-printed }))
	p.chatty = true
	next := call(t, t.Context(), url, `{"handler":"order"}`)
	next()
	if log := next(); log.Type != "log" || log.Text != "of its own" {
		t.Errorf("%+v", log)
	}
	close(printed)
	if next(); next().Outcome != "ok" {
		t.Error("the call is not ok")
	}
}

func TestDEV32CallsOfThePageComeOneAfterTheOther(t *testing.T) {
	came, step := make(chan string), make(chan struct{})
	_, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		came <- r.URL.Path
		<-step
	}))
	first := call(t, t.Context(), url, `{"handler":"order"}`)
	first()
	<-came
	second := call(t, t.Context(), url, `{"handler":"refund"}`) // which has begun to be answered
	for range 30 {                                              // time enough to come to the program
		ask(t, "GET", url+"/_/dev/calls", "")
	}
	select {
	case path := <-came:
		t.Fatalf("%s is called beside another call of the page", path)
	default:
	}
	go func() {
		if path := <-came; path != "/refund" {
			t.Errorf("then comes %s", path)
		}
		step <- struct{}{}
	}()
	step <- struct{}{}
	if first(); first().Outcome != "ok" {
		t.Error("the first call is not ok")
	}
	if a, b, c := second(), second(), second(); a.Type != "start" || b.Type != "head" || c.Outcome != "ok" {
		t.Errorf("the second call says %v %v %v", a, b, c)
	}
}

func TestClosingACallOfThePageCancelsIt(t *testing.T) {
	gone := make(chan struct{})
	f, p, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "x")
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(gone)
	}))
	ctx, cancel := context.WithCancel(t.Context())
	next := call(t, ctx, url, `{"handler":"order"}`)
	for next().Type != "body" {
	}
	cancel()
	<-gone
	if row := rows(t, f, 1)[0]; row.Outcome != record.Cancelled || row.Status != 200 || row.From != "page" {
		t.Errorf("the row is %+v", row)
	}
	if n := p.leases.Load(); n != 0 {
		t.Errorf("%d programs are held", n)
	}
}

func TestCallsThatAreGivenUpDuringABuildAreCancelled(t *testing.T) {
	f, p, url := serve(t, nil)
	p.builds = true
	l := f.hub.listen()
	defer l.close()
	ctx, cancel := context.WithCancel(t.Context())
	call(t, ctx, url, `{"handler":"order"}`)
	r, _ := http.NewRequestWithContext(ctx, "GET", url+"/refund", nil)
	go http.DefaultClient.Do(r)
	for begun := map[string]bool{}; len(begun) < 2; {
		<-l.news
		for row, ok := l.nextRow(); ok; row, ok = l.nextRow() {
			begun[row.From] = true
		}
	}
	cancel()
	for _, row := range rows(t, f, 2) {
		if row.Outcome != record.Cancelled || row.Build != 0 {
			t.Errorf("the row is %+v", row)
		}
	}
}

func TestACallOfThePageSaysWhatIsInTheWay(t *testing.T) {
	_, p, url := serve(t, nil)
	p.death = "exit status 2"
	p.address = listenRaw(t, func(_ int, c net.Conn, r *bufio.Reader) { readRaw(r, 0) })
	next := call(t, t.Context(), url, `{"handler":"order"}`)
	if s := next(); s.Type != "start" {
		t.Errorf("%+v", s)
	}
	if s := next(); s.Type != "head" || s.Status != 502 {
		t.Errorf("%+v", s)
	}
	if s := next(); s.Text != `{"error":"the program ended during this call: exit status 2"}`+"\n" {
		t.Errorf("%+v", s)
	}
	if s := next(); s.Type != "end" || s.Outcome != "broken" {
		t.Errorf("%+v", s)
	}
	p.missing = "build 1 failed: x"
	next = call(t, t.Context(), url, `{"handler":"order"}`)
	if a, b, c, d := next(), next(), next(), next(); a.Build != 0 || b.Status != 503 || c.Text != `{"error":"build 1 failed: x"}`+"\n" || d.Outcome != "error" {
		t.Errorf("%+v %+v %+v %+v", a, b, c, d)
	}
}

func TestACallOfThePageMayBeAnyRequest(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Asked", r.Method+" "+r.RequestURI+" "+r.Header.Get("X-A")+r.Header.Get("Content-Type")+r.Header.Get("User-Agent"))
		w.Write(body)
		w.Write([]byte{0xff})
	}))
	next := call(t, t.Context(), url, `{"handler":"hook","method":"PATCH","path":"/hook/a%2Fb?x=1","header":{"x-a":["1"],"Content-Length":["99"]},"bodyBase64":"AP8="}`)
	next()
	if head := next(); head.Header.Get("X-Asked") != "PATCH /hook/a%2Fb?x=1 1" {
		t.Errorf("%+v", head)
	}
	if body := next(); string(body.Base64) != "\x00\xff\xff" || body.Text != "" {
		t.Errorf("%+v", body)
	}
}

func TestDEV42WrongCallsAreRefused(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(ok))
	for body, want := range map[string]int{
		`{}`: 400, `[`: 400, `{"handler":"x"} {}`: 400, `{"handler":"x","colour":1}`: 400, `{"handler":"x","path":"y"}`: 400,
		`{"handler":"x","path":"/a b"}`: 400, `{"handler":"x","method":"A B"}`: 400, `{"handler":"x","header":{"a b":["c"]}}`: 400,
		`{"handler":"x","header":{"a":["c\r\nd: e"]}}`: 400, `{"handler":"x","bodyBase64":"?"}`: 400,
		`{"handler":"` + strings.Repeat("x", 8<<20) + `"}`: 413,
	} {
		for _, path := range []string{"call", "copy", "ways"} {
			if got, text := ask(t, "POST", url+"/_/dev/"+path, body); got != want || !strings.HasPrefix(text, `{"error":"`) {
				t.Errorf("%s of %.60s: %d %.90s", path, body, got, text)
			}
		}
	}
}

func TestALargeAnswerComesWhole(t *testing.T) {
	large := strings.Repeat("0123456789abcdé", 300_000)
	f, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, large) }))
	next := call(t, t.Context(), url, `{"handler":"order"}`)
	id := next().ID
	next()
	var got strings.Builder
	s := next()
	for ; s.Type == "body"; s = next() {
		got.WriteString(s.Text)
	}
	if got.String() != large || s.Size != len(large) || !s.Cut {
		t.Errorf("%d of %d bytes come; the end is %+v", got.Len(), len(large), s)
	}
	if c, _ := f.History.Find(id); !c.Answer.Cut || c.Answer.Size != int64(len(large)) {
		t.Errorf("the history has %d bytes of %d", len(c.Answer.Bytes()), c.Answer.Size)
	}
}
