// Package placeholder takes the messages of a contact form.
package placeholder

import (
	"crypto/sha256"
	"encoding/hex"

	ow "github.com/owgen/owgen/runtime"
)

//go:generate owgen

// A Message is what somebody writes: as JSON, or as the fields of a form.
type Message struct {
	// Email is where the answer goes.
	Email string `json:"email" ow:"required" format:"email" example:"ada@example.com"`
	// Topic is what the message is about.
	Topic string `json:"topic" enum:"order,bill,other" default:"other"`
	// Text is the message.
	Text string `json:"text" ow:"required" minLength:"1" maxLength:"2000"`
}

// A Receipt is the answer.
type Receipt struct {
	Number string `json:"number"` // by which the sender may ask what became of the message
	Topic  string `json:"topic"`
}

// Placeholder takes a message, and says under which number it is kept.
func Placeholder(r ow.Request[Message]) (ow.Response[Receipt], error) {
	if r.Method != "POST" {
		return ow.Response[Receipt]{}, &ow.Error{Status: 405, Message: "send a message with POST, not with " + r.Method}
	}
	sum := sha256.Sum256([]byte(r.Body.Email + "\n" + r.Body.Text))
	number := hex.EncodeToString(sum[:4])
	return ow.Response[Receipt]{
		Status: 201,
		Header: ow.Header{"Location": {"/messages/" + number}},
		Body:   Receipt{Number: number, Topic: r.Body.Topic},
	}, nil
}
