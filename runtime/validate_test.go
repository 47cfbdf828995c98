package ow

import (
	"errors"
	"fmt"
	"testing"
)

func TestSCH17ErrorsOfValidateAreTheCallers(t *testing.T) {
	for _, test := range []struct {
		err    error
		status int
		body   string
	}{
		{errors.New("too much"), 400, `{"error":"too much"}`},
		{&Error{Message: "m", Code: "c"}, 400, `{"error":{"message":"m","code":"c"}}`},
		{&Error{Status: 422, Message: "m"}, 422, `{"error":"m"}`},
		{fmt.Errorf("in all: %w", &Error{Status: 700, Message: "m", Fields: map[string]string{"a": "b"}}), 400, `{"error":{"message":"in all: m","fields":{"a":"b"}}}`},
		{teapot{}, 418, `{"error":"short and stout"}`},
	} {
		err := Invalid(test.err)
		if status := statusOf(err); status != test.status {
			t.Errorf("%v: %d", test.err, status)
		}
		if body := string(appendError(nil, err.Error(), err)); body != test.body {
			t.Errorf("%v: %s", test.err, body)
		}
	}
}

type teapot struct{}

func (teapot) Error() string   { return "short and stout" }
func (teapot) StatusCode() int { return 418 }
