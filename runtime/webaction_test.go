//go:build unix

package ow

import (
	"io"
	"strings"
	"testing"
)

// OW-11: the caller of a web action gets the status of an error, whoever starts the program for the call.
func TestOW11ErrorsOfWebActionsKeepTheirStatus(t *testing.T) {
	const gone = `"do":"status","n":404,"text":"gone"`
	for _, c := range []struct{ params, want string }{
		{`{` + gone + `,"__ow_method":"get"}`, `{"error":{"statusCode":404,"body":{"error":"gone"}}}`},
		{`{"__ow_method":"post","__ow_path":"",` + gone + `}`, `{"error":{"statusCode":404,"body":{"error":"gone"}}}`},
		{`{"__ow_method":"get","text":5}`,
			`{"error":{"statusCode":400,"body":{"error":"params.text: expected string, got number at offset 28"}}}`},
		{`{"__ow_method":"get","do":"fields","text":"bad"}`,
			`{"error":{"statusCode":422,"body":{"error":{"message":"bad","code":"invalid","fields":{"a":"empty","b":"no"}}}}}`},
		{`{"__ow_method":"get","do":"error","text":"no"}`, `{"error":{"statusCode":500,"body":{"error":"no"}}}`}, // which carries no status
		{`{"__ow_method":"get","text":"fine"}`, `{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":{"text":"fine"}}`},
		{`{"text":"fine","x":{"__ow_method":"get"}}`, `{"text":"fine"}`},
		{`{` + gone + `}`, `{"error":"gone"}`}, // nobody's web action
		{`{` + gone + `,"x":{"__ow_method":"get"}}`, `{"error":"gone"}`},
	} {
		whiskTest(t).post("/run", `{"value":`+c.params+`}`).expect(t, 200, c.want)
		startProxied(t, "__OW_PROXY_VERSION=1.17.1").say(`{"value":`+c.params+`}`, c.want)
		skeleton := []string{"FLASK_PROXY_PORT=8080", "KUBERNETES_SERVICE_HOST=10.0.0.1"}
		for args, vars := range map[string][]string{c.params: skeleton, "": skeleton, c.params + " ": nil} {
			var argv []string
			if args != "" {
				argv = []string{args}
			}
			_, stdout, _ := runChild(t, argv, vars, io.MultiReader(strings.NewReader(c.params)))
			if stdout != c.want+"\n" {
				t.Errorf("%q %v: got %swant %s", args, vars, stdout, c.want)
			}
		}
	}
}

// On other platforms callers write parameters as they like, and the members of a web action do not change their answer.
func TestOW11OtherPlatformsHaveNoWebActions(t *testing.T) {
	const params = `{"__ow_method":"get","do":"status","n":404,"text":"gone"}`
	faasTest(t).post("/", params).expect(t, 404, `{"error":"gone"}`)
	serveTest(t).post("/", params).expect(t, 404, `{"error":"gone"}`)
	for _, vars := range [][]string{{"Http_Method=POST"}, {"fprocess=/action -"}, {"OWGEN_PLATFORM=openfaas"}, {"K_SERVICE=x"}} {
		if _, stdout, _ := runChild(t, []string{"-"}, vars, strings.NewReader(params)); stdout != `{"error":"gone"}`+"\n" {
			t.Errorf("%v: %s", vars, stdout)
		}
	}
}
