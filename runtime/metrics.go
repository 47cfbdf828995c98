package ow

import (
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/transport"
)

// This file counts calls for Prometheus, and serves the numbers in its text format. The names that begin with http_ are
// the watchdogs', with the same labels. (openfaas/of-watchdog: metrics/http.go; prometheus/docs:
// content/docs/instrumenting/exposition_formats.md)

// metrics are the numbers of a process. A nil one takes none.
type metrics struct {
	at *net.TCPAddr // where they are served

	mu     sync.Mutex
	series [len(families)][]*series
}

// The families of numbers.
const (
	httpTotal = iota
	httpSeconds
	httpInFlight
	coldStart
	inFlight
	callsTotal
	refusedTotal
)

// families says what they are, and the names of the labels that tell the series of a family apart.
var families = [...]struct{ name, kind, label, label2 string }{
	httpTotal:    {"http_requests_total", "counter", "code", "method"},
	httpSeconds:  {"http_request_duration_seconds", "histogram", "code", "method"},
	httpInFlight: {"http_requests_in_flight", "gauge", "", ""},
	coldStart:    {"owgen_cold_start_seconds", "gauge", "", ""},
	inFlight:     {"owgen_in_flight", "gauge", "action", ""},
	callsTotal:   {"owgen_calls_total", "counter", "action", "outcome"},
	refusedTotal: {"owgen_refused_total", "counter", "action", "reason"},
}

// A series is a number, a time or a histogram of times, as its family says, for the values of its labels.
type series struct {
	value   string
	value2  string
	status  int // that value is, of answers
	n       atomic.Int64
	took    time.Duration
	buckets [len(bounds)]int64 // each without those below it
}

// bounds are the upper bounds of the buckets of a histogram. (prometheus/client_golang: prometheus/histogram.go,
// DefBuckets)
var bounds = [...]struct {
	most time.Duration
	le   string
}{
	{5 * time.Millisecond, "0.005"}, {10 * time.Millisecond, "0.01"}, {25 * time.Millisecond, "0.025"},
	{50 * time.Millisecond, "0.05"}, {100 * time.Millisecond, "0.1"}, {250 * time.Millisecond, "0.25"},
	{500 * time.Millisecond, "0.5"}, {time.Second, "1"}, {2500 * time.Millisecond, "2.5"},
	{5 * time.Second, "5"}, {10 * time.Second, "10"},
}

// add adds a number to a gauge. All gauges are there from the beginning, so it takes no lock.
func (m *metrics) add(family int, value string, n int64) {
	if m == nil {
		return
	}
	for _, s := range m.series[family] {
		if s.value == value {
			s.n.Add(n)
		}
	}
}

// answer counts an answer, and what became of its call in the family for that, unless there is no outcome.
func (m *metrics) answer(status int, method string, took time.Duration, family int, action, outcome string) {
	m.add(httpInFlight, "", -1)
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.answers(status, method)
	s.n.Add(1)
	s.took += took
	for i := range bounds {
		if took <= bounds[i].most {
			s.buckets[i]++
			break
		}
	}
	if outcome != "" {
		m.of(family, action, outcome).n.Add(1)
	}
}

// answers returns the series of answers with a status to a method. It makes a text of the status only once.
func (m *metrics) answers(status int, method string) *series {
	for _, s := range m.series[httpSeconds] {
		if s.status == status && s.value2 == method {
			return s
		}
	}
	s := m.of(httpSeconds, decimal(int64(status)), method)
	s.status = status
	return s
}

// of returns a series of a family. There are few.
//
//go:noinline // which would make the program larger
func (m *metrics) of(family int, value, value2 string) *series {
	for _, s := range m.series[family] {
		if s.value == value && s.value2 == value2 {
			return s
		}
	}
	s := &series{value: value, value2: value2}
	m.series[family] = append(m.series[family], s)
	return s
}

// methodLabel returns what the watchdogs call a method. What callers invent is all one, or they could fill the memory.
// (prometheus/client_golang: prometheus/promhttp/instrument_server.go, sanitizeMethod)
func methodLabel(method string) string {
	switch method {
	case "GET":
		return "get"
	case "POST":
		return "post"
	case "PUT", "HEAD", "DELETE", "CONNECT", "OPTIONS", "NOTIFY", "TRACE", "PATCH":
		return lower(method)
	}
	return "unknown"
}

// text returns all numbers as Prometheus reads them.
//
//	# TYPE http_request_duration_seconds histogram
//	http_request_duration_seconds_bucket{code="200",method="post",le="0.005"} 17
func (m *metrics) text() (b []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, f := range families {
		b = append(b, "# TYPE "+f.name+" "+f.kind+"\n"...)
		all := m.series[i]
		if i == httpTotal {
			all = m.series[httpSeconds] // which counts them, too
		}
		for _, s := range all {
			labels := label(f.label, s.value) + label(f.label2, s.value2)
			n, seconds := decimal(s.n.Load()), strconv.FormatFloat(s.took.Seconds(), 'g', -1, 64)
			if i == coldStart {
				n = seconds
			}
			if i != httpSeconds {
				b = sample(b, f.name, labels, "", n)
				continue
			}
			below := int64(0)
			for i := range bounds {
				below += s.buckets[i]
				b = sample(b, f.name+"_bucket", labels, bounds[i].le, decimal(below))
			}
			b = sample(b, f.name+"_bucket", labels, "+Inf", n)
			b = sample(b, f.name+"_sum", labels, "", seconds)
			b = sample(b, f.name+"_count", labels, "", n)
		}
	}
	return b
}

// decimal writes a number. It is no part of its callers, which makes the program smaller.
//
//go:noinline
func decimal(n int64) string { return strconv.FormatInt(n, 10) }

// sample adds a line with a number. le is the upper bound of a bucket.
//
//go:noinline
func sample(b []byte, name, labels, le, value string) []byte {
	if le != "" {
		labels += label("le", le)
	}
	if labels != "" {
		labels = "{" + labels[1:] + "}"
	}
	return append(b, name+labels+" "+value+"\n"...)
}

// label returns a label with a comma before it, "" if it has no name.
//
//go:noinline
func label(name, value string) string {
	if name == "" {
		return ""
	}
	return "," + name + "=" + quoted(value, false)
}

// readMetrics reads OWGEN_METRICS: a flag, or where to listen. It returns nil for no metrics. Names of hosts but localhost
// are refused, since looking them up would link a resolver.
func readMetrics(env getenv) (*metrics, error) {
	text := env("OWGEN_METRICS")
	on, is := codec.ParseBool(text)
	switch {
	case text == "", is && !on:
		return nil, nil
	case on && isWatchdogChild(env): // of-watchdog panics if it cannot have that port (of-watchdog: metrics/metrics.go)
		return nil, nil
	case on:
		text = ":8081" // the watchdogs' port
	}
	at, ok := tcpAddr(text)
	if !ok {
		return nil, message("OWGEN_METRICS=" + text + ": want a flag, or an address such as :8081 or 127.0.0.1:8081")
	}
	return &metrics{at: at}, nil
}

// expect makes m serve what will be counted of actions from the beginning, as zero. Prometheus sees how a number rises from
// zero, but not to the first value of a new one: the first panic would go unnoticed.
func (m *metrics) expect(actions registry) {
	m.of(httpInFlight, "", "")
	for _, a := range actions {
		m.of(inFlight, a.name, "")
		for _, outcome := range [...]string{"ok", "error", "panic", "timeout"} {
			m.of(callsTotal, a.name, outcome)
		}
		for _, reason := range [...]string{"json", "params", "size"} {
			m.of(refusedTotal, a.name, reason)
		}
	}
}

// serve serves the numbers at /metrics, over a transport as that of the actions, with the limits of config. cold is how
// long the start took. A port that is taken costs a line of the log, and no call.
func (m *metrics) serve(actions registry, config transport.Config, cold time.Duration) {
	m.mu.Lock()
	m.of(coldStart, "", "").took = cold
	m.mu.Unlock()
	l, err := net.ListenTCP("tcp", m.at)
	if err != nil {
		config.Log("no metrics are served: " + err.Error())
		return
	}
	config.Handle = m.handle
	go actions.transport(config).Serve(l)
}

// handle answers a request for the numbers.
func (m *metrics) handle(x transport.Exchange) bool {
	a := transport.Answer{Status: 404, Body: []byte("use GET /metrics\n"), Fields: plainFields}
	if x.Path() == "/metrics" && x.Method() == "GET" {
		a.Status, a.Body, a.Fields = 200, m.text(), metricsFields
	}
	x.Respond(a)
	return true
}

var metricsFields = []transport.Field{{Name: "Content-Type", Value: "text/plain; version=0.0.4; charset=utf-8"}}
