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

// aProgram is a program of a package that is called as it is.
type aProgram struct{ Program }

func (aProgram) State() State { return State{Program: "hello", Package: "hello"} }

func TestDEV51TheNameOfAProgramIsSaidOnce(t *testing.T) {
	f, _, _ := serve(t, nil)
	if got := f.state().Package; got != "example.com/shop" {
		t.Errorf("the package is %q", got)
	}
	f.Program = aProgram{f.Program}
	if got := f.state().Package; got != "" {
		t.Errorf("the package of hello is %q, want nothing more", got)
	}
}

func TestDEV54NoBodyGoesWithGETAndHEAD(t *testing.T) {
	for method, want := range map[string]string{"GET": "", "HEAD": "", "POST": "{}", "DELETE": "{}", "": "{}"} {
		if got := (&pageCall{Method: method, Body: "{}"}).body(); string(got) != want {
			t.Errorf("with %q goes %q, want %q", method, got, want)
		}
	}
}
