package invoke

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/params"
)

// event returns a CloudEvent with parameters as its data. A document that is an event already keeps what it says of itself.
// (cloudevents/spec: formats/json-format.md)
func event(document []byte, texts []string, types params.Types) ([]byte, error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(document, &members) == nil && members["specversion"] != nil {
		if len(texts) == 0 {
			return document, nil
		}
		document = members["data"]
	} else {
		members = map[string]json.RawMessage{
			"specversion": text("1.0"), "id": text("1"), "source": text("/owgen/invoke"), "type": text("owgen.invoke"),
		}
	}
	data, err := filled(document, texts, types)
	if err != nil {
		return nil, err
	}
	if json.Valid(data) {
		members["data"], members["datacontenttype"] = data, text(jsonType)
	} else if utf8.Valid(data) {
		members["data"], members["datacontenttype"] = text(string(data)), text("text/plain")
	} else if members["data_base64"], err = json.Marshal(data); err != nil {
		return nil, err
	}
	whole, err := json.Marshal(members)
	if err != nil {
		return nil, fmt.Errorf("making an event of the parameters: %w", err)
	}
	return whole, nil
}

// text returns a text as JSON.
func text(s string) json.RawMessage {
	b, err := json.Marshal(s)
	if err != nil { // each string has a JSON form
		panic(err)
	}
	return b
}
