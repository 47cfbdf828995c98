// Package web has a handler of each form.
package web

import (
	"io"
	"iter"
	"net/http"
	"time"

	ow "github.com/owgen/owgen/runtime"
)

// Search is what is looked for.
type Search struct {
	Text   string     `json:"text" ow:"required"` // what to look for
	Page   int        `json:"page"`
	Tags   []string   `json:"tags,omitempty"`
	After  *time.Time `json:"after,omitempty"`
	Exact  bool       `json:",string" default:"\"true\""`
	Title  string     `json:",string" example:"x"`
	Bounds struct{ From, To int }
	Base
}

// Base is promoted.
type Base struct {
	// Lang is the language.
	//
	// Deprecated: say it in the header.
	Lang string
}

// Hit is what was found.
type Hit struct {
	URL string `json:"url"`
}

// Plain is no web form.
//
//owgen:action
func Plain(p Search) (Hit, error) { return Hit{}, nil }

// Find takes a query, a form or JSON.
//
//owgen:action
func Find(r ow.Request[Search]) (Hit, error) { return Hit{r.Body.Text}, nil }

// Place has what no query has.
//
//owgen:action
func Place(r ow.Request[struct {
	At struct{ X, Y int } `ow:"required"`
	By string             `minLength:"2"`
}]) (Hit, error) {
	return Hit{r.Body.By}, nil
}

//owgen:action
func Labels(r *ow.Request[map[string][]string]) (Hit, error) { return Hit{}, nil }

//owgen:action
func List(r ow.Request[[]Hit]) ([]Hit, error) { return r.Body, nil }

// Look has no body.
//
//owgen:action
func Look(r ow.Request[struct{}]) (*Hit, error) { return &Hit{r.Path}, nil }

//owgen:action
func Bytes(r ow.Request[[]byte]) ([]byte, error) { return r.Body, nil }

//owgen:action
func Text(text string) string { return text }

//owgen:action
func Read(r ow.Request[io.Reader]) (ow.Response[io.Reader], error) {
	return ow.Response[io.Reader]{Body: r.Body}, nil
}

//owgen:action
func Respond(p Search) (ow.Response[Hit], error) { return ow.Response[Hit]{Body: Hit{p.Text}}, nil }

//owgen:action
func Maybe(p Search) (*ow.Response[map[string]Hit], error) { return nil, nil }

// Redirect has a name that Look would have liked.
//
//owgen:action Look_get
func Redirect() (ow.Response[struct{}], error) { return ow.Response[struct{}]{}, nil }

// Page says what its caller gets as web actions of OpenWhisk do.
//
//owgen:action
func Page(p Search) (Said[string], error) {
	return Said[string]{StatusCode: 200, Body: "<p>" + p.Text}, nil
}

//owgen:action
func Saved(p Search) (*Said[*Hit], error) {
	return &Said[*Hit]{StatusCode: 200, Body: &Hit{p.Text}}, nil
}

// Said is an answer in the terms of HTTP.
type Said[T any] struct {
	StatusCode int               `json:"statusCode"`
	Headers    map[string]string `json:"headers,omitempty"`
	Body       T                 `json:"body"`
}

// Often is an answer in the terms of HTTP if it has a status.
//
//owgen:action
func Often(p Search) (struct {
	StatusCode int    `json:"statusCode,omitempty"`
	Body       []Hit  `json:"body"`
	Text       string `json:"text"`
}, error) {
	var often struct {
		StatusCode int    `json:"statusCode,omitempty"`
		Body       []Hit  `json:"body"`
		Text       string `json:"text"`
	}
	if often.Text = p.Text; p.Page > 0 {
		often.StatusCode, often.Body = 200, []Hit{{p.Text}}
	}
	return often, nil
}

//owgen:action
func Stream(p Search) (iter.Seq2[Hit, error], error) {
	return func(yield func(Hit, error) bool) { _ = yield(Hit{p.Text}, nil) && yield(Hit{p.Lang}, nil) }, nil
}

//owgen:action
func Chunks(p Search) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) { _ = yield(p.Text, nil) && yield(p.Lang, nil) }
}

// Happened takes an event.
//
//owgen:action
func Happened(e ow.Event[Hit]) (*ow.Event[Hit], error) {
	return &ow.Event[Hit]{Source: "/web", Type: "seen", Data: e.Data}, nil
}

//owgen:action
func Carried(e *ow.Event[[]byte]) error { return nil }

//owgen:action
func Rang(e ow.Event[struct{}]) error { return nil }

// Serve is net/http's.
//
//owgen:action
func Serve(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.Method) }

// Mux is a handler that is there.
//
//owgen:action
var Mux = http.NewServeMux()
