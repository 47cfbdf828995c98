package front

import (
	"encoding/json"
	"testing"

	"github.com/owgen/owgen/gen"
)

func TestDEV45EachHandlerHasACallToBeginWith(t *testing.T) {
	f, p, _ := serve(t, nil)
	p.change(gen.Handler{Name: "a", Form: "params", Input: []byte("{}")}, gen.Handler{Name: "b", Form: "web"},
		gen.Handler{Name: "c d", Form: "event", Input: []byte("{}")})
	got, err := json.Marshal(f.state().First)
	const want = `{"a":{"handler":"a","method":"POST","path":"/a","header":{}},` +
		`"b":{"handler":"b","method":"POST","path":"/b","header":{}},` +
		`"c d":{"handler":"c d","method":"POST","path":"/c%20d","header":{"Ce-Id":["1"],"Ce-Source":["/dev"],"Ce-Specversion":["1.0"],"Ce-Type":["example"],"Content-Type":["application/json"]}}}`
	if err != nil || string(got) != want {
		t.Errorf("%v, got\n%s, want\n%s", err, got, want)
	}
}
