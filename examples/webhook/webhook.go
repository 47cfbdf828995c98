// Package webhook takes what GitHub sends when somebody has pushed, and answers with what is to be built.
package webhook

//go:generate go tool owgen

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	ow "github.com/owgen/owgen/runtime"
)

// A Build is a commit that is to be built.
type Build struct {
	Repository string `json:"repository"`
	Branch     string `json:"branch"`
	Commit     string `json:"commit"`
}

// Push takes a delivery. Its signature is one of bytes: so the body must be what was sent, and nobody reads it before
// the signature fits. A nil answer is 204: the delivery is fine, and there is nothing to build.
func Push(r ow.Request[[]byte]) (*ow.Response[Build], error) {
	secret, err := ow.Secret("github-webhook")
	if err != nil {
		return nil, err
	}
	if !isSigned(r.Body, r.Header.Get("X-Hub-Signature-256"), secret) {
		return nil, &ow.Error{Status: 401, Message: "the signature does not fit the body"}
	}
	if r.Header.Get("X-GitHub-Event") != "push" {
		return nil, nil
	}
	var push struct {
		Ref        string `json:"ref"`
		After      string `json:"after"`
		Deleted    bool   `json:"deleted"`
		Repository struct {
			FullName string `json:"full_name"`
		} `json:"repository"`
	}
	if err := json.Unmarshal(r.Body, &push); err != nil {
		return nil, &ow.Error{Status: 400, Message: "the body is not JSON; choose application/json as the webhook's content type"}
	}
	branch, isBranch := strings.CutPrefix(push.Ref, "refs/heads/")
	if !isBranch || push.Deleted {
		return nil, nil
	}
	return &ow.Response[Build]{Status: 202, Body: Build{push.Repository.FullName, branch, push.After}}, nil
}

// isSigned reports whether a signature, "sha256=" and hexadecimal digits, is that of a body.
func isSigned(body []byte, signature, secret string) bool {
	digits, ok := strings.CutPrefix(signature, "sha256=")
	sent, err := hex.DecodeString(digits)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return ok && err == nil && hmac.Equal(sent, mac.Sum(nil))
}
