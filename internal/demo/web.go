package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

func demoWebhook(dir string) error {
	bin, err := build(dir, "webhook")
	if err != nil {
		return err
	}
	const secret, pushed = "It's a Secret to Everybody", `{"ref":"refs/heads/main","after":"1f0c","repository":{"full_name":"ada/engine"}}`
	delivery := func(event, body string) string {
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte(body))
		return "POST /push\nX-GitHub-Event: " + event + "\nX-Hub-Signature-256: sha256=" + hex.EncodeToString(mac.Sum(nil))
	}
	heading("A webhook: a header, the bytes of the body, a status")
	return serve(bin, []string{"github-webhook=" + secret}, []call{
		{delivery("push", pushed), pushed, 202, `{"repository":"ada/engine","branch":"main","commit":"1f0c"}`},
		{delivery("ping", `{}`), `{}`, 204, ""},
		{delivery("push", `{}`), pushed, 401, `{"error":"the signature does not fit the body"}`},
	})
}

func demoExport(dir string) error {
	bin, err := build(dir, "export")
	if err != nil {
		return err
	}
	heading("An export: parameters from the query, rows as they are made")
	const first, second = `{"id":1,"at":"2026-01-01T00:00:00Z","customer":"Ada","cents":100}`, `{"id":2,"at":"2026-01-01T00:01:00Z","customer":"Grace","cents":137}`
	err = serve(bin, nil, []call{
		{"GET /orders?count=2", "", 200, first + "\n" + second + "\n"},
		{"GET /orders?count=2\nAccept: text/event-stream", "", 200, "data: " + first + "\n\ndata: " + second + "\n\n"},
		{"GET /orders?count=2\nAccept: application/json", "", 200, "[" + first + "," + second + "]"},
		{"GET /csv?count=1&year=2027", "", 200, "id,at,customer,cents\n1,2027-01-01T00:00:00Z,Ada,100\n"},
		{"GET /csv?count=many", "", 400, `{"error":"params.count: expected number in parameter count"}`},
	})
	if err != nil {
		return err
	}
	return shell(bin, `{"count":1}`, first)
}
