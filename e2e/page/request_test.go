package page

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestDEV54RequestsOfTheWebAreWrittenByHand(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Choose("See")
	p.Select("method", "DELETE")
	p.Send()
	p.AwaitText("result-body", `"method": "DELETE"`)
	p.Select("method", "POST")
	p.Fill("path", "/orders/See?page=2")
	p.Click("header-add")
	n := value[string](p, `document.querySelector("[data-testid^='header-name:']").dataset.testid.slice(12)`)
	p.Fill("header-name:"+n, "X-Colour")
	p.Fill("header-value:"+n, "green")
	p.Fill("body", "plain text")
	if status := p.Send(); status != 200 {
		t.Fatalf("status %d: %s", status, p.Text("result-body"))
	}
	for _, text := range []string{`"method": "POST"`, `/orders/See`, `"X-Colour"`, `"green"`, `"body": "plain text"`} {
		p.AwaitText("result-body", text)
	}
	p.Await("the history has it", `q("history-row")?.innerText.includes("plain text")`)
	p.AwaitRow()
	p.Click("reset")
	p.ClickIn("history-row", 0, "history-edit")
	p.Await("all of it is back", `q("method").value === "POST" && q("path").value.includes("page=2") && q("body").value === "plain text"`)

	// A file is sent as it is.
	file := filepath.Join(t.TempDir(), "body")
	if err := os.WriteFile(file, []byte("of a file"), 0o666); err != nil {
		t.Fatal(err)
	}
	p.Do(chromedp.SetUploadFiles(chromedp.CSS(`[data-testid="body-file"]`), []string{file}))
	p.Await("its name is shown", `q("request").innerText.includes("body") || q("body-file").files.length === 1`)
	p.Send()
	p.AwaitText("result-body", "of a file")
}

func TestDEV54EventsAreSent(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Choose("Arrive")
	p.Fill("input:number", "7")
	if status := p.Send(); status != 200 {
		t.Fatalf("status %d: %s", status, p.Text("result-body"))
	}
	p.AwaitText("result-body", "7")
	p.Click("result-headers")
	p.AwaitText("result-headers", "arrived")
}
