package main

import (
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	quoted "github.com/owgen/owgen/testdata/golden/quoted-methods"
)

var params = difftest.Codec[quoted.Params]{Decode: decodeParams, Encode: encodeParams}

func TestParams(t *testing.T)  { difftest.Check(t, params, 1, 300) }
func TestMerging(t *testing.T) { difftest.CheckMerge(t, params, 2, 300) }

func FuzzParams(f *testing.F) { difftest.Fuzz(f, params) }

// TestTexts puts into each field all that a string may hold and that is something else to one of the methods.
func TestTexts(t *testing.T) {
	for _, text := range []string{
		`null`, `"null"`, `"nope"`, `""`, `"\u0000"`, `"n"`, `"12"`, `12`, `true`, `"true"`, `"false"`, `"\"12\""`, `"\"nu\\u006cl\""`,
		`"\"12"`, `"\"\""`, `[]`, `{"a":1}`, `"[1, 2"`, `"a text too long"`, `"\ud83d\ude00"`, "\"\xff\"", "\"\\\"\xff\\\"\"",
	} {
		for _, field := range []string{"c", "pc", "l", "pl", "h", "ph", "r", "pr"} {
			params.CheckDecode(t, []byte(`{"`+field+`":`+text+`}`))
			params.CheckDecode(t, []byte(`{"`+field+`":"\"1\"","`+field+`":`+text+`}`))
		}
	}
}
