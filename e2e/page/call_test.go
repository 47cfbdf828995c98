package page

import (
	"encoding/json"
	"fmt"

	"github.com/chromedp/chromedp/kb"
)

// Choose chooses a handler.
func (p *Page) Choose(handler string) {
	p.t.Helper()
	id := "handler:" + handler
	if value[string](p, `q(%v)?.getAttribute("aria-checked") ?? ""`, id) != "true" {
		p.Click(id)
	}
	p.Await(handler+" is chosen", `q(%v).getAttribute("aria-checked") === "true"`, id)
}

// Show shows one of the two views, form or json.
func (p *Page) Show(view string) {
	p.t.Helper()
	p.Click("tab-" + view)
	p.Await("the view is shown", `q(%v).checkVisibility()`, view)
}

// SetJSON replaces the whole text that is sent, and goes back to the form.
func (p *Page) SetJSON(text string) {
	p.t.Helper()
	p.Show("json")
	p.Paste("json", text)
	p.Show("form")
}

// Send sends by Ctrl+Enter and waits for the end of the answer. It returns its status, such as 200.
func (p *Page) Send() int {
	p.t.Helper()
	last := p.lastCall()
	p.Press(kb.Enter, kb.ModifierCtrl)
	return p.AwaitAnswer(last)
}

// Call chooses a handler, sends a text, and returns the status.
func (p *Page) Call(handler, text string) int {
	p.t.Helper()
	p.Choose(handler)
	p.SetJSON(text)
	return p.Send()
}

// lastCall is the call whose answer is shown, or "".
func (p *Page) lastCall() string {
	p.t.Helper()
	return value[string](p, `q("result").dataset.call ?? ""`)
}

// AwaitAnswer waits until another call than last has ended, and returns its status, or 0 where it has none.
func (p *Page) AwaitAnswer(last string) int {
	p.t.Helper()
	p.Await("there is an answer", `(r => r.dataset.call && r.dataset.call !== %v && r.dataset.outcome && q("send").dataset.state === "idle")(q("result"))`, last)
	status := 0
	fmt.Sscan(p.Text("status"), &status)
	return status
}

// AwaitRow waits until the history has the call whose answer is shown, and knows that it has ended. The row of a call that ends is
// another element, from under a mouse or a focus.
func (p *Page) AwaitRow() {
	p.t.Helper()
	p.Await("the call is in the history", `all("history-row").some(r => r.dataset.call === q("result").dataset.call && r.querySelector("span").innerText !== "…")`)
}

// AwaitRows waits until the history has so many calls, all of which have ended.
func (p *Page) AwaitRows(n int) {
	p.t.Helper()
	p.Await("the history has its calls", `(rows => rows.length === %v && rows.every(r => r.querySelector("span").innerText !== "…"))(all("history-row"))`, n)
}

// Member returns the JSON of a member of what the page would send, or "" if it is not there.
func (p *Page) Member(name string) string {
	p.t.Helper()
	text := p.JSON()
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &members); err != nil {
		p.fail("the JSON view has %s: %v", text, err)
	}
	return string(members[name])
}

// AwaitMember waits until a member of what the page would send is the JSON want, or is not there for "".
func (p *Page) AwaitMember(name, want string) {
	p.t.Helper()
	p.Await(name+" is "+want, `(v => v === undefined ? %v === "" : JSON.stringify(v) === %v)(JSON.parse(q("json").value)[%v])`, want, want, name)
}
