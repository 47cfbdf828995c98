// Package raw takes and gives bodies as they are.
package raw

import "context"

type Params struct{ Width int }

type Result struct{ Length int }

// A Markdown is a text with a name of its own.
type Markdown string

type page []byte

// A Page has a name here, and another one in the generated program if need be.
type Page = page

//owgen:action
func Handle(req []byte) string { return string(req) }

//owgen:action
func Echo(s string) string { return s }

//owgen:action
func Thumbnail(ctx context.Context, image []byte) ([]byte, error) { return image, nil }

//owgen:action
func Render(m Markdown) (Page, error) { return Page(m), nil }

//owgen:action
func Draw(p Params) ([]byte, error) { return make([]byte, p.Width), nil }

//owgen:action
func Length(b []byte) (Result, error) { return Result{len(b)}, nil }
