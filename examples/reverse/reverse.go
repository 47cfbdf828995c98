// Package reverse is the smallest useful action: it turns a text around.
package reverse

//go:generate owgen

import (
	"unicode"
	"unicode/utf8"
)

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
	left, length := p.Payload, 0
	reversed := make([]byte, 0, len(left))
	for ; left != ""; length++ {
		start := lastCharacter(left)
		reversed = append(reversed, left[start:]...)
		left = left[:start]
	}
	return Result{Reversed: string(reversed), Length: length}, nil
}

// lastCharacter returns the index at which the last character of a text begins: that of the last rune that does not
// combine with the one in front of it.
func lastCharacter(text string) int {
	for text != "" {
		r, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
		if !unicode.Is(unicode.M, r) {
			break
		}
	}
	return len(text)
}
