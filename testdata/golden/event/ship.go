// Package ship takes and gives CloudEvents.
package ship

import (
	"context"

	ow "github.com/owgen/owgen/runtime"
)

type Order struct {
	ID string `json:"id" ow:"required"`
}

type Shipment struct{ Order, Carrier string }

//owgen:action
func Ship(ctx context.Context, e ow.Event[Order]) (ow.Event[Shipment], error) {
	return ow.Event[Shipment]{Source: "/ship", Type: "com.example.shipped", Data: Shipment{Order: e.Data.ID}}, nil
}

//owgen:action
func Maybe(e *ow.Event[[]byte]) (*ow.Event[[]byte], error) { return e, nil }

//owgen:action strict unknown=reject
func Strict(e ow.Event[Order]) error { return nil }

//owgen:action
func Ping(e ow.Event[struct{}]) (Shipment, error) { return Shipment{Order: e.Subject}, nil }

//owgen:action
func Emit(s Shipment) (ow.Event[string], error) {
	return ow.Event[string]{Source: "/ship", Type: "com.example.text", Data: s.Carrier}, nil
}
