// Package hook is a webhook that does nothing but check a signature.
package hook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	ow "github.com/owgen/owgen/runtime"
)

// What GitHub's documentation has to test with.
const (
	Secret = "It's a Secret to Everybody"
	Field  = "X-Hub-Signature-256"
	Answer = "thanks for the push"
)

// Hook is the handler of owgen's program.
func Hook(r ow.Request[[]byte]) (ow.Response[string], error) {
	if !IsSigned(r.Body, r.Header.Get(Field)) {
		return ow.Response[string]{}, &ow.Error{Status: 401, Message: "the signature does not fit"}
	}
	return ow.Response[string]{Body: "thanks for the " + r.Header.Get("X-GitHub-Event")}, nil
}

// IsSigned is what the program written by hand calls, too.
func IsSigned(body []byte, signature string) bool {
	return hmac.Equal([]byte(signature), []byte(Sign(body)))
}

// Sign returns the signature of a body.
func Sign(body []byte) string {
	mac := hmac.New(sha256.New, []byte(Secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}
