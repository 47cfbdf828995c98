package emulator

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/aws/aws-lambda-go/events" // whose testdata TestAWS17 reads
)

func TestAWS2TheArgumentIsTheHandler(t *testing.T) {
	e := start(t, "Plain")
	e.want(`{"name":"Ada","n":1}`, `{"name":"Ada","tags":null,"n":1}`)
}

func TestAWS3TheCallerSeesTheErrorOfTheBeginning(t *testing.T) {
	e := start(t, "Nobody")
	if got := e.invoke(`{}`); !strings.Contains(got, "there is no action Nobody; the actions are: ") || !strings.Contains(got, "Runtime.NoSuchHandler") {
		t.Errorf("%s\n%s", got, e.text())
	}
}

func TestAWS7AThousandEvents(t *testing.T) {
	e := start(t, "Plain")
	for k := range 1000 {
		e.want(fmt.Sprintf(`{"n":%d}`, k), fmt.Sprintf(`{"name":"","tags":null,"n":%d}`, k))
	}
	echo := start(t, "Echo")
	large := `["` + strings.Repeat("x", 5<<20) + `"]`
	echo.want(large, large)
	grows := start(t, "Plain")
	if got := grows.invoke(`{"name":"` + strings.Repeat("<", 2<<20) + `"}`); !strings.Contains(got, "Function.ResponseSizeTooLarge") && !strings.Contains(got, "RequestEntityTooLarge") {
		t.Errorf("too large: %.300s", got)
	}
	grows.want(`{}`, `{"name":"","tags":null,"n":0}`)
}

func TestAWS10FactsUnderTheEmulator(t *testing.T) {
	e := start(t, "Tell")
	var f map[string]any
	if err := json.Unmarshal([]byte(e.invoke(`{}`)), &f); err != nil {
		t.Fatal(err)
	}
	if f["Action"] != "shop" || f["Platform"] != "lambda" || len(f["ID"].(string)) != 36 || f["FunctionARN"] == "" ||
		f["Deadline"].(float64) == 0 || f["Deadline"].(float64)-f["Ends"].(float64) != 50 {
		t.Errorf("%v", f)
	}
}

func TestAWS11AHandlerEndsBeforeItsTime(t *testing.T) {
	e := start(t, "Wait", "AWS_LAMBDA_FUNCTION_TIMEOUT=1")
	const ended = `{"errorMessage":"context deadline exceeded","errorType":"deadlineExceededError"}`
	got := e.invoke(`{}`)
	for tries := 1; got != ended && tries < 10; tries++ { // it has 50 ms, which a busy machine may not give it
		got = e.invoke(`{}`)
	}
	if got != ended {
		t.Errorf("%s\n%s", got, e.text())
	}
	hang := start(t, "Meet", "AWS_LAMBDA_FUNCTION_TIMEOUT=3")
	if got := hang.invoke(`{"File":"/nowhere/at/all"}`); !strings.Contains(got, "Task timed out") {
		t.Errorf("%s", got)
	}
	hang.want(`{}`, `{"Met":""}`) // in a new process
}

func TestAWS15TwentyPanics(t *testing.T) {
	e := start(t, "Fail")
	for range 20 {
		e.want(`{"how":"panic","text":"secret"}`, `{"errorMessage":"The action panicked. See logs for details.","errorType":"Panic"}`)
	}
	e.want(`{"how":"coded","text":"no order"}`, `{"errorMessage":"no order","errorType":"NotFound"}`)
	e.want(`{}`, `{}`)
	e.await("the action panicked: secret", 20)
}

func TestAWS20AStreamIsCollectedByTheEmulator(t *testing.T) {
	e := start(t, "Count", "OWGEN_INVOKE_MODE=stream")
	e.want(`{"n":2}`, "{\"n\":1}\n{\"n\":2}\n")
	e.want(`{"n":1}`, "{\"n\":1}\n")
}

func TestAWS23TheExtensionIsRegistered(t *testing.T) {
	e := start(t, "Plain", "OWGEN_SIGTERM=1")
	e.want(`{}`, `{"name":"","tags":null,"n":0}`)
	if strings.Contains(e.text(), "there will be no SIGTERM") {
		t.Error(e.text())
	}
}

// Of the events that aws-lambda-go has for its tests, only requests of gateways are unwrapped.
func TestAWS17EventsOfAWS(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/aws/aws-lambda-go").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(out)), "events", "testdata", "*.json"))
	web := map[string]bool{}
	for _, name := range []string{
		"alb-lambda-target-request-headers-only", "alb-lambda-target-request-multivalue-headers", "apigw-request", "apigw-restapi-openapi-request",
		"apigw-v2-request-iam", "apigw-v2-request-jwt-authorizer", "apigw-v2-request-lambda-authorizer", "apigw-v2-request-no-authorizer",
		"lambda-urls-request",
	} {
		web[name] = true
	}
	e := start(t, "See")
	seen := 0
	for _, file := range files {
		event, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !json.Valid(event) {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		got := e.invoke(string(event))
		if answered := strings.HasPrefix(got, `{"statusCode":200`); answered != web[name] {
			t.Errorf("%s: %.300s", name, got)
		}
		if web[name] {
			seen++
		}
	}
	if seen != len(web) || len(files) < 50 {
		t.Errorf("%d requests in %d events", seen, len(files))
	}
}
