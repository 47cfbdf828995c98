// Package nethttp is a transport over net/http: the one for programs that serve an http.Handler, for those who build with
// the tag owgen_nethttp, and the one that package http1 is compared with. It keeps to the bounds of transport.Config, which
// net/http has otherwise or not at all.
//
// A [Service] lets an http.Handler answer an exchange.
package nethttp
