// Package function is a function for OpenFaaS's template golang-http.
package function

import (
	"encoding/json"
	"net/http"
	"net/mail"
	"net/url"

	handler "github.com/openfaas/templates-sdk/go-http"
)

const page = `<!doctype html>
<form method="post">
<input name="email" type="email" required>
<label><input name="topic" type="checkbox" value="go"> Go</label>
<label><input name="topic" type="checkbox" value="cats"> cats</label>
<button>Subscribe</button>
</form>
`

// Handle shows the form and takes it. The browser is sent on, so that reloading the page sends no second form.
func Handle(req handler.Request) (handler.Response, error) {
	if req.Method != http.MethodPost {
		return handler.Response{Body: []byte(page)}, nil
	}
	form, err := url.ParseQuery(string(req.Body))
	if err != nil {
		return refuse(http.StatusBadRequest, "the form cannot be read")
	}
	email, topics := form.Get("email"), form["topic"]
	if email == "" {
		return refuse(http.StatusUnprocessableEntity, "an email is missing")
	}
	if address, err := mail.ParseAddress(email); err != nil || address.Address != email {
		return refuse(http.StatusBadRequest, "email: must be an email")
	}
	if len(topics) > 10 {
		return refuse(http.StatusBadRequest, "topic: must have at most 10 items")
	}
	header := http.Header{"Location": {"/thanks"}}
	header.Add("Set-Cookie", "subscribed=yes; HttpOnly; Secure")
	for _, topic := range topics {
		header.Add("Set-Cookie", "topic-"+topic+"=yes; Secure")
	}
	return handler.Response{StatusCode: http.StatusSeeOther, Header: header}, nil
}

func refuse(status int, message string) (handler.Response, error) {
	body, err := json.Marshal(map[string]string{"error": message})
	return handler.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: body}, err
}
