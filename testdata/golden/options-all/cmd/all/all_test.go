package main

import (
	"encoding/json"
	"errors"
	"go/build"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/testdata/golden/options-all"
)

const full = `{"name":"n\u0061me","next":{"name":"\n","next":null},"text":"t\text","quoted":"\"in \\u0022quotes\\u0022\"",
	"number":"1.50","raw":{"a":["<"]},"any":{"k\u0065y":["v",{"a":"\""}]},"list":["a","\u00fc"],"strings":{"\u0061":"b"},
	"numbers":{"-1":"c"},"codes":{"abc":"d"},"code":"ab","doc":{"x":1},"when":"2024-05-06T07:08:09Z","bytes":"YWJj","pair":["p"]}`

// decode reads a whole document as the runtime does. It overwrites the document afterwards.
func decode(document string) (v all.Params, problem string) {
	block := make([]byte, len(document)+codec.Pad)
	copy(block, document)
	s := codec.Own(block, len(document))
	var d codec.Dec
	if i := decodeAllRequest(&d, s, 0, &v); i < 0 || d.Document(s, i) < 0 {
		problem = d.Err(s, 0, "params").Error()
	}
	for k := range block {
		block[k] = '#'
	}
	return v, problem
}

func TestStrictDocumentsAreReadAsByEncodingJSON(t *testing.T) {
	got, problem := decode(full)
	var want all.Params
	if err := json.Unmarshal([]byte(full), &want); err != nil || problem != "" || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %s\nwant %+v, %v", got, problem, want, err)
	}
}

func TestEachFieldIsThereOnceAndInItsCase(t *testing.T) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(full), &members); err != nil {
		t.Fatal(err)
	}
	for name, value := range members {
		member := `"` + name + `":` + string(value)
		if _, problem := decode("{" + member + "," + member + "}"); !strings.HasPrefix(problem, "params."+name+": duplicate field at offset ") {
			t.Errorf("%s twice: %q", name, problem)
		}
		upper := strings.ToUpper(name)
		if _, problem := decode(`{"` + upper + `":` + string(value) + "}"); problem != "params."+upper+": unknown field at offset 1" {
			t.Errorf("%s: %q", upper, problem)
		}
		if _, problem := decode(`{"` + name + "\xff" + `":1}`); !strings.Contains(problem, "expected UTF-8") {
			t.Errorf("a key that is not UTF-8: %q", problem)
		}
	}
}

func TestResultsAreWrittenWithAllOptions(t *testing.T) {
	some := all.Result{
		Text: "<", HTML: "&", Quoted: ">", Raw: json.RawMessage(`"<"`), Any: []any{map[string]any(nil), []string(nil), "<"},
		Codes: map[all.Code]string{1: "<"}, Inners: []all.Inner{{Name: "&"}},
	}
	const want = `{"text":"<","<html>&":"&","quoted":"\">\"","raw":"<","any":[{},[],"<"],"err":null,"list":[],"strings":{},"numbers":{},` +
		`"codes":{"<code>":"<"},"code":"<code>","doc":{"doc":"<&>` + "\u2028" + `"},"bytes":"","next":null,"inners":[{"name":"&"}]}`
	var e codec.Enc
	if got := string(encodeAllReply(&e, nil, &some)); got != want || e.Err("") != nil {
		t.Errorf("got %s, %v\nwant %s", got, e.Err(""), want)
	}
	some.Err = errors.New("x")
	e.Reset()
	if encodeAllReply(&e, nil, &some); e.Err("result") == nil || e.Err("result").Error() != "result.err: cannot write a *errors.errorString that is in an interface" {
		t.Errorf("a foreign value: %v", e.Err("result"))
	}
}

func TestADirectiveTakesOptionsBack(t *testing.T) {
	s := codec.Text([]byte(`{"none":1,"text":"a"}`))
	var d codec.Dec
	var v all.Params
	if decodeSomeRequest(&d, s, 0, &v) < 0 || v.Text != "a" {
		t.Errorf("got %+v, %v", v, d.Err(s, 0, "params"))
	}
	var e codec.Enc
	got := string(encodeResultNative(&e, nil, &all.Result{Text: "<"}))
	if !strings.HasPrefix(got, `{"text":"\u003c","\u003chtml\u003e\u0026":"","quoted":"\"\"","raw":null,"any":null,"err":null,"list":null,`) {
		t.Errorf("got %s", got)
	}
}

func TestTheProgramDoesNotImportEncodingJSON(t *testing.T) {
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(pkg.Imports, "github.com/owgen/owgen/runtime/codec/fallback") {
		t.Errorf("it imports %q", pkg.Imports)
	}
}
