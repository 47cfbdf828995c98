package page

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A whole journey by the keyboard alone, in a window that is as narrow as a telephone: 18 fields of all kinds are filled in and
// sent, a build breaks and is mended, and an answer of 3 MB is read.
func TestDEV43DEV44DEV53AJourneyByKeyboardAlone(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Size(320, 640)
	// to goes on by Tab until a part has the focus.
	to := func(id string) {
		t.Helper()
		var stops []string
		for range 90 {
			p.Press(kb.Tab)
			at := value[string](p, `document.activeElement.dataset.testid ?? document.activeElement.tagName`)
			if at == id {
				if !value[bool](p, `(r => { const top = document.elementFromPoint(r.x + r.width / 2, r.y + Math.min(r.height, 30) / 2); return r.y >= 0 && r.y < innerHeight && (document.activeElement.contains(top) || top?.contains(document.activeElement)) })(document.activeElement.getBoundingClientRect())`) {
					t.Errorf("%s has the focus and is not in view", id)
				}
				return
			}
			stops = append(stops, at)
		}
		p.fail("Tab does not come to %s, but to %q", id, stops)
	}
	fill := func(path, text string) {
		t.Helper()
		to("input:" + path)
		p.Press("a", kb.ModifierCtrl)
		p.Type(text)
	}
	to("handler:" + value[string](p, `all("handlers")[0].querySelector("[aria-checked=true]").dataset.testid.slice(8)`))
	for range 2 {
		if value[bool](p, `q("handler:Order").getAttribute("aria-checked") !== "true"`) {
			p.Press(kb.ArrowDown)
		}
	}
	p.Press("/")
	p.Await("the first field has the focus", `document.activeElement === q("input:id")`)
	p.Type("A-1001")
	fill("customer.name", "Ada")
	fill("customer.mail", "ada@example.com")
	fill("customer.address.street", "Am Markt 1")
	fill("customer.address.city", "Bonn")
	fill("customer.address.zip", "53111")
	to("add:items")
	p.Press(kb.Enter)
	p.Await("the row is there", `q("input:items[0].sku")`)
	// Where the focus goes then is the page's business; Tab leads on from the row's beginning.
	p.backTo("input:items[0].sku")
	p.Type("bolt-m8")
	fill("items[0].count", "3")
	fill("items[0].price", "0.25")
	fill("pay", "cash")
	fill("priority", "high")
	to("input:gift")
	p.Press(" ")
	fill("note", "by hand")
	fill("coupon", "SPRING")
	to("add:labels")
	p.Press(kb.Enter)
	p.Await("the row is there", `q("key:labels[0]")`)
	p.backTo("key:labels[0]")
	p.Type("colour")
	fill("labels[0]", "red")
	fill("deliverAt", "2026-05-01T12:00:00Z")
	fill("hold", "1500000000")
	fill("weight", "1.5")
	fill("box[0]", "10")
	fill("points", "9007199254740993")
	if status := p.Send(); status != 200 {
		t.Fatalf("status %d: %s", status, p.Text("result-body"))
	}
	for _, text := range []string{`"A-1001"`, "0.75", "3 x bolt-m8", "9007199254740993"} {
		p.AwaitText("result-body", text)
	}

	// A build breaks: what was built before answers, and everything is still there.
	edit(t, loop, "order.go", bill, undefined)
	p.AwaitText("error-panel", "undefined: missing")
	if got := value[string](p, `document.activeElement.dataset.testid ?? ""`); got != "input:points" {
		t.Errorf("the focus went to %q", got)
	}
	last := p.lastCall()
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.AwaitAnswer(last)
	p.AwaitText("answered-by", "answered by build ")

	// It is mended, and answers with 3 MB.
	edit(t, loop, "order.go", undefined, bill+"\n\tfor range 50_000 {\n\t\tbill.Lines = append(bill.Lines, \"0123456789012345678901234567890123456789012345678901234567890\")\n\t}")
	p.AwaitData("build", "state", "ready")
	last = p.lastCall()
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.AwaitAnswer(last)
	to("result-body")
	top := value[float64](p, `q("result-body").scrollTop`)
	p.Press(kb.PageDown)
	p.Await("it scrolls", `q("result-body").scrollTop > %v`, top)
	to("result-all")
	p.Press(kb.Enter)
	p.Await("all is there", `q("result-body").textContent.includes("3 x bolt-m8")`)
	p.AwaitText("size", "MB")
	if got := p.JSON(); !strings.Contains(got, `"9007199254740993`) && !strings.Contains(got, `9007199254740993`) {
		t.Errorf("after all that the form has %s", got)
	}
	if w := value[int](p, `document.scrollingElement.scrollWidth`); w > 320 {
		t.Errorf("the page is %d wide", w)
	}
}

// backTo goes to a part by Tab, forwards or backwards, whichever is nearer.
func (p *Page) backTo(id string) {
	p.t.Helper()
	for range 12 {
		if value[bool](p, `document.activeElement.dataset.testid === %v`, id) {
			return
		}
		if value[bool](p, `!!(document.activeElement.compareDocumentPosition(q(%v)) & Node.DOCUMENT_POSITION_FOLLOWING)`, id) {
			p.Press(kb.Tab)
		} else {
			p.Press(kb.Tab, kb.ModifierShift)
		}
	}
	p.fail("Tab does not come to %s", id)
}
