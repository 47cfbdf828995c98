// Package function is a function for OpenFaaS's template golang-middleware, around a receiver of the SDK of CloudEvents.
package function

import (
	"context"
	"net/http"

	cloudevents "github.com/cloudevents/sdk-go/v2"
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

var events http.Handler

func init() {
	p, err := cloudevents.NewHTTP()
	if err != nil {
		panic(err)
	}
	if events, err = cloudevents.NewHTTPReceiveHandler(context.Background(), p, bill); err != nil {
		panic(err)
	}
}

// Handle takes events.
func Handle(w http.ResponseWriter, r *http.Request) {
	events.ServeHTTP(w, r)
}

// bill answers an order with an invoice, and other events with nothing.
func bill(_ context.Context, event cloudevents.Event) (*cloudevents.Event, error) {
	if event.Type() != "com.example.order.placed" {
		return nil, cloudevents.NewHTTPResult(http.StatusNoContent, "")
	}
	var order Order
	if err := event.DataAs(&order); err != nil {
		return nil, cloudevents.NewHTTPResult(http.StatusBadRequest, "%w", err)
	}
	if order.Number == "" {
		return nil, cloudevents.NewHTTPResult(http.StatusBadRequest, "number: is required")
	}
	if order.Cents < 0 {
		return nil, cloudevents.NewHTTPResult(http.StatusBadRequest, "cents: must be at least 0")
	}
	reply := cloudevents.NewEvent()
	reply.SetID(uuid.NewString())
	reply.SetSource("/billing")
	reply.SetType("com.example.order.billed")
	reply.SetSubject(order.Number)
	return &reply, reply.SetData(cloudevents.ApplicationJSON, Invoice{Order: order.Number, Total: order.Cents * 119 / 100})
}
