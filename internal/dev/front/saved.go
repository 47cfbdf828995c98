package front

import (
	"errors"
	"net/http"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/dev/record"
)

// saveCall saves a call as a file: one of the history, with its answer, or one that was not made.
func (f *Front) saveCall(w http.ResponseWriter, r *http.Request) {
	var wanted struct {
		Name      string `json:"name"`
		ID        string `json:"id"`
		Overwrite bool   `json:"overwrite"`
		pageCall
	}
	if !take(w, r, &wanted) {
		return
	}
	state := f.Program.State()
	var call record.SavedCall
	if wanted.ID == "" {
		if _, err := wanted.request(r.Host); err != nil {
			fail(w, http.StatusBadRequest, err.Error())
			return
		}
		call = wanted.saved(state)
	} else {
		made, ok := f.History.Find(wanted.ID)
		if !ok {
			fail(w, http.StatusNotFound, "there is no such call")
			return
		}
		if made.Request.Cut || made.Answer.Cut {
			fail(w, http.StatusBadRequest, "this call has more than 256 kB; only its beginning is kept, which is no call to save")
			return
		}
		call = again(made).saved(state)
		call.Status, call.Answer = made.Status, made.Answer.Bytes()
		if made.Build == 0 || made.Outcome == record.Broken || made.Outcome == record.Cancelled { // this is no answer of the function
			call.Status, call.Answer = 0, nil
		}
	}
	path, err := f.Saved.Write(wanted.Name, call, wanted.Overwrite)
	switch {
	case errors.Is(err, record.ErrExists):
		fail(w, http.StatusConflict, err.Error())
	case err != nil:
		fail(w, http.StatusBadRequest, err.Error())
	default:
		f.hub.changedSaved()
		answer(w, http.StatusCreated, struct {
			Path string `json:"path"`
		}{path})
	}
}

// again returns a call of the history as one to make.
func again(c *record.Call) *pageCall {
	return &pageCall{
		Handler: c.Handler, Method: c.Method, Path: c.Path, Header: c.Request.Header, Body: c.Request.Body, BodyBase64: c.Request.BodyBase64,
	}
}

// showSaved answers with a saved call as one to make, and what came of it. Its body is a text, in which numbers are as they were sent.
func (f *Front) showSaved(w http.ResponseWriter, r *http.Request) {
	text, err := f.Saved.Read(r.PathValue("name"))
	var c record.SavedCall
	if err == nil {
		c, err = record.ParseSaved(text)
	}
	switch {
	case errors.Is(err, record.ErrNone):
		fail(w, http.StatusNotFound, err.Error())
	case err != nil:
		fail(w, http.StatusBadRequest, err.Error())
	default:
		answer(w, http.StatusOK, shown(r.PathValue("name"), c))
	}
}

// A shownSaved is a saved call for the page.
type shownSaved struct {
	Name string `json:"name"`
	pageCall
	Status int `json:"status"`
}

func shown(name string, c record.SavedCall) shownSaved {
	s := shownSaved{Name: name, Status: c.Status, pageCall: pageCall{Handler: c.Handler, Method: c.Method, Path: c.Path, Header: c.Header}}
	if utf8.Valid(c.Body) {
		s.Body = string(c.Body)
	} else {
		s.BodyBase64 = c.Body
	}
	s.Method, s.Path = s.method(), s.path()
	if s.Header == nil {
		s.Header = http.Header{}
	}
	return s
}
