package owhttp

import (
	"net"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program/programtest"
)

// The access log and the metrics see what an http.Handler has answered by itself.
func TestOPS5OPS7TheAnswersOfAHandlerAreSeen(t *testing.T) {
	metrics := net.JoinHostPort("127.0.0.1", strconv.Itoa(programtest.Port(t)))
	address, stderr, _ := start(t, "OWGEN_PLATFORM=openfaas", "OWGEN_ACCESS_LOG=1", "OWGEN_METRICS="+metrics)
	const end = " HTTP/1.1\nHost: x\nConnection: close\n\n"
	for _, path := range []string{"/html", "/twice", "/204", "/large", "/nothing", "/panic", "/panic-late", "/file", "/_/health"} {
		ask(t, address, "GET "+path+end)
	}
	record := regexp.MustCompile(`"msg":"call","id":"[0-9a-f]{16}","action":"Web","status":(\d+),"ms":[\d.]+,"in":0,"out":(\d+),`)
	want := "200 17, 404 4, 204 0, 200 100000, 200 0, 500 54, 200 10000, 200 1048577"
	got := ""
	eventually(func() bool {
		var all []string
		for _, m := range record.FindAllStringSubmatch(stderr.String(), -1) {
			all = append(all, m[1]+" "+m[2])
		}
		got = strings.Join(all, ", ")
		return len(all) >= 8
	})
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	numbers := ""
	eventually(func() bool { // a record comes before the numbers, and the program before their listener
		if conn, err := net.Dial("tcp", metrics); err == nil {
			conn.Close()
			numbers = ask(t, metrics, "GET /metrics"+end)
		}
		return strings.Contains(numbers, `outcome="panic"} 2`)
	})
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
