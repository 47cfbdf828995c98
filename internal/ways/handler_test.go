package ways

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/owgen/owgen/gen"
)

// What all calls say is left out, so that a call with parameters is not one more request; what a handler wants to see is not.
func TestCallsAreWhatTheirHandlersWant(t *testing.T) {
	json := http.Header{"Content-Type": {"application/json"}}
	own := http.Header{"X-Own": {"1"}}
	for _, c := range []struct {
		h    gen.Handler
		call Call
		want string
	}{
		{gen.Handler{Form: "params"}, Call{}, "  map[]"},
		{gen.Handler{Form: "params"}, Call{Method: "POST", Path: "/order", Header: json}, "  map[]"},
		{gen.Handler{Form: "params"}, Call{Method: "POST", Path: "/order?x=1"}, "POST /order?x=1 map[]"},
		{gen.Handler{Form: "params"}, Call{Method: "GET", Path: "/order"}, "GET /order map[]"},
		{gen.Handler{Form: "params"}, Call{Header: own}, "  map[X-Own:[1]]"},
		{gen.Handler{Form: "params", Answers: true}, Call{}, "POST  map[]"},
		{gen.Handler{Form: "params", Stream: true}, Call{}, "POST  map[Accept:[application/json]]"},
		{gen.Handler{Form: "params", Stream: true}, Call{Header: own}, "POST  map[Accept:[application/json] X-Own:[1]]"},
		{gen.Handler{Form: "web"}, Call{}, "POST  map[]"},
		{gen.Handler{Form: "web"}, Call{Method: "PUT", Path: "/x", Header: own}, "PUT /x map[X-Own:[1]]"},
		{gen.Handler{Form: "event"}, Call{Header: json}, "POST  map[Content-Type:[application/json]]"},
	} {
		c.h.Name = "order"
		got := Comparable(&c.h, c.call)
		if s := fmt.Sprint(got.Method, " ", got.Path, " ", got.Header); s != c.want || got.Handler != "order" {
			t.Errorf("%+v %+v: %s, want %s", c.h, c.call, s, c.want)
		}
	}
	if len(own) != 1 {
		t.Error("the header of the caller is changed")
	}
}
