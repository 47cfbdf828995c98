package binary

import (
	"strconv"
	"testing"
	"time"
)

// A report is what the action Inspect answers.
type report struct {
	ID, Action, Platform string
	Deadline             time.Time
	End                  string
}

func TestContextEndsAtTheDeadline(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Inspect", nil)
	deadline := time.UnixMilli(time.Now().Add(300 * time.Millisecond).UnixMilli())
	a := c.run(`{"wait":true}`, "activation_id", "4711", "action_name", "/guest/inspect",
		"deadline", strconv.FormatInt(deadline.UnixMilli(), 10))
	got := decode[report](t, a.Body)
	if !got.Deadline.Equal(deadline) || got.End != "context deadline exceeded" {
		t.Errorf("the context ends at %v by %q, want %v", got.Deadline, got.End, deadline)
	}
	if late := time.Since(deadline); late < 0 || late > 30*time.Second {
		t.Errorf("answered %v after the deadline", late)
	}
	if got.ID != "4711" || got.Action != "/guest/inspect" || got.Platform != "openwhisk" {
		t.Errorf("got %+v", got)
	}
	c.wantLogs(1, "", "")
}

func TestNoDeadlineIsNoDeadline(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Inspect", nil)
	for _, deadline := range []any{"", "0", 0, "soon", nil, "-1"} {
		got := decode[report](t, c.run(`{}`, "deadline", deadline).Body)
		if !got.Deadline.IsZero() {
			t.Errorf("deadline %#v: the context ends at %v", deadline, got.Deadline)
		}
	}
	got := decode[report](t, c.run(`{}`, "deadline", 4102444800000).Body) // a number, as the documentation has it
	if got.Deadline.Unix() != 4102444800 {
		t.Errorf("deadline as a number: the context ends at %v", got.Deadline)
	}
}
