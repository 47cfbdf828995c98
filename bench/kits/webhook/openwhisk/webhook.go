// Package webhook is a raw web action for OpenWhisk's Go runtime. The secret is a parameter of the action.
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// Main takes what GitHub sends, if the signature fits.
func Main(args map[string]any) map[string]any {
	secret, _ := args["github-webhook"].(string)
	if secret == "" {
		return answer(500, map[string]any{"error": "there is no secret"})
	}
	headers, _ := args["__ow_headers"].(map[string]any)
	text, _ := args["__ow_body"].(string)
	body := []byte(text)
	if headers["content-type"] != "application/x-www-form-urlencoded" { // JSON comes in base64, and a form does not
		var err error
		if body, err = base64.StdEncoding.DecodeString(text); err != nil {
			return answer(400, map[string]any{"error": "the body is neither JSON nor a form"})
		}
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	want := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	signature, _ := headers["x-hub-signature-256"].(string)
	if !hmac.Equal([]byte(want), []byte(signature)) {
		return answer(401, map[string]any{"error": "the signature does not fit"})
	}
	event, _ := headers["x-github-event"].(string)
	reply := answer(202, "thanks for the "+event)
	reply["headers"] = map[string]any{"Content-Type": "text/plain"}
	return reply
}

func answer(status int, body any) map[string]any {
	return map[string]any{"statusCode": status, "body": body}
}
