package page

import "testing"

// shop is a schema as owgen prints it, with something of all that stands in others.
const shop = `{"title":"Params","type":"object","properties":{
	"id":{"type":"string"},
	"qty":{"type":"integer","format":"int64","minimum":1,"maximum":9},
	"price":{"type":"number","format":"double"},
	"big":{"type":"integer","format":"int64"},
	"gift":{"type":"boolean"},
	"note":{"type":["string","null"]},
	"address":{"$ref":"#/$defs/Address"},
	"partner":{"anyOf":[{"$ref":"#/$defs/Address"},{"type":"null"}]},
	"items":{"type":"array","items":{"$ref":"#/$defs/Item"}},
	"tags":{"type":"array","items":{"type":"string"}},
	"labels":{"type":"object","additionalProperties":{"type":"string"}},
	"box":{"type":"array","minItems":3,"maxItems":3,"items":{"type":"integer","format":"int64"}},
	"meta":{}},
	"required":["id"],
	"$defs":{
		"Address":{"type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"},"zip":{"type":"string"}},"required":["city"]},
		"Item":{"type":"object","properties":{"sku":{"type":"string"},"count":{"type":"integer","default":1},"parts":{"type":"array","items":{"$ref":"#/$defs/Item"}}},"required":["sku"]}}}`

func TestDEV47AnEditChangesItsOwnPartOfTheTextAndNothingElse(t *testing.T) {
	f := openForm(t)
	for _, c := range []struct{ name, text, do, want string }{
		{"a string", `{"id":"a","qty": 1}`, `fill("input:id", "b\"c")`, `{"id":"b\"c","qty": 1}`},
		{"digits stay", `{"big":9007199254740993,"price":1.0,"qty":1e400,"id":"a"}`, `fill("input:id", "b")`,
			`{"big":9007199254740993,"price":1.0,"qty":1e400,"id":"b"}`},
		{"digits come", `{"big":1}`, `fill("input:big", "9007199254740993")`, `{"big":9007199254740993}`},
		{"1.0 comes", `{"price":2}`, `fill("input:price", "1.0")`, `{"price":1.0}`},
		{"1e400 comes", `{"price":2}`, `fill("input:price", "1e400")`, `{"price":1e400}`},
		{"white space stays", "{ \"id\" :\t\"a\" ,\n\n  \"gift\":true}", `click("input:gift")`, "{ \"id\" :\t\"a\" ,\n\n  \"gift\":false}"},
		{"unknown members stay", `{"zz":[1, {"y":2}],"id":"a","yy":null}`, `fill("input:id", "b")`, `{"zz":[1, {"y":2}],"id":"b","yy":null}`},
		{"duplicates stay, the last one counts", `{"id":"a","id":"b"}`, `fill("input:id", "c")`, `{"id":"a","id":"c"}`},
		{"escapes elsewhere stay", `{"id":"\u0061","note":"\u00e9\/"}`, `fill("input:id", "b")`, `{"id":"b","note":"\u00e9\/"}`},
		{"a new member in its place", `{"id":"a","gift":true}`, `fill("input:qty", "3")`, `{"id":"a", "qty": 3,"gift":true}`},
		{"a new first member", `{"gift": true}`, `fill("input:id", "a")`, `{"id": "a", "gift": true}`},
		{"before unknown ones", `{"zz":1}`, `fill("input:id", "a")`, `{"id": "a", "zz":1}`},
		{"into an empty object", `{}`, `fill("input:id", "a")`, "{\n  \"id\": \"a\"\n}"},
		{"in lines", "{\n  \"id\": \"a\",\n  \"gift\": true\n}", `fill("input:big", "3")`, "{\n  \"id\": \"a\",\n  \"big\": 3,\n  \"gift\": true\n}"},
		{"with tabs", "{\n\t\"id\": \"a\"\n}", `fill("input:qty", "3")`, "{\n\t\"id\": \"a\",\n\t\"qty\": 3\n}"},
		{"with what it stands in", `{"id":"a"}`, `fill("input:address.zip", "1")`, `{"id":"a", "address": {"city":"", "zip": "1"}}`},
		{"the only member goes", `{ "id": "a" }`, `click("include:id")`, `{}`},
		{"the first goes", `{"id":"a", "qty":1}`, `click("include:id")`, `{"qty":1}`},
		{"the last goes", "{\n  \"id\": \"a\",\n  \"qty\": 1\n}", `click("include:qty")`, "{\n  \"id\": \"a\"\n}"},
		{"an element", `{"tags":["a", "b","c"]}`, `fill("input:tags[1]", "x")`, `{"tags":["a", "x","c"]}`},
		{"a new row", `{"tags":["a", "b"]}`, `click("add:tags")`, `{"tags":["a", "b", ""]}`},
		{"a row of structs has what is required or defaulted", "{\n  \"id\": \"\"\n}", `click("add:items")`,
			"{\n  \"id\": \"\",\n  \"items\": [\n    {\n      \"sku\": \"\",\n      \"count\": 1\n    }\n  ]\n}"},
		{"a row goes", `{"tags":["a", "b","c"]}`, `click("remove:tags[0]")`, `{"tags":["b","c"]}`},
		{"a row goes up", `{"tags":[ "a", "b"]}`, `click("up:tags[1]")`, `{"tags":[ "b", "a"]}`},
		{"a row goes down", `{"items":[{"sku":"a"},{"sku":"b","z":1.0}]}`, `click("down:items[0]")`, `{"items":[{"sku":"b","z":1.0},{"sku":"a"}]}`},
		{"a key", `{"labels":{"a":"1","b":"2"}}`, `fill("key:labels[1]", "c")`, `{"labels":{"a":"1","c":"2"}}`},
		{"a row of a map", `{"labels":{"a":"1"}}`, `click("add:labels"); fill("key:labels[1]", "b"); fill("input:labels[1]", "2")`, `{"labels":{"a":"1", "b": "2"}}`},
		{"a map row goes", `{"labels":{"a":"1","b":"2"}}`, `click("remove:labels[1]")`, `{"labels":{"a":"1"}}`},
		{"a place in an array", `{"box":[1,2,3]}`, `fill("input:box[2]", "7")`, `{"box":[1,2,7]}`},
		{"a place in a short array", `{"box":[1]}`, `fill("input:box[2]", "7")`, `{"box":[1, 0, 7]}`},
		{"a nested value of any kind keeps its lines", "{\n  \"meta\": {\n    \"a\": 1\n  }\n}", `fill("input:meta", hook("input:meta").value.replace("1", "2.0"))`,
			"{\n  \"meta\": {\n    \"a\": 2.0\n  }\n}"},
		{"null", `{"note":"a"}`, `click("null:note")`, `{"note":null}`},
		{"a null struct is filled", `{"partner":null}`, `fill("input:partner.city", "B")`, `{"partner":{"city":"B"}}`},
		{"what is no number goes as a string", `{"qty":1}`, `fill("input:qty", "12x")`, `{"qty":"12x"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f.Make(shop, "")
			f.Run(`if (made.setText(%v)) throw new Error("it is no JSON"); `+c.do, c.text)
			if got := f.JSON(); got != c.want {
				t.Errorf("%s: %s: the text is\n%s\nwant\n%s", c.text, c.do, got, c.want)
			}
			if last := value[string](f.Page, `window.last`); last != c.want {
				t.Errorf("onText got %s", last)
			}
		})
	}
}

func TestDEV47TextThatIsNoJSONLeavesTheFormAndSaysWhere(t *testing.T) {
	f := openForm(t)
	for _, c := range []struct {
		text, words string
		line, col   int
	}{
		{"", "expected a value, found the end", 1, 1},
		{"{\n  \"id\": \"ä\",\n}", "expected a name in quotes, found }", 3, 1},
		{"{\"id\": \"ä\" \"qty\": 1}", `expected , or }, found "qty`, 1, 12},
		{"[1,\r\n tru]", "expected a value, found tru", 2, 2},
		{`{"id": 01}`, "expected , or }, found 1", 1, 9},
		{`{"id": "a`, `expected a value, found "a`, 1, 8},
		{`{"id": "\x"}`, `expected a value, found "\x`, 1, 8},
		{`{} x`, "expected the end, found x", 1, 4},
	} {
		f.Make(shop, "")
		f.Run(`made.setText('{"id":"before"}')`)
		type place struct {
			Line, Col int
			Message   string
		}
		if got := value[place](f.Page, `made.setText(%v)`, c.text); got != (place{c.line, c.col, c.words}) {
			t.Errorf("%q: %+v, want %d:%d: %s", c.text, got, c.line, c.col, c.words)
		}
		f.Want(c.text)
		f.WantTrue(`q("input:id").value === "before"`)
		f.WantTrue(`made.setText('{"id":"after"}') === null && q("input:id").value === "after"`)
	}
}

func TestDEV47JSONIsIndentedByItsTextAndNotByItsNumbers(t *testing.T) {
	f := openForm(t)
	for text, want := range map[string]string{
		`{"a":[1,{"b":9007199254740993}],"c":{},"d":[ ],"e":1e400,"f":"{[,:\"]\\","a":1.0}`: "{\n  \"a\": [\n    1,\n    {\n      \"b\": 9007199254740993\n    }\n  ],\n" +
			"  \"c\": {},\n  \"d\": [],\n  \"e\": 1e400,\n  \"f\": \"{[,:\\\"]\\\\\",\n  \"a\": 1.0\n}",
		` -0.0e-7 `: `-0.0e-7`, `"\ud800"`: `"\ud800"`, `[[]]`: "[\n  []\n]",
	} {
		if got := value[string](f.Page, `indentJSON(%v)`, text); got != want {
			t.Errorf("%s is indented as\n%s\nwant\n%s", text, got, want)
		}
	}
	for _, text := range []string{"", "{", "[1,]", "01", "undefined", "\ufeff{}"} {
		f.WantTrue(`indentJSON(%v) === null`, text)
	}
}
