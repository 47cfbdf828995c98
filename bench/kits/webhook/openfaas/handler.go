// Package function is a function for OpenFaaS's template golang-http. The variable secret_file says where the secret is.
package function

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"

	handler "github.com/openfaas/templates-sdk/go-http"
)

// Handle takes what GitHub sends, if the signature fits.
func Handle(req handler.Request) (handler.Response, error) {
	secret, err := os.ReadFile(os.Getenv("secret_file"))
	if err != nil {
		return handler.Response{}, err
	}
	mac := hmac.New(sha256.New, bytes.TrimSpace(secret))
	mac.Write(req.Body)
	want := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	if !hmac.Equal([]byte(want), []byte(req.Header.Get("X-Hub-Signature-256"))) {
		return handler.Response{
			StatusCode: http.StatusUnauthorized,
			Header:     http.Header{"Content-Type": {"application/json"}},
			Body:       []byte(`{"error":"the signature does not fit"}`),
		}, nil
	}
	answer := []byte("thanks for the " + req.Header.Get("X-GitHub-Event"))
	return handler.Response{StatusCode: http.StatusAccepted, Body: answer}, nil
}
