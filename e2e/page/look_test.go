package page

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// full is an order with all that the form can hold.
const full = `{"id":"A-1001","customer":{"name":"Ada","mail":"ada@example.com","address":{"street":"Am Markt 1","city":"Bonn","zip":"53111"}},
"items":[{"sku":"bolt-m8","count":3,"price":0.35},{"sku":"a-name-that-is-much-longer-than-any-column-of-a-narrow-window","count":1,"price":12}],
"pay":"card","priority":"high","gift":true,"note":"line 1\nline 2","coupon":null,"labels":{"colour":"red","a longer name of a label":"x"},
"deliverAt":"2026-05-01T12:00:00Z","hold":1500000000,"photo":"AAEC","weight":1.5,"box":[10,20,30],"points":9007199254740993,
"parts":[{"name":"wheel","parts":[{"name":"spoke"}]}],"meta":{"any":[1,2.50]},"raw":[true],"rebate":1}`

// A state is something that a page can look like, and how it comes to.
type state struct {
	name string
	make func(p *Page)
}

// states are those that have a look of their own. Each follows the one before, in a page of the package order.
var states = []state{
	{"at first", func(*Page) {}},
	{"the form", func(p *Page) { p.SetJSON(full) }},
	{"an answer", func(p *Page) { p.Send() }},
	{"an error", func(p *Page) { p.Fill("input:pay", "gold"); p.Send(); p.AwaitText("error:pay", "must be") }},
	{"JSON", func(p *Page) { p.Show("json") }},
	{"JSON with an error", func(p *Page) {
		p.Click("json")
		p.Press(kb.End, kb.ModifierCtrl)
		p.Type("x")
		p.Await("it is told", `q("json-error").innerText !== ""`)
		p.Press(kb.Backspace)
		p.Show("form")
	}},
	{"ways", func(p *Page) { p.Click("try-all"); p.Await("they are there", `q("ways-verdict")?.dataset.agree`) }},
	{"copied", func(p *Page) { p.Click("copy:curl"); p.AwaitText("copy-text", "curl") }},
	{"history", func(p *Page) { p.focusIn("history-row", 0) }},
}

func TestDEV43NarrowWindowsNeedNoScrollingSideways(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	for _, width := range []int64{320, 719, 720, 1280} {
		p.Size(width, 640)
		p.Click("reset")
		for _, s := range states {
			s.make(p)
			type wide struct{ Page, Window int }
			if w := value[wide](p, `({Page: document.scrollingElement.scrollWidth, Window: innerWidth})`); w.Page > w.Window || w.Window != int(width) {
				t.Errorf("%s: the page is %d wide in a window of %d of %d", s.name, w.Page, w.Window, width)
			}
			// Nothing hangs over the edge, either, but in boxes that scroll by themselves.
			if out := value[[]string](p, `[...document.querySelectorAll("body *")].filter(e => {
				const r = e.getBoundingClientRect();
				if (!e.checkVisibility() || r.width <= 1 || r.right <= innerWidth + 1) return false;
				for (let a = e.parentElement; a && a !== document.body; a = a.parentElement)
					if (getComputedStyle(a).overflowX !== "visible" && a.getBoundingClientRect().right <= innerWidth + 1) return false;
				return true;
			}).slice(0, 3).map(e => e.outerHTML.slice(0, 150))`); len(out) > 0 {
				t.Errorf("%s at %d: these hang over the edge: %q", s.name, width, out)
			}
			// What a row of the history says stays off its buttons.
			if over := value[int](p, `all("history-row").filter(row => row.firstChild.scrollWidth > row.firstChild.clientWidth + 1).length`); over > 0 {
				t.Errorf("%s at %d: %d rows of the history hang over their buttons", s.name, width, over)
			}
			// The columns do not scroll sideways.
			if out := value[[]string](p, `[...document.querySelectorAll("main, main > section, main > section > div")].filter(e =>
				e.scrollWidth > e.clientWidth + 1 && e.checkVisibility()).map(e => e.outerHTML.slice(0, 100) + e.scrollWidth)`); len(out) > 0 {
				t.Errorf("%s at %d: these scroll sideways: %q", s.name, width, out)
			}
		}
	}
}

func TestDEV43PlainInLightAndDark(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	for _, s := range states[:3] {
		s.make(p)
	}
	grounds := map[string]float64{}
	for _, theme := range []string{"light", "dark"} {
		p.Theme(theme)
		grounds[theme] = value[float64](p, `(c => c.slice(0, 3).reduce((a, b) => a + Number(b), 0))(getComputedStyle(document.body).backgroundColor.match(/\d+/g))`)
		for _, fault := range value[[]string](p, `[...document.querySelectorAll("body, body *")].flatMap(e => {
			const s = getComputedStyle(e), f = [];
			if (s.boxShadow !== "none" || s.textShadow !== "none") f.push("shadow");
			if (s.backgroundImage !== "none" && e.tagName !== "IMG") f.push("image or gradient");
			if (!/^0s(, 0s)*$/.test(s.transitionDuration) || s.animationName !== "none" || s.scrollBehavior === "smooth") f.push("movement");
			if (parseFloat(s.borderTopWidth) > 2) f.push("border");
			return f.map(x => x + ": " + e.outerHTML.slice(0, 120));
		})`) {
			t.Errorf("%s: %s", theme, fault)
		}
	}
	if grounds["light"] < 3*200 || grounds["dark"] > 3*80 {
		t.Errorf("the ground is %v", grounds)
	}
	if value[bool](p, `/\p{Extended_Pictographic}/u.test(document.body.innerText)`) {
		t.Error("there are emoji")
	}
}

func TestDEV43NothingJumpsAndAllThatCountsIsInView(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Choose("Order")
	const places = `Object.fromEntries(["send", "result-body", "logs", "history", "tab-form", "try-all"].map(id => { const r = q(id).getBoundingClientRect(); return [id, [r.x, r.y]] }))`
	before := value[map[string][2]float64](p, places)
	p.SetJSON(`{"id":"A-1","customer":{"name":"a","address":{"city":"b"}},"items":[{"sku":"abc"}]}`)
	p.Send()
	for id, at := range value[map[string][2]float64](p, places) {
		if at != before[id] {
			t.Errorf("%s was at %v and is at %v when there is a result", id, before[id], at)
		}
	}

	p.SetJSON(full)
	p.Send()
	edit(t, loop, "order.go", bill, undefined)
	p.AwaitData("build", "state", "failed")
	p.AwaitText("error-panel", "undefined: missing")
	for _, size := range [][2]int64{{1280, 800}, {320, 640}} {
		p.Size(size[0], size[1])
		for _, end := range []string{"0", "1e6"} {
			hidden := value[[]string](p, `(() => {
				for (const e of [document.scrollingElement, ...document.querySelectorAll("main, main *")]) if (e.scrollHeight > e.clientHeight) e.scrollTop = %v;
				const last = innerWidth < 720 ? document.querySelector("#last") : q("status");
				return [["send", q("send")], ["build", q("build")], ["error-line", q("error-line")], ["the last status", last]].filter(([, e]) => {
					if (!e?.checkVisibility()) return true;
					const r = e.getBoundingClientRect(), top = document.elementFromPoint(r.x + Math.min(r.width, 40) / 2, r.y + r.height / 2);
					return r.x < 0 || r.y < 0 || r.bottom > innerHeight || r.x > innerWidth || !(top && (e.contains(top) || top.contains(e)));
				}).map(([name]) => name);
			})()`, expression(end))
			if len(hidden) > 0 {
				t.Errorf("%v, scrolled to %s: not in view: %q", size, end, hidden)
			}
		}
	}
}

func TestDEV43ThePageIsSmallAndAlone(t *testing.T) {
	document, err := os.ReadFile(filepath.Join("..", "..", "internal", "dev", "page", "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	if len(document) > 60_000 {
		t.Errorf("%d bytes, want at most 60,000", len(document))
	}
	for _, url := range regexp.MustCompile(`https?://[\w.-]+`).FindAllString(string(document), -1) {
		t.Errorf("it names %s", url)
	}
}

// Many handlers, long names and long words of a build leave the form and the header where they are.
func TestDEV43ManyAndLongNamesLeaveTheFrameAsItIs(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("Order")
	const crowd = `(() => {
		const handlers = Array.from({length: 25}, (_, n) => ({...state.handlers[0], name: "AHandlerWithAVeryLongNameOfItsOwn" + n, doc: "One comment\nover two lines.\n\n  - a point\n  - and another"}));
		showState({...state, program: "a-program-of-a-long-name", handlers, first: Object.fromEntries(handlers.map(h => [h.name, {}])), build: {...state.build, state: "failed", text: "Build 112 failed · build 111 answers"}});
		choose(handlers[24]);
		showAnswer({...newAnswer({}), build: 1, status: 200, ms: 420, size: 3.4e6, outcome: "ok"});
		state.build.n = 112;
		showAnsweredBy();
		return true;
	})()`
	for _, size := range [][2]int64{{320, 640}, {720, 640}, {1280, 800}} {
		p.Size(size[0], size[1])
		value[bool](p, crowd)
		faults := value[[]string](p, `[
			["the header has more than one line", document.querySelector("header").offsetHeight > 45],
			["the build is cut", q("build").getBoundingClientRect().right > innerWidth],
			["the handlers take the window", q("handlers").offsetHeight > innerHeight / 3 + 6],
			["the chosen handler is out of sight", (r => r.bottom > q("handlers").getBoundingClientRect().bottom + 2)(q("handler:AHandlerWithAVeryLongNameOfItsOwn24").getBoundingClientRect())],
			["who answered has more than one line", q("answered-by").offsetHeight > 20],
			["the figures have more than one line", q("figures").offsetHeight > 20],
		].filter(([, fault]) => fault).map(([name]) => name)`)
		if len(faults) > 0 {
			t.Errorf("%d wide: %q", size[0], faults)
		}
	}
	p.Size(320, 640)
	if over := value[int](p, `(showConnection("offline"), [...document.querySelectorAll("header *")].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline").length + Number(document.querySelector("header").offsetHeight > 45))`); over > 0 {
		t.Errorf("%d parts of the header are cut without a connection", over)
	}
	if got := p.Text("handler-doc"); got != "One comment over two lines.\n\n- a point\n- and another" {
		t.Errorf("the comment is shown as %q", got)
	}
}

// A bar for scrolling takes its place from the boxes of an answer, and as much from the line above them.
func TestDEV43FiguresEndWhereTheAnswerEnds(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Call("Say", `{"lines":2}`)
	p.Await("bars have a width", `(style => { style.replaceSync("::-webkit-scrollbar { width: 15px }"); document.adoptedStyleSheets = [style]; return true })(new CSSStyleSheet())`)
	for _, height := range []int64{400, 1600} { // with a bar, and without
		p.Size(1280, height)
		p.Await("the figures end where the answer ends", `innerHeight === %v && q("figures").getBoundingClientRect().right === q("result-body").getBoundingClientRect().right`, height)
	}
	if got := value[float64](p, `q("result-body").getBoundingClientRect().right`); got != 1280-16-15 {
		t.Errorf("the answer ends at %v, which leaves no room for a bar", got)
	}
}
