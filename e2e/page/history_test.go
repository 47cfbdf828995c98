package page

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestDEV54HistoryShowsCallsAgain(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Call("GiveBack", `{"id":"A-1","amount":1.50}`)
	p.Call("GiveBack", `{"id":"A-2","amount":-1}`)
	p.AwaitRows(2)
	first := value[string](p, `all("history-row")[0].innerText.replace(/\s+/g, " ")`)
	for _, text := range []string{"500", "error", "GiveBack", " ms", ":", `{"id":"A-2","amount":-1}`} {
		if !strings.Contains(first, text) {
			t.Errorf("the row %q does not say %q", first, text)
		}
	}

	// From a shell: the same, marked.
	response, err := http.Post(loop.URL+"GiveBack", "application/json", strings.NewReader(`{"id":"A-3","amount":3}`))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	p.AwaitRows(3)
	if got := value[string](p, `all("history-row")[0].dataset.from + " " + all("history-row")[0].innerText`); !strings.Contains(got, "http") || strings.Count(got, "http") < 2 {
		t.Errorf("a call from a shell is not marked: %q", got)
	}

	// Enter shows the call, its answer and its logs.
	p.focusIn("history-row", 2)
	p.Press(kb.Enter)
	p.AwaitText("result-body", `"A-1"`)
	p.AwaitText("result-body", `1.5`)
	p.AwaitText("logs", "looking for A-1")
	p.AwaitText("status", "200")

	// Edit again fills the form; send again sends as it was, whatever the form has.
	p.ClickIn("history-row", 2, "history-edit")
	p.Await("the form has it", `q("input:id").value === "A-1"`)
	if got := p.Member("amount"); got != "1.50" {
		t.Errorf("amount is %s, want its digits as they were", got)
	}
	p.Fill("input:id", "changed")
	last := p.lastCall()
	p.ClickIn("history-row", 0, "history-resend")
	p.AwaitAnswer(last)
	p.AwaitText("result-body", `"A-3"`)
	if got := value[string](p, `q("input:id").value`); got != "changed" {
		t.Errorf("the form has %q", got)
	}

	// It outlives a reload, and goes when told to.
	p.Reload()
	p.AwaitRows(4)
	p.Click("history-clear")
	p.Await("there is none", `all("history-row").length === 0`)
}

func TestDEV34CallsAreSavedAndLoaded(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Call("GiveBack", `{"id":"A-1","amount":9007199254740993}`)
	p.Fill("save-name", "small")
	p.Click("save")
	p.AwaitText("save-status", "Saved as testdata/calls/small.json")
	text, err := os.ReadFile(filepath.Join(loop.Dir, "testdata", "calls", "small.json"))
	if err != nil {
		t.Fatal(err)
	}
	var saved struct {
		Handler string
		Params  json.RawMessage
		Status  int
	}
	if err := json.Unmarshal(text, &saved); err != nil {
		t.Fatal(err)
	}
	if saved.Handler != "GiveBack" || !strings.Contains(string(saved.Params), "9007199254740993") || saved.Status != 200 {
		t.Errorf("saved: %s", text)
	}
	p.Click("reset")
	p.Await("the form is empty", `q("input:id").value === ""`)
	p.Click("saved:small")
	p.Await("it is loaded", `q("handler:GiveBack").getAttribute("aria-checked") === "true" && q("input:amount").value === "9007199254740993"`)

	// A second one of the name wants to be asked for.
	p.Fill("input:id", "A-2")
	p.Send()
	p.Fill("save-name", "small")
	p.Click("save")
	p.AwaitText("save-status", "exists")
	p.Click("save")
	p.AwaitText("save-status", "Saved as")
	if text, _ := os.ReadFile(filepath.Join(loop.Dir, "testdata", "calls", "small.json")); !strings.Contains(string(text), "A-2") {
		t.Errorf("saved again: %s", text)
	}
	p.Fill("save-name", "No/such name")
	p.Click("save")
	p.Await("it is refused", `!q("save-status").innerText.includes("Saved") && q("save-status").innerText !== ""`)
}

// What stands beside Save is of the call that is shown.
func TestDEV34SaveSaysWhatItWroteOfWhichCall(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Call("GiveBack", `{"id":"A-1","amount":1}`)
	p.Fill("save-name", "small")
	p.Press(kb.Enter)
	p.AwaitText("save-status", "Saved as testdata/calls/small.json")
	p.Click("save")
	p.AwaitText("save-status", "exists")
	p.Fill("save-name", "smaller") // another name, of which nothing is known
	p.Await("it says no more", `q("save").innerText === "Save" && q("save-status").innerText === ""`)
	p.Press(kb.Enter)
	p.AwaitText("save-status", "Saved as")
	p.Call("GiveBack", `{"id":"A-2","amount":2}`)
	p.Await("it says no more", `q("save-status").innerText === ""`)

	// A call that is loaded was not sent: its answer is not the one before.
	p.Click("saved:small")
	p.Await("it is loaded", `q("input:id").value === "A-1"`)
	p.AwaitText("status", "Not sent")
	p.Await("the answer is gone", `q("result-body").innerText === "" && q("result").dataset.call === ""`)
	p.Fill("save-name", "again")
	p.Press(kb.Enter)
	p.AwaitText("save-status", "Saved without an answer as testdata/calls/again.json")
	text, err := os.ReadFile(filepath.Join(loop.Dir, "testdata", "calls", "again.json"))
	if err != nil || strings.Contains(string(text), `"status"`) || !strings.Contains(string(text), `"A-1"`) {
		t.Errorf("saved: %s (%v)", text, err)
	}
}
