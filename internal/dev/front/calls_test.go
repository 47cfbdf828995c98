package front

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/dev/record"
)

func TestDEV33TheHistoryHasCallsFromEverywhere(t *testing.T) {
	f, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(422)
		io.WriteString(w, "<script>alert(1)</script>")
	}))
	r, _ := http.NewRequest("POST", url+"/any/Refund?x=1", strings.NewReader(`{"id":1}`))
	r.Header.Set("Authorization", "Bearer key")
	if _, err := http.DefaultClient.Do(r); err != nil {
		t.Fatal(err)
	}
	rows(t, f, 1)
	http.Get(url + "/_/health") // is no call
	next := call(t, t.Context(), url, `{"handler":"order","body":"{}"}`)
	for next().Type != "end" {
	}
	code, text := ask(t, "GET", url+"/_/dev/calls", "")
	var list struct{ Calls []record.Row }
	if err := json.Unmarshal([]byte(text), &list); code != 200 || err != nil || len(list.Calls) != 2 {
		t.Fatalf("%d %s", code, text)
	}
	if c := list.Calls[0]; c.From != "page" || c.Handler != "order" || c.Params != "{}" || c.Status != 422 || c.Outcome != "error" || c.Build != 3 {
		t.Errorf("the newest is %+v", c)
	}
	c := list.Calls[1]
	if c.From != "http" || c.Handler != "refund" || c.Method != "POST" || c.Path != "/any/Refund?x=1" || c.Params != `{"id":1}` || c.Size != 25 {
		t.Errorf("the oldest is %+v", c)
	}
	if code, text = ask(t, "GET", url+"/_/dev/calls/"+c.ID, ""); code != 200 || !strings.Contains(text, `"Authorization":["…"]`) || strings.Contains(text, "key") {
		t.Errorf("%d %s", code, text)
	}
	if code, _ := ask(t, "GET", url+"/_/dev/calls/nothing", ""); code != 404 {
		t.Errorf("a call that is none: %d", code)
	}
	r, _ = http.NewRequest("GET", url+"/_/dev/calls/"+c.ID+"/body", nil)
	r.Header.Set("Owgen-Token", token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(res.Body)
	if h := res.Header; string(body) != "<script>alert(1)</script>" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") ||
		h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Security-Policy") != "sandbox" {
		t.Errorf("the body is %s with %v", body, h)
	}
	if code, _ := ask(t, "DELETE", url+"/_/dev/calls", ""); code != 200 || len(f.History.Rows()) != 0 {
		t.Errorf("%d; left are %v", code, f.History.Rows())
	}
}

func TestDEV34CallsAreSavedFromThePage(t *testing.T) {
	f, p, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `{"total":9.90}`) }))
	if _, err := http.Post(url+"/order", "application/json", strings.NewReader(`{"id":9007199254740993}`)); err != nil {
		t.Fatal(err)
	}
	id := rows(t, f, 1)[0].ID
	code, text := ask(t, "POST", url+"/_/dev/saved", `{"name":"small","id":"`+id+`"}`)
	if code != 201 || text != `{"path":"testdata/calls/small.json"}`+"\n" {
		t.Errorf("%d %s", code, text)
	}
	const want = "{\n  \"handler\": \"order\",\n  \"params\": {\n    \"id\": 9007199254740993\n  },\n  \"status\": 200,\n  \"result\": {\n    \"total\": 9.90\n  }\n}\n"
	if file, err := os.ReadFile(filepath.Join(p.dir, "testdata", "calls", "small.json")); err != nil || string(file) != want {
		t.Errorf("%s%v", file, err)
	}
	if code, text := ask(t, "GET", url+"/_/dev/saved/small", ""); code != 200 || !strings.Contains(text, `"body":"{\n  \"id\": 9007199254740993\n}","status":200`) {
		t.Errorf("%d %s", code, text)
	}
	for body, want := range map[string]int{
		`{"name":"small","handler":"order"}`:                            409,
		`{"name":"small","handler":"order","overwrite":true}`:           201,
		`{"name":"hook","handler":"hook","method":"GET","path":"/h?a"}`: 201,
		`{"name":"../x","handler":"order"}`:                             400,
		`{"name":"x","id":"nothing"}`:                                   404,
		`{"name":"x"}`:                                                  400,
	} {
		if code, text := ask(t, "POST", url+"/_/dev/saved", body); code != want {
			t.Errorf("%s: %d %s", body, code, text)
		}
	}
	if code, text := ask(t, "GET", url+"/_/dev/saved/hook", ""); code != 200 ||
		text != `{"name":"hook","handler":"hook","method":"GET","path":"/h?a","header":{},"status":0}`+"\n" {
		t.Errorf("%d %s", code, text)
	}
	for name, want := range map[string]int{"nothing": 404, "..%2fx": 400, "..%2f..%2fgo.mod": 400} {
		if code, text := ask(t, "GET", url+"/_/dev/saved/"+name, ""); code != want {
			t.Errorf("%s: %d %s", name, code, text)
		}
	}
	if err := os.WriteFile(filepath.Join(p.dir, "testdata", "calls", "torn.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _ := ask(t, "GET", url+"/_/dev/saved/torn", ""); code != 400 {
		t.Errorf("a file that is no JSON: %d", code)
	}
	if _, text := ask(t, "GET", url+"/_/dev/state", ""); !strings.Contains(text, `"saved":[{"name":"hook","handler":"hook"},{"name":"small","handler":"order"}]`) {
		t.Errorf("the state is %s", text)
	}
}
