// Package site has handlers of package net/http.
package site

import (
	"io"
	"net/http"
)

//owgen:action
func Hello(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "Hello, "+r.URL.Path) }

// Mux is a variable.
//
//owgen:action
var Mux = http.NewServeMux()

var (
	// Count has a directive in a group, and a name of its own.
	//
	//owgen:action count
	Count http.HandlerFunc = Hello

	// Bare is no http.HandlerFunc yet.
	//
	//owgen:action
	Bare = func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }
)

// New makes the handler at the first call.
//
//owgen:action
func New() http.Handler { return http.StripPrefix("/api", Mux) }

// A router is not exported, and need not be.
type router struct{ *http.ServeMux }

//owgen:action
func Routes() *router { return &router{Mux} }

//owgen:action
func Plain(p struct{ Name string }) (map[string]string, error) {
	return map[string]string{"name": p.Name}, nil
}
