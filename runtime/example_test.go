package ow_test

import (
	"context"
	"errors"
	"fmt"

	ow "github.com/owgen/owgen/runtime"
)

type Params struct{ Order string }
type Result struct{ Status string }

// Status is a handler. It asks for the context because it wants to know for whom it works.
func Status(ctx context.Context, p Params) (Result, error) {
	if p.Order == "" {
		return Result{}, &ow.Error{Status: 400, Message: "which order?", Fields: map[string]string{"order": "missing"}}
	}
	return Result{Status: "shipped, says activation " + ow.FromContext(ctx).ID}, nil
}

// A handler is tested as the function it is. Outside of a call there is an activation, too: an empty one.
func ExampleFromContext() {
	result, err := Status(context.Background(), Params{Order: "7"})
	fmt.Printf("%q %v\n", result.Status, err)
	// Output: "shipped, says activation " <nil>
}

// A test says what the platform is to tell the handler. The headers may be an http.Header.
func ExampleNewContext() {
	ctx := ow.NewContext(context.Background(), ow.Activation{ID: "31e5c0b2"}, map[string][]string{"Accept-Language": {"de"}})
	result, err := Status(ctx, Params{Order: "7"})
	fmt.Println(result.Status, err)
	fmt.Println(ow.FromContext(ctx).Header("accept-language"))
	// Output:
	// shipped, says activation 31e5c0b2 <nil>
	// de
}

// Ship answers an event with another one.
func Ship(e ow.Event[Params]) (ow.Event[Result], error) {
	return ow.Event[Result]{Source: "/depot", Type: "com.example.shipped", Subject: e.Data.Order, Data: Result{"on its way"}}, nil
}

// A handler of events does not see in which mode they come, nor does its test.
func ExampleEvent() {
	answer, err := Ship(ow.Event[Params]{ID: "1", Source: "/shop", Type: "com.example.paid", Data: Params{Order: "7"}})
	fmt.Println(answer.Type, answer.Subject, answer.Data.Status, err)
	// Output: com.example.shipped 7 on its way <nil>
}

func ExampleError() {
	_, err := Status(context.Background(), Params{})
	var e *ow.Error
	if errors.As(err, &e) {
		fmt.Println(e.StatusCode(), e, e.Fields)
	}
	// Output: 400 which order? map[order:missing]
}
