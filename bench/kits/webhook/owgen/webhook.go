package webhook

//go:generate go tool owgen

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	ow "github.com/owgen/owgen/runtime"
)

// Deliver takes what GitHub sends, if the signature fits.
func Deliver(r ow.Request[[]byte]) (ow.Response[string], error) {
	secret, err := ow.Secret("github-webhook")
	if err != nil {
		return ow.Response[string]{}, err
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(r.Body)
	want := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	if !hmac.Equal([]byte(want), []byte(r.Header.Get("X-Hub-Signature-256"))) {
		return ow.Response[string]{}, &ow.Error{Status: 401, Message: "the signature does not fit"}
	}
	return ow.Response[string]{Status: 202, Body: "thanks for the " + r.Header.Get("X-GitHub-Event")}, nil
}
