package front

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways"
)

func TestACallIsMadeInAllWays(t *testing.T) {
	f, _, url := serve(t, nil)
	var calls []ways.Call
	f.Run = func(_ context.Context, w ways.Way, bin string, c ways.Call) (ways.Outcome, error) {
		calls = append(calls, c)
		o := ways.Outcome{Way: w, OK: true, Answer: []byte(`{"a": 1}`), Logs: []ways.Line{{Stream: "stderr", Text: bin}}}
		switch w {
		case ways.Plain:
			o.Status = 200
		case ways.OpenWhisk: // has what it says of itself in the answer
			o.Answer = []byte(`{"specversion":"1.0","data":{"a":1}}`)
		case ways.Argv:
			o.Answer = []byte(`{"a":2}`)
		case ways.Stdin:
			return ways.Outcome{Way: w}, errors.New("there is no stdin today")
		case ways.ActionLoop:
			o.OK, o.Answer, o.Ended = false, nil, "exit status 3"
		}
		return o, nil
	}
	code, text := ask(t, "POST", url+"/_/dev/ways", `{"handler":"order","body":"{}"}`)
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if code != 200 || len(lines) != 6 {
		t.Fatalf("%d %s", code, text)
	}
	for k, want := range []string{
		`{"type":"way","way":"plain","outcome":"ok","status":200,"text":"{\"a\": 1}","ms":0,"logs":[{"stream":"stderr","text":"/tmp/shop"}],"parts":["{\"a\":1}","",""],"words":""}`,
		`{"type":"way","way":"openwhisk","outcome":"ok","status":0,"text":"{\"specversion\":\"1.0\",\"data\":{\"a\":1}}","ms":0,"logs":[{"stream":"stderr","text":"/tmp/shop"}],"parts":["{\"specversion\":\"1.0\",\"data\":{\"a\":1}}","",""],"words":""}`,
		`{"type":"way","way":"argv","outcome":"ok","status":0,"text":"{\"a\":2}","ms":0,"logs":[{"stream":"stderr","text":"/tmp/shop"}],"parts":["{\"a\":","2","}"],"words":"argv differs from plain: 2, not 1"}`,
		`{"type":"way","way":"stdin","outcome":"broken","status":0,"text":"there is no stdin today","ms":0,"logs":[],"parts":["","there is no stdin today",""],"words":"stdin differs from plain: broken, not ok"}`,
		`{"type":"way","way":"actionloop","outcome":"broken","status":0,"text":"exit status 3","ms":0,"logs":[{"stream":"stderr","text":"/tmp/shop"}],"parts":["","exit status 3",""],"words":"actionloop differs from plain: broken, not ok"}`,
	} {
		if lines[k] != want {
			t.Errorf("line %d is\n%s\nwant\n%s", k, lines[k], want)
		}
	}
	var verdict verdictLine
	if err := json.Unmarshal([]byte(lines[5]), &verdict); err != nil || verdict.Agree || !slices.Equal(verdict.Differ, []ways.Way{"argv", "stdin", "actionloop"}) ||
		verdict.Text != "argv differs from plain: 2, not 1; stdin differs from plain: broken, not ok; actionloop differs from plain: broken, not ok" {
		t.Errorf("the verdict is %s", lines[5])
	}
	if c := calls[0]; c.Method != "" || c.Path != "" || c.Header != nil || string(c.Body) != "{}" || c.Handler != "order" {
		t.Errorf("parameters become the call %+v", c)
	}
	ask(t, "POST", url+"/_/dev/ways", `{"handler":"hook","method":"PUT","path":"/hook?x","header":{"x":["y"]}}`)
	if c := calls[5]; c.Method != "PUT" || c.Path != "/hook?x" || c.Header.Get("X") != "y" {
		t.Errorf("a request becomes the call %+v", c)
	}
	if len(f.History.Rows()) != 0 {
		t.Error("the history has calls in other ways")
	}
}
