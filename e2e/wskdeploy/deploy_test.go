package wskdeploy

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/ways/controller"
)

// An action gets the default that it declares if the caller does not send the parameter.
func TestActionsAreDeployedAndInvoked(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.deploy(greet, t.TempDir(), nil, "-image", "example/greet:1")
	c.call("greet", `{"name":"Ada"}`, `{"name":"Ada","title":"Dr.","times":"2","words":["good","day"]}`)
	c.call("greet", `{"name":"Ada","title":"","times":"3","words":[],"place":"x","more":{"a":"b"}}`,
		`{"name":"Ada","times":"3","place":"x","more":{"a":"b"}}`)
	c.call("greet", `{}`, `{"error":{"message":"params.name: is required","code":"invalid","fields":{"name":"is required"}}}`)
	c.call("greet", `{"name":"nobody"}`, `{"error":"there is nobody"}`)
}

// A bound parameter would hide that of the package, so the manifest binds only parameters that declare a default.
func TestParametersOfThePackageReachActions(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	inPackage := func(manifest string) string {
		return strings.Replace(manifest, "\n  \"default\":\n", "\n  \"hall\":\n    inputs:\n      place: here\n      name: Ada\n", 1)
	}
	c.deploy(greet, t.TempDir(), inPackage, "-image", "example/greet:1")
	c.call("hall/greet", `{}`, `{"name":"Ada","title":"Dr.","times":"2","words":["good","day"],"place":"here"}`)
	c.call("hall/greet", `{"name":"Bob","place":""}`, `{"name":"Bob","title":"Dr.","times":"2","words":["good","day"]}`)

	c.deploy(greet, t.TempDir(), inPackage, "-image", "example/greet:1", "-web")
	c.request("GET", "hall/greet?title=Prof.", "", "", `200 {"name":"Ada","title":"Prof.","times":"2","words":["good","day"],"place":"here"}`)
	c.request("GET", "hall/greet?place=x", "", "", `400 {"error":"`+controller.TextNotAllowed+`"}`) // final for whom the package is
}

// The caller of a web action may send each of its parameters, so the manifest must not bind any. Defaults are the program's.
func TestCallersOfWebActionsSendParameters(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.deploy(greet, t.TempDir(), nil, "-image", "example/greet:1", "-web")
	const all = "name=x&title=Prof.&times=3&place=here"
	x := `200 {"name":"x","title":"Prof.","times":"3","words":["good","day"],"place":"here"}`
	const defaults = `{"name":"x","title":"Dr.","times":"2","words":["good","day"]}`
	for _, r := range []struct{ method, path, kind, body, want string }{
		{"GET", "greet?name=x", "", "", "200 " + defaults},
		{"GET", "greet?" + all, "", "", x},
		{"POST", "greet", "application/x-www-form-urlencoded", all, x},
		{"POST", "greet?title=Prof.", "application/json", `{"name":"x","times":"3","place":"here"}`, x},
		{"POST", "greet/some/path?" + all, "", "", x},
		{"PUT", "greet?" + all, "", "", `405 {"error":"use GET, POST"}`},
		{"GET", "greet.http?name=x", "", "", "200 " + defaults},
		{"GET", "greet.json?name=x", "", "", `200 {"statusCode":200,"headers":{"Content-Type":"application/json"},"body":` + defaults + "}"},
		{"GET", "greet?name=nobody", "", "", `404 {"error":"there is nobody"}`},
		{"GET", "greet.http?name=nobody", "", "", `404 {"error":"there is nobody"}`},
		{"GET", "greet?name=x&times=often", "", "", `400 {"error":"params.times: expected number in parameter times…`},
		{"GET", "greet?name=x&__ow_user=root", "", "", `400 {"error":"` + controller.TextNotAllowed + `"}`},
		{"OPTIONS", "greet", "", "", `200 `},
		{"GET", "other", "", "", "404 404 page not found\n"},
	} {
		c.request(r.method, "default/"+r.path, r.kind, r.body, r.want)
	}
}

// Without a key, callers reach web actions only.
func TestOnlyWebActionsAreServedToEverybody(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.deploy(greet, t.TempDir(), nil, "-image", "example/greet:1")
	c.request("GET", "default/greet.json?name=x", "", "", "404 404 page not found\n")
}

// Each of several handlers is an action of the same image.
func TestEachHandlerIsAnAction(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.deploy(two, t.TempDir(), nil, "-image", "example/two:1")
	wantTwo(c)
	c.deploy(many, t.TempDir(), nil, "-image", "example/many:1", "-web")
	c.request("POST", "fixture/Fail", "application/json", `{"message":"gone","status":410}`, `410 {"error":"gone"}`)
	c.request("POST", "fixture/Fail", "application/json", `{"message":"broken"}`, `500 {"error":"broken"}`)
	c.request("POST", "fixture/Typed", "application/json", `{"string":"a"}`, `200 {"string":"a"}`)
	c.request("POST", "fixture/Panic", "application/json", `{"message":"oh"}`, `400 {"error":"`+controller.TextFailed+`"}`)
	c.request("POST", "fixture/Typed", "application/json", `{"string":"a"}`, `200 {"string":"a"}`)
}

// What a handler takes decides whether it is a web action, a raw one, and one that answers OPTIONS itself.
func TestWEB41WebActions(t *testing.T) {
	t.Parallel()
	type web struct{ export, raw, options bool }
	for name, test := range map[string]struct {
		args []string
		want map[string]web
	}{
		"by form": {nil, map[string]web{"Hook": {true, true, true}, "Bytes": {}, "Event": {}, "Plain": {}}},
		"all": {[]string{"-web"}, map[string]web{
			"Hook": {true, true, true}, "Bytes": {true, true, false}, "Event": {true, true, false}, "Plain": {true, false, false},
		}},
		"none": {[]string{"-web=false"}, map[string]web{"Hook": {}, "Bytes": {}, "Event": {}, "Plain": {}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCloud(t)
			c.deploy(hook, t.TempDir(), nil, append([]string{"-image", "example/hook:1"}, test.args...)...)
			for action, want := range test.want {
				a, _ := c.find("hook/" + action)
				if a == nil {
					t.Fatalf("%s is not deployed", action)
				}
				got := web{a.Annotations.isTrue("web-export"), a.Annotations.isTrue("raw-http"), a.Annotations.isTrue("web-custom-options")}
				if got != want {
					t.Errorf("%s: %+v, want %+v", action, got, want)
				}
			}
		})
	}
}

// So callers reach handlers with what they sent, and learn from the handler what OPTIONS says.
func TestWEB41RequestsArriveAsSent(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.deploy(hook, t.TempDir(), nil, "-image", "example/hook:1", "-web")
	c.request("PUT", "hook/Hook?a=1", "application/json", `{ "a" : 1.0 }`, `202 PUT a=1 { "a" : 1.0 }`)
	c.request("OPTIONS", "hook/Hook", "", "", "202 OPTIONS  ")
	c.request("POST", "hook/Bytes?a=1", "application/json", `[ 1.0 ]`, `200 [ 1.0 ]`)
	c.request("POST", "hook/Plain?text=a", "", "", `200 {"text":"a"}`)
}

func wantTwo(c *cloud) {
	c.t.Helper()
	c.call("letters/Upper", `{"text":"aB"}`, `{"text":"AB"}`)
	c.call("letters/Lower", `{"text":"aB"}`, `{"text":"ab"}`)
	c.call("letters/Lower", `{"text":"Ö"}`, `{"text":"ö"}`)
}

// Dockerskeleton and the Go runtime name no handler: the action's name does.
func TestArchivesAreDeployed(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{"native": nil, "managed": {"-kind", goKind}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCloud(t)
			dir := t.TempDir()
			if _, err := two.Run(two.Dir, append([]string{"zip", "-o", filepath.Join(dir, "two.zip")}, args...)...); err != nil {
				t.Fatal(err)
			}
			c.deploy(two, dir, nil, append([]string{"-zip", "two.zip"}, args...)...)
			wantTwo(c)
		})
	}
}

// request makes a request to a web action. What it wants may end in … for more to come.
func (c *cloud) request(method, path, kind, body, want string) {
	c.t.Helper()
	header := http.Header{}
	if kind != "" {
		header.Set("Content-Type", kind)
	}
	a, err := program.Do(method, c.url+"/api/v1/web/guest/"+path, body, header)
	if err != nil {
		c.t.Fatal(err)
	}
	got := fmt.Sprint(a.Status, " ", plain(a.Body))
	start, more := strings.CutSuffix(want, "…")
	if more && !strings.HasPrefix(got, start) || !more && got != want[:4]+plain(want[4:]) {
		c.t.Errorf("%s %s: %d %s, want %s", method, path, a.Status, a.Body, want)
	}
}

// plain is JSON in the one form that it has here, and any other text as it is.
func plain(text string) string {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return text
	}
	return string(encode(v))
}
