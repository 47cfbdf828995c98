// Package reverse is the smallest useful action: it turns a text around.
package reverse

//go:generate owgen

import "unicode"

// Params is what the action takes.
type Params struct {
	Payload string `json:"payload"`
}

// Result is what the action gives.
type Result struct {
	Reversed string `json:"reversed"`
	Length   int    `json:"length"` // in characters, as a reader counts them
}

// Reverse turns the payload around, character by character: an accent stays on its letter.
func Reverse(p Params) (Result, error) {
	characters := split(p.Payload)
	reversed := make([]byte, 0, len(p.Payload))
	for k := len(characters) - 1; k >= 0; k-- {
		reversed = append(reversed, characters[k]...)
	}
	return Result{Reversed: string(reversed), Length: len(characters)}, nil
}

// split cuts a text before each rune that does not combine with the one in front of it.
func split(text string) []string {
	var parts []string
	start := 0
	for k, r := range text {
		if k > 0 && !unicode.Is(unicode.M, r) {
			parts = append(parts, text[start:k])
			start = k
		}
	}
	if text != "" {
		parts = append(parts, text[start:])
	}
	return parts
}
