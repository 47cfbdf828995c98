package metrics

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	dto "github.com/prometheus/client_model/go"

	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/program/programtest"
)

// patience bounds what takes no time if all is well.
const patience = time.Minute

// scrapeAtRest is scrape when no handler runs any more: one whose time was up may be over some time after its answer.
func scrapeAtRest(t *testing.T, url string) map[string]*dto.MetricFamily {
	t.Helper()
	for late := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		families := scrape(t, url)
		running := 0.0
		for _, m := range families["owgen_in_flight"].GetMetric() {
			running += m.GetGauge().GetValue()
		}
		if running == 0 {
			return families
		}
		if time.Now().After(late) {
			t.Fatalf("%v handlers still run", running)
		}
	}
}

// scrape reads numbers as Prometheus does.
func scrape(t *testing.T, url string) map[string]*dto.MetricFamily {
	t.Helper()
	var resp *http.Response
	var err error
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(20 * time.Millisecond) {
		if resp, err = http.Get(url); err == nil { // a program's numbers are there a moment after the program
			break
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if format := expfmt.ResponseFormat(resp.Header); format.FormatType() != expfmt.TypeTextPlain {
		t.Errorf("the format is %q", format)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return families
}

// samples returns the labels of each series of a family and its number: what it counts, or for a histogram how many
// buckets it has and how much it has counted.
func samples(f *dto.MetricFamily) map[string]string {
	found := map[string]string{}
	for _, m := range f.GetMetric() {
		var labels []string
		for _, l := range m.GetLabel() {
			labels = append(labels, l.GetName()+"="+l.GetValue())
		}
		value := fmt.Sprint(m.GetCounter().GetValue() + m.GetGauge().GetValue())
		if h := m.GetHistogram(); h != nil {
			value = fmt.Sprint(h.GetSampleCount(), bounds(h))
		}
		found[strings.Join(labels, ",")] = value
	}
	return found
}

// bounds are those of a histogram's buckets. Prometheus adds the infinite one where it is not told.
func bounds(h *dto.Histogram) (b []float64) {
	for _, bucket := range h.GetBucket() {
		if bucket.GetUpperBound() < 1e9 {
			b = append(b, bucket.GetUpperBound())
		}
	}
	return b
}

func serve(t *testing.T, env ...string) (s *program.Server, numbers string) {
	t.Helper()
	at := fmt.Sprintf("127.0.0.1:%d", programtest.Port(t))
	var err error
	if s, err = program.Serve(binary, append(env, "OWGEN_METRICS="+at)...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return s, "http://" + at + "/metrics"
}

func TestOPS6OPS7PrometheusReadsWhatTheWatchdogWouldHaveShown(t *testing.T) {
	t.Parallel()
	s, numbers := serve(t, "OWGEN_PLATFORM=openfaas", "exec_timeout=4s", "OWGEN_MAX_BODY=1000")
	w := startWatchdog(t, s.URL)
	call := func(method, path, body string) {
		t.Helper()
		if _, err := program.Do(method, w.URL+path, body, nil); err != nil {
			t.Fatal(err)
		}
	}
	for range 5 {
		call("POST", "/typed", `{"number":1}`)
	}
	call("GET", "/typed", "")
	call("POST", "/typed", `{"number":"x"}`)
	call("POST", "/typed", `{`)
	call("POST", "/typed", `{"string":"`+strings.Repeat("x", 2000)+`"}`)
	call("POST", "/fail", `{"message":"no"}`)
	call("POST", "/fail", `{"message":"gone","status":404}`)
	call("POST", "/panic", `{}`)
	call("PUT", "/typed", `{}`)
	call("DELETE", "/typed", ``)
	call("BREW", "/typed", `{}`)
	call("POST", "/inspect", `{"wait":true}`) // until its context ends
	call("GET", "/_/health", "")
	call("GET", "/_/ready", "")
	ours, theirs := scrapeAtRest(t, numbers), scrape(t, w.numbers.URL)
	for name, want := range theirs {
		got := ours[name]
		if got == nil || got.GetType() != want.GetType() {
			t.Errorf("%s: %v, want %v", name, got.GetType(), want.GetType())
			continue
		}
		if got, want := samples(got), samples(want); !maps.Equal(got, want) {
			t.Errorf("%s:\n%v\nthe watchdog has\n%v", name, got, want)
		}
	}
	if len(theirs) != 3 {
		t.Errorf("the watchdog shows %v", slices.Sorted(maps.Keys(theirs)))
	}
	for name, want := range map[string]map[string]string{
		"owgen_calls_total": {
			"action=Typed,outcome=ok": "6", "action=Fail,outcome=error": "2", "action=Panic,outcome=panic": "1", "action=Inspect,outcome=timeout": "1",
		},
		"owgen_refused_total": {"action=Typed,reason=params": "1", "action=Typed,reason=json": "1", "action=Typed,reason=size": "1"},
		"owgen_in_flight":     {"action=Typed": "0", "action=Fail": "0", "action=Panic": "0", "action=Inspect": "0"},
	} {
		got := samples(ours[name])
		maps.DeleteFunc(got, func(labels, value string) bool { return value == "0" && want[labels] == "" }) // of what was not called
		if !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	if cold := ours["owgen_cold_start_seconds"].GetMetric()[0].GetGauge().GetValue(); cold <= 0 || cold > 60 {
		t.Errorf("the start took %v s", cold)
	}
	for name := range ours {
		if strings.HasPrefix(name, "go_") || strings.HasPrefix(name, "process_") {
			t.Errorf("%s is served", name)
		}
	}
}

// The calls are a meeting to which the last guest comes when they have all been counted.
func TestOPS7CallsThatRunAreSeen(t *testing.T) {
	t.Parallel()
	s, numbers := serve(t, "OWGEN_PLATFORM=openfaas", "exec_timeout=60s")
	const calls = 7
	done := make(chan error)
	meet := func() {
		a, err := s.Post("/meet", fmt.Sprintf(`{"expected":%d,"patience":40000}`, calls+1))
		if err == nil && !strings.Contains(a.Body, `"complete":true`) {
			err = fmt.Errorf("status %d, %s", a.Status, a.Body)
		}
		done <- err
	}
	for range calls {
		go meet()
	}
	seen := func() bool {
		families := scrape(t, numbers)
		return samples(families["http_requests_in_flight"])[""] == fmt.Sprint(calls) && samples(families["owgen_in_flight"])["action=Meet"] == fmt.Sprint(calls)
	}
	for end := time.Now().Add(30 * time.Second); !seen(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the calls that run were never all counted")
		}
	}
	const held = 0.3 // seconds that each of them takes at least
	time.Sleep(held * 1000 * time.Millisecond)
	go meet()
	for range calls + 1 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	families := scrape(t, numbers)
	if got := samples(families["http_requests_in_flight"])[""]; got != "0" {
		t.Errorf("%s calls are in flight when all are answered", got)
	}
	h := families["http_request_duration_seconds"].GetMetric()[0].GetHistogram()
	if sum := h.GetSampleSum(); h.GetSampleCount() != calls+1 || sum < calls*held {
		t.Errorf("%d calls, of %v s all but one, took %v s", h.GetSampleCount(), held, sum)
	}
}
