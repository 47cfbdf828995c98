package schema

import (
	"slices"

	"github.com/owgen/owgen/gen/internal/model"
)

// The name of errors among the components, and references to what is there.
const (
	errorName      = "Error"
	errorRef       = "#/components/schemas/" + errorName
	failuresPrefix = "#/components/responses/"
)

// A failure is an answer that holds an error.
type failure struct {
	status, name, description string
	meets                     func(*model.Handler) bool // whether a body can meet with it; nil if any request can
	examples                  object
}

// failures are in the order in which an operation lists them. (runtime/request.go, runtime/form.go)
var failures = []failure{
	{
		status: "400", name: "BadRequest", description: "The request is not what the function takes.",
		examples: object{
			example("unreadable", "What cannot be read is told alone.", `{"error":"params.items[3].price: expected number, got string at offset 418"}`),
			example("invalid", "All else is told at once.", `{"error":{"message":"params.items[3].sku: is required (and 1 more)","code":"invalid",`+
				`"fields":{"items[3].sku":"is required","age":"must be at least 18"}}}`),
		},
	},
	{
		status: "413", name: "TooLarge", description: "The body is larger than the program takes: 8 MiB, unless it was set otherwise.",
		meets: func(h *model.Handler) bool { return !h.Input.Has(model.Reader) },
	},
	{
		status: "415", name: "UnsupportedMediaType", description: "The body is compressed, in several parts, or a batch of events.",
		meets: func(h *model.Handler) bool { return h.Input.JSON() != nil || h.Input.Has(model.Event) },
	},
	{
		status: "default", name: "Failed",
		description: "The call failed: with the status that the function gives, or else with 500. The program may have been set to " +
			"answer 429, with a plain text, when there are too many calls, and 504 when one takes too long.",
	},
}

func example(name, summary, value string) member {
	return member{name, object{{"summary", summary}, {"value", raw(value)}}}
}

// failed is how h answers with the status of f: with an error, or else with a result, if h chooses the status of its results.
func (b *builder) failed(h *model.Handler, f failure, results object) object {
	if choosesStatus(h) {
		return f.response(" The function may give its result such a status, too.", results)
	}
	if !slices.ContainsFunc(b.shared, func(m member) bool { return m.name == f.name }) {
		b.shared = append(b.shared, member{f.name, f.response("", nil)})
	}
	return object{{"$ref", failuresPrefix + f.name}}
}

// response is an answer with an error, or with one of the others, about which there are more words.
func (f failure) response(words string, others object) object {
	asJSON := list{schema{"$ref": errorRef}}
	var more object
	for _, m := range others {
		if m.name == jsonType {
			asJSON = append(asJSON, m.value.(object)[0].value)
		} else {
			more = append(more, m)
		}
	}
	content := media{jsonType, anyOf(asJSON)}.content()
	if f.examples != nil {
		content[0].value = append(content[0].value.(object), member{"examples", f.examples})
	}
	return object{{"description", f.description + words}, {"content", append(content, more...)}}
}

// errorSchema is that of the object that runtime makes of all errors. (runtime/errors.go, runtime/failure.go)
func errorSchema() schema {
	texts := func(description string) schema { return schema{"type": "string", "description": description} }
	return schema{
		"type": "object",
		"properties": object{
			{"error", schema{"anyOf": list{
				texts("What is wrong. This is the form for a request that cannot be read, of which the first fault is told, alone: text that is " +
					"not JSON; a value of another type; a number beyond the 8, 16, 32 or 64 bits of its type; text that does not become what " +
					"its type is, as a time or bytes; a member that is refused."),
				schema{
					"type": "object",
					"description": "What is wrong in detail. Members that are missing, and values that break a rule, such as a bound, a length, " +
						"a pattern, an enum, are told all at once, if there are at most 20.",
					"properties": object{
						{"message", texts("What is wrong.")},
						{"code", texts("What is wrong, for programs: invalid where members are missing or break a rule.")},
						{"fields", schema{
							"type":                 "object",
							"description":          "What is wrong with single parameters, by where they are: items[3].sku.",
							"additionalProperties": schema{"type": "string"},
						}},
					},
					"required": list{"message"},
				},
			}}},
			{"id", texts("Where the program hides from callers what went wrong within: what to ask its operator about.")},
		},
		"required": list{"error"},
	}
}
