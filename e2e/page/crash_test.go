package page

import "testing"

func TestDEV25AProgramThatEndsAtItsStartIsShown(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Choose("GiveBack")
	p.SetJSON(`{"id":"A-1","amount":1}`)
	const sound, broken = `// GiveBack pays`, "var _ = func() int { var m map[string]int; m[\"a\"] = 1; return 0 }()\n\n// GiveBack pays"
	edit(t, loop, "order.go", sound, broken)
	p.AwaitData("build", "state", "crashed")
	p.Await("the header says it", `/^Build \d+ ended: exit status 2/.test(q("build").innerText.trim())`)
	p.AwaitText("error-log", "assignment to entry in nil map")
	p.Await("the place is told", `/^order\.go:\d+(:\d+)?$/.test(q("error-line")?.dataset.position ?? "")`)
	if status := p.Send(); status != 200 {
		t.Errorf("status %d, want 200 of the program before", status)
	}
	edit(t, loop, "order.go", broken, sound)
	p.AwaitData("build", "state", "ready")
	p.Await("the panel goes", `q("error-panel") === null`)
}
