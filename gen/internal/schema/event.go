package schema

import "github.com/owgen/owgen/gen/internal/model"

// This file is about CloudEvents 1.0, which come in two modes: binary, with attributes in the header and the data as body, and
// structured, as one JSON object. (cloudevents/spec: cloudevents/bindings/http-protocol-binding.md, sections 3.1, 3.2)

// attributes of an event, those that each has first.
var attributes = []struct {
	name, description string
	needed            bool
}{
	{"specversion", "The version of CloudEvents.", true},
	{"id", "Tells the event from others of its source.", true},
	{"source", "Where the event comes from.", true},
	{"type", "What kind of event it is.", true},
	{"subject", "What the event is about.", false},
	{"time", "When it happened.", false},
	{"dataschema", "The schema of the data.", false},
}

// attribute is the schema of an attribute. Those that each event has are not empty.
// (cloudevents/spec: cloudevents/spec.md, "REQUIRED Attributes")
func attribute(name string) schema {
	switch name {
	case "id", "source", "type":
		return schema{"type": "string", "minLength": 1}
	case "specversion":
		return schema{"type": "string", "const": "1.0"}
	case "time":
		return schema{"type": "string", "format": "date-time"}
	case "dataschema":
		return schema{"type": "string", "format": "uri"}
	}
	return schema{"type": "string"}
}

// attributeHeaders are the attributes of an event in binary mode. None of them is there in structured mode, so the document
// cannot require them.
func attributeHeaders() list {
	var parameters list
	for _, a := range attributes {
		description := a.description + " Only in binary mode."
		if a.needed {
			description = a.description + " Required in binary mode: with any Content-Type but application/cloudevents+json."
		}
		parameters = append(parameters, object{
			{"name", "ce-" + a.name}, {"in", "header"}, {"description", description}, {"schema", attribute(a.name)},
		})
	}
	return parameters
}

// attributesSent are the attributes of an event that is answered, always in binary mode.
func attributesSent() object {
	var headers object
	for _, a := range attributes {
		o := object{{"description", a.description}}
		if a.needed {
			o = append(o, member{"required", true})
		}
		headers = append(headers, member{"ce-" + a.name, append(o, member{"schema", attribute(a.name)})})
	}
	return headers
}

// structured is an event in structured mode, with data in the form f. Its other members are extensions. The keyword for these
// is one that makers of TypeScript leave alone: a type that all members must have would be that of the data, too.
func (b *builder) structured(h *model.Handler, f *model.Form) object {
	s := schema{"type": "object", "unevaluatedProperties": schema{"type": list{"string", "number", "boolean", "null"}}}
	var properties object
	var required list
	for _, a := range attributes {
		property := attribute(a.name)
		property["description"] = a.description
		properties = append(properties, member{a.name, property})
		if a.needed {
			required = append(required, a.name)
		}
	}
	properties = append(properties, member{"datacontenttype", schema{"description": "The media type of the data.", "type": "string"}})
	switch f.Kind {
	case model.JSON:
		properties = append(properties, member{"data", b.whole(h, f.Type)})
	case model.RawBody:
		properties = append(properties, member{"data", schema{}}, member{"data_base64", schema{"type": "string", "contentEncoding": "base64"}})
		s["not"] = schema{"required": list{"data", "data_base64"}}
	}
	s["properties"], s["required"] = properties, required
	return media{"application/cloudevents+json", s}.content()
}
