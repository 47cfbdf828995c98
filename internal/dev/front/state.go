package front

import (
	"net/http"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/dev/record"
)

// A shownState is what the page shows.
type shownState struct {
	Owgen    string              `json:"owgen"`
	Program  string              `json:"program"`
	Package  string              `json:"package"` // "" if it is called as the program
	Dir      string              `json:"dir"`
	Address  string              `json:"address"`
	Build    any                 `json:"build"`
	Handlers []gen.Handler       `json:"handlers"`
	First    map[string]pageCall `json:"first"` // for each handler the call to begin with, without a body
	Saved    []record.SavedName  `json:"saved"`
}

// state returns what the page shows now.
func (f *Front) state() shownState {
	s := f.Program.State()
	if s.Handlers == nil {
		s.Handlers = []gen.Handler{}
	}
	if s.Package == s.Program {
		s.Package = ""
	}
	first := map[string]pageCall{}
	for _, h := range s.Handlers {
		first[h.Name] = firstCall(h)
	}
	return shownState{f.Version, s.Program, s.Package, s.Dir, f.Address, s.Build, s.Handlers, first, f.Saved.List()}
}

// firstCall returns what the page suggests: a POST to the handler, with the attributes that an event must have.
func firstCall(h gen.Handler) pageCall {
	c := pageCall{Handler: h.Name, Header: http.Header{}}
	c.Method, c.Path = c.method(), c.path()
	if h.Form != "params" && h.Input != nil {
		c.Header.Set("Content-Type", "application/json")
	}
	if h.Form == "event" {
		for name, value := range map[string]string{"Specversion": "1.0", "Id": "1", "Source": "/dev", "Type": "example"} {
			c.Header.Set("Ce-"+name, value)
		}
	}
	return c
}

func (f *Front) serveState(w http.ResponseWriter, r *http.Request) {
	answer(w, http.StatusOK, f.state())
}
