package main

import (
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/testdata/golden/unspellable"
)

var params = difftest.Codec[unspellable.Params]{Decode: decodeParams, Encode: encodeParams}

func TestParams(t *testing.T) { difftest.Check(t, params, 1, 200) }

func FuzzParams(f *testing.F) { difftest.Fuzz(f, params) }

// TestDigits has base64 and arrays, which random documents hardly have.
func TestDigits(t *testing.T) {
	for _, doc := range []string{`"AQI="`, `["a","bcd",null]`, `[1]`, `"A"`, `null`, `{}`, `[]`, `12`, `300`} {
		params.CheckDecode(t, []byte(`{"digits":`+doc+`}`))
		params.CheckDecode(t, []byte(`{"digit":`+doc+`}`))
	}
}
