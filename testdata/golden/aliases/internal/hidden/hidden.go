// Package hidden is known only through aliases.
package hidden

type Params struct {
	Names []string
	Inner Inner
}

type Inner struct{ N int }
