package front

import (
	"cmp"
	"maps"
	"net/http"
	"slices"

	"github.com/owgen/owgen/internal/dev/record"
)

// listCalls answers with the history.
func (f *Front) listCalls(w http.ResponseWriter, r *http.Request) {
	answer(w, http.StatusOK, struct {
		Calls []record.Row `json:"calls"`
	}{f.History.Rows()})
}

// forgetCalls empties the history.
func (f *Front) forgetCalls(w http.ResponseWriter, r *http.Request) {
	if err := f.History.Clear(); err != nil {
		fail(w, http.StatusConflict, err.Error())
		return
	}
	answer(w, http.StatusOK, struct{}{})
}

// showCall answers with all of a call, and with the same call to make again. Of secrets only a sign was kept, which is not sent.
func (f *Front) showCall(w http.ResponseWriter, r *http.Request) {
	c := f.find(w, r)
	if c == nil {
		return
	}
	call := again(c)
	call.Header = maps.Clone(call.Header)
	maps.DeleteFunc(call.Header, func(_ string, values []string) bool { return slices.Contains(values, "…") })
	answer(w, http.StatusOK, struct {
		*record.Call
		Again  *pageCall `json:"call"`
		Fields []refusal `json:"fields"`
	}{c, call, refusals(c)})
}

// showBody answers with what a call was answered, for a browser to keep, never to show.
func (f *Front) showBody(w http.ResponseWriter, r *http.Request) {
	c := f.find(w, r)
	if c == nil {
		return
	}
	private(w, cmp.Or(c.Answer.Header.Get("Content-Type"), "application/octet-stream"))
	w.Header().Set("Content-Disposition", `attachment; filename="answer"`)
	w.Header().Set("Content-Security-Policy", "sandbox")
	w.Write(c.Answer.Bytes())
}

// find returns the call that a path names. If there is none, it answers so.
func (f *Front) find(w http.ResponseWriter, r *http.Request) *record.Call {
	c, ok := f.History.Find(r.PathValue("id"))
	if !ok {
		fail(w, http.StatusNotFound, "there is no such call")
		return nil
	}
	return c
}
