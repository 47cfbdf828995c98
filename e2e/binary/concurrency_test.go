package binary

import (
	"fmt"
	"sync"
	"testing"
)

// callers is the number of concurrent calls.
const callers = 20

// A meeting is what the action Meet answers.
type meeting struct {
	Name     string
	Complete bool
	Most     int
}

// meet has all callers call the action Meet at once and returns what it told each of them. Every guest waits for all
// others, with patience in milliseconds. wrap makes a body of parameters.
func meet(t *testing.T, s *server, path string, patience int, wrap func(name, params string) string) []meeting {
	t.Helper()
	answers := make([]meeting, callers)
	var wait sync.WaitGroup
	for i := range answers {
		wait.Go(func() {
			name := fmt.Sprintf("guest %d", i)
			a := s.post(path, wrap(name, object("name", name, "expected", callers, "patience", patience)))
			if a.Status != 200 {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
				return
			}
			answers[i] = decode[meeting](t, a.Body)
			if answers[i].Name != name {
				t.Errorf("%s got the answer of %s", name, answers[i].Name)
			}
		})
	}
	wait.Wait()
	return answers
}

func wantAllTogether(t *testing.T, answers []meeting) {
	t.Helper()
	for _, a := range answers {
		if !a.Complete || a.Most != callers {
			t.Errorf("%s: complete %t, %d at once", a.Name, a.Complete, a.Most)
		}
	}
}

// long is the patience of guests who should meet. Only a failing test waits so long.
const long = 20_000

func bare(_, params string) string { return params }

func envelope(name, params string) string {
	return `{"value":` + params + `,"activation_id":"` + name + `"}`
}

func TestPlainCallsRunAtOnce(t *testing.T) {
	s := serve(t)
	wantAllTogether(t, meet(t, s, "/meet", long, bare))
	s.wantStop()
}

func TestActivationsRunOneAfterTheOther(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Meet", nil)
	for _, a := range meet(t, c.server, "/run", 10, envelope) {
		if a.Complete || a.Most != 1 {
			t.Errorf("%s: complete %t, %d at once", a.Name, a.Complete, a.Most)
		}
	}
	c.wantLogs(callers, "", "")
}

func TestActivationsRunAtOnceWhereTheOperatorAllowsIt(t *testing.T) {
	c := startContainer(t, "__OW_ALLOW_CONCURRENT=true")
	c.wantInit("Meet", nil)
	wantAllTogether(t, meet(t, c.server, "/run", long, envelope))
	c.wantLogs(callers, "", "")
}
