// Package shop has several handlers.
package shop

import (
	"context"

	"github.com/owgen/owgen/testdata/schema/shop/price"
)

// Order is what a customer wants.
//
// It is checked before it is taken:
//   - each item has a number,
//   - and so has the customer.
type Order struct {
	// Customer is who pays.
	//
	// Deprecated: take it from the
	// token.
	Customer string `json:"customer" ow:"required"`
	Items    []Item `json:"items"` // what is wanted
	Note     *Note  `json:"note,omitempty"`
	First    Item   `json:"first"`
}

// Item is one line of an order.
type Item struct {
	SKU   string      `json:"sku" ow:"required"`
	Count uint8       `json:"count,omitempty"`
	Price price.Price `json:"price"`
}

// Note is the same wherever it is.
type Note struct {
	Text string `json:"text,omitempty"`
}

type (
	// Receipt is what the customer gets.
	Receipt struct {
		Total price.Price `json:"total"`
		Items []Item      `json:"items"`
		Notes []Note      `json:"notes"`
	}

	// Stock is what is there, by number.
	Stock map[string]int
)

// Buy sells what is in stock. The rest is
// ordered.
//
//owgen:action buy
func Buy(ctx context.Context, p Order) (*Receipt, error) { return nil, nil }

// List tells what is in stock.
//
// Deprecated: call buy.
//
//owgen:action list
func List() Stock { return nil }

//owgen:action restock unknown=reject
func Restock(p Stock) error { return nil }

//owgen:action check unknown=reject
func Check(p []Item) ([]Item, error) { return nil, nil }

//owgen:action raw
func Raw(p map[string]any) (any, error) { return nil, nil }
