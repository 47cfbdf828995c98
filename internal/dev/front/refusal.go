package front

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"

	"github.com/owgen/owgen/internal/dev/record"
)

// A refusal is what an answer says of a field of the parameters, "$" being all of them.
type refusal struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// refused matches an error about a field, params.qty: must be at least 1, or about all parameters, params: expected an object.
var refused = regexp.MustCompile(`(?s)^params(?:\.|\b)([^\s:"]*(?:"[^"]*"[^\s:"]*)*): (.*)$`)

// refusals returns what an answer says of fields: in error.fields, or else in a message that begins with a path.
func refusals(c *record.Call) []refusal {
	found := []refusal{}
	var answer struct{ Error json.RawMessage }
	if c.Outcome != record.Error || json.Unmarshal(c.Answer.Bytes(), &answer) != nil {
		return found
	}
	var fault struct {
		Message string
		Fields  map[string]string
	}
	if json.Unmarshal(answer.Error, &fault.Message) != nil && json.Unmarshal(answer.Error, &fault) != nil {
		return found
	}
	for path, message := range fault.Fields {
		found = append(found, refusal{path, message})
	}
	slices.SortFunc(found, func(a, b refusal) int { return cmp.Compare(a.Path, b.Path) })
	if m := refused.FindStringSubmatch(fault.Message); m != nil && len(found) == 0 {
		found = append(found, refusal{cmp.Or(m[1], "$"), m[2]})
	}
	return found
}
