package metrics

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// A watchdog forwards to a program and counts as of-watchdog does, with the same library.
// (openfaas/of-watchdog: metrics/http.go, InstrumentHandler; pkg/watchdog.go: health and ready are not instrumented)
type watchdog struct {
	*httptest.Server
	numbers *httptest.Server
}

func startWatchdog(t *testing.T, program string) watchdog {
	t.Helper()
	to, err := url.Parse(program)
	if err != nil {
		t.Fatal(err)
	}
	registry := prometheus.NewRegistry()
	total := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "http_requests_total", Help: "Requests."}, []string{"code", "method"})
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "http_request_duration_seconds", Help: "Seconds.", Buckets: prometheus.DefBuckets},
		[]string{"code", "method"})
	inFlight := prometheus.NewGauge(prometheus.GaugeOpts{Name: "http_requests_in_flight", Help: "Requests."})
	registry.MustRegister(total, took, inFlight)
	proxy := httputil.NewSingleHostReverseProxy(to)
	counted := promhttp.InstrumentHandlerInFlight(inFlight, promhttp.InstrumentHandlerCounter(total, promhttp.InstrumentHandlerDuration(took, proxy)))
	mux := http.NewServeMux()
	mux.Handle("/_/", proxy)
	mux.Handle("/", counted)
	w := watchdog{httptest.NewServer(mux), httptest.NewServer(promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))}
	t.Cleanup(w.Close)
	t.Cleanup(w.numbers.Close)
	return w
}
