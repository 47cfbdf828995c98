// Package subscribe is a raw web action for OpenWhisk's Go runtime: one that is not raw gets the last of several topics.
package subscribe

import (
	"net/mail"
	"net/url"
)

const page = `<!doctype html>
<form method="post">
<input name="email" type="email" required>
<label><input name="topic" type="checkbox" value="go"> Go</label>
<label><input name="topic" type="checkbox" value="cats"> cats</label>
<button>Subscribe</button>
</form>
`

// Main shows the form and takes it. The browser is sent on, so that reloading the page sends no second form.
func Main(args map[string]any) map[string]any {
	if args["__ow_method"] != "post" {
		return map[string]any{"body": page}
	}
	body, _ := args["__ow_body"].(string)
	form, err := url.ParseQuery(body)
	if err != nil {
		return refuse(400, "the form cannot be read")
	}
	email, topics := form.Get("email"), form["topic"]
	if email == "" {
		return refuse(422, "an email is missing")
	}
	if address, err := mail.ParseAddress(email); err != nil || address.Address != email {
		return refuse(400, "email: must be an email")
	}
	if len(topics) > 10 {
		return refuse(400, "topic: must have at most 10 items")
	}
	cookies := []string{"subscribed=yes; HttpOnly; Secure"}
	for _, topic := range topics {
		cookies = append(cookies, "topic-"+topic+"=yes; Secure")
	}
	return map[string]any{"statusCode": 303, "headers": map[string]any{"Location": "/thanks", "Set-Cookie": cookies}}
}

func refuse(status int, message string) map[string]any {
	return map[string]any{"statusCode": status, "body": map[string]any{"error": message}}
}
