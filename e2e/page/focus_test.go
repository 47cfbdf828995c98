package page

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// focus is the part that has the focus.
func (p *Page) focus() string {
	p.t.Helper()
	return value[string](p, `document.activeElement.dataset.testid ?? document.activeElement.localName`)
}

// A button that is gone after it was pressed hands the focus on, so that the next Tab does not begin at the top of the page.
func TestDEV44TheFocusOutlivesItsButton(t *testing.T) {
	p := open(t, serveAlone(t, "answers"))
	p.Choose("See")
	want := func(after, want string) {
		t.Helper()
		if got := p.focus(); got != want {
			t.Errorf("after %s the focus is on %s, want %s", after, got, want)
		}
	}
	rows := value[int](p, `document.querySelectorAll("#header > div").length`)
	for range 2 {
		p.Click("header-add")
	}
	want("Add a header", "header-name:"+string(rune('0'+rows+1)))
	p.Type("X-Last")
	press := func(n int) {
		value[bool](p, `(document.querySelectorAll("#header button")[%v].focus(), true)`, n)
		p.Press(kb.Enter)
	}
	press(rows)
	p.Await("the row is gone", `document.querySelectorAll("#header > div").length === %v`, rows+1)
	if got := value[string](p, `document.activeElement.textContent + " " + document.activeElement.parentElement.firstChild.value`); got != "Remove X-Last" {
		t.Errorf("after Remove the focus is on %s, want Remove X-Last, which took the place", got)
	}
	press(rows)
	want("Remove of the last row", "header-add")

	p.Call("Say", `{"lines":20000}`)
	p.Await("there is more", `q("result-all").checkVisibility()`)
	value[bool](p, `(q("result-all").focus(), true)`)
	p.Press(kb.Enter)
	p.Await("all is there", `q("result-body").textContent.includes("19999 ")`)
	want("Show all", "result-body")

	// What fills the form leads to it.
	p.Call("Say", `{"lines":2,"text":"twice"}`)
	p.AwaitRow()
	value[bool](p, `(all("history-edit")[0].focus(), true)`)
	p.Press(kb.Enter)
	p.Await("the first field has the focus", `document.activeElement === q("input:lines")`)
	p.Fill("save-name", "two")
	p.Click("save")
	p.Await("it is saved", `q("saved:two")`)
	value[bool](p, `(q("saved:two").focus(), true)`)
	p.Press(kb.Enter)
	p.Await("the first field has the focus", `document.activeElement === q("input:lines")`)
}

func TestDEV54RowsSayWhatWasKeptAndWhereACallWent(t *testing.T) {
	loop := serveAlone(t, "answers")
	p := open(t, loop)
	p.Call("Say", `{"lines":45000}`)
	if size := p.Text("figures"); strings.Contains(size, "chunk") || strings.Contains(size, "kept") {
		t.Errorf("a whole answer says %q", size)
	}
	if at := value[float64](p, `q("result-body").scrollTop`); at != 0 {
		t.Errorf("a large answer is shown from %v on, want its beginning", at)
	}
	p.AwaitRow()
	p.focusIn("history-row", 0)
	p.Press(kb.Enter)
	p.AwaitText("figures", "262 kB kept")
	p.AwaitText("result-all", "Show all (262 kB)")

	// Of more than 8 MB the part that is kept is still shown.
	p.Call("Say", `{"lines":130000}`)
	p.AwaitRow()
	p.focusIn("history-row", 0)
	p.Press(kb.Enter)
	p.AwaitText("figures", "262 kB kept")
	p.AwaitText("result-body", "0 0123456789")

	value[bool](p, `(async () => (await fetch("/no/such/path", {method: "POST"})).status === 404)()`)
	p.Await("the path is in the history", `q("history-row").innerText.includes("/no/such/path")`)
}
