package codec_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// orderText is a document with every field of an order, and one more.
const orderText = `{"id":-9007199254740993,"who":{"name":"Zoë \"Z\" 世界","Mail":"z@example.org"},` +
	`"items":[{"price":12.5,"qty":3},{"price":1e-7,"parts":[{"qty":65535},{}]},null],"tags":["a","\u00e9\ud83d\ude00","<&>"],` +
	`"scores":[0.1,-0,1.7976931348623157e308,123456789012345678],"counts":[1,2,255],"stock":{"b":2,"a":-1,"é\n":3},` +
	`"ratio":0.30000001,"open":true,"created":"2024-02-29T23:59:59.123456789Z","extra":{"x":[1,"two",null,{"y":false}]},` +
	`"blob":"AAEC/w==","unknown":[{"deep":["\\"]},1.5e+3],"note":"tab\tend"}`

// same checks that a document has the same effect on a T as with encoding/json, and that encoding the T gives the same
// bytes.
func same[T any](t *testing.T, doc []byte, decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte) {
	t.Helper()
	var got, want T
	gotErr, wantErr := unmarshal(doc, &got, decode), json.Unmarshal(doc, &want)
	if (gotErr == nil) != (wantErr == nil) {
		t.Fatalf("%q: error %v, encoding/json has %v", doc, gotErr, wantErr)
	}
	if wantErr != nil {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%q:\n got %#v\nwant %#v", doc, got, want)
	}
	if encode == nil {
		return
	}
	gotText, gotErr := marshal(&got, encode)
	wantText, wantErr := json.Marshal(&want)
	if (gotErr == nil) != (wantErr == nil) {
		t.Fatalf("encoding %#v: error %v, encoding/json has %v", got, gotErr, wantErr)
	}
	if wantErr == nil && !bytes.Equal(gotText, wantText) {
		t.Fatalf("%q encodes to\n got %s\nwant %s", doc, gotText, wantText)
	}
}

func sameOrder(t *testing.T, doc []byte) {
	t.Helper()
	same(t, doc, decodeOrder, encodeOrder)
}

func TestOrderIsReadAndWrittenAsByEncodingJSON(t *testing.T) {
	for _, doc := range []string{
		orderText,
		`{}`, ` { } `, `null`, `[]`, `1`, `"x"`, `true`, ``, ` `, `{"id":1}x`, `{"id":1} ` + "\x00", "\xef\xbb\xbf{}",
		`{"ID":1,"iD":2}`, `{"WHO":{"NAME":"a","mail":"b"}}`, `{"ſtock":{"a":1}}`, `{"STOC\u212A":{"a":1}}`, `{"\u0069d":5}`,
		`{"who":null}`, `{"who":{"name":"a"},"who":{"Mail":"b"}}`, `{"who":{"name":"a"},"who":null}`,
		`{"items":null,"tags":null,"scores":null,"counts":null,"stock":null,"extra":null,"blob":null,"id":null,"note":null,` +
			`"ratio":null,"open":null,"created":null}`,
		`{"items":[],"tags":[],"scores":[],"counts":[],"stock":{},"extra":[],"blob":""}`,
		`{"tags":["a"],"tags":[]}`, `{"tags":["a","b"],"tags":["c"]}`, `{"tags":[null,"b",null]}`, `{"scores":[null,1]}`,
		`{"scores":["1"]}`, `{"scores":[1,]}`, `{"scores":[,1]}`, `{"scores":[1 2]}`, `{"scores":[1`, `{"scores":[`,
		`{"counts":[1]}`, `{"counts":[1,2,3,4,{"a":[]}]}`, `{"counts":[1,2,3,4,x]}`, `{"counts":[256]}`, `{"counts":[-1]}`,
		`{"counts":[9,9,9],"counts":[null,1]}`, `{"stock":{"a":1},"stock":{"b":2}}`, `{"stock":{"a":null,"a":2,"a":null}}`,
		`{"stock":{"a":1},"stock":null}`, `{"stock":{"a":1.0}}`, `{"stock":{"a":1,}}`, `{"stock":{,}}`, `{"stock":{1:2}}`,
		`{"blob":[1,2,255]}`, `{"blob":[256]}`, `{"blob":"AA\nA="}`, `{"blob":"AA\n==\r"}`, `{"blob":"A"}`, `{"blob":"AA=="}`,
		`{"blob":"\u0041A=="}`, `{"blob":1}`, `{"blob":"AAAA AAAA"}`, `{"blob":[]}`, `{"blob":{}}`,
		`{"created":"2024-02-30T00:00:00Z"}`, `{"created":"2023-02-29T00:00:00Z"}`, `{"created":"0000-01-01T00:00:00Z"}`,
		`{"created":"2024-01-01T24:00:00Z"}`, `{"created":"2024-01-01T00:00:60Z"}`, `{"created":"2024-01-01T00:00:00.Z"}`,
		`{"created":"2024-01-01T00:00:00.1234567891Z"}`, `{"created":"2024-01-01T00:00:00,5Z"}`, `{"created":"2024-01-01T1:00:00Z"}`,
		`{"created":"2024-01-01T00:00:00.5+02:00"}`, `{"created":"2024-01-01T00:00:00-23:59"}`, `{"created":"2024-01-01T00:00:00+24:00"}`,
		`{"created":"2024-01-01T00:00:00\u005a"}`, `{"created":"2024-01-01t00:00:00z"}`, `{"created":5}`, `{"created":""}`,
		`{"created":"2024-01-01T00:00:00.000000000Z"}`, `{"created":"2024-01-01T00:00:00.100Z"}`, `{"created":"2024-00-01T00:00:00Z"}`,
		`{"ratio":1e39}`, `{"ratio":3.4028235e38}`, `{"ratio":3.4028236e38}`, `{"ratio":1e-46}`, `{"ratio":16777217}`,
		`{"ratio":0.1}`, `{"ratio":1.17549435e-38}`, `{"ratio":9.8e-40}`, `{"ratio":1e21}`, `{"ratio":1e-7}`, `{"ratio":123456.7}`,
		`{"extra":1e400}`, `{"extra":-0}`, `{"extra":[[[]]]}`, `{"extra":{"a":1,"a":2}}`, `{"extra":"\ud800\ud800\udc00\udfff"}`,
		`{"open":tru}`, `{"open":falsee}`, `{"open":nul}`, `{"open":1}`, `{"open":"true"}`, `{"open": true , "id" : 7 }`,
		`{"id":1,}`, `{,"id":1}`, `{"id"}`, `{"id":}`, `{"id"1}`, `{id:1}`, `{"id":1 "open":true}`, `{"id":1;}`, `{`, `{"`, `{"id`,
		`{"a\x":1}`, `{"a\u12":1}`, "{\"a\tb\":1}", `{"unknown":01}`, `{"unknown":1.}`, `{"unknown":-}`, `{"unknown":1e}`,
		`{"unknown":"\u12x4"}`, `{"unknown":[1,2}`, `{"unknown":{"a":1]`, `{"unknown":"`, "{\"unknown\":\"\x01\"}", `{"unknown":+1}`,
		"{\"note\":\"\xff\xc3\x28\xe2\x82\xed\xa0\x80 tail\"}", "{\"note\":\"a\\n\xff\xc3\"}", "{\"n\xffote\":1}", `{"note":"\/\b\f\r"}`,
		"{\"note\":\"\xe2\x80\xa8\xe2\x80\xa9\x7f\"}",
	} {
		sameOrder(t, []byte(doc))
	}
}

func TestWhiteSpaceIsAcceptedAtEachPlace(t *testing.T) {
	var tokens []string
	dec := codec.Text([]byte(orderText))
	for i := 0; dec[i] != 0; {
		j := i + 1
		switch {
		case dec[i] == '"':
			for dec[j] != '"' {
				if dec[j] == '\\' {
					j++
				}
				j++
			}
			j++
		case !strings.ContainsRune("{}[]:,", rune(dec[i])):
			for !strings.ContainsRune("{}[]:,", rune(dec[j])) {
				j++
			}
		}
		tokens = append(tokens, dec[i:j])
		i = j
	}
	for _, space := range []string{" ", "\t", "\r", "\n", "\n        ", "\n                 ", " \t\r\n ", "\v", "\f", "\u00a0", "\x00"} {
		sameOrder(t, []byte(strings.Join(tokens, space)))
		for n := range len(tokens) + 1 {
			sameOrder(t, []byte(strings.Join(tokens[:n], "")+space+strings.Join(tokens[n:], "")))
		}
	}
}

func TestTruncatedDocumentsAreRefused(t *testing.T) {
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(orderText), "", "  "); err != nil {
		t.Fatal(err)
	}
	for _, doc := range []string{orderText, indented.String()} {
		for n := range len(doc) {
			// The block ends in bytes that would turn into wrong values or crashes if they were read.
			block := []byte(doc[:n] + strings.Repeat(`"`, codec.Pad) + `,"id":1}}}}]]]]`)
			s := codec.Own(block[:n+codec.Pad:n+codec.Pad], n)
			var d codec.Dec
			var v order
			if end := d.Document(s, decodeOrder(&d, s, 0, &v)); end >= 0 {
				t.Fatalf("%q is accepted", doc[:n])
			}
			if err := d.Err(s, 0, "params"); err == nil || err.Offset > n {
				t.Fatalf("%q: error %v", doc[:n], err)
			}
			sameOrder(t, []byte(doc[:n]))
		}
	}
}

func TestMutatedDocumentsAreReadAsByEncodingJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{`"`, `\`, `{`, `}`, `[`, `]`, `,`, `:`, `0`, `9`, `-`, `.`, `e`, `null`, `true`, ` `, "\n", "\x00", "\xff", "é",
		`"id":`, `"tags":`, `"who":`, `"extra":`, `\u0041`, `\ud800`, `1.5`, `18446744073709551616`}
	for range 30000 {
		doc := []byte(orderText)
		for range 1 + r.IntN(3) {
			at := r.IntN(len(doc))
			switch piece := pieces[r.IntN(len(pieces))]; r.IntN(4) {
			case 0:
				doc = append(doc[:at:at], doc[min(len(doc), at+1+r.IntN(4)):]...)
			case 1:
				doc = append(append(doc[:at:at], piece...), doc[at:]...)
			case 2:
				doc = append(append(doc[:at:at], piece...), doc[min(len(doc), at+len(piece)):]...)
			case 3:
				doc[at] = byte(r.IntN(256))
			}
			if len(doc) == 0 {
				break
			}
		}
		sameOrder(t, doc)
	}
}
