// Package function is a function for Knative's func.
package function

import (
	"encoding/json"
	"io"
	"net/http"
	"net/mail"
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
func Handle(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		io.WriteString(w, page)
		return
	}
	if err := r.ParseForm(); err != nil {
		refuse(w, http.StatusBadRequest, "the form cannot be read")
		return
	}
	email, topics := r.PostForm.Get("email"), r.PostForm["topic"]
	if email == "" {
		refuse(w, http.StatusUnprocessableEntity, "an email is missing")
		return
	}
	if address, err := mail.ParseAddress(email); err != nil || address.Address != email {
		refuse(w, http.StatusBadRequest, "email: must be an email")
		return
	}
	if len(topics) > 10 {
		refuse(w, http.StatusBadRequest, "topic: must have at most 10 items")
		return
	}
	w.Header().Add("Set-Cookie", "subscribed=yes; HttpOnly; Secure")
	for _, topic := range topics {
		w.Header().Add("Set-Cookie", "topic-"+topic+"=yes; Secure")
	}
	http.Redirect(w, r, "/thanks", http.StatusSeeOther)
}

func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": message})
}
