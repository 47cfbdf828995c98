package main

import (
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/testdata/golden/constraints"
)

// decode reads a document and returns what is wrong with it: each place with its text, separated by " | ".
func decode(document string) (constraints.Params, string) {
	var d codec.Dec
	var v constraints.Params
	s := codec.Text([]byte(document))
	d.Document(s, decodeParams(&d, s, 0, &v))
	err := d.Err(s, 0, "params")
	if err == nil {
		return v, ""
	}
	var told []string
	for _, violation := range err.Violations {
		told = append(told, violation.Path+": "+violation.Msg)
	}
	if told == nil {
		return v, err.Error()
	}
	return v, strings.Join(told, " | ")
}

// Each row is a member of an object that is fine besides.
func TestSCH1SCH2SCH3SCH4ValuesAreHeldToTheKeys(t *testing.T) {
	const email, limit, sku = "must be an email", "must be at most 100", "must match ^[A-Z]{3}-[0-9]+$"
	for _, test := range []struct{ member, want string }{
		{`"limit":1`, ""}, {`"limit":0`, "limit: must be at least 1"}, {`"limit":100`, ""}, {`"limit":101`, "limit: " + limit},
		{`"limit":-9223372036854775808`, "limit: must be at least 1"}, {`"limit":null`, ""}, {`"LIMIT":101`, "LIMIT: " + limit},
		{`"sort":"price"`, ""}, {`"sort":"name"`, ""}, {`"sort":""`, "sort: must be one of name, price"}, {`"sort":"Name"`, "sort: must be one of name, price"},
		{`"mail":"a@b.c"`, ""}, {`"mail":""`, "mail: " + email}, {`"mail":"a"`, "mail: " + email}, {`"mail":null`, ""},
		{`"id":null`, ""}, {`"id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"`, ""}, {`"id":"x"`, "id: must be a UUID"},
		{`"link":"x:y"`, ""}, {`"link":"y"`, "link: must be a URI"},
		{`"tags":["a"]`, ""}, {`"tags":[]`, "tags: must have at least 1 item"}, {`"tags":null`, ""}, {`"tags":["a","b","c","d"]`, ""},
		{`"tags":["a","b","c","d","e"]`, "tags: must have at most 4 items"}, {`"tags":["a","b","a"]`, "tags: items 0 and 2 are equal"},
		{`"tags":["a","\u0061"]`, "tags: items 0 and 1 are equal"}, {`"tags":["äöüäöü"]`, ""}, {`"tags":["äöüäöüä"]`, "tags[0]: must have at most 6 characters"},
		{`"tags":["1234567","1234567","","1","2"]`, "tags[0]: must have at most 6 characters | tags[1]: must have at most 6 characters | tags: must have at most 4 items; items 0 and 1 are equal"},
		{`"tags":[null,null]`, "tags: items 0 and 1 are equal"},
		{`"counts":[]`, ""}, {`"counts":[0,null,5]`, ""}, {`"counts":[1,-1,null,-2]`, "counts[1]: must be at least 0 | counts[3]: must be at least 0"},
		{`"corner":[1,0.5]`, ""}, {`"corner":[2]`, "corner[0]: must be at most 1"}, {`"corner":[0,1.0000000000000002]`, "corner[1]: must be at most 1"},
		{`"corner":[0,0,9]`, ""},
		{`"names":null`, ""}, {`"names":[]`, ""}, {`"names":["ABC-1"]`, ""}, {`"names":["ABC-1","ABC-","ABC-3"]`, "names[1]: " + sku + " | names: must have at most 2 items"},
		{`"deep":18446744073709551614`, ""}, {`"deep":18446744073709551615`, "deep: must be at most 18446744073709551614"}, {`"deep":null`, ""},
		{`"items":[{"sku":"ABC-1"}]`, ""}, {`"items":[{"sku":"ABC-1\n"}]`, "items[0].sku: " + sku}, {`"items":[{}]`, "items[0].sku: is required"},
		{`"items":[null]`, ""}, {`"items":[{"sku":null}]`, "items[0].sku: is required"},
		{`"first":{"sku":"ABC-1","quantity":3}`, ""}, {`"first":{"sku":"ABC-1","quantity":9007199254740993}`, ""},
		{`"first":{"sku":"ABC-1","quantity":9007199254740996}`, "first.quantity: must be at most 9007199254740993"},
		{`"first":{"sku":"ABC-1","quantity":-1}`, "first.quantity: must be at least 1; must be a multiple of 3"},
		{`"first":{"sku":"ABC-1","price":0.01}`, ""}, {`"first":{"sku":"ABC-1","price":0}`, "first.price: must be greater than 0"},
		{`"first":{"sku":"ABC-1","price":0.07}`, ""}, {`"first":{"sku":"ABC-1","price":7e-2}`, ""}, {`"first":{"sku":"ABC-1","price":0.075}`, "first.price: must be a multiple of 0.01"},
		{`"first":{"sku":"ABC-1","price":0.07000000000000001}`, "first.price: must be a multiple of 0.01"},
		{`"first":{"sku":"ABC-1","price":1e6}`, "first.price: must be less than 1e6"}, {`"first":{"sku":"ABC-1","price":999999.99}`, ""},
		{`"first":{"sku":"ABC-1","weight":0.1}`, ""}, {`"first":{"sku":"ABC-1","weight":0.0999999999}`, ""}, // they round alike
		{`"first":{"sku":"ABC-1","weight":0.09999}`, "first.weight: must be at least 0.1"}, {`"first":{"sku":"ABC-1","weight":null}`, ""},
		{`"first":null`, ""}, {`"wait":-1`, ""}, {`"wait":-2`, "wait: must be at least -1"},
		{`"pages":{"a":{"size":50},"b":null}`, ""}, {`"pages":{"a b":{"size":51}}`, `pages["a b"].size: must be at most 50`},
		{`"plain":""`, ""}, {`"title":""`, ""},
		{`"name":null`, "name: is required"}, {`"name":"a"`, "name: must have at least 2 characters"}, {`"name":"abcdef"`, "name: must have at most 5 characters"},
		{`"name":"日本語日本"`, ""}, {`"name":"\ud800\ud800"`, ""}, {`"name":"😀"`, "name: must have at least 2 characters"}, {`"name":"\ud83d\ude00"`, "name: must have at least 2 characters"},
	} {
		document := `{"name":"Ada",` + test.member + `}`
		if strings.HasPrefix(test.member, `"name"`) {
			document = `{` + test.member + `}`
		}
		if _, got := decode(document); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.member, got, test.want)
		}
	}
}

func TestSCH5EnumsHoldWhereverTheirTypeIs(t *testing.T) {
	const status = `must be one of open, closed, "lost, or stolen"`
	for _, test := range []struct{ member, want string }{
		{`"first":{"sku":"ABC-1","status":"lost, or stolen"}`, ""}, {`"first":{"sku":"ABC-1","status":"lost"}`, "first.status: " + status},
		{`"first":{"sku":"ABC-1","level":2,"status":null}`, ""}, {`"first":{"sku":"ABC-1","level":0}`, "first.level: must be one of 1, 2"},
		{`"byStatus":{"open":1,"closed":1}`, ""}, {`"byStatus":{"open":0}`, "byStatus.open: must be 1"},
		{`"byStatus":{"lost":1}`, "byStatus.lost: the name " + status}, {`"byStatus":{"a b":null}`, `byStatus["a b"]: the name ` + status},
		{`"byStatus":{"x":2}`, "byStatus.x: the name " + status + "; must be 1"},
		{`"byLevel":{"x":["open",null,"shut"]}`, "byLevel.x[2]: " + status},
		{`"levels":[2]`, ""}, {`"levels":[1]`, "levels[0]: must be 2"}, {`"levels":[2,2]`, "levels: items 0 and 1 are equal"},
		{`"only":"open"`, ""}, {`"only":"closed"`, "only: must be open"}, {`"only":null`, ""},
		{`"quoted":"1"`, ""}, {`"quoted":"2"`, "quoted: must be 1"}, {`"quoted":null`, ""},
	} {
		if _, got := decode(`{"name":"Ada",` + test.member + `}`); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.member, got, test.want)
		}
	}
}

func TestSCH15NullInAMapIsZero(t *testing.T) {
	v, problem := decode(`{"name":"Ada","byStatus":{"open":1,"closed":null}}`)
	if got := v.ByStatus; len(got) != 2 || got["open"] != 1 || got["closed"] != 0 || problem != "" {
		t.Errorf("got %v, %s", got, problem)
	}
}

// encoded is v as JSON, from the first of the members in question on.
func encoded(v *constraints.Params) string {
	return string(encodeParams(new(codec.Enc), nil, v))
}

func TestSCH15SCH16DefaultsAreSetWhereMembersAreAbsent(t *testing.T) {
	absent, problem := decode(`{"name":"Ada"}`)
	const want = `{"limit":20,"sort":"name","name":"Ada","mail":"","id":null,"link":"","tags":null,"counts":null,"corner":[0,0],"names":null,"deep":null,` +
		`"items":null,"byStatus":null,"byLevel":null,"levels":null,"only":"open","quoted":"0","first":{"sku":"","quantity":0,"price":0,"weight":null,"status":"","level":0,"unit":"piece"},` +
		`"page":{"size":10,"marks":["new"]},"pages":{"a":{"size":1,"marks":["new"]}},"since":"2026-01-01T00:00:00Z","ratio":0.5,"wait":-1,"yes":true,"any":[1,null],"number":"7","title":"say \"hi\"","plain":""}`
	if got := encoded(&absent); got != want || problem != "" {
		t.Errorf("got %s, %s", got, problem)
	}

	// What one call does with its values makes no difference to the next one.
	absent.Page.Marks[0], *absent.Ratio, absent.Any.([]any)[0] = "old", 7, "x"
	absent.Pages["b"] = constraints.Page{}
	if again, _ := decode(`{"name":"Ada"}`); encoded(&again) != want {
		t.Errorf("the second call got %s", encoded(&again))
	}

	// Null is absence where it is no value, and else it is a value.
	null, problem := decode(`{"name":"Ada","limit":null,"sort":null,"only":null,"first":null,"page":null,"since":null,"wait":null,"yes":null,"number":null,"title":null,` +
		`"pages":null,"ratio":null,"any":null}`)
	if got := encoded(&null); got != strings.NewReplacer(`"pages":{"a":{"size":1,"marks":["new"]}}`, `"pages":null`, `"ratio":0.5`, `"ratio":null`, `"any":[1,null]`, `"any":null`).Replace(want) || problem != "" {
		t.Errorf("got %s, %s", got, problem)
	}

	// What is there stays, also if it is zero or empty, and nothing is added to it.
	for _, member := range []string{
		`"limit":1`, `"sort":"price"`, `"page":{"size":0,"marks":[]}`, `"page":{"size":0,"marks":null}`, `"pages":{}`, `"pages":{"b":{"size":0,"marks":[]}}`, `"ratio":0`, `"wait":0`, `"yes":false`,
		`"any":{}`, `"number":"0"`, `"title":""`, `"since":"0001-01-01T00:00:00Z"`,
	} {
		v, problem := decode(`{"name":"Ada",` + member + `}`)
		if got := encoded(&v); !strings.Contains(got, member) || problem != "" {
			t.Errorf("%s: got %s, %s", member, got, problem)
		}
	}

	// Objects get those of their own members, wherever they are; null in a list and in a map is zero.
	v, problem := decode(`{"name":"Ada","first":{"sku":"ABC-1"},"items":[{"sku":"ABC-2"},null],"page":{},"pages":{"x":{},"y":null}}`)
	for _, part := range []string{
		`"items":[{"sku":"ABC-2","quantity":0,"price":0,"weight":null,"status":"","level":0,"unit":"piece"},{"sku":"","quantity":0,"price":0,"weight":null,"status":"","level":0}]`,
		`"first":{"sku":"ABC-1","quantity":0,"price":0,"weight":null,"status":"","level":0,"unit":"piece"}`, `"page":{"size":10,"marks":["new"]}`,
		`"pages":{"x":{"size":10,"marks":["new"]},"y":{"size":0,"marks":null}}`,
	} {
		if got := encoded(&v); !strings.Contains(got, part) || problem != "" {
			t.Errorf("%s is not in %s, %s", part, got, problem)
		}
	}

	// A call without parameters, and null in place of all of them, is an empty object.
	for _, document := range []string{`{}`, `null`} {
		if v, problem := decode(document); v.Paging == nil || v.Limit != 20 || problem != "name: is required" {
			t.Errorf("%s: %+v, %s", document, v.Paging, problem)
		}
	}
}

func TestSCH21WhatIsNotOfTheTypeIsToldAlone(t *testing.T) {
	for document, want := range map[string]string{
		`{"limit":0,"name":"a","mail":5}`:  "params.mail: expected string, got number at offset 29",
		`{"limit":0,"name":"a"`:            "params.name: expected ',' or '}', got end of input at offset 21",
		`{"limit":0,"name":"a"} }`:         "params: expected end of input, got '}' at offset 23",
		`{"limit":0,"tags":["too long",1]`: "params.tags[1]: expected string, got number at offset 30",
		`{"limit":1.0}`:                    "params.limit: expected integer, got 1.0 at offset 9",
		`{"first":{"quantity":1e30}}`:      "params.first.quantity: expected integer, got 1e30 at offset 21",
	} {
		if _, got := decode(document); got != want {
			t.Errorf("%s:\n got %s\nwant %s", document, got, want)
		}
	}
}
