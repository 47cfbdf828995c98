package binary

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// buildExample checks that the generated files of an example are what owgen writes with the given flags, and builds the
// program.
func buildExample(t *testing.T, name string, flags ...string) (bin string) {
	t.Helper()
	dir := filepath.Join(me.Root, "examples", name)
	if text, err := me.Owgen(dir, append([]string{"-check"}, flags...)...).CombinedOutput(); err != nil {
		t.Errorf("examples/%s is stale, run make generate: %v\n%s", name, err, text)
	}
	bin = program.Exe(t.TempDir(), name)
	if err := program.Build(dir, "./cmd/"+name, bin); err != nil {
		t.Fatal(err)
	}
	return bin
}

func TestExampleReverse(t *testing.T) {
	bin := buildExample(t, "reverse")
	c := container{serveBinary(t, bin)}
	c.wantInit("main", nil)
	wantAnswer(t, c.run(`{"payload":"❄ ☃ x"}`), 200, `{"reversed":"x ☃ ❄","length":5}`)
	wantAnswer(t, c.post("/", `{"payload":"abc"}`), 200, `{"reversed":"cba","length":3}`)
	c.wantLogs(1, "", "")
	out, err := program.Run(bin, "", nil, `{"payload":"abc"}`)
	if err != nil {
		t.Fatal(err)
	}
	wantOutput(t, out, 0, `{"reversed":"cba","length":3}`+"\n", "")
}

func TestExampleDelivery(t *testing.T) {
	bin := buildExample(t, "delivery", "-func", "Plan,Price")
	s := serveBinary(t, bin)
	wantAnswer(t, s.post("/price", `{"zone":"city","parcels":[{"grams":1500,"fragile":true}]}`), 200,
		`{"total":680,"parts":{"fragile":300,"parcels":290,"weight":90}}`)
	wantAnswer(t, s.post("/price", `{"zone":"moon"}`), 400,
		`{"error":{"message":"params.zone: must be one of city, region, abroad","code":"invalid","fields":{"zone":"must be one of city, region, abroad"}}}`)
	const van = `{"depot":{"lat":52.5,"lon":13.4},"start":"2026-06-01T08:00:00Z","speed":60,"stops":`
	wantAnswer(t, s.post("/plan", `{"speed":0,"depot":{"lat":52.5,"lon":13.4},"stops":[{"lat":91,"lon":0}]}`), 400,
		`{"error":{"message":"params.speed: must be at least 1 (and 3 more)","code":"invalid","fields":{`+
			`"speed":"must be at least 1","stops[0].lat":"must be at most 90","stops[0].id":"is required","start":"is required"}}}`)
	wantAnswer(t, s.post("/plan", van+`[{"id":"a","lat":1,"lon":2},{"id":"a","lat":1,"lon":2}]}`), 400,
		`{"error":"stops[1]: there are two stops \"a\""}`)
	wantAnswer(t, s.post("/plan", van+`[]}`), 200,
		`{"calls":[],"back":"2026-06-01T08:00:00Z","km":0,"tried":0}`)
	s.wantStop()
}

func TestExampleWebhook(t *testing.T) {
	bin := buildExample(t, "webhook")
	s := serveBinary(t, bin, "github-webhook=It's a Secret to Everybody")
	deliver := func(signature string) program.Answer {
		header := http.Header{"X-Github-Event": {"ping"}, "X-Hub-Signature-256": {signature}}
		a, err := s.Do("POST", "/", "Hello, World!", header)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	// The signature is the one in GitHub's documentation.
	wantAnswer(t, deliver("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"), 204, "")
	wantAnswer(t, deliver("sha256=757107ea"), 401, `{"error":"the signature does not fit the body"}`)
	s.wantStop()
}

func TestExampleExport(t *testing.T) {
	bin := buildExample(t, "export", "-func", "Orders,CSV")
	s := serveBinary(t, bin)
	get := func(target string) program.Answer {
		a, err := s.Do("GET", target, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	const first = `{"id":1,"at":"2026-01-01T00:00:00Z","customer":"Ada","cents":100}` + "\n"
	wantAnswer(t, get("/?count=1"), 200, first)
	wantAnswer(t, get("/csv?count=1"), 200, "id,at,customer,cents\n1,2026-01-01T00:00:00Z,Ada,100\n")
	wantAnswer(t, get("/csv?count=-1"), 400,
		`{"error":{"message":"params.count: must be at least 0","code":"invalid","fields":{"count":"must be at least 0"}}}`)
	if n := strings.Count(get("/csv").Body, "\n"); n != 1001 {
		t.Errorf("without parameters there are %d lines", n)
	}
	s.wantStop()
}
