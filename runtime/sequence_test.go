package ow

import (
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

func TestWEB21ResultsOfWebActionsReachTheNextOfASequence(t *testing.T) {
	next := func(names ...string) Action {
		in := Params(decodeObject, func(m *codec.Match) bool {
			for _, name := range names {
				if m.Is(name, codec.AsNothing) {
					return true
				}
			}
			return false
		})
		return Bind("Next", in, func(p raw) (raw, error) { return p, nil }, Result(encodeRaw))
	}
	const wrapped = `{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":{"a":1}}`
	for value, want := range map[string]string{
		wrapped: `{"a":1}`,
		`{ "body": { } , "bound": [1], "headers": {"Content-Type": "application/json"}, "statusCode": 200 }`:   `{"bound":[1]}`,
		`{"bound":1,"statusCode":200,"headers":{"Content-Type":"application/json"},"body":{"a":1, "bound":2}}`: `{"bound":1,"a":1,"bound":2}`,
		`{"statusCode":201,"headers":{"Content-Type":"application/json"},"body":{"a":1}}`:                      "",
		`{"statusCode":200,"headers":{"Content-Type":"application/json","X-A":"1"},"body":{"a":1}}`:            "",
		`{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":[1]}`:                          "",
		`{"statusCode":200,"headers":{"Content-Type":"application/json"}}`:                                     "",
		`{"x":{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":{}}}`:                     "",
		`{"a":"\"statusCode\""}`: "",
	} {
		if want == "" {
			want = value
		}
		if got := activate(t, next("a", "bound"), value, false); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", value, got, want)
		}
	}
	for _, name := range []string{"body", "StatusCode"} {
		if got := activate(t, next("a", name), wrapped, false); got != wrapped {
			t.Errorf("a handler with a member %s: %s", name, got)
		}
	}
}
