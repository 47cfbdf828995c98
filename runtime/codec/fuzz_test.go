package codec_test

import (
	"encoding/json"
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/runtime/codec"
)

// seeds are documents of every kind, right and wrong.
var seeds = []string{orderText, `null`, `{}`, `[]`, `"a\ud83d\ude00\n\u0000"`, "\"\xff\xed\xa0\x80\"", `-0.1e-10`, `123456789012345678901`, `1e400`,
	`[[],{"a":{}}]`, "{ \"a\"\t:\r\n        [ true , false ] }", `{"a":1,}`, `[1 2]`, `"`, `"\u12`, `tru`, `-`, ` `, "\x00"}

func FuzzOrder(f *testing.F) {
	for _, doc := range seeds {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		if difftest.MayDiffer[order](doc) {
			difftest.Codec[order]{Decode: decodeOrder, Encode: encodeOrder}.CheckDecode(t, doc)
			return
		}
		sameOrder(t, doc)
	})
}

func FuzzAny(f *testing.F) {
	for _, doc := range seeds {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		same(t, doc, codec.Any, codec.AppendAny)
		same(t, doc, codec.Raw[json.RawMessage], codec.AppendRaw[json.RawMessage])
	})
}

func FuzzString(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := codec.AppendString(new(codec.Enc), nil, &s); string(got) != string(want) {
			t.Fatalf("%q is written %s, want %s", s, got, want)
		}
		sameString(t, string(want))
		sameString(t, `"`+s+`"`)
		sameString(t, s)
	})
}

func FuzzNumber(f *testing.F) {
	for _, text := range []string{"0", "-1", "1e5", "1.5", "123456789012345678", "9007199254740993", "1e-320", "0.1e", "-", "00", `"1"`, "null"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { sameNumber(t, text) })
}
