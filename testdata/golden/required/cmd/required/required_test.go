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
		`{}`:                                  "params.id: is required (and 2 more)",
		` null`:                               "params.id: is required (and 2 more)",
		`{"id":null,"items":[],"note":null}`:  "params.id: is required",
		`{"id": null,"items":[],"note":null}`: "params.id: is required",
		`{"id":1,"items":[{"sku":"a"}, {"count":2}],"note":null}`: "params.items[1].sku: is required",
		`{"id":1,"items":[],"note":null,"first": {"sku":null}}`:   "params.first.sku: is required",
		`{"id":1,"items":[],"note":null,"second":{}}`:             "params.second.sku: is required",
		`{"id":1,"items":[],"note":null,"second":{},"id":"x"}`:    "params.id: expected number, got string at offset 48",
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
