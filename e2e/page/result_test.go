package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestDEV52ResultsAreShownAsWhatTheyAre(t *testing.T) {
	loop := serve(t, "answers")
	t.Run("JSON", func(t *testing.T) {
		p := open(t, loop)
		p.Call("Say", `{"lines":2,"text":"é"}`)
		want := "{\n  \"lines\": [\n    \"0 é\",\n    \"1 é\"\n  ]\n}"
		p.Await("it is indented", `q("result-body").textContent.trim() === %v`, want)
		if got := p.Text("status") + " " + p.Text("time") + " " + p.Text("size"); !strings.HasPrefix(got, "200 ") ||
			!strings.Contains(got, " ms ") || !strings.HasSuffix(got, " B") {
			t.Errorf("status, time and size: %s", got)
		}
		p.Click("result-headers")
		p.AwaitText("result-headers", "application/json")
	})
	t.Run("HTML is text", func(t *testing.T) {
		p := open(t, loop)
		p.Choose("Page")
		p.Send()
		p.AwaitText("result-body", `<b id=bold>bold</b>`)
		if value[bool](p, `document.querySelector("#bold") !== null || document.title.includes("broken in")`) {
			t.Error("markup of an answer became markup of the page")
		}
	})
	t.Run("a picture", func(t *testing.T) {
		p := open(t, loop)
		p.Choose("Paint")
		p.Send()
		p.Await("the picture is there", `(i => i?.complete && i.naturalWidth === 64 && i.naturalHeight === 48 && i.alt !== "")(q("result-image"))`)
	})
	t.Run("bytes", func(t *testing.T) {
		p := open(t, loop)
		p.Choose("Pack")
		p.Send()
		for _, text := range []string{"application/octet-stream", "1f 8b 00 ff"} {
			p.AwaitText("result-body", text)
		}
		if shown := value[string](p, `q("result-body").textContent`); strings.Count(shown, "1f 8b") != 64 || !strings.Contains(p.Text("size"), "1 kB") {
			t.Errorf("not the size and the first 256 bytes: %s", p.Text("result"))
		}
		p.Await("there is a download", `q("result-download").checkVisibility()`)
	})
	t.Run("a stream", func(t *testing.T) {
		p := open(t, loop)
		p.Choose("Count")
		p.SetJSON(`{"count":100,"gap":60000000000}`)
		p.Press(kb.Enter, kb.ModifierCtrl)
		p.AwaitText("result-body", `{"n":0}`) // the next comes in a minute
		p.AwaitData("send", "state", "running")
		p.Press(kb.Escape)
		p.AwaitData("result", "outcome", "cancelled")
		p.AwaitText("status", "Cancelled after")
		p.SetJSON(`{"count":3}`)
		p.Send()
		p.AwaitText("result-body", `{"n":2}`)
		p.AwaitText("result", "3 ")
	})
	t.Run("an error", func(t *testing.T) {
		p := open(t, loop)
		if status := p.Call("Say", `{"lines":"two"}`); status != 400 {
			t.Errorf("status %d, want 400", status)
		}
		p.AwaitText("status", "error")
		p.AwaitData("result", "outcome", "error")
		red := value[string](p, `getComputedStyle(q("status")).color`)
		p.Call("Say", `{"lines":1}`)
		if plain := value[string](p, `getComputedStyle(q("status")).color`); plain == red {
			t.Errorf("the status of an error has the colour of others, %s", red)
		}
	})
	t.Run("the end of the program", func(t *testing.T) {
		p := open(t, loop)
		p.Choose("Die")
		p.Send()
		p.AwaitText("status", "502 · The program ended during this call")
		p.AwaitData("result", "outcome", "broken")
		p.AwaitText("result-body", "exit status 3")
		if status := p.Call("Say", `{"lines":1}`); status != 200 {
			t.Errorf("the next call: %d", status)
		}
	})
}

func TestDEV53LargeAnswersComeInPieces(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Call("Say", `{"lines":45000}`)
	p.AwaitText("result-all", "Show all (3.")
	shown := value[int](p, `q("result-body").textContent.length`)
	if shown < 250_000 || shown > 300_000 {
		t.Errorf("%d characters are shown at first, want 256 kB", shown)
	}
	// The longest time in which the page does nothing else is measured while it shows the rest, and somebody types.
	value[bool](p, `(() => {
		window.longest = 0;
		new PerformanceObserver(list => { for (const e of list.getEntries()) longest = Math.max(longest, e.duration) }).observe({type: "longtask", buffered: true});
		return true;
	})()`)
	p.Click("result-all")
	p.Fill("input:text", "typed meanwhile")
	p.Await("all is shown", `q("result-body").textContent.includes("44999 ")`)
	if got := value[string](p, `q("input:text").value`); got != "typed meanwhile" {
		t.Errorf("typed: %s", got)
	}
	t.Logf("the longest task took %v ms", value[float64](p, `longest`))
	pieces := value[[]int](p, `(() => {
		const texts = document.createTreeWalker(q("result-body"), NodeFilter.SHOW_TEXT), sizes = [];
		while (texts.nextNode()) sizes.push(texts.currentNode.length);
		return [sizes.length, Math.max(...sizes)];
	})()`)
	if pieces[0] < 10 || pieces[1] > 300_000 {
		t.Errorf("%d pieces, the largest of %d characters", pieces[0], pieces[1])
	}
	if !value[bool](p, `[...q("result-body").querySelectorAll("*")].some(e => getComputedStyle(e).contentVisibility === "auto")`) {
		t.Error("pieces out of sight are laid out")
	}

	// Lines of a stream are counted as long as that is quick.
	for size, want := range map[string]string{"2": "1 line", "9e6": ""} {
		if got := value[string](p, `figures({...newAnswer({}), status: 200, size: %v, parts: ["1\n"], header: {"Content-Type": ["application/x-ndjson"]}})[3]`, expression(size)); got != want {
			t.Errorf("a stream of %s bytes: %q, want %q", size, got, want)
		}
	}

	// What comes faster than it can be shown is counted up to a size that takes no time, and only its beginning is laid out.
	shown = value[int](p, `(() => {
		const parts = Array(400).fill("x".repeat(24999) + "\n");
		showAnswer({...newAnswer({}), status: 200, size: 1e7, parts, header: {"Content-Type": ["application/x-ndjson"]}});
		return q("result-body").textContent.length;
	})()`)
	if shown < 250_000 || shown > 300_000 {
		t.Errorf("%d characters of a stream are shown at once, want 256 kB", shown)
	}
	if got := value[string](p, `figures({...newAnswer({}), status: 200, size: 2e6, parts: ["1\n"], header: {"Content-Type": ["application/x-ndjson"]}})[3]`); got != "" {
		t.Errorf("2 MB of a stream that goes on: %q", got)
	}

	// What is too large to be shown is not copied to find that out.
	copied := value[int](p, `(() => {
		const plain = Blob;
		let most = 0;
		window.Blob = class extends plain {
			constructor(...args) {
				super(...args);
				most = Math.max(most, this.size);
			}
		};
		showBody({...newAnswer({}), size: 1e7, parts: ["x".repeat(1e7)]});
		window.Blob = plain;
		return most;
	})()`)
	if copied != 0 {
		t.Errorf("%d bytes are copied of an answer of 10 MB", copied)
	}

	p.Call("Say", `{"lines":130000}`)
	p.Await("there is a download", `q("result-download").checkVisibility()`)
	if shown := value[int](p, `q("result-body").textContent.length`); shown > 300_000 || value[bool](p, `q("result-all")?.checkVisibility() ?? false`) {
		t.Errorf("%d characters of more than 8 MB are shown, or offered", shown)
	}
}

func TestDEV49CallsAreCancelledAndBuildsWaitedFor(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Choose("Wait")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.AwaitText("logs", "waiting")
	p.AwaitData("send", "state", "running")
	p.AwaitText("send", "Cancel")
	p.Click("send")
	p.AwaitText("status", "Cancelled after")
	p.AwaitData("send", "state", "idle")
	p.AwaitText("send", "Send")
}

func TestDEV32LogsAreShownWithTheirStreams(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Call("Log", `{"lines":2,"text":"<b>x</b>"}`)
	p.Await("there are four lines", `all("log-line").length === 4`)
	lines := value[[]string](p, `all("log-line").map(l => l.dataset.stream + ": " + l.innerText.replace(/\s+/g, " ").trim())`)
	for n := range 2 {
		for _, stream := range []string{"stdout", "stderr"} {
			want := fmt.Sprintf("%s: %s %s %d <b>x</b>", stream, stream[3:], stream[3:], n)
			if !strings.Contains(strings.Join(lines, "\n"), want) {
				t.Errorf("%q is not among %q", want, lines)
			}
		}
	}
	p.Call("Say", `{}`)
	p.Await("the lines go", `all("log-line").length === 0`)
}

// Who has gone down to Save or to the history sees the next answer from its beginning.
func TestDEV52ANewAnswerComesIntoView(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Size(1280, 400)
	p.Call("Say", `{"lines":2}`)
	p.Click("input:lines")
	down := func() {
		t.Helper()
		value[bool](p, `(q("history").scrollIntoView({block: "end"}), true)`)
		p.Await("the answer is out of view", `q("result-body").getBoundingClientRect().bottom < q("answer-head").getBoundingClientRect().bottom`)
	}
	down()
	p.Send()
	p.Await("the answer is in view", `q("result-body").getBoundingClientRect().top >= q("answer-head").getBoundingClientRect().bottom`)
	if got := p.focus(); got != "input:lines" {
		t.Errorf("the focus went to %s", got)
	}
}
