package ow

import (
	"context"
	"testing"
	"time"
)

func TestNewContextGivesBackWhatItGot(t *testing.T) {
	parent, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	a := Activation{ID: "a1", Action: "/guest/hello", Deadline: time.UnixMilli(1), CallID: "c1"}
	ctx := NewContext(parent, a, map[string][]string{"x-other": {"seen", "not seen"}, "X-Empty": nil})
	type key struct{}
	got := FromContext(context.WithValue(ctx, key{}, "more"))
	if got.ID != a.ID || got.Action != a.Action || !got.Deadline.Equal(a.Deadline) || got.CallID != a.CallID {
		t.Errorf("got %+v", got)
	}
	if got.Header("X-Other") != "seen" || got.Header("X-Empty") != "" || got.Header("X-Missing") != "" {
		t.Errorf("headers: %q, %q, %q", got.Header("X-Other"), got.Header("X-Empty"), got.Header("X-Missing"))
	}
	if FromContext(NewContext(parent, a, nil)).Header("X-Other") != "" {
		t.Error("there is a header")
	}
	if deadline, _ := ctx.Deadline(); time.Until(deadline) < time.Minute || ctx.Err() != nil {
		t.Errorf("the context ends at %v, %v", deadline, ctx.Err())
	}
	cancel()
	if ctx.Err() == nil {
		t.Error("the context does not end with its parent")
	}
}
