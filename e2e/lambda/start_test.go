package lambda

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

// initError is what a process has posted that does not begin.
func initError(t *testing.T, p *process) (kind, body string) {
	t.Helper()
	r := receive(t, "init/error; log: "+p.log(), p.api.Init)
	if code := p.exit(); code != 1 {
		t.Errorf("exit code %d", code)
	}
	select {
	case <-p.api.Next:
		t.Error("it has asked for an event")
	default:
	}
	return r.Get("Lambda-Runtime-Function-Error-Type"), string(r.Body)
}

func TestAWS1TheModeIsLambdas(t *testing.T) {
	for name, words := range map[string][]string{
		"nothing else": nil,
		"other signs":  {"PORT=8080", "KUBERNETES_SERVICE_HOST=10.0.0.1", "Http_Method=GET", "__OW_WAIT_FOR_ACK=1", "K_SERVICE=x", "OWGEN_PLATFORM=openfaas"},
		"arguments":    {`{"name":"x"}`, "-", "-version"},
		"asked for":    {"OWGEN_MODE=lambda"},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, single, runtimeapi.New(t), words...)
			want(t, "result", p.result(p.invoke(`{"name":"Ada"}`)), `{"greeting":"Hello, Ada!"}`)
			want(t, "log", p.log(), "")
		})
	}
	t.Run("variable", func(t *testing.T) {
		for _, prefix := range []string{"http://", ""} {
			for path, base := range map[string]string{"": "", "/": "", "/emulated": "/emulated", "/a/b/": "/a/b"} {
				api := runtimeapi.New(t)
				api.Base = base
				p := start(t, single, api, "AWS_LAMBDA_RUNTIME_API="+prefix+api.Addr+path)
				want(t, prefix+path, p.result(p.invoke(`{"name":"Ada"}`)), `{"greeting":"Hello, Ada!"}`)
			}
		}
		p := start(t, single, runtimeapi.New(t), "AWS_LAMBDA_RUNTIME_API=api.example:80")
		if code := p.exit(); code != 1 || !strings.Contains(p.log(), "AWS_LAMBDA_RUNTIME_API=api.example:80: want an address such as 127.0.0.1:9001") {
			t.Errorf("%d %s", code, p.log())
		}
	})
	t.Run("without the variable", func(t *testing.T) {
		cmd := exec.Command(single)
		cmd.Env = []string{"OWGEN_MODE=lambda"}
		out, _ := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != 2 || !strings.Contains(string(out), "AWS_LAMBDA_RUNTIME_API is not set") {
			t.Errorf("%d %s", cmd.ProcessState.ExitCode(), out)
		}
	})
	t.Run("server behind the web adapter", func(t *testing.T) {
		api := runtimeapi.New(t)
		p := start(t, single, api, "OWGEN_MODE=server", "PORT=none")
		if code := p.exit(); code != 2 || !strings.Contains(p.log(), "cannot listen: PORT=none") {
			t.Errorf("%d %s", code, p.log())
		}
	})
}

func TestAWS2HandlerNames(t *testing.T) {
	for _, c := range []struct {
		words string
		knows bool // the handler is Plain
	}{
		{"OWGEN_ACTION=Plain _HANDLER=Echo", true},
		{"_HANDLER=Plain Echo", true},
		{"_HANDLER=plain", true},
		{"_HANDLER=main.Plain", true},
		{"_HANDLER=a.b.PLAIN", true},
		{"-x Plain", true},
		{"OWGEN_ACTION=Echo _HANDLER=Plain", false},
	} {
		p := start(t, many, runtimeapi.New(t), strings.Fields(c.words)...)
		const plain = `{"name":"a","tags":null,"n":0}`
		if got := p.result(p.invoke(`{"name":"a","x":1}`)); (got == plain) != c.knows {
			t.Errorf("%s: %s", c.words, got)
		}
	}
	for _, words := range []string{"_HANDLER=hello.handler", "_HANDLER=bootstrap", "OWGEN_ACTION=x", "anything"} {
		p := start(t, single, runtimeapi.New(t), words)
		want(t, words, p.result(p.invoke(`{"name":"Ada"}`)), `{"greeting":"Hello, Ada!"}`)
	}
}

func TestAWS3ErrorsOfTheBeginning(t *testing.T) {
	for _, c := range []struct{ words, kind, text string }{
		{"_HANDLER=Nobody", "Runtime.NoSuchHandler", "there is no action Nobody; the actions are: Answer, "},
		{"_HANDLER=bootstrap", "Runtime.NoSuchHandler", "no action was named, and none is the default; the actions are: Answer, "},
		{"OWGEN_ACTION=Nobody _HANDLER=Plain", "Runtime.NoSuchHandler", "there is no action Nobody; the actions are: Answer, "},
		{"", "Runtime.NoSuchHandler", "no action was named, and none is the default; the actions are: Answer, "},
		{"_HANDLER=Plain OWGEN_ERRORS=perhaps", "Runtime.InvalidConfiguration", "OWGEN_ERRORS=perhaps: want show or hide"},
		{"_HANDLER=Plain OWGEN_LOG_LEVEL=loud", "Runtime.InvalidConfiguration", "OWGEN_LOG_LEVEL=loud: want debug, info, warn or error"},
		{"_HANDLER=Plain OWGEN_MODE=cgi", "Runtime.InvalidConfiguration", "OWGEN_MODE=cgi: want server, lambda, oneshot or actionloop"},
		{"_HANDLER=Plain OWGEN_INVOKE_MODE=fast", "Runtime.InvalidConfiguration", "OWGEN_INVOKE_MODE=fast: want stream or buffered"},
	} {
		p := start(t, many, runtimeapi.New(t), strings.Fields(c.words)...)
		kind, body := initError(t, p)
		if kind != c.kind || !strings.HasPrefix(body, `{"errorMessage":"`+c.text) || !strings.HasSuffix(body, `","errorType":"`+c.kind+`"}`) {
			t.Errorf("%s: %s %s", c.words, kind, body)
		}
		if !strings.Contains(p.log(), c.text) || strings.Count(p.log(), "\n") != 1 {
			t.Errorf("%s: log %s", c.words, p.log())
		}
	}
}
