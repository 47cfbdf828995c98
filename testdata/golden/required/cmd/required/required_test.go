package main

import (
	"testing"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/testdata/golden/required"
)

func TestMissingFieldsAreReportedTogether(t *testing.T) {
	for document, want := range map[string]string{
		`{"id":1,"items":[],"note":null}`:                               "",
		`{"note":null,"ITEMS":null,"id":0}`:                             "",
		`{"id":1,"items":[null],"note":"x","first":null,"second":null}`: "",
		`{}`:                                  "params: required fields id, items, note are missing at offset 0",
		` null`:                               "params: required fields id, items, note are missing at offset 1",
		`{"id":null,"items":[],"note":null}`:  "params: required field id is missing at offset 0",
		`{"id": null,"items":[],"note":null}`: "params: required field id is missing at offset 0",
		`{"id":1,"items":[{"sku":"a"}, {"count":2}],"note":null}`: "params.items[1]: required field sku is missing at offset 30",
		`{"id":1,"items":[],"note":null,"first": {"sku":null}}`:   "params.first: required field sku is missing at offset 40",
		`{"id":1,"items":[],"note":null,"second":{}}`:             "params.second: required field sku is missing at offset 40",
		`{"id":1,"items":[],"note":null,"second":{},"id":"x"}`:    "params.second: required field sku is missing at offset 40",
		`{"id":"x"}`: "params.id: expected number, got string at offset 6",
	} {
		var d codec.Dec
		var v required.Params
		s := codec.Text([]byte(document))
		got := ""
		if i := decodeParams(&d, s, 0, &v); i < 0 || d.Document(s, i) < 0 {
			got = d.Err(s, 0, "params").Error()
		}
		if got != want {
			t.Errorf("%s:\n got %q\nwant %q", document, got, want)
		}
	}
}
