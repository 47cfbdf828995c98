package front

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/plainjson"
)

// copied returns the lines for a call.
func copied(t *testing.T, url string, c pageCall) map[string]string {
	t.Helper()
	body, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	code, text := ask(t, "POST", url+"/_/dev/copy", string(body))
	lines := map[string]string{}
	if err := json.Unmarshal([]byte(text), &lines); code != 200 || err != nil || len(lines) != 5 {
		t.Fatalf("%d %s", code, text)
	}
	return lines
}

func TestDEV35ACallIsALineForEachTool(t *testing.T) {
	f, p, url := serve(t, http.HandlerFunc(ok))
	lines := copied(t, url, pageCall{Handler: "order", Body: `{"id":1.0,"city":"it's","l":[1, 2]}`})
	for tool, want := range map[string]string{
		"curl":     `curl -sS -H 'Content-Type: application/json' --data-binary '{"id":1.0,"city":"it'\''s","l":[1, 2]}' http://` + f.Address + `/order`,
		"wsk":      `wsk action invoke order --result --param id '1.0' --param city '"it'\''s"' --param l '[1, 2]'`,
		"faas-cli": `printf %s '{"id":1.0,"city":"it'\''s","l":[1, 2]}' | faas-cli invoke shop`,
		"aws":      `aws lambda invoke --function-name order --cli-binary-format raw-in-base64-out --payload '{"id":1.0,"city":"it'\''s","l":[1, 2]}' /dev/stdout`,
		"invoke":   `printf %s '{"id":1.0,"city":"it'\''s","l":[1, 2]}' | (cd ` + p.dir + ` && owgen invoke -f - -func Order)`,
	} {
		if lines[tool] != want {
			t.Errorf("%s is\n%s\nwant\n%s", tool, lines[tool], want)
		}
	}
	lines = copied(t, url, pageCall{Handler: "hook", Method: "PUT", Path: "/hook?a={1}&b=$c", Header: http.Header{"x-a": {"it's", ""}}, Body: "@x"})
	if want := `curl -sS -X PUT -H 'Content-Type:' -H 'X-A: it'\''s' -H 'X-A;' -g --data-raw '@x' 'http://` + f.Address + `/hook?a={1}&b=$c'`; lines["curl"] != want {
		t.Errorf("curl is\n%s\nwant\n%s", lines["curl"], want)
	}
	for _, tool := range []string{"wsk", "faas-cli", "aws", "invoke"} {
		if !strings.HasPrefix(lines[tool], "# ") {
			t.Errorf("%s for a request is %s", tool, lines[tool])
		}
	}
	if lines = copied(t, url, pageCall{Handler: "refund", Body: "[1]"}); !strings.HasPrefix(lines["wsk"], "# ") || !strings.HasPrefix(lines["faas-cli"], "# ") {
		t.Errorf("for a list to another handler than the default there are %v", lines)
	}
}

func TestDEV35AnEventIsADocumentToInvoke(t *testing.T) {
	_, p, url := serve(t, http.HandlerFunc(ok))
	p.change(gen.Handler{Name: "Judge", Func: "Judge", Form: "event", Default: true}, gen.Handler{Name: "See", Func: "See", Form: "web"})
	header := http.Header{"ce-specversion": {"1.0"}, "Ce-Id": {"1"}, "Content-Type": {"application/json"}}
	lines := copied(t, url, pageCall{Handler: "Judge", Header: header, Body: `{"a": 1.0}`})
	document := `{"data":{"a":1.0},"datacontenttype":"application/json","id":"1","specversion":"1.0"}`
	if want := "printf %s '" + document + "' | (cd " + p.dir + " && owgen invoke -f - -func Judge)"; lines["invoke"] != want {
		t.Errorf("the line is\n%s\nwant\n%s", lines["invoke"], want)
	}
	for what, c := range map[string]pageCall{
		"a path":               {Handler: "Judge", Header: header, Path: "/x", Body: "{}"},
		"a field":              {Handler: "Judge", Header: http.Header{"Ce-Specversion": {"1.0"}, "X-A": {"1"}}, Body: "{}"},
		"an escaped attribute": {Handler: "Judge", Header: http.Header{"Ce-Specversion": {"1.0"}, "Ce-Subject": {"%C3%A4"}}, Body: "{}"},
		"no JSON":              {Handler: "Judge", Header: http.Header{"Ce-Specversion": {"1.0"}, "Content-Type": {"application/json"}}, Body: "{"},
		"no event":             {Handler: "Judge", Header: http.Header{"Ce-Id": {"1"}}, Body: "{}"},
		"another handler":      {Handler: "See", Header: header, Body: "{}"},
	} {
		if lines := copied(t, url, c); !strings.HasPrefix(lines["invoke"], "# ") {
			t.Errorf("%s: the line is %s", what, lines["invoke"])
		}
	}
}

// As owgen zip and owgen manifest call it.
func TestDEV35TheOnlyHandlerIsDeployedAsTheProgram(t *testing.T) {
	_, p, url := serve(t, http.HandlerFunc(ok))
	p.change(gen.Handler{Name: "Order", Func: "Order", Form: "params", Default: true})
	lines := copied(t, url, pageCall{Handler: "Order", Body: "{}"})
	if !strings.HasPrefix(lines["wsk"], "wsk action invoke shop ") || !strings.Contains(lines["aws"], " --function-name shop ") ||
		!strings.HasSuffix(lines["curl"], "/Order") {
		t.Errorf("got %v", lines)
	}
}

// pasted returns a shell that runs a line, however long it is.
func pasted(t *testing.T, line string) *exec.Cmd {
	t.Helper()
	file := filepath.Join(t.TempDir(), "line")
	if err := os.WriteFile(file, []byte(line+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return exec.Command("sh", file)
}

// nasty are bodies that a shell or a tool may spoil.
var nasty = []string{
	`{"a":"it's \"x\" \\n $HOME ` + "`id`" + ` !! \u0000 ä€"}`, "{\n\t\"a\": 1\n}\n\n", `{}`, "", `"@x"`, "@/etc/passwd", "-", "%s\\n", "a\x00b\xff", "a\x03\nid\n", "\x7f'\x1b[201~\r\n", "file:///etc/passwd", `[1,"'"]`,
	`{"a":"` + strings.Repeat("x", 200<<10) + `"}`,
}

func TestDEV35CurlSendsWhatThePageSends(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("there is no curl")
	}
	asked := make(chan string, 1)
	_, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked <- r.Method + " " + r.RequestURI + " " + r.Header.Get("Content-Type") + " " + r.Header.Get("X-A") + " " + string(body)
	}))
	calls := []pageCall{
		{Handler: "hook", Method: "GET", Path: "/hook/../x?a=[1]&b='c'$d"}, {Handler: "hook", Method: "DELETE", Header: http.Header{"X-A": {`"it's" $x`}}},
		{Handler: "hook", Method: "HEAD"}, {Handler: "hook", Method: "GET", Body: "{}"},
	}
	for _, body := range nasty {
		calls = append(calls, pageCall{Handler: "order", BodyBase64: []byte(body)})
	}
	for _, c := range calls {
		line := copied(t, url, c)["curl"]
		next := call(t, t.Context(), url, string(plainjson.Must(c)))
		for next().Type != "end" {
		}
		want := <-asked
		if out, err := pasted(t, line).CombinedOutput(); err != nil {
			t.Errorf("%.300s: %v %s", line, err, out)
			continue
		}
		if got := <-asked; got != want {
			t.Errorf("%.300s\nsends %.300q\nwant  %.300q", line, got, want)
		}
	}
}

func TestDEV35OtherToolsGetWhatThePageSends(t *testing.T) {
	_, p, url := serve(t, nil)
	bin := t.TempDir()
	for _, tool := range []string{"wsk", "faas-cli", "aws", "owgen"} { // which tell what they are told: arguments, standard input, directory
		script := "#!/bin/sh\nprintf '%s\\0' \"$@\"\ncase $* in *invoke*-f*|*shop*|*stdin*) cat;; esac\n"
		if err := os.WriteFile(filepath.Join(bin, tool), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	p.dir = filepath.Join(p.dir, "it's $a dir")
	if err := os.Mkdir(p.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	run := func(line string) string {
		c := pasted(t, line)
		c.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
		out, err := c.CombinedOutput()
		if err != nil {
			t.Errorf("%.300s: %v", line, err)
		}
		return string(out)
	}
	for _, body := range nasty {
		lines := copied(t, url, pageCall{Handler: "order", BodyBase64: []byte(body)})
		for tool, want := range map[string]string{
			"faas-cli": "invoke\x00shop\x00" + body,
			"invoke":   "invoke\x00-f\x00-\x00-func\x00Order\x00" + body,
			"aws":      "lambda\x00invoke\x00--function-name\x00order\x00--cli-binary-format\x00raw-in-base64-out\x00--payload\x00" + body + "\x00/dev/stdout\x00",
		} {
			if strings.ContainsAny(lines[tool], "\x03\x7f\x1b\r") {
				t.Errorf("a terminal takes %q for something else", lines[tool])
			}
			if tool == "aws" && (!fits([]byte(body)) || strings.HasPrefix(body, "file:")) {
				want = strings.Replace(want, body, "file:///dev/stdin", 1) + body
			}
			if got := run(lines[tool]); got != want {
				t.Errorf("%.300s\ngives %.300q\nwant  %.300q", lines[tool], got, want)
			}
		}
	}
	for _, body := range []string{`{"a\u0003\nid":1}`, "{\"a\":\"\x7f\"}"} {
		if line := copied(t, url, pageCall{Handler: "order", Body: body})["wsk"]; !strings.HasPrefix(line, "# ") {
			t.Errorf("for %q wsk is %q", body, line)
		}
	}
	line := copied(t, url, pageCall{Handler: "order", Body: nasty[0]})["wsk"]
	if got, want := run(line), "action\x00invoke\x00order\x00--result\x00--param\x00a\x00"+nasty[0][5:len(nasty[0])-1]+"\x00"; got != want {
		t.Errorf("%s gives %q, want %q", line, got, want)
	}
}
