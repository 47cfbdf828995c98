package main

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/testdata/golden/options"
)

// decode reads a whole document as the runtime does and returns what is wrong with it.
func decode[T any](read func(*codec.Dec, string, int, *T) int, document string) (v T, problem string) {
	var d codec.Dec
	d.SkipPrefix("__ow_")
	s := codec.Text([]byte(document))
	if i := read(&d, s, 0, &v); i < 0 || d.Document(s, i) < 0 {
		return v, d.Err(s, 0, "params").Error()
	}
	return v, ""
}

func encode[T any](t *testing.T, write func(*codec.Enc, []byte, *T) []byte, v T) string {
	t.Helper()
	var e codec.Enc
	b := write(&e, nil, &v)
	if err := e.Err("result"); err != nil {
		return err.Error()
	}
	return string(b)
}

func TestUnknownFieldsAreRefusedAsByEncodingJSON(t *testing.T) {
	for document, want := range map[string]string{
		`{"id":1,"ITEMS":[{"sku":"a","STOCK":{"b":1}}],"first":{"id":2},"extra":{"any":{}}}`: "",
		`{"id":1,"ids":2}`:                   "params.ids: unknown field at offset 8",
		`{"id":1, "\u0069ds" :null}`:         "params.ids: unknown field at offset 9",
		`{"":1}`:                             `params[""]: unknown field at offset 1`,
		`{"id":1,"items":[{},{"a b":{}}]}`:   `params.items[1]["a b"]: unknown field at offset 21`,
		`{"id":1,"first":{"id":2,"x":true}}`: "params.first.x: unknown field at offset 24",
	} {
		got, problem := decode(decodeOrderRejectUnknown, document)
		if problem != want {
			t.Errorf("%s:\n got %q\nwant %q", document, problem, want)
		}
		var std options.Order
		d := json.NewDecoder(strings.NewReader(document))
		d.DisallowUnknownFields()
		err := d.Decode(&std)
		if (err == nil) != (problem == "") || err == nil && !reflect.DeepEqual(got, std) {
			t.Errorf("%s:\n got %+v, %q\nwant %+v, %v", document, got, problem, std, err)
		}
		if _, problem := decode(decodeOrder, strings.Replace(document, `{"":1}`, `{"":1,"id":1}`, 1)); problem != "" {
			t.Errorf("%s is refused by default: %s", document, problem)
		}
	}
}

func TestPlatformsMayAddParameters(t *testing.T) {
	for document, want := range map[string]string{
		`{"id":1,"__ow_method":"post","__ow_headers":{"a":"b"},"__ow_path":""}`: "",
		`{"id":1,"__ow":1}`:                          "params.__ow: unknown field at offset 8",
		`{"id":1,"first":{"id":1,"__ow_path":""}}`:   "params.first.__ow_path: unknown field at offset 24",
		`{"id":1,"items":[{"__ow_path":""}]}`:        "params.items[0].__ow_path: unknown field at offset 18",
		`{"id":1,"__ow_path":"","__ow_method":"\x"}`: "params.__ow_method: expected an escape, got 'x' at offset 39",
	} {
		if _, problem := decode(decodeOrderRejectUnknown, document); problem != want {
			t.Errorf("%s:\n got %q\nwant %q", document, problem, want)
		}
		if _, problem := decode(decodeStrictRequest, document); problem != want {
			t.Errorf("with all options, %s:\n got %q\nwant %q", document, problem, want)
		}
	}
	for document, want := range map[string]string{
		`{}`: "", `null`: "", `{"__ow_path":""}`: "", `{"a":1}`: "params.a: unknown field at offset 1",
	} {
		if _, problem := decode(decodeNothingRejectUnknown, document); problem != want {
			t.Errorf("no parameters, %s:\n got %q\nwant %q", document, problem, want)
		}
	}
}

func TestStrictHandlersAreStrict(t *testing.T) {
	for document, want := range map[string]string{
		`{"id":1,"items":[{"sku":"a","stock":{"a":1,"A":2}},{"sku":"a"}],"note":"é","extra":{"a":1,"A":1}}`: "",
		`{"ID":1}`:                              "params.ID: unknown field at offset 1",
		`{"id":1,"note":"a","id":2}`:            "params.id: duplicate field at offset 19",
		`{"id":null,"id":2}`:                    "params.id: duplicate field at offset 11",
		`{"note":"a", "id":1,"not\u0065" :"b"}`: "params.note: duplicate field at offset 20",
		`{"id":1,"items":[{"sku":"a","parts":[{"sku":"b","sku":"c"}]}]}`: "params.items[0].parts[0].sku: duplicate field at offset 48",
		`{"id":1,"items":[{"stock":{"a":1,"a":2}}]}`:                     "params.items[0].stock.a: duplicate key at offset 33",
		`{"id":1,"extra":[{"a":1,"a":2}]}`:                               "params.extra[0].a: duplicate key at offset 24",
		"{\"id\":1,\"note\":\"\xff\"}":                                   `params.note: expected UTF-8, got '\xff' at offset 16`,
		`{"note":"a"}`:                                                   "params.id: is required",
	} {
		if _, problem := decode(decodeStrictRequest, document); problem != want {
			t.Errorf("%s:\n got %q\nwant %q", document, problem, want)
		}
		if _, problem := decode(decodeOrder, document); problem != "" && want != problem && document != `{"id":null,"id":2}` {
			t.Errorf("%s is refused by default: %s", document, problem)
		}
	}
}

func TestDuplicatesMayDifferInCase(t *testing.T) {
	for document, want := range map[string]string{
		`{"1":{"sku":"a","parts":[]},"2":{"SKU":"b"}}`: "",
		`{"1":{"sku":"a","SKU":"b"}}`:                  "params.1.SKU: duplicate field at offset 16",
		`{"1":{"SKU":"a","sku":"b"}}`:                  "params.1.sku: duplicate field at offset 16",
		`{"1":{"x":"a","x":"b"}}`:                      "",
		`{"1":{},"01":{}}`:                             `params.01: duplicate key at offset 8`,
	} {
		_, problem := decode(decodeByNumberRequest, document)
		if problem = strings.ReplaceAll(strings.ReplaceAll(problem, `["1"]`, ".1"), `["01"]`, ".01"); problem != want {
			t.Errorf("%s:\n got %q\nwant %q", document, problem, want)
		}
	}
}

func TestPlainResultsAreThoseOfAnEncoderWithoutHTML(t *testing.T) {
	full := []options.Result{{
		Note: "<a href=\"?a&b\">\u2028", Items: []options.Item{{SKU: "&", Stock: map[string]int{"<": 1}, Parts: []options.Item{}}},
		Extra: map[string]any{"&": []any{"<", 1.5, nil}}, By: time.Second, Count: map[int]string{1: ">"},
	}}
	var want strings.Builder
	enc := json.NewEncoder(&want)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(full); err != nil {
		t.Fatal(err)
	}
	if got := encode(t, encodePlainReply, full); got+"\n" != want.String() {
		t.Errorf("got %s\nwant %s", got, want.String())
	}
	byDefault, err := json.Marshal(full)
	if got := encode(t, encodeSliceOfResultNative, full); err != nil || got != string(byDefault) {
		t.Errorf("by default got %s\nwant %s", got, byDefault)
	}
	const empty = `[{"a<b":"","items":[],"extra":null,"by":null,"count":{}}]`
	if got := encode(t, encodePlainReply, []options.Result{{}}); got != empty {
		t.Errorf("got %s, want %s", got, empty)
	}
	if got := encode(t, encodePlainReply, []options.Result{{Extra: struct{}{}}}); got != "result[0].extra: cannot write a struct {} that is in an interface" {
		t.Errorf("a foreign value: %s", got)
	}
	if got, want := encode(t, encodeStrictReply, &options.Result{Extra: struct{}{}}), `{"a\u003cb":"","items":null,"extra":{},"by":null,"count":null}`; got != want {
		t.Errorf("a handler with other options: %s, want %s", got, want)
	}
}
