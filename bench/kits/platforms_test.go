package kits

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	cloudevents "github.com/cloudevents/sdk-go/v2"
	handler "github.com/openfaas/templates-sdk/go-http"

	billingnative "github.com/owgen/owgen/bench/kits/billing/knative"
	billingfaas "github.com/owgen/owgen/bench/kits/billing/openfaas"
	billingwhisk "github.com/owgen/owgen/bench/kits/billing/openwhisk"
	exportnative "github.com/owgen/owgen/bench/kits/export/knative"
	exportfaas "github.com/owgen/owgen/bench/kits/export/openfaas"
	exportwhisk "github.com/owgen/owgen/bench/kits/export/openwhisk"
	subscribenative "github.com/owgen/owgen/bench/kits/subscribe/knative"
	subscribefaas "github.com/owgen/owgen/bench/kits/subscribe/openfaas"
	subscribewhisk "github.com/owgen/owgen/bench/kits/subscribe/openwhisk"
	thumbnailnative "github.com/owgen/owgen/bench/kits/thumbnail/knative"
	thumbnailfaas "github.com/owgen/owgen/bench/kits/thumbnail/openfaas"
	thumbnailwhisk "github.com/owgen/owgen/bench/kits/thumbnail/openwhisk"
	webhooknative "github.com/owgen/owgen/bench/kits/webhook/knative"
	webhookfaas "github.com/owgen/owgen/bench/kits/webhook/openfaas"
	webhookwhisk "github.com/owgen/owgen/bench/kits/webhook/openwhisk"

	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/ways/controller"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// A platform is where functions written with one kit run.
type platform struct {
	name    string
	streams bool
	deploy  func(t *testing.T, function, secret string) caller
}

// platforms are those of the kits, and two of those on which owgen's functions are the same.
var platforms = []platform{
	{"owgen", true, deployOwgen},
	{"owgen on OpenWhisk", false, deployOwgenOnOpenWhisk},
	{"openwhisk", false, deployAction},
	{"openfaas", true, deployOpenFaaS},
	{"knative", true, deployKnative},
}

// A caller makes requests to a function. It follows no redirect.
type caller struct {
	url string
	http.RoundTripper
}

func served(t *testing.T, h http.Handler) caller {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return caller{s.URL, http.DefaultTransport}
}

func deployOwgen(t *testing.T, function, secret string) caller {
	s, err := program.Serve(programs[function], secretVariable(secret)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return caller{s.URL, http.DefaultTransport}
}

func secretVariable(secret string) []string {
	if secret == "" {
		return nil
	}
	return []string{"github-webhook=" + secret}
}

func deployOwgenOnOpenWhisk(t *testing.T, function, secret string) caller {
	c, err := invoker.Start(programs[function], invoker.Options{}, "__OW_API_HOST=http://127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	action := invoker.Action{Name: function}
	if secret != "" {
		action.Env = map[string]any{"github-webhook": secret}
	}
	if done, err := c.Init(action); err != nil || done.Status != invoker.Success {
		t.Fatalf("/init: %v, %v", done, err)
	}
	return asWebAction(function, controller.Through(c), nil)
}

func asWebAction(function string, run controller.Way, bound map[string]any) caller {
	raw := function != "export" // for which members of the query are enough
	return caller{"http://api.test", &controller.Action{Run: run, Raw: raw, CustomOptions: true, Final: true, Bound: bound}}
}

// deployAction calls Main with the parameters that the controller makes, as the launcher of the Go runtime does.
func deployAction(t *testing.T, function, secret string) caller {
	main := map[string]func(map[string]any) map[string]any{
		"webhook": webhookwhisk.Main, "thumbnail": thumbnailwhisk.Main, "subscribe": subscribewhisk.Main,
		"export": exportwhisk.Main, "billing": billingwhisk.Main,
	}[function]
	run := func(value string) (invoker.Response, error) {
		var args map[string]any
		if err := json.Unmarshal([]byte(value), &args); err != nil {
			return invoker.Response{}, err
		}
		line, err := json.Marshal(main(args))
		if len(line) > 1<<20 {
			return invoker.Response{Status: invoker.DeveloperError, Result: `{"error":"too large"}`}, nil
		}
		return invoker.Judge(string(line)), err
	}
	var bound map[string]any
	if secret != "" {
		bound = map[string]any{"github-webhook": secret}
	}
	return asWebAction(function, run, bound)
}

func deployOpenFaaS(t *testing.T, function, secret string) caller {
	file := filepath.Join(t.TempDir(), "github-webhook")
	t.Setenv("secret_file", file)
	if secret != "" {
		if err := os.WriteFile(file, []byte(secret+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return served(t, map[string]http.Handler{
		"webhook": golangHTTP(webhookfaas.Handle), "thumbnail": golangHTTP(thumbnailfaas.Handle),
		"subscribe": golangHTTP(subscribefaas.Handle),
		"export":    http.HandlerFunc(exportfaas.Handle), "billing": http.HandlerFunc(billingfaas.Handle),
	}[function])
}

// golangHTTP does for a function what the template's main does.
type golangHTTP func(handler.Request) (handler.Response, error)

func (f golangHTTP) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	q := handler.Request{Body: body, Header: r.Header, QueryString: r.URL.RawQuery, Method: r.Method, Host: r.Host}
	q.WithContext(r.Context())
	answer, err := f(q)
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	switch {
	case err != nil:
		w.WriteHeader(http.StatusInternalServerError)
	case answer.StatusCode != 0:
		w.WriteHeader(answer.StatusCode)
	}
	w.Write(answer.Body)
}

func deployKnative(t *testing.T, function, secret string) caller {
	t.Setenv("GITHUB_WEBHOOK", secret)
	p, err := cloudevents.NewHTTP()
	if err != nil {
		t.Fatal(err)
	}
	events, err := cloudevents.NewHTTPReceiveHandler(context.Background(), p, billingnative.Handle)
	if err != nil {
		t.Fatal(err)
	}
	return served(t, map[string]http.Handler{
		"webhook": http.HandlerFunc(webhooknative.Handle), "thumbnail": http.HandlerFunc(thumbnailnative.Handle),
		"subscribe": http.HandlerFunc(subscribenative.Handle), "export": http.HandlerFunc(exportnative.Handle),
		"billing": events,
	}[function])
}
