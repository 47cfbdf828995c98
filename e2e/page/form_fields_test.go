package page

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// kinds is a schema with a field of each kind.
const kinds = `{"title":"Params","type":"object","properties":{
	"b":{"type":"boolean"},
	"s":{"description":"S is said.\n\nTwice.","type":"string","minLength":3,"maxLength":9,"pattern":"^a","examples":["abc"]},
	"i":{"type":"integer","format":"int64","minimum":1,"maximum":9},
	"f":{"type":"number","format":"double","exclusiveMinimum":0,"multipleOf":0.5},
	"d":{"type":"number","default":1.0},
	"e":{"type":"string","enum":["open","closed"],"default":"open"},
	"c":{"type":"string"},
	"t":{"type":"string","format":"date-time"},
	"wait":{"type":"integer","format":"int64"},
	"raw":{"type":"string","contentEncoding":"base64"},
	"q":{"type":"string","pattern":"^-?(0|[1-9][0-9]*)$"},
	"p":{"type":["integer","null"],"format":"int64"},
	"old":{"type":"string","deprecated":true},
	"in":{"description":"as it was","$ref":"#/$defs/In"},
	"list":{"type":"array","maxItems":5,"items":{"type":"string","minLength":2}},
	"quad":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer"}},
	"map":{"type":"object","additionalProperties":{"$ref":"#/$defs/In"},"propertyNames":{"enum":["x","y"]}},
	"any":{},
	"all":{"description":"all of it","$ref":"#/$defs/In"}},
	"required":["s","t"],
	"$defs":{"In":{"type":"object","properties":{"x":{"type":"integer","format":"int64"},"deep":{"type":"object","properties":{"y":{"type":"string"}}},"again":{"anyOf":[{"$ref":"#/$defs/In"},{"type":"null"}]}}}}}`

const kindsHints = `{"c":{"go":"Colour","constants":["red","blue"]},"wait":{"go":"time.Duration"},"in.x":{"go":"int","constants":[9007199254740993]},"map[].x":{"go":"mapped"}}`

func TestDEV45EachTypeHasItsField(t *testing.T) {
	f := openForm(t)
	f.Make(kinds, kindsHints)
	f.Want("{\n  \"s\": \"\",\n  \"d\": 1.0,\n  \"e\": \"open\",\n  \"t\": \"\"\n}")
	for path, want := range map[string]string{
		"b": "boolean", "s": "string", "i": "integer", "f": "number", "t": "time", "raw": "bytes", "in": "object", "list": "list", "quad": "array",
		"map": "map", "any": "any", "all": "object", "p": "integer", "in.deep.y": "string",
	} {
		f.WantTrue(`q("field:" + %v)?.dataset.type === %v`, path, want)
	}
	for _, fact := range []string{
		`q("input:b").type === "checkbox"`, `q("input:s").localName === "textarea" && q("input:s").placeholder === "abc"`,
		`q("input:i").inputMode === "numeric" && q("input:f").inputMode === "decimal"`,
		`q("input:t").placeholder === "2026-01-31T12:00:00Z"`,
		`q("field:s").dataset.required === "true" && q("field:b").dataset.required === "false"`,
		`q("field:s").querySelector("label").htmlFor === q("input:s").id && q("field:s").innerText.includes("s* string")`,
		`q("field:c").innerText.includes("Colour") && q("field:in").innerText.includes("In")`,
		`q("field:old").querySelector("s").innerText === "old" && q("help:old").innerText === "deprecated"`,
		`q("help:s").innerText === "S is said.\n\nTwice. · minLength 3 · maxLength 9 · pattern ^a"`,
		`q("help:i").innerText === "1 … 9" && q("help:f").innerText === "exclusiveMinimum 0 · multipleOf 0.5"`,
		`q("help:wait").innerText === "nanoseconds"`, `q("help:e").innerText === "enum open, closed"`, `q("help:in").innerText === "as it was"`,
		`q("help:list").innerText === "maxItems 5"`,
		`[...q("input:e").list.options].map(o => o.value).join() === "open,closed"`, `[...q("input:c").list.options].map(o => o.value).join() === "red,blue"`,
		`[...q("input:in.x").list.options].map(o => o.value).join() === "9007199254740993"`,
		`q("input:s").getAttribute("aria-describedby").startsWith(q("help:s").id) && q("input:s").getAttribute("aria-required") === "true"`,
		`q("field:in").localName === "fieldset" && q("toggle:in").getAttribute("aria-expanded") === "true"`,
		`q("field:in.again") !== null && q("field:in.again.x") === null && q("toggle:in.again").getAttribute("aria-expanded") === "false"`,
		`q("add:quad") === null && q("input:quad[1]") !== null && q("input:quad[2]") === null`,
	} {
		f.WantTrue(`%v`, expression(fact))
	}
}

// A required number begins as 0, which is in the way of who clicks there and types.
func TestDEV45WhatIsTypedIntoANumberTakesThePlaceOfZero(t *testing.T) {
	f := openForm(t)
	f.Make(`{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}`, `{}`)
	f.Click("input:n")
	f.Type("80")
	f.WantTrue(`q("input:n").value === "80"`)
	f.Click("input:n")
	f.Type("1") // behind what stands there
	f.WantTrue(`q("input:n").value === "801"`)
	f.Run(`made.setText('{"n":0}'); document.activeElement.blur(); q("input:n").focus()`) // as "/" does
	f.Type("7")
	f.WantTrue(`q("input:n").value === "7"`)
}

// A list offers what contains the text of its field: with the default in it, nothing else.
func TestDEV45AListOffersAllOfItsValues(t *testing.T) {
	f := openForm(t)
	f.Make(kinds, kindsHints)
	before := f.JSON()
	f.Click("input:e")
	f.WantTrue(`q("input:e").value === "" && q("input:e").placeholder === "open"`)
	f.Want(before)
	f.Press(kb.Tab)
	f.WantTrue(`q("input:e").value === "open"`)
	f.Want(before)
	f.Click("input:e")
	f.Type("closed")
	f.Press(kb.Tab)
	f.WantTrue(`q("input:e").value === "closed" && JSON.parse(made.text()).e === "closed"`)
}

// Who types goes from field to field by Tab: the boxes between them are reached by a key of their own.
func TestDEV44TabLeadsFromFieldToField(t *testing.T) {
	f := openForm(t)
	f.Make(`{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"},"in":{"type":"object","properties":{"c":{"type":"string"}}}}}`, "")
	f.Click("input:a")
	for _, want := range []string{"input:b", "toggle:in", "input:in.c"} {
		f.Press(kb.Tab)
		if got := f.focus(); got != want {
			t.Errorf("Tab leads to %s, want %s", got, want)
		}
	}
	for _, c := range []struct{ from, box, back, text string }{
		{"input:b", "include:b", "input:b", `{"b":""}`}, {"toggle:in", "include:in", "toggle:in", `{"b":"","in":{}}`},
	} {
		f.Run(`q(%v).focus()`, c.from)
		f.Press(kb.Enter, kb.ModifierAlt)
		if got := f.focus(); got != c.box {
			t.Errorf("Alt+Enter in %s leads to %s", c.from, got)
		}
		f.Press(" ")
		f.WantTrue(`JSON.stringify(JSON.parse(made.text())) === %v`, c.text)
		f.Press(kb.Tab)
		if got := f.focus(); got != c.back {
			t.Errorf("Tab leads from %s to %s, want %s", c.box, got, c.back)
		}
	}
}

func TestDEV45FieldsWriteTheJSONOfTheirType(t *testing.T) {
	f := openForm(t)
	for _, c := range []struct{ text, do, want string }{
		{`{}`, `click("input:b")`, `true`},
		{`{}`, `fill("input:s", "a\nb")`, `"a\nb"`},
		{`{}`, `fill("input:e", "torn")`, `"torn"`},
		{`{}`, `fill("input:c", "blue")`, `"blue"`},
		{`{}`, `fill("input:raw", "aGk=")`, `"aGk="`},
		{`{}`, `fill("input:raw", "hé"); click("encode:raw")`, `"aMOp"`},
		{`{}`, `fill("input:wait", "1000")`, `1000`},
		{`{}`, `fill("input:q", "12")`, `"12"`},
		{`{}`, `fill("input:any", "{\"a\": 1.0}")`, `{"a": 1.0}`},
		{`{}`, `fill("input:any", "plain")`, `"plain"`},
		{`{}`, `fill("input:any", "{\"a\"")`, `"{\"a\""`},
		{`{"in": {}}`, `click("toggle:in.again"); fill("input:in.again.x", "1")`, `{"again": {"x": 1}}`},
		{`{"map": {}}`, `click("add:map"); fill("key:map[0]", "x"); fill("input:map[0].x", "4")`, `{"x": {"x": 4}}`},
	} {
		f.Make(kinds, kindsHints)
		f.Run(`made.setText(%v); `+c.do, c.text)
		got := value[string](f.Page, `JSON.stringify(Object.values(JSON.parse(made.text()))[0])`)
		if want := value[string](f.Page, `JSON.stringify(JSON.parse(%v))`, c.want); got != want {
			t.Errorf("%s: the value is %s, want %s", c.do, got, want)
		}
	}
	f.Make(kinds, "")
	f.Run(`click("now:t")`)
	f.WantTrue(`/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(q("input:t").value) && Math.abs(Date.now() - Date.parse(q("input:t").value)) < 60000`)
	f.Run(`
		const files = new DataTransfer();
		files.items.add(new File([new Uint8Array([0, 255, 254])], "bytes"));
		hook("file:raw").files = files.files;
		hook("file:raw").dispatchEvent(new Event("change"))`)
	f.Await("the file is in the JSON", `JSON.parse(made.text()).raw === "AP/+"`)
}

func TestDEV45NumbersAreCheckedWhileTheyAreTyped(t *testing.T) {
	f := openForm(t)
	f.Make(kinds, "")
	for _, c := range []struct{ field, text, want string }{
		{"i", "12", ""}, {"i", "-", "is no integer"}, {"i", "1.0", "is no integer"}, {"i", "", "is no integer"}, {"i", "1e2", "is no integer"},
		{"i", "-9223372036854775808", ""}, {"f", "1.0", ""}, {"f", "1e400", ""}, {"f", "1.", "is no number"}, {"f", "NaN", "is no number"}, {"f", "01", "is no number"},
	} {
		f.Run(`fill("input:" + %v, %v)`, c.field, c.text)
		if got := value[string](f.Page, `q("error:" + %v)?.innerText ?? ""`, c.field); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.text, c.field, got, c.want)
		}
		f.WantTrue(`q("input:" + %v).getAttribute("aria-invalid") === %v`, c.field, map[bool]string{true: "true", false: "false"}[c.want != ""])
		f.WantTrue(`q("input:" + %v).value === %v && document.activeElement === q("input:" + %v)`, c.field, c.text, c.field)
	}
}

func TestDEV46EmptyZeroFalseNullAndAbsentAreFiveThings(t *testing.T) {
	f := openForm(t)
	const schema = `{"type":"object","properties":{"s":{"type":["string","null"]},"i":{"type":["integer","null"]},"b":{"type":["boolean","null"]},
		"l":{"type":["array","null"],"items":{"type":"string"}},"o":{"anyOf":[{"$ref":"#/$defs/O"},{"type":"null"}]},"r":{"type":"string"},"d":{"type":"integer","default":7}},
		"required":["r"],"$defs":{"O":{"type":"object","properties":{"x":{"type":"integer"}}}}}`
	for _, c := range []struct{ name, do, want string }{
		{"required and defaulted are there", ``, `{"r":"","d":7}`},
		{"touched and emptied", `fill("input:s", "a"); fill("input:s", "")`, `{"s":"","r":"","d":7}`},
		{"included", `click("include:s"); click("include:i"); click("include:b"); click("include:l"); click("include:o")`,
			`{"s":"","i":0,"b":false,"l":[],"o":{},"r":"","d":7}`},
		{"null", `click("null:s"); click("null:i"); click("null:b"); click("null:l"); click("null:o")`, `{"s":null,"i":null,"b":null,"l":null,"o":null,"r":"","d":7}`},
		{"no longer null", `click("null:s"); click("null:i"); click("null:o"); click("null:s"); click("null:i"); click("null:o")`, `{"s":"","i":0,"o":{},"r":"","d":7}`},
		{"typing ends null", `click("null:s"); fill("input:s", "a")`, `{"s":"a","r":"","d":7}`},
		{"typing in a null struct", `click("null:o"); fill("input:o.x", "1")`, `{"o":{"x":1},"r":"","d":7}`},
		{"absent again", `click("include:s"); click("include:s"); click("include:d"); click("include:r")`, `{}`},
		{"false", `click("input:b"); click("input:b")`, `{"b":false,"r":"","d":7}`},
		{"back with what it was", `fill("input:s", "abc"); click("include:s"); click("include:s"); click("null:s"); click("null:s")`, `{"s":"abc","r":"","d":7}`},
	} {
		f.Make(schema, "")
		f.Run(`%v`, expression(c.do))
		if got := value[string](f.Page, `JSON.stringify(JSON.parse(made.text()))`); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		f.WantTrue(`["s", "i", "b", "l", "o", "r", "d"].every((name) => q("include:" + name).checked === name in JSON.parse(made.text()))`)
		f.WantTrue(`["s", "i", "b", "l", "o"].every((name) => q("null:" + name).checked === (JSON.parse(made.text())[name] === null))`)
	}
}
