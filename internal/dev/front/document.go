package front

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/owgen/owgen/internal/dev/record"
)

// event returns a call that is an event in a header and JSON behind it, and nothing else, as a document. It returns nil for others.
// (cloudevents/spec: formats/json-format.md)
func (c *pageCall) event() []byte {
	document := map[string]any{"data": json.RawMessage(c.body())}
	for name, values := range record.Own(c.header()) {
		attribute, isAttribute := strings.CutPrefix(strings.ToLower(name), "ce-")
		value := strings.Join(values, ", ")
		switch {
		case isAttribute && !strings.Contains(value, "%"): // which would begin what is escaped in a header
			document[attribute] = value
		case name == "Content-Type" && isJSON(value):
			document["datacontenttype"] = value
		default:
			return nil
		}
	}
	if c.method() != http.MethodPost || c.path() != "/"+url.PathEscape(c.Handler) || document["specversion"] == nil {
		return nil
	}
	text, err := json.Marshal(document)
	if err != nil { // the body is no JSON
		return nil
	}
	return text
}
