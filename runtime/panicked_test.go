package ow

import (
	"errors"
	"testing"
	"time"
)

// The value of a panic is described without package fmt, which uses reflection.
func TestWhatAHandlerPanickedWithIsSaid(t *testing.T) {
	type code int
	for _, c := range []struct {
		value any
		want  string
	}{
		{errors.New("an error"), "an error"},
		{"a text", "a text"},
		{time.Second, "1s"},
		{7, "7"},
		{int64(-7), "-7"},
		{true, "true"},
		{1.5, "1.5"},
		{code(7), "a value of type ow.code"},
		{struct{ N int }{7}, "a value of type struct { N int }"},
		{[]string{"a"}, "a value of type []string"},
		{new(order), "a value of type *ow.order"},
		{brokenError{}, "a value of type ow.brokenError, whose own text panics"},
	} {
		if got := describe(c.value); got != c.want {
			t.Errorf("%#v: %q, want %q", c.value, got, c.want)
		}
	}
}
