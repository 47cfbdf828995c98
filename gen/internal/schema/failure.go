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
			texts("What is wrong."),
			schema{
				"type": "object",
				"properties": object{
					{"message", texts("What is wrong.")},
					{"code", texts("What is wrong, for programs.")},
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
