package page

import (
	"strings"
	"testing"
)

func TestDEV55AllWays(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Call("Say", `{"lines":1,"text":"x"}`)
	p.AwaitText("app", "five times")
	p.Click("try-all")
	p.AwaitData("ways-verdict", "agree", "true")
	for _, way := range []string{"plain", "openwhisk", "argv", "stdin", "actionloop"} {
		p.AwaitData("way:"+way, "outcome", "ok")
		p.Await("nothing of "+way+" is marked", `q(%v).querySelector("mark") === null`, "way:"+way)
		p.AwaitText("way:"+way, `0 x`)
	}

	p.Choose("Environment")
	p.Click("try-all")
	p.AwaitData("ways-verdict", "agree", "false")
	if text := p.Text("ways-verdict"); !strings.Contains(text, "argv differs from plain") && !strings.Contains(text, "argv") {
		t.Errorf("the verdict: %s", text)
	}
	p.Await("what differs is marked, and little else", `(d => d && d.innerText.length > 0 && d.innerText.length < q("way-answer", q("way:argv")).innerText.length)(q("way-diff", q("way:argv")))`)
	p.Await("the logs of each way are there", `["plain", "openwhisk", "argv", "stdin", "actionloop"].every(way => q("way:" + way).textContent.includes("asked as a platform does"))`)
}

func TestDEV35LinesToCopy(t *testing.T) {
	p := open(t, serve(t, "order"))
	p.Choose("GiveBack")
	p.SetJSON(`{"id":"it's \\ ü","amount":1}`)
	for name, want := range map[string]string{
		"curl": `curl -sS`, "wsk": "wsk action invoke", "faas-cli": "faas-cli", "aws": "aws lambda invoke", "invoke": "owgen invoke",
	} {
		p.Click("copy:" + name)
		p.AwaitText("copy-text", want)
	}
	p.Click("copy:curl")
	p.AwaitText("copy-text", "curl")
	if line := p.Text("copy-text"); !strings.Contains(line, `it'\''s \\ ü`) || !strings.Contains(line, p.loop.URL) {
		t.Errorf("curl: %s", line)
	}
}
