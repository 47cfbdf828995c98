package ow

import (
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// A sequence may be a web action. Its first action gets the request, and cannot know that its result is for another action
// and not for the caller: so it wraps the result, see asDocument. The action after it takes it out again. What is wrapped by
// others, with a status or a header of their own, is left alone.

// openResult lets a value that is a wrapped result give way to the result, if a handler whose members match finds cannot
// mean the wrapping. Members beside it, which are bound to the action, stay.
func (c *call) openResult(match func(*codec.Match) bool) {
	if !strings.Contains(c.text, `"statusCode"`) {
		return
	}
	var m codec.Match
	if m.FindKey("statusCode", match) || m.FindKey("body", match) {
		return
	}
	s, body, parts := c.text, "", 0
	var d codec.Dec
	var others []byte
	members(&d, s, 0, func(name string, i int) int {
		i = skipSpace(s, i)
		end := d.Skip(s, i)
		switch value := s[i:max(i, end)]; {
		case name == "statusCode" && value == "200", name == "headers" && compact(value) == `{"Content-Type":"application/json"}`:
			parts++
		case name == "body" && strings.HasPrefix(value, "{"):
			body = value[1:]
			parts++
		default:
			others = appendMember(others, name, value)
		}
		return end
	})
	const all = 3
	if parts != all {
		return
	}
	if len(others) > 0 && strings.TrimSpace(body) != "}" {
		others = append(others, ',')
	}
	c.text = codec.Text([]byte("{" + strings.TrimPrefix(string(others), ",") + body))
}
