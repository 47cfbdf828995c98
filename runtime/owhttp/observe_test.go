package owhttp

import (
	"net"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The access log and the metrics see what an http.Handler has answered by itself.
func TestOPS5OPS7TheAnswersOfAHandlerAreSeen(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	metrics := l.Addr().String()
	l.Close()
	address, stderr, _ := start(t, "OWGEN_PLATFORM=openfaas", "OWGEN_ACCESS_LOG=1", "OWGEN_METRICS="+metrics)
	const end = " HTTP/1.1\nHost: x\nConnection: close\n\n"
	for _, path := range []string{"/html", "/twice", "/204", "/large", "/nothing", "/panic", "/panic-late", "/file", "/_/health"} {
		ask(t, address, "GET "+path+end)
	}
	record := regexp.MustCompile(`"msg":"call","id":"[0-9a-f]{16}","action":"Web","status":(\d+),"ms":[\d.]+,"in":0,"out":(\d+),`)
	want := "200 17, 404 4, 204 0, 200 100000, 200 0, 500 54, 200 10000, 200 1048577"
	got := ""
	for range 200 {
		var all []string
		for _, m := range record.FindAllStringSubmatch(stderr.String(), -1) {
			all = append(all, m[1]+" "+m[2])
		}
		if got = strings.Join(all, ", "); len(all) >= 8 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	numbers := ask(t, metrics, "GET /metrics"+end)
	for _, line := range []string{
		`http_requests_total{code="200",method="get"} 5`, `http_requests_total{code="404",method="get"} 1`,
		`http_requests_total{code="204",method="get"} 1`, `http_requests_total{code="500",method="get"} 1`,
		`owgen_calls_total{action="Web",outcome="ok"} 6`, `owgen_calls_total{action="Web",outcome="panic"} 2`,
	} {
		if !strings.Contains(numbers, line+"\n") {
			t.Errorf("no %s in\n%s", line, numbers)
		}
	}
}
