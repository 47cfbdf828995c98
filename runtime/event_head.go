package ow

import (
	"strconv"
	"strings"
)

// Attributes are what an event has besides its data.
type attributes = Event[struct{}]

// An eventHead is the attributes of an event while it is read or written.
type eventHead struct {
	attributes
	specVersion string
}

// specVersion is the version of CloudEvents that this package reads and writes.
const specVersion = "1.0"

// typeOfEvent is the media type of an event that is a document. (cloudevents/spec: formats/json-format.md, section 3)
const typeOfEvent = "application/cloudevents+json"

// isDocument reports whether a body of that Content-Type is an event, rather than the data of one whose attributes are
// headers. Other formats of events, and several at once, are refused.
func isDocument(contentType string) (bool, error) {
	switch name := mediaType(contentType); {
	case name == typeOfEvent:
		return true, nil
	case strings.HasPrefix(name, "application/cloudevents"):
		return false, &eventError{415, "expected one event per request, as " + typeOfEvent + " or with its attributes in headers"}
	}
	return false, nil
}

// texts are the attributes of the specification that are text, in the order in which they are written. The first four
// are required. (cloudevents/spec: spec.md, "Context Attributes")
var texts = [...]string{"specversion", "id", "source", "type", "subject", "dataschema", "datacontenttype"}

const requiredTexts = 4

// text returns where the value of one of texts is kept, nil for any other name.
func (h *eventHead) text(name string) *string {
	switch name {
	case "specversion":
		return &h.specVersion
	case "id":
		return &h.ID
	case "source":
		return &h.Source
	case "type":
		return &h.Type
	case "subject":
		return &h.Subject
	case "dataschema":
		return &h.DataSchema
	case "datacontenttype":
		return &h.DataContentType
	}
	return nil
}

// set sets an attribute to its value as text. It returns what is wrong with it, or "".
func (h *eventHead) set(name, value string) (fault string) {
	if p := h.text(name); p != nil {
		*p = value
		return ""
	}
	if name == "time" {
		if h.Time.UnmarshalText([]byte(value)) != nil {
			return "expected time in RFC 3339, as in 2006-01-02T15:04:05Z"
		}
		return ""
	}
	if !isExtension(name) {
		return "expected a name of an attribute: lower-case letters and digits"
	}
	if h.Extensions == nil {
		h.Extensions = map[string]string{}
	}
	h.Extensions[name] = value
	return ""
}

// isExtension reports whether an extension may have that name. (cloudevents/spec: spec.md, "Naming Conventions")
func isExtension(name string) bool {
	if name == "" || name == "data" || name == "time" || new(eventHead).text(name) != nil {
		return false
	}
	for _, c := range []byte(name) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// check returns an error that names all required attributes that are missing, with prefix before each name.
func (h *eventHead) check(prefix string) error {
	var missing []string
	for _, name := range texts[:requiredTexts] {
		if *h.text(name) == "" {
			missing = append(missing, prefix+name)
		}
	}
	switch {
	case len(missing) == requiredTexts && prefix != "":
		return &eventError{400, "the event lacks " + strings.Join(missing, ", ") + "; the Content-Type of an event that is a document is " + typeOfEvent}
	case len(missing) > 0:
		return &eventError{400, "the event lacks " + strings.Join(missing, ", ")}
	case h.specVersion != specVersion:
		return &eventError{400, prefix + "specversion: expected " + specVersion}
	}
	return nil
}

// complete readies the attributes for being sent. An event without ID gets one.
func (h *eventHead) complete() error {
	h.specVersion = specVersion
	switch {
	case h.Source == "":
		return badReply("the handler answered with an event that has no Source")
	case h.Type == "":
		return badReply("the handler answered with an event that has no Type")
	}
	for name := range h.Extensions {
		if !isExtension(name) {
			return badReply("the handler answered with an event that has an extension called " + strconv.Quote(name) +
				"; its name must be lower-case letters and digits, and no other attribute's")
		}
	}
	if _, err := h.Time.MarshalText(); err != nil {
		return badReply("the handler answered with an event whose Time cannot be written in RFC 3339")
	}
	if h.ID == "" {
		h.ID = randomID()
	}
	return nil
}

// An eventError says what is wrong with an event that was sent to an action.
type eventError struct {
	status int
	text   string
}

func (e *eventError) Error() string { return e.text }

// StatusCode makes it the caller's fault.
func (e *eventError) StatusCode() int { return e.status }
