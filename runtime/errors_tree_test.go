package ow

import (
	"errors"
	"fmt"
	"testing"
)

// An adopted error says of itself that it is another one.
type adopted struct{ as *Error }

func (adopted) Error() string { return "adopted" }

func (a adopted) As(target any) bool {
	t, ok := target.(**Error)
	if ok {
		*t = a.as
	}
	return ok
}

// In any tree asType finds what the standard library finds.
func TestErrorsAreFoundInTrees(t *testing.T) {
	first, second := &Error{Status: 404}, &Error{Status: 409}
	plain := errors.New("plain")
	for name, err := range map[string]error{
		"nil": nil, "none": plain, "itself": first, "wrapped": fmt.Errorf("a: %w", fmt.Errorf("b: %w", first)),
		"joined": errors.Join(plain, fmt.Errorf("c: %w", second), first), "joined without": errors.Join(plain, plain),
		"two wrapped": fmt.Errorf("%w, %w", plain, second), "by its own account": fmt.Errorf("d: %w", adopted{second}),
	} {
		var want *Error
		wantOK := errors.As(err, &want)
		if got, ok := asType[*Error](err); got != want || ok != wantOK {
			t.Errorf("%s: got %v %v, want %v %v", name, got, ok, want, wantOK)
		}
	}
}
