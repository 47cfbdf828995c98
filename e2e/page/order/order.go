// Package order has a handler whose parameters are of all kinds.
package order

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	ow "github.com/owgen/owgen/runtime"
)

// Params is an order of a small shop.
type Params struct {
	// ID is what the shop calls the order.
	ID        string            `json:"id" ow:"required" minLength:"3" example:"A-1001"`
	Customer  Customer          `json:"customer"`
	Items     []Item            `json:"items,omitempty" maxItems:"50"`
	Pay       Method            `json:"pay" default:"card"`
	Priority  Priority          `json:"priority,omitempty"`
	Gift      bool              `json:"gift,omitempty"`
	Note      string            `json:"note,omitempty"` // for whoever packs it
	Coupon    *string           `json:"coupon,omitempty"`
	Labels    map[string]string `json:"labels,omitempty"`
	DeliverAt time.Time         `json:"deliverAt,omitzero"`
	Hold      time.Duration     `json:"hold,omitempty"` // nanoseconds that the goods are kept
	Photo     []byte            `json:"photo,omitempty"`
	Weight    float64           `json:"weight,omitempty" minimum:"0" maximum:"30"`
	Box       [3]int            `json:"box,omitzero"`
	Points    int64             `json:"points,omitempty"`
	Parts     []Part            `json:"parts,omitempty"`
	Meta      any               `json:"meta,omitempty"`
	Raw       json.RawMessage   `json:"raw,omitempty"`
	Rebate    int               `json:"rebate,omitempty" deprecated:"true"`
}

// A Customer gets the goods.
type Customer struct {
	Name    string  `json:"name" ow:"required"`
	Mail    string  `json:"mail,omitempty" format:"email"`
	Address Address `json:"address"`
}

// An Address is where the goods go.
type Address struct {
	Street string `json:"street"`
	City   string `json:"city" ow:"required"`
	Zip    string `json:"zip" pattern:"^[0-9]{5}$"`
}

// An Item is bought.
type Item struct {
	SKU   string  `json:"sku" ow:"required" minLength:"3"`
	Count int     `json:"count" minimum:"1" maximum:"9" default:"1"`
	Price float64 `json:"price" multipleOf:"0.01"`
}

// A Part consists of parts.
type Part struct {
	Name  string `json:"name"`
	Parts []Part `json:"parts,omitempty"`
}

// A Method is how to pay.
//
//owgen:enum
type Method string

// The methods.
const (
	Card Method = "card"
	Cash Method = "cash"
)

// A Priority is how much hurry there is. Others than these are known, too.
type Priority string

// Some priorities.
const (
	Low  Priority = "low"
	High Priority = "high"
)

// A Bill is what an order costs.
type Bill struct {
	ID     string   `json:"id"`
	Total  float64  `json:"total"`
	Points int64    `json:"points,omitempty"`
	Lines  []string `json:"lines,omitempty"`
}

// Order makes a bill of an order.
//
// The goods are not sent by it.
//
//owgen:action
func Order(_ context.Context, p Params) (Bill, error) {
	fmt.Println("checking stock")
	log.SetFlags(0)
	log.Print("cache cold")
	bill := Bill{ID: p.ID, Points: p.Points}
	for _, item := range p.Items {
		bill.Total += float64(item.Count) * item.Price
		bill.Lines = append(bill.Lines, fmt.Sprintf("%d x %s", item.Count, item.SKU))
	}
	return bill, nil
}

// A Refund is asked for.
type Refund struct {
	ID     string  `json:"id" ow:"required"`
	Amount float64 `json:"amount"`
	Reason string  `json:"reason,omitempty"`
}

// A Receipt says what was paid back.
type Receipt struct {
	ID   string  `json:"id"`
	Paid float64 `json:"paid"`
}

// GiveBack pays back what an order cost.
//
//owgen:action
func GiveBack(r Refund) (Receipt, error) {
	fmt.Fprintln(os.Stderr, "looking for", r.ID)
	switch {
	case r.Reason == "refuse":
		return Receipt{}, &ow.Error{Status: 422, Message: "too much", Code: "limit", Fields: map[string]string{"amount": "is more than was paid"}}
	case r.Amount < 0:
		return Receipt{}, errors.New("params.amount: is negative")
	}
	return Receipt{ID: r.ID, Paid: r.Amount}, nil
}
