package page

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/owgen/owgen/e2e/internal/dev"
	"github.com/owgen/owgen/internal/program/programtest"
)

// undefined is a fault of a source, and what the compiler says of it.
const (
	bill      = `bill := Bill{ID: p.ID, Points: p.Points}`
	undefined = `bill := Bill{ID: p.ID, Points: p.Points + missing}`
)

func TestDEV49ACallWaitsForTheBuild(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Choose("GiveBack")
	p.SetJSON(`{"id":"A-1","amount":1}`)
	// The new program starts when the test lets it.
	gate := filepath.Join(t.TempDir(), "gate")
	edit(t, loop, "order.go", `// GiveBack pays`, `var _ = func() bool {
	for {
		if _, err := os.Stat("`+gate+`"); err == nil {
			return true
		}
		time.Sleep(time.Millisecond)
	}
}()

// GiveBack pays`)
	p.AwaitData("build", "state", "starting")
	p.Await("the header says it", `/^Starting \d+/.test(q("build").innerText.trim())`)
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.AwaitData("send", "state", "waiting")
	p.Await("Send says for what", `q("send").innerText === "Waiting for build " + q("build").dataset.build`)
	if err := os.WriteFile(gate, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if status := p.AwaitAnswer(""); status != 200 {
		t.Errorf("status %d, want 200", status)
	}
	p.Await("the new program has answered", `q("result").dataset.build === q("build").dataset.build`)
	p.Await("the header says it", `/^Build \d+ · [\d.]+ s$/.test(q("build").innerText.trim())`)
}

func TestDEV50DEV51NewFieldsAppearAndValuesStay(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Choose("GiveBack")
	p.Fill("input:id", "A-1")
	p.Fill("input:amount", "9007199254740993")
	p.Choose("Order")
	p.Fill("input:note", "stays")
	p.Click("add:items")
	p.Fill("input:items[0].sku", "abc")

	edit(t, loop, "order.go", `Gift      bool `, `Wrap string `+"`json:\"wrap\" default:\"paper\"`\n"+`	Gift      bool `)
	p.Await("the new field is there, with its default", `q("input:wrap")?.value === "paper"`)
	p.AwaitMember("wrap", `"paper"`)
	p.AwaitMember("note", `"stays"`)
	p.AwaitMember("items", `[{"sku":"abc","count":1}]`)
	if value[bool](p, `q("field:wrap").compareDocumentPosition(q("field:gift")) !== Node.DOCUMENT_POSITION_FOLLOWING`) {
		t.Error("the new field is not in its place, before gift")
	}

	// A field of another kind begins anew, the others keep what they have.
	said := len(loop.Stderr())
	edit(t, loop, "order.go", `Amount float64`, `Amount bool`)
	edit(t, loop, "order.go", `r.Amount < 0`, `!r.Amount`)
	edit(t, loop, "order.go", `Paid: r.Amount}`, `Paid: 1}`)
	if _, err := loop.SaidAfter(said, `(?m)^owgen: build \d+ in `); err != nil { // a build of the first edit alone may fail, above the handlers
		t.Fatal(err)
	}
	p.Choose("GiveBack")
	p.Await("amount is a box", `q("input:amount")?.type === "checkbox"`)
	p.Await("id stays", `q("input:id").value === "A-1"`)

	// Another project may have a package of the same path, at the same address.
	p.Await("values are those of the directory", `Object.keys(localStorage).some(key => key.includes(%v + " call GiveBack"))`, loop.Dir)

	// Over a reload, too, and Reset goes back.
	p.Reload()
	p.Choose("GiveBack")
	p.Await("id stays", `q("input:id").value === "A-1"`)
	p.Choose("Order")
	p.AwaitMember("note", `"stays"`)
	p.Click("reset")
	p.AwaitMember("note", "")
	p.AwaitMember("wrap", `"paper"`)
	p.Choose("GiveBack")
	p.Await("id stays", `q("input:id").value === "A-1"`)
}

func TestDEV29HandlersComeAndGo(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Choose("GiveBack")
	edit(t, loop, "order.go", `func GiveBack(`, `func PayBack(`)
	p.Await("the new one is there", `q("handler:PayBack")`)
	p.Await("the old one is gone", `!q("handler:GiveBack")`)
	p.Choose("PayBack")
	p.SetJSON(`{"id":"A-1","amount":1}`)
	if status := p.Send(); status != 200 {
		t.Errorf("status %d, want 200", status)
	}
	edit(t, loop, "order.go", "// A Receipt says", "// Thank says thanks.\n//\n//owgen:action\nfunc Thank() string { return \"thanks\" }\n\n// A Receipt says")
	p.Await("another one is there", `q("handler:Thank")`)
	if got := p.Member("id"); got != `"A-1"` {
		t.Errorf("id is %s", got)
	}
	p.Choose("Thank")
	p.AwaitText("handler-doc", "Thank says thanks.")
}

func TestDEV51ThePageOutlivesOwgen(t *testing.T) {
	needBrowser(t)
	dir := t.TempDir()
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(programtest.Port(t)))
	first, err := start(dir, "order", "-addr", address)
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, first)
	p.Choose("GiveBack")
	p.Fill("input:id", "A-1")
	p.Send()
	token := value[string](p, `document.querySelector("meta[name=owgen-token]").content`)
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}
	p.AwaitData("connection", "state", "offline")
	p.AwaitText("connection", "owgen dev is not running; trying again")
	p.Fill("input:amount", "7")

	second, err := dev.Start(me, first.Dir, filepath.Join(dir, "cache"), "-addr", address)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Stop()
	p.loop = second
	p.Await("it has reloaded itself", `q("app")?.dataset.ready === "true" && document.querySelector("meta[name=owgen-token]").content !== %v`, token)
	p.AwaitData("connection", "state", "online")
	p.Await("nothing is lost", `q("handler:GiveBack")?.getAttribute("aria-checked") === "true" && q("input:id")?.value === "A-1" && q("input:amount")?.value === "7"`)
	p.Await("the history is there", `all("history-row").length === 1`)
	if status := p.Send(); status != 200 {
		t.Errorf("status %d, want 200", status)
	}
	if n := p.Loads(); n != 2 {
		t.Errorf("the page was loaded %d times, want once more than at first", n)
	}
}

func TestDEV56EmptyStatesSayWhatToDo(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	const empty = "No call yet. Fill in the form and press Ctrl+Enter."
	p.Await("it says what to do", `document.body.innerText.includes(%v) || getComputedStyle(q("history"), "::after").content.includes(%v)`, empty, empty)
	source := filepath.Join(loop.Dir, "order.go")
	if err := os.WriteFile(source, []byte("package order\n\nvar _ = 1\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	q := open(t, loop)
	q.Await("it says that there is none", `document.body.innerText.includes("No handlers. A handler is func(Params) (Result, error).") || q("error-panel")`)
}
func TestDEV24CompileErrorsAreShownAndGo(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Choose("Order")
	p.SetJSON(`{"id":"A-1","customer":{"name":"a","address":{"city":"b"}}}`)
	edit(t, loop, "order.go", bill, undefined)
	p.AwaitData("build", "state", "failed")
	p.Await("the header says it", `/^Build (\d+) failed · build (\d+) answers$/.test(q("build").innerText.trim())`)
	p.AwaitText("error-panel", "undefined: missing")
	p.Await("the place is told", `/^(.*\/)?order\.go:\d+:\d+$/.test(q("error-line").dataset.position)`)
	p.AwaitText("error-source", undefined)
	p.clickAt(`q("error-line").querySelector("button")`, "the position")
	p.AwaitText("copy-text", value[string](p, `q("error-line").dataset.position`))
	if role := value[string](p, `q("error-panel").closest("[role=alert]")?.role ?? ""`); role != "alert" {
		t.Error("the error is no alert")
	}

	// What was built before answers, and it is said.
	if status := p.Send(); status != 200 {
		t.Errorf("status %d, want 200", status)
	}
	p.Await("it is said who answers", `q("answered-by").innerText.includes("answered by build " + q("result").dataset.build) && Number(q("result").dataset.build) < Number(q("build").dataset.build)`)

	edit(t, loop, "order.go", undefined, bill)
	p.AwaitData("build", "state", "ready")
	p.Await("the panel goes", `q("error-panel") === null`)
	p.Send()
	p.Await("nobody speaks of old builds", `!q("answered-by") || q("answered-by").innerText === ""`)
	if got := p.Member("id"); got != `"A-1"` {
		t.Errorf("after all that id is %s", got)
	}
}

func TestDEV42PositionsLeadToTheEditor(t *testing.T) {
	t.Setenv("OWGEN_EDITOR", "vscode://file/{file}:{line}:{col}")
	loop := serveAlone(t, "order")
	p := open(t, loop)
	edit(t, loop, "order.go", bill, undefined)
	p.Await("the position is a link", `q("error-line")?.querySelector("a")?.href.startsWith("vscode://file/")`)
	position := value[string](p, `q("error-line").dataset.position`)
	want := "vscode://file/" + filepath.ToSlash(loop.Dir) + "/" + position
	if got := value[string](p, `decodeURI(q("error-line").querySelector("a").href)`); strings.ReplaceAll(got, "file//", "file/") != strings.ReplaceAll(want, "file//", "file/") {
		t.Errorf("the link is %s, want %s", got, want)
	}
}
