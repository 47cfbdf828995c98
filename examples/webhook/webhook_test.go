package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"reflect"
	"testing"

	ow "github.com/owgen/owgen/runtime"
)

// GitHub's documentation has this secret, body and signature to test with.
// (docs.github.com: webhooks/using-webhooks/validating-webhook-deliveries)
const (
	documentedSecret    = "It's a Secret to Everybody"
	documentedBody      = "Hello, World!"
	documentedSignature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
)

func TestSignatures(t *testing.T) {
	for _, c := range []struct {
		body, signature, secret string
		want                    bool
	}{
		{documentedBody, documentedSignature, documentedSecret, true},
		{documentedBody + "\n", documentedSignature, documentedSecret, false},
		{documentedBody, documentedSignature, "another", false},
		{documentedBody, documentedSignature[len("sha256="):], documentedSecret, false},
		{documentedBody, "sha256=", documentedSecret, false},
		{documentedBody, "", documentedSecret, false},
	} {
		if got := isSigned([]byte(c.body), c.signature, c.secret); got != c.want {
			t.Errorf("%q signed %q: %v", c.body, c.signature, got)
		}
	}
}

func TestPush(t *testing.T) {
	t.Setenv("OWGEN_SECRETS", t.TempDir())
	t.Setenv("github-webhook", documentedSecret)
	const push = `{"ref":"refs/heads/main","after":"1f0c","repository":{"full_name":"ada/engine"}}`
	for _, c := range []struct {
		event, body string
		want        *ow.Response[Build]
		status      int // of an error
	}{
		{"push", push, &ow.Response[Build]{Status: 202, Body: Build{"ada/engine", "main", "1f0c"}}, 0},
		{"ping", `{"zen":"Keep it logically awesome."}`, nil, 0},
		{"push", `{"ref":"refs/tags/v1"}`, nil, 0},
		{"push", `{"ref":"refs/heads/old","deleted":true}`, nil, 0},
		{"push", "payload=%7B%7D", nil, 400},
	} {
		got, err := Push(signed(c.event, c.body))
		if !reflect.DeepEqual(got, c.want) || statusOf(err) != c.status {
			t.Errorf("%s %s: got %+v, %v", c.event, c.body, got, err)
		}
	}
	forged := signed("push", push)
	forged.Body[2] = 'R'
	if got, err := Push(forged); got != nil || statusOf(err) != 401 {
		t.Errorf("forged: got %+v, %v", got, err)
	}
}

func TestWithoutASecretNothingIsTaken(t *testing.T) {
	t.Setenv("OWGEN_SECRETS", t.TempDir())
	if got, err := Push(signed("ping", "{}")); got != nil || err == nil {
		t.Errorf("got %+v, %v", got, err)
	}
}

// signed is a delivery as GitHub sends it.
func signed(event, body string) ow.Request[[]byte] {
	mac := hmac.New(sha256.New, []byte(documentedSecret))
	mac.Write([]byte(body))
	r := ow.Request[[]byte]{Method: "POST", Path: "/", Header: ow.Header{}, Body: []byte(body)}
	r.Header.Set("X-GitHub-Event", event)
	r.Header.Set("X-Hub-Signature-256", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	return r
}

// statusOf is the status that an error gives the caller, 0 for none.
func statusOf(err error) int {
	if err == nil {
		return 0
	}
	var e *ow.Error
	if errors.As(err, &e) {
		return e.Status
	}
	return 500
}
