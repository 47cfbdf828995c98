package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/oracle"
	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/runtime/codec"
)

// program is the name of the options that this program was generated with.
var program = func() string {
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	return filepath.Base(dir)
}()

var v2 = oracle.Named(program)

func check[T any](t *testing.T, decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte, o difftest.Oracle) {
	judges := []difftest.Oracle{o}
	if program == "unknown" {
		judges = append(judges, encodingJSON)
	}
	for _, judge := range judges {
		c := difftest.Codec[T]{Decode: decode, Encode: encode, Oracle: &judge}
		difftest.Check(t, c, 1, 50)
		difftest.CheckMerge(t, c, 1, 50)
	}
}

func TestScalars(t *testing.T) {
	check(t, decodeDoScalarsRequest, encodeDoScalarsReply, v2.Oracle(oracle.V2))
}

func TestContainers(t *testing.T) {
	check(t, decodeDoContainersRequest, encodeDoContainersReply, v2.Oracle(oracle.V2))
}

func TestEmbedded(t *testing.T) {
	check(t, decodeDoEmbeddedRequest, encodeDoEmbeddedReply, v2.Oracle(oracle.V2))
}

func TestTags(t *testing.T) {
	check(t, decodeDoTagsRequest, encodeDoTagsReply, v2.Oracle(oracle.V2))
}

func TestRecursive(t *testing.T) {
	check(t, decodeDoRecursiveRequest, encodeDoRecursiveReply, v2.Oracle(oracle.V2))
}

func TestGenerics(t *testing.T) {
	check(t, decodeDoGenericsRequest, encodeDoGenericsReply, v2.Oracle(oracle.V2))
}

func TestTimes(t *testing.T) {
	check(t, decodeDoTimesRequest, encodeDoTimesReply, v2.Oracle(oracle.V2))
}

func TestQuoted(t *testing.T) {
	check(t, decodeDoQuotedRequest, encodeDoQuotedReply, v2.Quoting())
}

func TestKeys(t *testing.T) {
	check(t, decodeDoKeysRequest, encodeDoKeysReply, v2.Oracle(oracle.Sorting))
}

func TestMethods(t *testing.T) {
	check(t, decodeDoMethodsRequest, encodeDoMethodsReply, v2.Oracle(oracle.V2))
}

func TestShape(t *testing.T) {
	check(t, decodeDoShapeRequest, encodeDoShapeReply, v2.Oracle(oracle.V2))
}

// encodingJSON is the other judge of unknown=reject, with html=raw.
var encodingJSON = difftest.Oracle{
	Marshal: func(v any) ([]byte, error) {
		var text bytes.Buffer
		enc := json.NewEncoder(&text)
		enc.SetEscapeHTML(false)
		err := enc.Encode(v)
		return bytes.TrimSuffix(text.Bytes(), []byte("\n")), err
	},
	Unmarshal: func(document []byte, v any) error {
		d := json.NewDecoder(bytes.NewReader(document))
		d.DisallowUnknownFields()
		if err := d.Decode(v); err != nil {
			return err
		}
		if _, err := d.Token(); err != io.EOF {
			return errors.New("there is more")
		}
		return nil
	},
}

// TestDifferences has documents that owgen accepts and v2 does not.
func TestDifferences(t *testing.T) {
	for _, test := range []struct {
		program, document string
		judge             func(document string) (ours, theirs error)
		why               string
	}{
		{"unknown", `{"__ow_path":""}`, judge(decodeDoScalarsRequest), "OpenWhisk adds parameters"},
		{"all", `{"__ow_path":{"a":1,"a":2}}`, judge(decodeDoScalarsRequest), "these are skipped"},
		{"duplicates", `{"no":1,"no":2}`, judge(decodeDoScalarsRequest), "what names no field is skipped"},
		{"duplicates", `{"no":{"a":1,"a":2}}`, judge(decodeDoScalarsRequest), "what is in it is skipped, too"},
		{"duplicates", `{"board":[[],[null,null,null,{"a":1,"a":2}],[{"a":1,"a":2}]]}`, judge(decodeDoContainersRequest), "what does not fit into an array is skipped"},
		{"duplicates", `{"Raw":[{"a":1,"a":2}]}`, judge(decodeDoTimesRequest), "a text is kept as it is"},
		{"duplicates", `{"celsius":{"deg":"1<&>","deg":"2<&>"}}`, judge(decodeDoMethodsRequest), "a type reads its text itself"},
	} {
		if test.program != program {
			continue
		}
		if ours, theirs := test.judge(test.document); ours != nil || theirs == nil {
			t.Errorf("%s: %s\nowgen: %v\nv2: %v", test.document, test.why, ours, theirs)
		}
	}
}

// judge returns what lets owgen and v2 judge a document.
func judge[T any](decode func(*codec.Dec, string, int, *T) int) func(document string) (ours, theirs error) {
	return func(document string) (ours, theirs error) {
		var d codec.Dec
		d.SkipPrefix("__ow_") // as the runtime does
		s := codec.Text([]byte(document))
		if i := decode(&d, s, 0, new(T)); i < 0 || d.Document(s, i) < 0 {
			ours = d.Err(s, 0, "params")
		}
		return ours, v2.Plain([]byte(document), new(T))
	}
}
