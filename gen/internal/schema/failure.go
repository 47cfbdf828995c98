package schema

// The name of errors among the components, and a reference to them.
const (
	errorName = "Error"
	errorRef  = "#/components/schemas/" + errorName
)

// errorSchema is that of the object that runtime makes of all errors. (runtime/errors.go)
func errorSchema() schema {
	texts := func(description string) schema { return schema{"type": "string", "description": description} }
	return schema{
		"type": "object",
		"properties": object{{"error", schema{"anyOf": list{
			texts("What is wrong. Of values that are of a wrong type or cannot be read, only the first one is told, in this form."),
			schema{
				"type":        "object",
				"description": "What is wrong in detail. Members that are missing, and values that break a rule, are told all at once.",
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
		}}}},
		"required": list{"error"},
	}
}
