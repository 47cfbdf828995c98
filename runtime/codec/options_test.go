package codec_test

import (
	"encoding/json"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/owgen/owgen/runtime/codec"
)

// readWith decodes a document as an any, a struct or whatever else read reads, with options.
func readWith[T any](options codec.ReadOptions, read func(*codec.Dec, string, int, *T) int) func(doc string) (any, error) {
	return func(doc string) (any, error) {
		var v T
		err := unmarshal([]byte(doc), &v, func(d *codec.Dec, s string, i int, v *T) int { return codec.With(d, s, i, v, options, read) })
		return v, err
	}
}

func readStrings(d *codec.Dec, s string, i int, v *map[string]string) int {
	return codec.Map(d, s, i, v, codec.String)
}

func readAddrs(d *codec.Dec, s string, i int, v *map[netip.Addr]int) int {
	return codec.TextMap(d, s, i, v, codec.Int)
}

func readInts(d *codec.Dec, s string, i int, v *map[int8]int) int {
	return codec.IntMap(d, s, i, v, codec.Int)
}

func readUints(d *codec.Dec, s string, i int, v *map[uint8]int) int {
	return codec.UintMap(d, s, i, v, codec.Int)
}

func readPair(d *codec.Dec, s string, i int, v *[1]string) int {
	return codec.Array(d, s, i, v[:], codec.String)
}

// A word reads itself from text.
type word string

func (w *word) UnmarshalText(text []byte) error {
	*w = word(text)
	return nil
}

// A document reads itself from JSON.
type document string

func (v *document) UnmarshalJSON(text []byte) error {
	*v = document(text)
	return nil
}

func TestUTF8IsDemandedEverywhere(t *testing.T) {
	for _, place := range []struct {
		name   string
		doc    string // with % where text goes
		reader func(codec.ReadOptions) func(string) (any, error)
	}{
		{"string", `"%"`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.String[string]) }},
		{"long string", `"0123456789abcdef%0123456789"`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.String[string]) }},
		{"in front of an escape", `"é%\n"`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.String[string]) }},
		{"behind an escape", `"\n%é"`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.String[string]) }},
		{"between escapes", `"\nabc%\n"`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.String[string]) }},
		{"strings", `["a", "%"]`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.Strings[[]string]) }},
		{"any", `{"a":["%"]}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.Any) }},
		{"key in any", `{"%":1}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.Any) }},
		{"map", `{"a":"%"}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, readStrings) }},
		{"key of a map", `{"%":"a"}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, readStrings) }},
		{"key of a struct", `{"%":"a"}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, decodeOrder) }},
		{"field", `{"note":"%"}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, decodeOrder) }},
		{"skipped", `{"none":["%"]}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, decodeOrder) }},
		{"skipped key", `{"none":{"%":1}}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, decodeOrder) }},
		{"surplus element", `["a","%"]`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, readPair) }},
		{"raw", `{"a":"%"}`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.Raw[json.RawMessage]) }},
		{"UnmarshalJSON", `["%"]`, func(o codec.ReadOptions) func(string) (any, error) {
			return readWith(o, codec.UnmarshalJSON[document, *document])
		}},
		{"UnmarshalText", `"%"`, func(o codec.ReadOptions) func(string) (any, error) {
			return readWith(o, codec.UnmarshalText[word, *word])
		}},
		{"quoted", `"\"%\""`, func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.QuotedString[string]) }},
	} {
		for text, ok := range map[string]bool{
			"é": true, "世界": true, "😀": true, "�": true, `\u4e16`: true, `\ud83d\ude00`: true,
			"\xff": false, "\xc3": false, "\xe4\xb8": false, "\xed\xa0\x80": false, "\xc0\x80": false, "aé\x80": false,
			`\ud83d`: false, `\ude00`: false, `\ud83d\ud83d`: false, `\ud83dx`: false,
		} {
			doc := strings.ReplaceAll(place.doc, "%", text)
			if _, err := place.reader(0)(doc); err != nil {
				t.Errorf("%s: %q is refused without the option: %v", place.name, doc, err)
			}
			if _, err := place.reader(codec.ValidUTF8)(doc); (err == nil) != ok {
				t.Errorf("%s: %q: %v", place.name, doc, err)
			} else if err != nil && !err.(*codec.Error).Syntax {
				t.Errorf("%s: %q: %v is not one of syntax", place.name, doc, err)
			}
		}
		doc := strings.ReplaceAll(place.doc, "%", `\\ud83d`) // the other quotation of a quoted string
		if _, err := place.reader(codec.ValidUTF8)(doc); (err == nil) != (place.name != "quoted") {
			t.Errorf("%s: %q: %v", place.name, doc, err)
		}
	}
}

func TestWrongUTF8IsTold(t *testing.T) {
	read := readWith(codec.ValidUTF8, decodeOrder)
	for doc, want := range map[string]string{
		"{\"note\":\"a\xffb\"}":               `params.note: expected UTF-8, got '\xff' at offset 10`,
		"{\"note\":\"\\na\xff\"}":             `params.note: expected UTF-8, got '\xff' at offset 12`,
		"{\"none\":[1,\"\xe4\xb8\"]}":         `params.none[1]: expected UTF-8, got '\xe4' at offset 12`,
		"{\"who\":{\"\xff\":1}}":              `params.who: expected UTF-8, got '\xff' at offset 9`,
		`{"tags":["a","b\ud83d"]}`:            "params.tags[1]: expected both halves of a surrogate pair, got one at offset 15",
		`{"none":{"a":"\ud83d\ud83d\ude00"}}`: "params.none.a: expected both halves of a surrogate pair, got one at offset 14",
	} {
		if _, err := read(doc); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", doc, err, want)
		}
	}
}

func TestKeysAreUnique(t *testing.T) {
	for _, test := range []struct {
		read func(codec.ReadOptions) func(string) (any, error)
		doc  string
		want string
	}{
		{func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, readStrings) },
			`{"a":"1", "b":"2", "\u0061" : "3"}`, "params.a: duplicate key at offset 19"},
		{func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, readInts) },
			`{"-1":1,"01":2,"+1":3}`, `params["+1"]: duplicate key at offset 15`},
		{func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, readUints) },
			`{"1":1,"01":2}`, `params["01"]: duplicate key at offset 7`},
		{func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, readAddrs) },
			`{"::1":1,"0::1":2}`, `params["0::1"]: duplicate key at offset 9`},
		{func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, codec.Any) },
			`[{"a":{"b":1},"c":{"b":1,"y":[],"b":2}}]`, "params[0].c.b: duplicate key at offset 32"},
		{func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, decodeOrder) },
			`{"stock":{"a":1,"b":2,"a":"x"}}`, "params.stock.a: duplicate key at offset 22"},
		{func(o codec.ReadOptions) func(string) (any, error) { return readWith(o, decodeOrder) },
			`{"extra":{"a":{},"":2,"":{}}}`, `params.extra[""]: duplicate key at offset 22`},
	} {
		if _, err := test.read(0)(strings.ReplaceAll(test.doc, `"x"`, "0")); err != nil {
			t.Errorf("%s is refused without the option: %v", test.doc, err)
		}
		if _, err := test.read(codec.UniqueKeys)(test.doc); err == nil || err.Error() != test.want {
			t.Errorf("%s:\n got %v\nwant %s", test.doc, err, test.want)
		}
	}
}

func TestMembersThatMayNotBeThereAreTold(t *testing.T) {
	s := codec.Text([]byte(`{ "a": {"__ow_x" :1, "b c":2} }`))
	key := func(d *codec.Dec, i int) (string, int) {
		k, i := d.Key(s, d.Object(s, i))
		return k, i
	}
	var d codec.Dec
	_, i := key(&d, 0)
	if d.Unknown(i) != -1 || d.Err(s, 0, "params").Error() != "params.a: unknown field at offset 2" {
		t.Errorf("got %v", d.Err(s, 0, "params"))
	}
	if d.Duplicate(i); d.Err(s, 0, "params").Msg != "unknown field" {
		t.Errorf("the first error did not stay: %v", d.Err(s, 0, "params"))
	}

	d.Reset()
	d.ErrorAt(i, "earlier")
	if d.Unknown(i); d.Err(s, 0, "params").Error() != "params.a: earlier at offset 6" {
		t.Errorf("the first error did not keep its place: %v", d.Err(s, 0, "params"))
	}

	// What has the prefix is fine at the top only. Err may also begin in the middle of a document.
	for start, want := range map[int]string{0: "p.a.__ow_x: unknown field at offset 8", 7: ""} {
		d.Reset()
		d.SkipPrefix("__ow_")
		i := start
		if start == 0 {
			_, i = key(&d, 0)
		}
		k, i := key(&d, i)
		next, got := d.UnknownParam(s, i, k), ""
		if err := d.Err(s, start, "p"); err != nil {
			got = err.Error()
		}
		if got != want || (next == -1) != (want != "") {
			t.Errorf("from %d on: got %q, %d, want %q", start, got, next, want)
		}
		if want == "" {
			k, next = d.Key(s, d.Next(s, next))
			if d.UnknownParam(s, next, k) != -1 || d.Err(s, start, "p").Error() != `p["b c"]: unknown field at offset 14` {
				t.Errorf("from %d on: got %v", start, d.Err(s, start, "p"))
			}
		}
	}
}

// A page has strings wherever there can be some.
type page struct {
	Text    string
	List    []string
	Any     any
	Strings map[string]string
	Number  json.Number
	Figure  json.Number
	Quoted  string
	Count   json.Number
	Raw     json.RawMessage
	Doc     document
	Word    word
	Bytes   []byte
	When    time.Time
}

func readPage(d *codec.Dec, s string, i int, v *page) int {
	i = d.Object(s, i)
	for i >= 0 {
		var k string
		if k, i = d.Key(s, i); i < 0 {
			return -1
		}
		switch k {
		case "text":
			i = codec.String(d, s, i, &v.Text)
		case "list":
			i = codec.Strings(d, s, i, &v.List)
		case "any":
			i = codec.Any(d, s, i, &v.Any)
		case "strings":
			i = readStrings(d, s, i, &v.Strings)
		case "number":
			i = codec.Number(d, s, i, &v.Number)
		case "figure":
			i = codec.Number(d, s, i, &v.Figure)
		case "quoted":
			i = codec.QuotedString(d, s, i, &v.Quoted)
		case "count":
			i = codec.QuotedNumber(d, s, i, &v.Count)
		case "raw":
			i = codec.Raw(d, s, i, &v.Raw)
		case "doc":
			i = codec.UnmarshalJSON(d, s, i, &v.Doc)
		case "word":
			i = codec.UnmarshalText(d, s, i, &v.Word)
		case "bytes":
			i = codec.Bytes(d, s, i, &v.Bytes)
		case "when":
			i = codec.Time(d, s, i, &v.When)
		default:
			i = d.Skip(s, i)
		}
		i = d.Next(s, i)
	}
	return codec.End(i)
}

func TestCopiedStringsOutliveTheDocument(t *testing.T) {
	const doc = `{"text":"short","list":["","a","with \"escapes\" in it","Ünicode 世界","wrong ` + "\xff" + `","\ud83d"],
		"any":{"key":"value","k\u0065y2":["x",{"inner":"\n"}]},"strings":{"one":"1","tw\u006f":"zwei","ü":"\u00fc"},
		"number":12.50,"figure":"7e3","quoted":"\"in \\u0022quotes\\u0022\"","count":"42","raw":{"a":["b"]},"doc":[ "c" ],
		"word":"w\u006frd","bytes":"YWJj","when":"2024-05-06T07:08:09Z","unknown":"x"}`
	decode := func(options codec.ReadOptions) (block []byte, v page) {
		block = make([]byte, len(doc)+codec.Pad)
		copy(block, doc)
		s := codec.Own(block, len(doc))
		var d codec.Dec
		if d.Document(s, codec.With(&d, s, 0, &v, options, readPage)) < 0 {
			t.Fatal(d.Err(s, 0, "params"))
		}
		return block, v
	}
	_, want := decode(0)
	block, got := decode(codec.CopyStrings)
	for k := range block {
		block[k] = '#'
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	block, aliased := decode(0)
	if !within(aliased.Text, block) || within(got.Text, block) {
		t.Error("strings are parts of the document only without the option")
	}
	if _, both := decode(codec.CopyStrings | codec.UniqueKeys); !reflect.DeepEqual(both, want) {
		t.Errorf("with unique keys got %+v\nwant %+v", both, want)
	}
}

// within reports whether a string lies in a block.
func within(s string, block []byte) bool {
	at, start := uintptr(unsafe.Pointer(unsafe.StringData(s))), uintptr(unsafe.Pointer(&block[0]))
	return at >= start && at < start+uintptr(len(block))
}

func TestOptionsEndWithTheValue(t *testing.T) {
	s := codec.Text([]byte("{\"a\":1} {\"a\":1,\"a\":2,\"b\":\"\xff\"}"))
	var d codec.Dec
	var v any
	i := codec.With(&d, s, 0, &v, codec.UniqueKeys|codec.ValidUTF8, codec.Any)
	if i = codec.Any(&d, s, i, &v); i < 0 {
		t.Errorf("behind a value with options: %v", d.Err(s, 0, ""))
	}
	var e codec.Enc
	v = "<"
	b := codec.AppendWith(&e, nil, &v, codec.RawHTML|codec.EmptyNil, codec.AppendAny)
	v = []any{"<", []string(nil)}
	if b = codec.AppendAny(&e, b, &v); string(b) != `"<"["\u003c",null]` {
		t.Errorf("got %s", b)
	}
}

func TestWatchSeesKeysOfTheOutermostObject(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a":1}`: false, `{"a":1,"x":2}`: true, `{"\u0078":2}`: true, `{"b":{"x":1}}`: false, `{"a":"x"}`: false,
	} {
		var d codec.Dec
		d.Watch(func(key string) bool { return key == "x" })
		s := codec.Text([]byte(text))
		i := d.Object(s, 0)
		for i >= 0 {
			_, i = d.Key(s, i)
			i = d.Next(s, d.Skip(s, i))
		}
		if d.Seen() != want {
			t.Errorf("%s: got %t", text, d.Seen())
		}
		if d.Reset(); d.Seen() {
			t.Errorf("%s: seen after Reset", text)
		}
	}
}
