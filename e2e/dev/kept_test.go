package dev

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestDEV33CallsOutliveOwgenDev(t *testing.T) {
	d := newDesk(t)
	d.ask("POST", d.URL, `{"text":"a"}`, http.Header{"Authorization": {"Bearer key"}, "Cookie": {"s=key"}})
	d.call(`{"handler":"main","body":"{}"}`)
	if err := d.Stop(); err != nil {
		t.Fatal(err)
	}
	d.start()
	got := d.listed()
	if len(got) != 2 || got[0].From != "page" || got[0].Status != 500 || got[0].Outcome != "error" || got[1].From != "http" ||
		got[1].Handler != "main" || got[1].Params != `{"text":"a"}` || got[1].Build != 1 {
		t.Fatalf("after a restart there are %+v", got)
	}
	if all := d.api("GET", "calls/"+got[1].ID, ""); !strings.Contains(all, `"Authorization":["…"]`) || strings.Contains(all, "key") {
		t.Errorf("the call is %s", all)
	}
	if all := d.api("GET", "calls/"+got[0].ID, ""); !strings.Contains(all, `"text":"err: "`) {
		t.Errorf("the call has not its logs: %s", all)
	}
	files, err := filepath.Glob(filepath.Join(d.cache, "owgen", "dev", "*", "calls.jsonl"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v (%v)", info.Mode(), err)
	}
	// Killed in the middle of a line, and a second one for the same package.
	d.Kill()
	f, err := os.OpenFile(files[0], os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString(`{"id":"torn","at":"20`)
	f.Close()
	d.start()
	first := *d
	d.start()
	for range 5 {
		first.ask("POST", first.URL, `{"text":"b"}`, nil)
		d.ask("POST", d.URL, `{"text":"c"}`, nil)
	}
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := d.Stop(); err != nil {
		t.Fatal(err)
	}
	d.start()
	if got := d.listed(); len(got) != 12 {
		t.Errorf("of 12 calls there are %d: %+v", len(got), got)
	}
	d.api("DELETE", "calls", "")
	if got := d.listed(); len(got) != 0 {
		t.Errorf("after all are forgotten there are %+v", got)
	}
}

func TestDEV35LinesThatArePastedGiveTheAnswerOfThePage(t *testing.T) {
	d := newDesk(t)
	bin := filepath.Dir(me.Owgen(d.dir).Path)
	for _, text := range []string{`a`, `it's \"x\" \\n $HOME ` + "`id`" + ` ! ä€`, `\u0000`, strings.Repeat("x", 150_000)} {
		call := `{"handler":"main","body":"{\"text\":\"` + strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\\`), `"`, `\"`) + `\",\"sum\":1.0}"}`
		want := ""
		for _, l := range d.call(call) {
			if l.Type == "body" {
				want += l.Text
			}
		}
		lines := map[string]string{}
		d.decode(d.api("POST", "copy", call), &lines)
		for _, tool := range []string{"curl", "invoke"} {
			script := filepath.Join(t.TempDir(), "line")
			if err := os.WriteFile(script, []byte(lines[tool]+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			sh := exec.Command("sh", script)
			sh.Dir = t.TempDir() // wherever one is
			sh.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
			out, err := sh.Output()
			if err != nil || strings.TrimSuffix(string(out), "\n") != strings.TrimSuffix(want, "\n") {
				t.Errorf("%.200s\ngives %.200s (%v), the page %.200s", lines[tool], out, err, want)
			}
		}
	}
}

func TestDEV34ASavedCallIsMadeAgain(t *testing.T) {
	d := newDesk(t)
	lines := d.call(`{"handler":"main","body":"{\"text\":\"a\",\"sum\":9007199254740993.10}"}`)
	if got := d.api("POST", "saved", `{"name":"small","id":"`+lines[0].ID+`"}`); got != `{"path":"testdata/calls/small.json"}`+"\n" {
		t.Error(got)
	}
	const want = `{
  "handler": "main",
  "params": {
    "text": "a",
    "sum": 9007199254740993.10
  },
  "status": 200,
  "result": {
    "text": "a!"
  }
}
`
	text, err := os.ReadFile(filepath.Join(d.dir, "testdata", "calls", "small.json"))
	if err != nil || string(text) != want {
		t.Errorf("%s(%v), want\n%s", text, err, want)
	}
	var saved struct{ Handler, Body string }
	d.decode(d.api("GET", "saved/small", ""), &saved)
	if saved.Handler != "main" || !strings.Contains(saved.Body, "9007199254740993.10") {
		t.Errorf("to fill a form it is %+v", saved)
	}
	if resp, text := d.ask("POST", d.URL+"_/dev/saved", `{"name":"small","id":"`+lines[0].ID+`"}`, http.Header{
		"Owgen-Token": {d.token}, "Content-Type": {"application/json"}}); resp.StatusCode != 409 {
		t.Errorf("saved twice: %d %s", resp.StatusCode, text)
	}
}

func TestAllWaysAgreeOfTheProgramThatRuns(t *testing.T) {
	d := newDesk(t)
	text := d.api("POST", "ways", `{"handler":"main","body":"{\"text\":\"a\"}"}`)
	if n := strings.Count(text, `"outcome":"ok"`); n != 5 || !strings.Contains(text, `{"type":"verdict","agree":true,"differ":[]`) {
		t.Errorf("the ways say\n%s", text)
	}
	if len(d.listed()) != 0 {
		t.Error("they are in the history")
	}
}

// A program has the same variables in each way as where it serves.
func TestDEV55AllWaysHaveTheVariablesOfTheProgramThatRuns(t *testing.T) {
	d := newDesk(t)
	const want = `{\"text\":\",text\"}`
	text := d.api("POST", "ways", `{"handler":"variables","body":"{}"}`)
	if n := strings.Count(text, `"text":"`+want); n != 5 {
		t.Errorf("the ways say\n%s", text)
	}
	if text := d.api("POST", "call", `{"handler":"variables","body":"{}"}`); !strings.Contains(text, want) {
		t.Errorf("the call says\n%s", text)
	}
}
