package page

import "testing"

func TestDEV48ErrorsAreShownAtTheirFields(t *testing.T) {
	f := openForm(t)
	f.Make(shop, "")
	f.Run(`made.setText('{"items":[{"sku":"a"},{"sku":"b","parts":[{}]}],"labels":{"a b":"1","c":"2"},"meta":{"x":[1]}}')`)
	f.Run(`made.showErrors([{path: "id", message: "is required"}, {path: "address.city", message: "is unknown"}, {path: "items[1].parts[0].sku", message: "is required"},
		{path: "labels[\"a b\"]", message: "is odd"}, {path: "labels.c", message: "is even"}, {path: "meta.x[0]", message: "is one"}, {path: "qty", message: "1"},
		{path: "qty", message: "2"}, {path: "nowhere.at.all", message: "is lost"}])`)
	for id, want := range map[string]string{
		"error:id": "is required", "error:address.city": "is unknown", "error:items[1].parts[0].sku": "is required", "error:labels[0]": "is odd",
		"error:labels[1]": "is even", "error:meta": "x: 0: is one", "error:qty": "1; 2",
	} {
		if got := f.Text(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	f.WantTrue(`document.getElementById("form").innerText.includes("nowhere: at: all: is lost")`)
	f.WantTrue(`q("input:id").getAttribute("aria-invalid") === "true" && q("input:id").getAttribute("aria-describedby").includes(q("error:id").id)`)
	f.WantTrue(`q("toggle:items[1].parts").getAttribute("aria-expanded") === "true"`)
	f.Run(`fill("input:id", "x")`)
	f.WantTrue(`q("error:id") === null && q("error:qty") !== null`)
	f.Run(`made.showErrors([])`)
	f.WantTrue(`document.querySelectorAll("[data-testid^='error:']").length === 0`)
}

func TestDEV45FocusStaysWhereItIs(t *testing.T) {
	f := openForm(t)
	f.Make(shop, "")
	at := func(do, want string) {
		t.Helper()
		f.Run(`%v`, expression(do))
		if got := value[string](f.Page, `document.activeElement.dataset.testid ?? document.activeElement.localName`); got != want {
			t.Errorf("after %s the focus is on %s, want %s", do, got, want)
		}
	}
	at(`fill("input:address.zip", "1")`, "input:address.zip")
	at(`click("include:note")`, "include:note")
	at(`click("null:note")`, "null:note")
	at(`click("add:tags"); click("add:tags"); click("add:tags")`, "input:tags[2]")
	at(`fill("input:tags[0]", "x")`, "input:tags[0]")
	at(`click("down:tags[0]")`, "down:tags[1]")
	at(`click("remove:tags[1]")`, "remove:tags[1]")
	at(`click("remove:tags[1]")`, "remove:tags[0]")
	at(`click("remove:tags[0]")`, "add:tags")
	at(`click("add:labels")`, "key:labels[0]")
	at(`fill("key:labels[0]", "k")`, "key:labels[0]")
	at(`click("add:items")`, "input:items[0].sku")
	at(`click("toggle:address")`, "toggle:address")
	at(`fill("input:id", "abc"); hook("input:id").setSelectionRange(1, 1); made.update({...exactJSON(`+"`"+shop+"`"+`), title: "Other"}, {})`, "input:id")
	f.WantTrue(`q("toggle:address").getAttribute("aria-expanded") === "false"`)
}

func TestDEV50ValuesStayWhenABuildChangesTheFields(t *testing.T) {
	f := openForm(t)
	const str, num = `{"type":"string"}`, `{"type":"integer"}`
	object := func(fields string) string {
		return `{"type":"object","properties":{` + fields + `},"required":["r","s"]}`
	}
	for _, c := range []struct{ name, before, after, text, want string }{
		{"a renamed field", `"a":` + str + `,"payload":` + str + `,"c":` + str, `"a":` + str + `,"body":` + str + `,"c":` + str,
			`{"a":"1", "payload":"x"}`, `{"a":"1", "body":"x"}`},
		{"a renamed field that is not there", `"a":` + str + `,"payload":` + str, `"a":` + str + `,"body":` + str, `{"a":"1"}`, `{"a":"1"}`},
		{"two renamed fields", `"a":` + str + `,"b":` + str, `"first":` + str + `,"second":` + str, `{"b":"2","a":"1"}`, `{"second":"2","first":"1"}`},
		{"of another kind it is another field", `"a":` + str, `"b":` + num, `{"a":"1"}`, `{"a":"1"}`},
		{"elsewhere it is another field", `"a":` + str + `,"b":` + num, `"b":` + num + `,"c":` + str, `{"a":"1","b":2}`, `{"a":"1","b":2}`},
		{"a new required field in its place", `"a":` + num + `,"z":` + num, `"a":` + num + `,"r":` + str + `,"z":` + num, `{"a":1, "z":9007199254740993}`,
			`{"a":1, "r": "", "z":9007199254740993}`},
		{"a new field with a default", `"a":` + num, `"a":` + num + `,"d":{"type":"number","default":1.0}`, `{"a":1}`, `{"a":1, "d": 1.0}`},
		{"what was left out stays out", `"r":` + str, `"r":` + str + `,"a":` + num, `{}`, `{}`},
		{"a field that is gone", `"a":` + num + `,"b":` + num, `"a":` + num, `{"a":1,"b":2}`, `{"a":1,"b":2}`},
		{"another kind", `"a":` + str, `"a":` + num, `{"a":"x"}`, `{}`},
		{"another kind that is required", `"r":` + num, `"r":` + str, `{"r":1}`, `{"r":""}`},
		{"another kind that takes the value", `"a":` + num, `"a":{"type":"number"}`, `{"a":1}`, `{"a":1}`},
		{"in rows", `"l":{"type":"array","items":{"type":"object","properties":{"p":` + num + `}}}`,
			`"l":{"type":"array","items":{"type":"object","properties":{"price":` + num + `,"s":` + str + `},"required":["s"]}}`,
			`{"l":[{"p":1.0},{"u":2}]}`, `{"l":[{"price":1.0, "s": ""},{"s": "", "u":2}]}`},
		{"in maps", `"m":{"type":"object","additionalProperties":{"type":"object","properties":{"p":` + num + `}}}`,
			`"m":{"type":"object","additionalProperties":{"type":"object","properties":{"q":` + num + `}}}`, `{"m":{"k":{"p":1}}}`, `{"m":{"k":{"q":1}}}`},
	} {
		f.Make(object(c.before), "")
		f.Run(`made.setText(%v); made.update(exactJSON(%v), {})`, c.text, object(c.after))
		if got := f.JSON(); got != c.want {
			t.Errorf("%s: %s becomes %s, want %s", c.name, c.text, got, c.want)
		}
	}
	f.Make(object(`"a":`+str), "")
	f.Run(`made.setText('{"a":'); made.update(exactJSON(%v), {})`, object(`"b":`+str+`,"s":`+str))
	f.Want(`{"a":`)
	f.Run(`made.setText('{"b":"1"}')`)
	f.WantTrue(`q("input:b").value === "1" && q("input:s") !== null && q("input:a") === null`)
}
