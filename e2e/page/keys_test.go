package page

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Click clicks a part in its middle, where nothing may cover it.
func (p *Page) Click(id string) {
	p.t.Helper()
	p.clickAt(script(`q(%v)`, id), id)
}

// ClickIn clicks a part inside the nth part of another name, from 0.
func (p *Page) ClickIn(outer string, n int, id string) {
	p.t.Helper()
	p.clickAt(script(`q(%v, all(%v)[%v])`, id, outer, n), id)
}

// clickAt clicks what an expression gives.
func (p *Page) clickAt(element expression, name string) {
	p.t.Helper()
	p.Await("there is "+name+" to click", `%v?.disabled === false || %v && !("disabled" in %v)`, element, element, element)
	at := value[[]float64](p, `(e => {
		e.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
		const r = e.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2;
		const top = document.elementFromPoint(x, y);
		// A label passes clicks on to what it labels.
		return top && (e.contains(top) || top.contains(e) || top.closest("label")?.control === e) ? [x, y] : [];
	})(%v)`, element)
	if len(at) != 2 {
		p.fail("the mouse does not get at %v", name)
	}
	p.Do(chromedp.MouseClickXY(at[0], at[1]))
}

// focusIn gives the focus to what is focusable in the nth part of a name: itself, or the first inside.
func (p *Page) focusIn(id string, n int) {
	p.t.Helper()
	p.Await("there is "+id, `all(%v).length > %v`, id, n)
	value[bool](p, `(e => { (e.matches("button, a[href], [tabindex]") ? e : e.querySelector("button, a[href], [tabindex]")).focus(); return true })(all(%v)[%v])`, id, n)
}

// Type types a text by the keys of a keyboard.
func (p *Page) Type(text string) {
	p.t.Helper()
	for _, key := range text {
		p.Press(string(key))
	}
}

// Press presses a key once, with others held down. The key and the character that it makes are one event, as they are at a
// keyboard, so that a page that takes the key keeps the character from a field.
func (p *Page) Press(key string, held ...kb.Modifier) {
	p.t.Helper()
	var modifiers kb.Modifier
	for _, m := range held {
		modifiers |= m
	}
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		events := kb.Encode([]rune(key)[0])
		down, up := events[0], events[len(events)-1]
		if len(events) == 3 && modifiers&^kb.ModifierShift == 0 {
			down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
		}
		for _, event := range []*input.DispatchKeyEventParams{down, up} {
			event.Modifiers |= modifiers.Int64()
			if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, *event); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Fill replaces what a text field holds: by a click, Ctrl+A, and keys.
func (p *Page) Fill(id, text string) {
	p.t.Helper()
	p.Click(id)
	p.Await(id+" has the focus", `document.activeElement === q(%v)`, id)
	p.Press("a", kb.ModifierCtrl)
	if text == "" {
		p.Press(kb.Delete)
		return
	}
	p.Type(text)
}

// Select chooses from a list by the keys with arrows. A click would open a window of the system's.
func (p *Page) Select(id, text string) {
	p.t.Helper()
	value[bool](p, `(q(%v).focus(), true)`, id)
	p.Press(kb.Home)
	for range value[int](p, `[...q(%v).options].findIndex(o => o.value === %v)`, id, text) {
		p.Press(kb.ArrowDown)
	}
	p.Await(text+" is chosen", `q(%v).value === %v`, id, text)
}

// Paste replaces what a text field holds by a text that comes at once, as from the clipboard.
func (p *Page) Paste(id, text string) {
	p.t.Helper()
	p.Click(id)
	p.Press("a", kb.ModifierCtrl)
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return err
	}))
}
