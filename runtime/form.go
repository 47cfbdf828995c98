package ow

import "strings"

// formType is the type of a form, as browsers and curl send it.
const formType = "application/x-www-form-urlencoded"

// multipartRefused says what to do about forms with files in them.
var multipartRefused = &refusal{415, "multipart bodies are not read into parameters; send JSON or a form, or take []byte or io.Reader"}

// openForm returns the form in the body of c, which has no other body then, or "". curl calls everything that it sends a
// form: what begins like an object or an array is JSON. Bodies that are neither are refused, if their header says what they
// are.
func (c *call) openForm() (form string, err error) {
	if isBlank(c.text) || c.merged {
		return "", nil
	}
	if err := c.checkEncoding(); err != nil {
		return "", err
	}
	if first := c.text[skipSpace(c.text, 0)]; first == '{' || first == '[' {
		return "", nil
	}
	switch contentType := mediaType(c.header.Get("Content-Type")); {
	case contentType == formType && mayBeForm(c.body()):
		form, c.text = c.body(), ""
	case strings.HasPrefix(contentType, "multipart/"):
		return "", multipartRefused
	}
	return form, nil
}

// checkEncoding refuses a body that is encoded, as its header says.
func (c *call) checkEncoding() error {
	if isBlank(c.text) {
		return nil
	}
	encoding := c.header.Get("Content-Encoding")
	if encoding == "" {
		return nil
	}
	return refuseEncoded(compression(c.body(), encoding))
}

// mayBeForm reports whether text, which is called a form, can be meant as one, and is not JSON that a shell has mangled.
func mayBeForm(text string) bool {
	return strings.Contains(text, "=") || indexAny(text, "\"'<{ ") < 0
}

// insteadOfForm says what to send instead of a form that was not read.
func (c *call) insteadOfForm(contentType string) string {
	switch {
	case !c.web:
		return `send its fields as an object: {"name":"value"}`
	case contentType == "":
		return "send it with Content-Type: " + formType
	}
	return "this function takes no object, which is all that a form can be"
}
