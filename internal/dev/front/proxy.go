package front

import (
	"net/http"
	"strconv"
	"time"

	"github.com/owgen/owgen/internal/dev/record"
)

// proxy passes a call on to the program, and its answer back.
func (f *Front) proxy(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	call := f.begin("http", handlerOf(f.Program.State(), r.URL.Path), r.Method, r.RequestURI, nil)
	if r.ContentLength != 0 {
		http.NewResponseController(w).EnableFullDuplex() // the program may answer before it has read all
	}
	lease, err := f.Program.Acquire(ctx)
	if err != nil {
		if r.ContentLength != 0 {
			w.Header().Set("Connection", "close")
			defer drain(w, r)
		}
		body := refuse(w, http.StatusServiceUnavailable, err.Error())
		call.answer.add(body)
		call.Status = http.StatusServiceUnavailable
		call.end(ctx, record.NewMessage(r.Header, nil, max(r.ContentLength, 0)), w.Header(), ctx.Err())
		return
	}
	defer lease.Release()
	call.Build = lease.Build()
	if call.Handler == "" { // nobody knew the handlers before this build
		call.Handler = handlerOf(f.Program.State(), r.URL.Path)
	}
	out, sent := outgoing(ctx, r, lease.Address())
	early := &early{w: w}
	res, err := f.transport.RoundTrip(early.hear(out))
	early.stop()
	by := stamp{lease.Build(), lease.Failed()}
	if err != nil {
		if ctx.Err() != nil { // nobody is there to be told
			call.end(ctx, sent.message(r.Header), nil, err)
			panic(http.ErrAbortHandler)
		}
		if by.put(w.Header()); !sent.whole() {
			w.Header().Set("Connection", "close")
			defer drain(w, r)
		}
		var text string
		if fault := sent.fault(); fault != nil { // the program has not ended, and has not got the call
			call.Status, text, err = http.StatusBadRequest, "reading the body of this call: "+fault.Error(), nil
		} else {
			call.Status, text = http.StatusBadGateway, fate(lease, err)
		}
		call.answer.add(refuse(w, call.Status, text))
		call.end(ctx, sent.message(r.Header), w.Header(), err)
		return
	}
	defer res.Body.Close()
	call.Status = res.StatusCode
	err = f.relay(w, r, res, by, sent, call)
	call.end(ctx, sent.message(r.Header), res.Header, err)
	if err != nil { // the caller must not take what it has for the whole answer
		panic(http.ErrAbortHandler)
	}
	if !sent.whole() {
		drain(w, r)
	}
}

// A stamp says in the header of an answer which build it is of.
type stamp struct{ build, failed int }

func (s stamp) put(h http.Header) {
	h["Owgen-Build"] = []string{strconv.Itoa(s.build)}
	if s.failed != 0 {
		h["Owgen-Stale"] = []string{"build " + strconv.Itoa(s.failed) + " failed"}
	}
}

// refuse answers a call that no program answers. It returns the body.
func refuse(w http.ResponseWriter, status int, text string) []byte {
	body := quoted(text)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(body)
	return body
}

// drain reads what the caller still sends of a body that the program did not want, for a while: a caller that does not read before it
// has sent everything would not see the answer otherwise.
func drain(w http.ResponseWriter, r *http.Request) {
	rc := http.NewResponseController(w)
	rc.Flush()
	buf := make([]byte, 32<<10)
	for n := 0; n < 128<<20; {
		rc.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
		k, err := r.Body.Read(buf)
		if n += k; err != nil {
			return
		}
	}
}
