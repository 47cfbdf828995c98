package ow

import "github.com/owgen/owgen/runtime/codec"

// A sequence may be a web action. Its first action gets the request, and cannot know that its result is for another action
// and not for the caller: so it wraps the result, see asDocument. The action after it takes it out again. What is wrapped by
// others, with a status or a header of their own, is left alone.

// openResult lets a value that is a wrapped result give way to the result, if a handler whose members match finds cannot
// mean the wrapping. Members beside it, which are bound to the action, stay.
func (c *call) openResult(match func(*codec.Match) bool) {
	if !mayHaveStatus(c.text) {
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
		var value string
		i = skipSpace(s, i)
		end := scalar(&d, s, i, &value)
		switch {
		case name == "statusCode" && value == "200", name == "headers" && value == `{"Content-Type":"application/json"}`:
			parts++
		case name == "body" && s[i] == '{':
			body = value[1:]
			parts++
		case end >= 0:
			others = appendMember(others, name, s[i:end])
		}
		return end
	})
	const all = 3
	if parts != all {
		return
	}
	if len(others) == 0 {
		others = append(others, '{')
	} else if others[0] = '{'; body != "}" {
		others = append(others, ',')
	}
	c.text = codec.Text(append(others, body...))
}
