package billing

//go:generate go tool owgen

import ow "github.com/owgen/owgen/runtime"

// An Order has been placed.
type Order struct {
	Number string `json:"number" ow:"required"`
	Cents  int    `json:"cents" minimum:"0"`
}

// An Invoice follows.
type Invoice struct {
	Order string `json:"order"`
	Total int    `json:"total"`
}

// Bill answers an order with an invoice, and other events with nothing.
func Bill(e ow.Event[Order]) (*ow.Event[Invoice], error) {
	if e.Type != "com.example.order.placed" {
		return nil, nil
	}
	return &ow.Event[Invoice]{
		Source: "/billing", Type: "com.example.order.billed", Subject: e.Data.Number,
		Data: Invoice{Order: e.Data.Number, Total: e.Data.Cents * 119 / 100},
	}, nil
}
