// Package billing is a raw web action for OpenWhisk's Go runtime.
package billing

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"net/http"

	"github.com/cloudevents/sdk-go/v2/binding"
	cehttp "github.com/cloudevents/sdk-go/v2/protocol/http"
	"github.com/google/uuid"
)

// An Order has been placed.
type Order struct {
	Number string `json:"number"`
	Cents  int    `json:"cents"`
}

// An Invoice follows.
type Invoice struct {
	Order string `json:"order"`
	Total int    `json:"total"`
}

// Main answers an order with an invoice, and other events with nothing.
func Main(args map[string]any) map[string]any {
	fields, _ := args["__ow_headers"].(map[string]any)
	header := http.Header{}
	for name, value := range fields {
		text, _ := value.(string)
		header.Set(name, text)
	}
	text, _ := args["__ow_body"].(string)
	body, err := base64.StdEncoding.DecodeString(text)
	if err != nil { // an event with a charset comes as text, and its brace is not of base64
		body = []byte(text)
	}
	event, err := binding.ToEvent(context.Background(), cehttp.NewMessage(header, io.NopCloser(bytes.NewReader(body))))
	if err != nil {
		return refuse(err.Error())
	}
	if err := event.Validate(); err != nil {
		return refuse(err.Error())
	}
	if event.Type() != "com.example.order.placed" {
		return map[string]any{"statusCode": 204}
	}
	var order Order
	if err := event.DataAs(&order); err != nil {
		return refuse(err.Error())
	}
	if order.Number == "" {
		return refuse("number: is required")
	}
	if order.Cents < 0 {
		return refuse("cents: must be at least 0")
	}
	return map[string]any{
		"headers": map[string]any{
			"Content-Type": "application/json", "Ce-Specversion": "1.0", "Ce-Id": uuid.NewString(), "Ce-Source": "/billing",
			"Ce-Type": "com.example.order.billed", "Ce-Subject": order.Number,
		},
		"body": Invoice{Order: order.Number, Total: order.Cents * 119 / 100},
	}
}

func refuse(message string) map[string]any {
	return map[string]any{"statusCode": 400, "body": map[string]any{"error": message}}
}
