package subscribe

//go:generate go tool owgen

import ow "github.com/owgen/owgen/runtime"

// A Form is what the page below sends.
type Form struct {
	Email  string   `json:"email" format:"email"`
	Topics []string `json:"topic" maxItems:"10"`
}

const page = `<!doctype html>
<form method="post">
<input name="email" type="email" required>
<label><input name="topic" type="checkbox" value="go"> Go</label>
<label><input name="topic" type="checkbox" value="cats"> cats</label>
<button>Subscribe</button>
</form>
`

// Subscribe shows the form and takes it. The browser is sent on, so that reloading the page sends no second form.
func Subscribe(r ow.Request[Form]) (ow.Response[string], error) {
	answer := ow.Response[string]{Header: ow.Header{}}
	switch {
	case r.Method != "POST":
		answer.Header.Set("Content-Type", "text/html; charset=utf-8")
		answer.Body = page
	case r.Body.Email == "":
		return answer, &ow.Error{Status: 422, Message: "an email is missing"}
	default:
		answer.Status = 303
		answer.Header.Set("Location", "/thanks")
		answer.Header.Add("Set-Cookie", "subscribed=yes; HttpOnly; Secure")
		for _, topic := range r.Body.Topics {
			answer.Header.Add("Set-Cookie", "topic-"+topic+"=yes; Secure")
		}
	}
	return answer, nil
}
