package main

import (
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/runtime/codec/fallback"
	"github.com/owgen/owgen/testdata/golden/unselectable"
)

var (
	params   = difftest.Codec[unselectable.Params]{Decode: decodeParams, Encode: encodeParams}
	embedded = difftest.New[unselectable.Embedded](fallback.Decode, fallback.Append) // as main binds them
)

func TestParams(t *testing.T)   { difftest.Check(t, params, 1, 200) }
func TestEmbedded(t *testing.T) { difftest.Check(t, embedded, 2, 200) }
func TestMerging(t *testing.T)  { difftest.CheckMerge(t, embedded, 3, 200) }

func FuzzParams(f *testing.F) { difftest.Fuzz(f, params) }

// TestPointersThatCannotBeSet has members of the embedded struct that there is no way to allocate.
func TestPointersThatCannotBeSet(t *testing.T) {
	for _, doc := range []string{`{"hidden":1}`, `{"HIDDEN":null}`, `{"Own":"a","Exported":{"a":true},"Exported":{"b":false}}`, `{"other":{}}`, `null`, `[]`} {
		embedded.CheckDecode(t, []byte(doc))
		params.CheckDecode(t, []byte(`{"list":[{},`+doc+`],"pointer":`+doc+`}`))
	}
}
