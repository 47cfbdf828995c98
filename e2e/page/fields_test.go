package page

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestDEV45EachKindHasItsField(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	for path, fault := range map[string]string{
		"gift":      `input.type !== "checkbox"`,
		"weight":    `input.type !== "text" || input.inputMode !== "decimal"`,
		"points":    `input.type !== "text" || input.inputMode !== "numeric"`,
		"note":      `input.tagName !== "TEXTAREA" && input.type !== "text"`,
		"pay":       `input.value !== "card" || ![...input.list.options].some(o => o.value === "cash")`,
		"priority":  `![...input.list?.options ?? []].some(o => o.value === "high")`,
		"id":        `input.placeholder !== "A-1001" || !label.includes("*")`,
		"deliverAt": `![...field.querySelectorAll("button")].some(b => b.textContent.toLowerCase() === "now")`,
		"photo":     `!field.querySelector("input[type=file]")`,
		"coupon":    `!q("null:coupon")`,
		"rebate":    `!getComputedStyle(field.querySelector("label")).textDecorationLine.includes("line-through") && ![...field.querySelectorAll("label *")].some(e => getComputedStyle(e).textDecorationLine.includes("line-through"))`,
		"meta":      `input.tagName !== "TEXTAREA"`,
	} {
		faulty := value[bool](p, `((field, input, label) => !field || !input || (%v))(q(%v), q(%v), q(%v)?.querySelector("label")?.innerText)`,
			expression(fault), "field:"+path, "input:"+path, "field:"+path)
		if faulty {
			t.Errorf("%s: %s:\n%s", path, fault, value[string](p, `q(%v)?.outerHTML ?? "there is no field"`, "field:"+path))
		}
	}
	for path, want := range map[string]string{
		"id": "true", "customer.name": "true", "customer.address.city": "true", "note": "false",
	} {
		if got := value[string](p, `q(%v)?.dataset.required ?? ""`, "field:"+path); got != want {
			t.Errorf("%s is required: %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]string{
		"weight": "0 … 30", "id": "what the shop calls the order", "note": "for whoever packs it", "hold": "nanoseconds",
	} {
		help := value[string](p, `(q(%v).getAttribute("aria-describedby") ?? "").split(" ").map(id => document.getElementById(id)?.innerText).join(" ")`, "input:"+path)
		if !strings.Contains(help, want) {
			t.Errorf("%s is described by %q, which does not have %q", path, help, want)
		}
	}
	for path, want := range map[string]string{
		"weight": "float64", "points": "int64", "pay": "Method", "coupon": "*string", "labels": "map[string]string", "hold": "Duration", "photo": "[]byte",
	} {
		if text := p.Text("field:" + path); !strings.Contains(text, want) {
			t.Errorf("%s does not name its type %s: %q", path, want, text)
		}
	}
}

// Each of these is a small program of what to do, and what the member is afterwards.
func TestDEV45FieldsWriteTheirJSON(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	photo := filepath.Join(t.TempDir(), "photo")
	if err := os.WriteFile(photo, []byte{0xff, 0, 1}, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		member string
		do     func()
		want   string
	}{
		{"gift", func() { p.Click("input:gift") }, `true`},
		{"note", func() { p.Fill("input:note", "by \"hand\" €") }, `"by \"hand\" €"`},
		{"weight", func() { p.Fill("input:weight", "1.5") }, `1.5`},
		{"pay", func() { p.Fill("input:pay", "gold") }, `"gold"`},
		{"priority", func() { p.Fill("input:priority", "high") }, `"high"`},
		{"deliverAt", func() { p.Fill("input:deliverAt", "2026-05-01T12:00:00Z") }, `"2026-05-01T12:00:00Z"`},
		{"hold", func() { p.Fill("input:hold", "1500000000") }, `1500000000`},
		{"coupon", func() { p.Fill("input:coupon", "X") }, `"X"`},
		{"meta", func() { p.Fill("input:meta", `{"a":[1]}`) }, `{"a":[1]}`},
		{"raw", func() { p.Fill("input:raw", `[true]`) }, `[true]`},
		{"photo", func() {
			p.Do(chromedp.SetUploadFiles(chromedp.CSS(`[data-testid="field:photo"] input[type=file]`), []string{photo}))
		}, `"` + base64.StdEncoding.EncodeToString([]byte{0xff, 0, 1}) + `"`},
		{"box", func() { p.Fill("input:box[1]", "20") }, `[0,20,0]`},
		{"labels", func() { p.Click("add:labels"); p.Fill("key:labels[0]", "a b"); p.Fill("input:labels[0]", "c") }, `{"a b":"c"}`},
		{"items", func() { p.Click("add:items"); p.Fill("input:items[0].sku", "abc") }, `[{"sku":"abc","count":1}]`},
		{"items", func() { p.Click("add:items"); p.Fill("input:items[1].sku", "xyz"); p.Fill("input:items[1].count", "2") },
			`[{"sku":"abc","count":1},{"sku":"xyz","count":2}]`},
		{"items", func() { p.Click("remove:items[0]") }, `[{"sku":"xyz","count":2}]`},
		{"parts", func() {
			p.Click("add:parts")
			p.Fill("input:parts[0].name", "wheel")
			if !value[bool](p, `q("add:parts[0].parts")?.checkVisibility() ?? false`) { // recursion opens on demand
				p.Click("toggle:parts[0].parts")
			}
			p.Click("add:parts[0].parts")
			if !p.Has("input:parts[0].parts[0].name") {
				p.Click("toggle:parts[0].parts[0]")
			}
			p.Fill("input:parts[0].parts[0].name", "spoke")
		}, `[{"name":"wheel","parts":[{"name":"spoke"}]}]`},
		{"customer", func() { p.Fill("input:customer.name", "Ada"); p.Fill("input:customer.address.city", "Bonn") },
			`{"name":"Ada","address":{"city":"Bonn"}}`},
	} {
		c.do()
		p.AwaitMember(c.member, c.want)
	}
	p.Fill("input:id", "A-1")
	if status := p.Send(); status != 400 { // no such way to pay
		t.Errorf("status %d, want 400", status)
	}
	p.AwaitText("error:pay", "must be one of card, cash")
	p.Fill("input:pay", "cash")
	if status := p.Send(); status != 200 {
		t.Errorf("status %d, want 200: %s", status, p.Text("result-body"))
	}
	if p.Has("error:pay") && p.Text("error:pay") != "" {
		t.Error("the error stays at a field that is mended")
	}
}

func TestDEV45RowsMoveAndNowIsNow(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	p.SetJSON(`{"id":"A-1","items":[{"sku":"aaa"},{"sku":"bbb"}],"pay":"card"}`)
	for _, c := range []struct{ button, want string }{{"down", `[{"sku":"bbb"},{"sku":"aaa"}]`}, {"up", `[{"sku":"aaa"},{"sku":"bbb"}]`}} {
		row := map[string]string{"down": "items[0]", "up": "items[1]"}[c.button]
		p.clickAt(script(`(() => {
			const scope = q(%v).parentElement;
			return [...scope.querySelectorAll("button")].find(b => (b.innerText + (b.ariaLabel ?? "")).toLowerCase().includes(%v)) ?? null;
		})()`, "remove:"+row, c.button), c.button)
		p.AwaitMember("items", c.want)
	}
	p.clickAt(`[...q("field:deliverAt").querySelectorAll("button")].find(b => b.textContent.toLowerCase() === "now")`, "now")
	p.Await("the time is RFC 3339", `/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(JSON.parse(q("json").value).deliverAt ?? "")`)
}

func TestDEV46FieldsAreThereOrNot(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	if got := p.JSON(); strings.Join(strings.Fields(got), "") != `{"id":"","pay":"card"}` {
		t.Errorf("untouched: %s", got)
	}
	p.AwaitMember("note", "")
	p.Click("include:note")
	p.AwaitMember("note", `""`)
	p.Fill("input:note", "x")
	p.AwaitMember("note", `"x"`)
	p.Fill("input:note", "")
	p.AwaitMember("note", `""`)
	p.Click("include:note")
	p.AwaitMember("note", "")
	p.Click("include:points")
	p.AwaitMember("points", `0`)
	p.Click("include:gift")
	p.AwaitMember("gift", `false`)
	p.Click("include:coupon")
	p.AwaitMember("coupon", `""`)
	p.Click("null:coupon")
	p.AwaitMember("coupon", `null`)
	p.Click("include:coupon")
	p.AwaitMember("coupon", "")
	p.Fill("input:id", "abc")
	p.AwaitMember("id", `"abc"`)
	p.Fill("input:id", "")
	p.AwaitMember("id", `""`) // required, so it is sent
}

func TestDEV47FormAndJSONAreOneText(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	// Numbers keep their digits, and members that the form does not know stay.
	p.SetJSON(`{"id":"A-1","pay":"card","weight":1.0,"points":9007199254740993,"unknown":[1e400,-0.0],"meta":{"z":1.50}}`)
	for path, want := range map[string]string{"points": "9007199254740993", "weight": "1.0", "id": "A-1", "meta": `{"z":1.50}`} {
		if got := value[string](p, `q(%v).value`, "input:"+path); got != want {
			t.Errorf("%s shows %s, want %s", path, got, want)
		}
	}
	p.Fill("input:note", "hi")
	p.AwaitMember("note", `"hi"`)
	text := p.JSON()
	at := -1
	for _, part := range []string{`"id"`, `"pay"`, `"note"`, `1.0`, `9007199254740993`, `1.50`} {
		i := strings.Index(text, part)
		if i <= at { // the order is that of the struct, also for the new member
			t.Errorf("%s is not where it should be in %s", part, text)
		}
		at = i
	}
	if !strings.Contains(text, "1e400") || !strings.Contains(text, "-0.0") {
		t.Errorf("what the form does not know has changed: %s", text)
	}
	if p.Send() != 200 {
		t.Errorf("the answer: %s", p.Text("result-body"))
	}
	if !strings.Contains(value[string](p, `q("result-body").textContent`), "9007199254740993") {
		t.Errorf("the answer: %s", p.Text("result-body"))
	}

	// Each key shows in the other view at once, and a faulty text leaves the form as it was.
	p.Show("json")
	p.Paste("json", "{\n  \"id\": \"B-2\"\n}")
	p.Await("the form follows", `q("input:id").value === "B-2"`)
	p.Press(kb.End, kb.ModifierCtrl)
	p.Press(kb.Backspace)
	p.Await("the form is marked", `(q("form").dataset.stale ?? q("form").querySelector("[data-stale]")?.dataset.stale) !== undefined`)
	p.Await("where it is faulty is said", `/\b(2|3)\b/.test(q("json-error").innerText)`)
	if got := value[string](p, `q("input:id").value`); got != "B-2" {
		t.Errorf("id is %s in the form", got)
	}
	p.Type("}")
	p.Await("the mark goes", `(q("form").dataset.stale ?? q("form").querySelector("[data-stale]")?.dataset.stale) === undefined`)
	p.Await("the error goes", `!q("json-error") || q("json-error").innerText === ""`)
}

func TestDEV48WhatIsRefusedIsToldAtTheField(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	// Nothing is filled in, and it is sent all the same.
	if status := p.Send(); status != 400 {
		t.Fatalf("status %d, want 400", status)
	}
	p.AwaitText("error:id", "must have at least 3 characters")
	if got := value[string](p, `q("input:id").getAttribute("aria-invalid") ?? ""`); got != "true" {
		t.Errorf("aria-invalid is %q", got)
	}
	p.SetJSON(`{"id":"A-1","customer":{"name":"a","address":{"city":"b"}},"items":[{"sku":"abc"},{"sku":"x","count":12}]}`)
	p.Send()
	p.AwaitText("error:items[1].sku", "must have at least 3 characters")
	p.AwaitText("error:items[1].count", "must be at most 9")

	p.Choose("GiveBack")
	p.SetJSON(`{"id":"A-1","amount":-1}`)
	p.Send()
	p.AwaitText("error:amount", "is negative")
	p.SetJSON(`{"id":"A-1","amount":5,"reason":"refuse"}`)
	if status := p.Send(); status != 422 {
		t.Errorf("status %d, want 422", status)
	}
	p.AwaitText("error:amount", "is more than was paid")
	p.SetJSON(`{"id":"A-1","amount":"five"}`)
	p.Send()
	p.AwaitText("error:amount", "expected")
}
