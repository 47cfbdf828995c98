package binary

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/e2e/internal/logged"
	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/program/programtest"
)

// watched is the program whose handler logs, built once for the tests of this file.
var watched = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(filepath.Dir(binary), "watched")
	if err := os.Mkdir(dir, 0o777); err != nil {
		return "", err
	}
	return me.Watched(dir)
})

func watchedProgram(t *testing.T) string {
	t.Helper()
	bin, err := watched()
	if err != nil {
		t.Fatal(err)
	}
	return bin
}

const traceID = "4bf92f3577b34da6a3ce929d0e0e4736"

// A mixture is many calls at once, whose lines come in any order. Each call has an id of its own.
type mixture struct {
	t     *testing.T
	calls int
	sleep int // how many milliseconds a call may sleep, so that others overtake it
}

// do says what the handler does in a call.
func (m mixture) do(k int) string { return [...]string{"", "fail", "panic", ""}[k%4] }

func (m mixture) params(k int) string {
	return fmt.Sprintf(`{"seen":"s%d","do":"%s","sleep":%d}`, k, m.do(k), k%m.sleep)
}

// check finds the lines of each call by its id, and nothing else among them.
func (m mixture) check(log string, succeeded, failed int) {
	m.t.Helper()
	calls := map[string][]logged.Line{}
	for _, l := range logged.Lines(log) {
		calls[l.ID] = append(calls[l.ID], l)
	}
	cold := 0
	for k := range m.calls {
		if m.t.Failed() {
			return // the others would say the same, a thousand times
		}
		id, seen := fmt.Sprintf("id%d", k), fmt.Sprintf("s%d", k)
		lines := calls[id]
		var short []string
		for _, l := range lines {
			short = append(short, l.Level+" "+l.Msg+" "+l.Seen)
			if l.Action != "Watch" || l.Trace != traceID {
				m.t.Errorf("%s: %+v", id, l)
			}
		}
		want := map[string][]string{
			"":      {"INFO begins " + seen, "WARN ends " + seen, "INFO call "},
			"fail":  {"INFO begins " + seen, "ERROR failed " + seen + " ", "INFO call "},
			"panic": {"INFO begins " + seen, "ERROR the action panicked: panicked " + seen + " ", "INFO call "},
		}[m.do(k)]
		if !slices.Equal(short, want) {
			m.t.Errorf("%s: %q, want %q", id, short, want)
			continue
		}
		status := succeeded
		if m.do(k) != "" {
			status = failed
		}
		last := lines[2]
		if last.Status != status || last.MS == nil || last.In < int64(len(m.params(k))) || last.Out == 0 {
			m.t.Errorf("%s: %+v", id, last)
		}
		if last.Cold {
			cold++
		}
		if isPanic := m.do(k) == "panic"; (lines[1].Stack != "") != isPanic || isPanic && !strings.Contains(lines[1].Stack, ".Watch(") {
			m.t.Errorf("%s: stack %q", id, lines[1].Stack)
		}
		delete(calls, id)
	}
	for id := range calls {
		m.t.Errorf("there are lines of %q", id)
	}
	if cold != 1 {
		m.t.Errorf("%d calls were the first", cold)
	}
}

// concurrently makes all calls at once.
func (m mixture) concurrently(call func(k int) error) {
	m.t.Helper()
	var wg sync.WaitGroup
	for k := range m.calls {
		wg.Go(func() {
			if err := call(k); err != nil {
				m.t.Errorf("call %d: %v", k, err)
			}
		})
	}
	wg.Wait()
}

// manyCalls is how many calls are made at once.
func manyCalls() int {
	if testing.Short() {
		return 40
	}
	return 1000
}

func TestOPS1OPS4TheLinesOfACallAreFoundByItsIDOnOpenFaaS(t *testing.T) {
	m := mixture{t, manyCalls(), 20}
	s := serveBinary(t, watchedProgram(t), "OWGEN_PLATFORM=openfaas", "OWGEN_ACCESS_LOG=1")
	m.concurrently(func(k int) error {
		_, err := s.Do("POST", "/", m.params(k), http.Header{
			"X-Call-Id": {fmt.Sprintf("id%d", k)}, "Traceparent": {"00-" + traceID + "-00f067aa0ba902b7-01"},
		})
		return err
	})
	s.wantStop() // with all of its output read
	m.check(s.Stderr(), 200, 500)
}

func TestOPS1OPS3OPS4TheLinesOfACallAreFoundByItsIDOnOpenWhisk(t *testing.T) {
	m := mixture{t, manyCalls(), 20}
	c := container{serveBinary(t, watchedProgram(t), "OWGEN_PLATFORM=openwhisk", "__OW_ALLOW_CONCURRENT=true", "OWGEN_ACCESS_LOG=1")}
	c.wantInit("main", nil)
	m.concurrently(func(k int) error {
		_, err := c.Post("/run", m.document(k))
		return err
	})
	_, stderr := c.logs(m.calls)
	m.check(stderr, 200, 500)
}

// document is what an invoker or a proxy sends: a web action's parameters, with a trace in the header.
func (m mixture) document(k int) string {
	value := strings.TrimSuffix(m.params(k), "}") +
		`,"__ow_method":"post","__ow_path":"","__ow_headers":{"content-type":"application/json","traceparent":"00-` + traceID + `-00f067aa0ba902b7-01"}}`
	return fmt.Sprintf(`{"value":%s,"activation_id":"id%d"}`, value, k)
}

// Lines of ActionLoop come one after the other, and what the handler prints to stdout is apart from results and log.
func TestOPS1OPS3OPS4TheLinesOfACallAreFoundByItsIDInActionLoop(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process has no descriptor 3 there")
	}
	m := mixture{t, manyCalls(), 1}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var in, stdout, stderr strings.Builder
	for k := range m.calls {
		in.WriteString(m.document(k) + "\n")
	}
	cmd := exec.Command(watchedProgram(t))
	cmd.Env = []string{"__OW_PROXY_VERSION=1", "OWGEN_ACCESS_LOG=1"}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(in.String()), &stdout, &stderr
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	results, _ := io.ReadAll(r)
	if err := cmd.Wait(); err != nil || strings.Count(string(results), "\n") != m.calls {
		t.Errorf("%v, %d results", err, strings.Count(string(results), "\n"))
	}
	m.check(stderr.String(), 200, 500)
	if strings.Contains(stdout.String(), `"level"`) || strings.Contains(string(results), `"level"`) {
		t.Error("lines of the log are not on stderr")
	}
}

// In a process for one call stdout has the result and nothing else, and the log is complete before it.
func TestOPS3TheLogIsOnStderrInASingleCall(t *testing.T) {
	bin := watchedProgram(t)
	for _, c := range []struct {
		stdin string
		args  []string
		exit  int
		out   string
		log   string
	}{
		{"", []string{`{"seen":"a"}`}, 0, `{"Seen":"a","Trace":"","Secret":""}`, "INFO begins action=Watch\nWARN ends action=Watch"},
		{`{"seen":"a"}`, []string{"-"}, 0, `{"Seen":"a","Trace":"","Secret":""}`, "INFO begins action=Watch\nWARN ends action=Watch"},
		{`{"seen":"a","do":"fail"}`, []string{"-"}, 1, `{"error":"failed a"}`, "INFO begins action=Watch\nERROR failed a action=Watch"},
	} {
		got, err := program.Run(bin, c.stdin, nil, c.args...)
		if err != nil || got.Exit != c.exit || got.Stdout != c.out+"\n" || logged.Short(got.Stderr) != "printed a\n"+c.log {
			t.Errorf("%q: %+v, %v", c.args, got, err)
		}
		ids := map[string]bool{}
		for _, l := range logged.Lines(got.Stderr) {
			ids[l.ID] = true
		}
		if len(ids) != 1 || ids[""] {
			t.Errorf("%q: the lines have the ids %v", c.args, ids)
		}
	}
}

func TestOPS2TheLogHasTheFormThatIsAskedFor(t *testing.T) {
	bin := watchedProgram(t)
	for env, want := range map[string][]string{
		"OWGEN_LOG=text":        {" level=INFO msg=begins id=", " action=Watch seen=a\n", " level=ERROR msg=\"failed a\" id="},
		"OWGEN_LOG_LEVEL=debug": {`"level":"DEBUG","msg":"nobody asked for this","id":`},
		"OWGEN_LOG_LEVEL=error": {`"level":"ERROR","msg":"failed a","id":`},
	} {
		got, err := program.Run(bin, `{"seen":"a","do":"fail"}`, []string{env}, "-")
		for _, part := range want {
			if err != nil || !strings.Contains(got.Stderr, part) {
				t.Errorf("%s: no %q in %s %v", env, part, got.Stderr, err)
			}
		}
		if n := strings.Count(got.Stderr, "\n"); env == "OWGEN_LOG_LEVEL=error" && n != 2 { // and what is printed
			t.Errorf("%d lines: %s", n, got.Stderr)
		}
	}
	for _, env := range []string{"OWGEN_LOG=xml", "OWGEN_LOG_LEVEL=loud", "OWGEN_METRICS=yes"} {
		got, err := program.Run(bin, "", []string{env, "PORT=0"})
		if err != nil || got.Exit != 2 || !strings.Contains(got.Stderr, env+": want ") || strings.Count(got.Stderr, "\n") != 1 {
			t.Errorf("%s: %+v, %v", env, got, err)
		}
	}
}

func TestOPS8ATraceReachesTheHandler(t *testing.T) {
	s := serveBinary(t, watchedProgram(t), "OWGEN_PLATFORM=knative")
	const parent = "00-" + traceID + "-00f067aa0ba902b7-01"
	for _, c := range map[string]struct {
		header http.Header
		want   string
	}{
		"header":  {http.Header{"traceparent": {parent}}, parent},
		"several": {http.Header{"Traceparent": {parent, parent}}, ""},
		"broken":  {http.Header{"Traceparent": {strings.ToUpper(parent)}}, ""},
		"event": {http.Header{"Ce-Specversion": {"1.0"}, "Ce-Id": {"1"}, "Ce-Source": {"/"}, "Ce-Type": {"t"},
			"Ce-Traceparent": {parent}}, parent},
	} {
		wantAnswer(t, s.do("POST", "/", `{"seen":"a"}`, c.header), 200, `{"Seen":"a","Trace":"`+c.want+`","Secret":""}`)
	}
	w := container{serveBinary(t, watchedProgram(t), "OWGEN_PLATFORM=openwhisk")}
	w.wantInit("main", nil)
	if a := w.run(`{"seen":"a","__ow_method":"get","__ow_path":"","__ow_headers":{"traceparent":"` + parent + `"}}`); !strings.Contains(a.Body, parent) {
		t.Errorf("a web action gets %s", a.Body)
	}
}

// A secret is replaced and removed while the program serves. No line has any of it.
func TestOPS11SecretsAreReadWhereTheyAreMounted(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("password", "hunter2\n")
	write("large", strings.Repeat("hunter2", 10<<20/7))
	s := serveBinary(t, watchedProgram(t), "OWGEN_PLATFORM=openfaas", "OWGEN_SECRETS="+dir, "TOKEN=hunter2", "OWGEN_ACCESS_LOG=1")
	get := func(name string) program.Answer { return s.post("/", object("seen", name, "do", "secret")) }
	found := func(text string) string { return `{"Seen":"","Trace":"","Secret":"` + text + `"}` }
	wantAnswer(t, get("password"), 200, found("hunter2"))
	wantAnswer(t, get("TOKEN"), 200, found("hunter2"))
	write("password", "hunter2 and more")
	wantAnswer(t, get("password"), 200, found("hunter2 and more"))
	if err := os.Remove(filepath.Join(dir, "password")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"password": "there is no such file in ", "large": "has more than 1048576 bytes", "..": "this is no name of a file", "a/b": "this is no name of a file",
	} {
		if a := get(name); a.Status != 500 || !strings.Contains(a.Body, want) || strings.Contains(a.Body, "hunter") {
			t.Errorf("%s: %d %s", name, a.Status, short(a.Body))
		}
	}
	s.wantStop()
	if strings.Contains(s.Stderr(), "hunter") {
		t.Errorf("the log has a secret:\n%s", s.Stderr())
	}
}

func TestOPS6OPS7MetricsOfABinary(t *testing.T) {
	at := fmt.Sprintf("127.0.0.1:%d", programtest.Port(t))
	s := serve(t, "OWGEN_PLATFORM=openfaas", "OWGEN_METRICS="+at)
	s.post("/typed", `{"number":1}`)
	s.post("/typed", `{"number":"x"}`)
	s.post("/fail", `{"message":"no"}`)
	var a program.Answer
	var err error
	for late := time.Now().Add(time.Minute); time.Now().Before(late); time.Sleep(20 * time.Millisecond) { // it listens after the server does
		if a, err = program.Do("GET", "http://"+at+"/metrics", "", nil); err == nil {
			break
		}
	}
	for _, want := range []string{
		"\nhttp_requests_total{code=\"200\",method=\"post\"} 1\n", "\nhttp_requests_in_flight 0\n",
		"\nowgen_calls_total{action=\"Typed\",outcome=\"ok\"} 1\n", "\nowgen_calls_total{action=\"Fail\",outcome=\"error\"} 1\n",
		"\nowgen_refused_total{action=\"Typed\",reason=\"params\"} 1\n", "\nowgen_in_flight{action=\"Typed\"} 0\n",
	} {
		if err != nil || !strings.Contains(a.Body, want) {
			t.Errorf("no %q in %v\n%s", want, err, a.Body)
		}
	}
	second := serve(t, "OWGEN_PLATFORM=openfaas", "OWGEN_METRICS="+at)
	wantAnswer(t, second.post("/typed", `{"number":1}`), 200, `{"number":1}`)
	second.awaitStderr(`"msg":"no metrics are served: `)
}
