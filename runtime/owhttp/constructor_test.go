package owhttp

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// fails calls h, and returns what it panics with.
func fails(h http.Handler) (panicked any) {
	defer func() { panicked = recover() }()
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	return nil
}

func TestWEB39AHandlerIsMadeAtTheFirstCallAndOnce(t *testing.T) {
	made := 0
	c := &constructed{construct: func() http.Handler {
		made++
		if made == 1 {
			panic("not yet")
		}
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "served") })
	}}
	if got := fails(c); got != "not yet" {
		t.Errorf("the first call panics with %v", got)
	}
	var calls sync.WaitGroup
	for range 20 {
		calls.Go(func() {
			w := httptest.NewRecorder()
			c.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
			if w.Body.String() != "served" {
				t.Errorf("got %q", w.Body)
			}
		})
	}
	calls.Wait()
	if made != 2 {
		t.Errorf("it was made %d times", made)
	}
}

func TestWEB39NoHandlerIsAPanicThatSaysSo(t *testing.T) {
	none := func() http.Handler { return nil }
	text, _ := fails(construction("Shop", none)).(string)
	if !strings.Contains(text, "action Shop returned a nil http.Handler") {
		t.Errorf("it panics with %q", text)
	}
}
