package front

import (
	"net/http"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/dev/record"
)

// A shownState is what the page shows.
type shownState struct {
	Owgen    string             `json:"owgen"`
	Program  string             `json:"program"`
	Package  string             `json:"package"`
	Dir      string             `json:"dir"`
	Address  string             `json:"address"`
	Build    any                `json:"build"`
	Handlers []gen.Handler      `json:"handlers"`
	Saved    []record.SavedName `json:"saved"`
}

// state returns what the page shows now.
func (f *Front) state() shownState {
	s := f.Program.State()
	if s.Handlers == nil {
		s.Handlers = []gen.Handler{}
	}
	return shownState{f.Version, s.Program, s.Package, s.Dir, f.Address, s.Build, s.Handlers, f.Saved.List()}
}

func (f *Front) serveState(w http.ResponseWriter, r *http.Request) {
	answer(w, http.StatusOK, f.state())
}
