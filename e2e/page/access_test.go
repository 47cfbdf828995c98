package page

import "testing"

func TestDEV44NothingBarsPeopleWithDisabilities(t *testing.T) {
	needBrowser(t)
	needAxe(t)
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Choose("Order")
	check := func(state string) {
		for _, theme := range []string{"light", "dark"} {
			p.Theme(theme)
			p.CheckAccess(state + ", " + theme)
		}
	}
	for _, s := range states {
		s.make(p)
		check(s.name)
	}
	edit(t, loop, "order.go", bill, undefined)
	p.AwaitText("error-panel", "undefined: missing")
	check("a failed build")
	p.Size(320, 640)
	check("a narrow window")
}

func TestDEV44ThePageSaysWhatHappens(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	if n := value[int](p, `document.querySelectorAll("[role=status], output").length`); n != 1 {
		t.Errorf("%d regions say what happens, want one", n)
	}
	if lang := value[string](p, `document.documentElement.lang`); lang != "en" {
		t.Errorf("the language is %q", lang)
	}
	p.Choose("GiveBack")
	p.SetJSON(`{"id":"A-1","amount":1}`)
	p.Send()
	p.AwaitText("announce", "200")
	edit(t, loop, "order.go", "looking for", "searching")
	p.Await("the new build is said", `/Build \d+/.test(q("announce").innerText)`)
	edit(t, loop, "order.go", bill, undefined)
	p.Await("an alert has the error", `[...document.querySelectorAll("[role=alert]")].some(e => e.innerText.includes("undefined: missing"))`)
	if unlabelled := value[[]string](p, `[...document.querySelectorAll("input, textarea, select")].filter(e => e.checkVisibility() && !e.labels?.length && !e.ariaLabel && !e.getAttribute("aria-labelledby")).map(e => e.outerHTML.slice(0, 120))`); len(unlabelled) > 0 {
		t.Errorf("without a label: %q", unlabelled)
	}
}
