package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestDEV44Keys(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("GiveBack")
	p.Press("/")
	p.Await("the first field has the focus", `document.activeElement === q("input:id")`)
	p.Type("A/1") // there it is a character
	p.Await("it is typed", `q("input:id").value === "A/1"`)
	for _, held := range []kb.Modifier{kb.ModifierCtrl, kb.ModifierMeta} {
		last := p.lastCall()
		p.Press(kb.Enter, held)
		p.AwaitAnswer(last)
		if !value[bool](p, `document.activeElement === q("input:id")`) {
			t.Error("sending moves the focus")
		}
	}
	p.Show("json")
	p.Click("json")
	last := p.lastCall()
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.AwaitAnswer(last)
	if text := p.JSON(); strings.Contains(text, "\n\n") || strings.HasSuffix(text, "\n\n") {
		t.Errorf("sending typed into the text: %q", text)
	}
}

// Tab goes through the page in the order in which it is used, and one can see where it is.
func TestDEV44TheOrderOfTab(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("GiveBack")
	p.SetJSON(`{"id":"A-1","amount":1}`)
	p.Send()
	p.AwaitRow()
	value[bool](p, `(document.activeElement.blur(), getSelection().removeAllRanges(), document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute("tabindex"), true)`)
	var stops []string
	for range 60 {
		p.Press(kb.Tab)
		type stop struct {
			ID   string
			Seen bool
		}
		s := value[stop](p, `(e => {
			const s = getComputedStyle(e);
			let id = "";
			for (let a = e; a && !id; a = a.parentElement) id = a.dataset.testid ?? "";
			return {ID: id, Seen: e === document.body || s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1};
		})(document.activeElement)`)
		if s.ID == "app" || s.ID == "" {
			break
		}
		if !s.Seen {
			t.Errorf("the focus on %s cannot be seen", s.ID)
		}
		if len(stops) == 0 || stops[len(stops)-1] != s.ID {
			stops = append(stops, s.ID)
		}
	}
	at := -1
	for _, want := range []string{"handler:", "tab-form", "input:id", "input:amount", "send", "result-body", "try-all", "copy:curl", "save-name", "history-row"} {
		i := slices.IndexFunc(stops, func(id string) bool { return strings.HasPrefix(id, want) })
		if i <= at {
			t.Errorf("%s is not behind what should be before it in %q", want, stops)
		}
		at = max(at, i)
	}
}
