// Package model is the second of its name.
package model

type Thing struct{ B int }
