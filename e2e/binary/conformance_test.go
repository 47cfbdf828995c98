package binary

import (
	"strings"
	"testing"
)

// The ten cases of OpenWhisk's conformance tests, as they apply to an image that carries its code and to a typed
// language. (apache/openwhisk: tests, actionContainers/BasicActionRunnerTests.scala)

func TestConformance1InitWithoutCode(t *testing.T) {
	c := startContainer(t)
	wantAnswer(t, c.init("", nil), 200, `{"ok":true}`)
	c.wantLogs(0, "", "")
}

func TestConformance2InitWithoutContent(t *testing.T) {
	c := startContainer(t)
	wantAnswer(t, c.post("/init", `{}`), 200, `{"ok":true}`)
	c.wantLogs(0, "", "")
}

func TestConformance3ResultThatIsNoObject(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Scalar", nil)
	wantAnswer(t, c.run(`{}`), 502, `{"error":"The action did not return a dictionary or array."}`)
	c.wantLogs(1, "", "")
}

func TestConformance4SecondInit(t *testing.T) {
	const refusal = "Cannot initialize the action more than once."
	c := startContainer(t)
	c.wantInit("main", nil)
	wantAnswer(t, c.init("main", nil), 403, `{"error":"`+refusal+`"}`)
	if stdout, stderr := c.logs(0); !strings.Contains(stdout+stderr, refusal) {
		t.Errorf("the logs do not tell: %q, %q", stdout, stderr)
	}
}

func TestConformance5EntryPointOtherThanMain(t *testing.T) {
	c := startContainer(t)
	c.wantInit("typed", nil) // the function is Typed: the case is of no account
	wantAnswer(t, c.run(`{"string":"hello"}`), 200, `{"string":"hello"}`)
	c.wantLogs(1, "", "")
}

func TestConformance6EchoAndPrint(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Print", nil)
	for _, args := range []string{
		`{"string":"hello"}`, `{"string":"❄ ☃ ❄"}`, `{"numbers":[42,1]}`, `{"object":{"a":"A"}}`,
	} {
		wantAnswer(t, c.run(args), 200, args)
	}
	stdout, stderr := c.logs(4)
	if n, m := strings.Count(stdout, "hello stdout"), strings.Count(stderr, "hello stderr"); n != 4 || m != 4 {
		t.Errorf("%d and %d greetings: %q, %q", n, m, stdout, stderr)
	}
}

func TestConformance7Unicode(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Winter", nil)
	wantAnswer(t, c.run(`{"delimiter":"☃"}`), 200, `{"winter":"❄ ☃ ❄"}`)
	c.wantLogs(1, "❄ ☃ ❄", "")
}

func TestConformance8EnvironmentOfInit(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Environment", map[string]string{"SOME_VAR": "xyz", "ANOTHER_VAR": ""})
	vars := decode[map[string]string](t, c.run(`{}`).Body)
	if v, set := vars["ANOTHER_VAR"]; vars["SOME_VAR"] != "xyz" || v != "" || !set {
		t.Errorf("the handler sees %v", vars)
	}
	c.wantLogs(1, "", "")
}

func TestConformance9EnvironmentOfActivation(t *testing.T) {
	c := startContainer(t, "__OW_API_HOST=xyz")
	c.wantInit("Environment", nil)
	a := c.run(`{}`, "api_key", "abc", "namespace", "zzz", "action_name", "xxx", "action_version", "0.0.1",
		"activation_id", "iii", "deadline", "123")
	vars := decode[map[string]string](t, a.Body)
	for name, want := range map[string]string{
		"__OW_API_HOST": "xyz", "__OW_API_KEY": "abc", "__OW_NAMESPACE": "zzz", "__OW_ACTION_NAME": "xxx",
		"__OW_ACTION_VERSION": "0.0.1", "__OW_ACTIVATION_ID": "iii", "__OW_DEADLINE": "123",
	} {
		if vars[name] != want {
			t.Errorf("%s is %q, want %q", name, vars[name], want)
		}
	}
	// The harness maps a port of its own to the one that the invoker calls. We have no such map, so we are told.
	stdout, stderr := c.logs(1)
	if lines := strings.Count(stderr, "\n"); stdout != "" || lines > 0 || !strings.Contains(stderr, "8080") {
		t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
}

func TestConformance10LargeInput(t *testing.T) {
	c := startContainer(t)
	c.wantInit("main", nil)
	value := `{"arg":"` + strings.Repeat("a", 1048561) + `"}`
	wantAnswer(t, c.run(value), 200, value)
	c.wantLogs(1, "", "")
}
