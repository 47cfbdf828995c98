// Package model is the first of its name.
package model

type Thing struct{ A int }
