package binary

import (
	"path/filepath"
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
	wantAnswer(t, s.post("/plan", `{"speed":0,"stops":[{"lat":91}]}`), 400, `{"error":{"message":"params.speed: must be greater than 0 (and 2 more)","code":"invalid","fields":{`+
		`"speed":"must be greater than 0","stops[0].lat":"must be at most 90","stops[0].id":"is required"}}}`)
	wantAnswer(t, s.post("/plan", `{"speed":1,"stops":[{"id":"a"},{"id":"a"}]}`), 400, `{"error":"stops[1]: there are two stops \"a\""}`)
	wantAnswer(t, s.post("/plan", `{"start":"2026-06-01T08:00:00Z","speed":60,"stops":[]}`), 200,
		`{"calls":[],"back":"2026-06-01T08:00:00Z","km":0,"tried":0}`)
	s.wantStop()
}
