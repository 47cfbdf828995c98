// Package lambdaapi runs functions of AWS Lambda against a small runtime API, which is net/http's server as the platform's
// is.
//
//	api.go        the API: it hands out events and takes answers
//	function.go   the process of a function
//	emulator.go   the same under AWS's own emulator
package lambdaapi

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// An API is what one function talks to.
type API struct {
	server  *http.Server
	address string
	events  chan []byte
	answers chan answer
	count   int
}

type answer struct {
	body []byte
	err  error
}

// patience bounds how long a function may take for anything.
const patience = 10 * time.Second

// NewAPI starts an API.
func NewAPI() (*API, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	a := &API{address: l.Addr().String(), events: make(chan []byte), answers: make(chan answer, 1)}
	const root = "/2018-06-01/runtime/"
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+root+"invocation/next", a.next)
	mux.HandleFunc("POST "+root+"invocation/{id}/response", a.response)
	mux.HandleFunc("POST "+root, a.failure)
	a.server = &http.Server{Handler: mux}
	go a.server.Serve(l)
	return a, nil
}

// Close ends the API. The function has to end before.
func (a *API) Close() { a.server.Close() }

// next answers with an event when there is one. (AWS Lambda Developer Guide: runtimes-api)
func (a *API) next(w http.ResponseWriter, r *http.Request) {
	select {
	case <-r.Context().Done():
		return
	case event := <-a.events:
		a.count++
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set("Lambda-Runtime-Aws-Request-Id", fmt.Sprintf("8476a536-e9f4-11e8-9739-%012d", a.count))
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(time.Minute).UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:reverse")
		h.Set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0")
		w.Write(event)
	}
}

func (a *API) response(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusAccepted)
	io.WriteString(w, `{"status":"OK"}`)
	a.answers <- answer{body, err}
}

// failure takes what says that a call, or the start, has failed.
func (a *API) failure(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.WriteHeader(http.StatusAccepted)
	a.answers <- answer{err: fmt.Errorf("%s: %s", strings.TrimPrefix(r.URL.Path, "/2018-06-01/runtime/"), body)}
}

// Call hands an event to the function and returns what it answers.
func (a *API) Call(event []byte) ([]byte, error) {
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case a.events <- event:
	case got := <-a.answers:
		return got.body, got.err
	case <-late.C:
		return nil, fmt.Errorf("the function asks for no event")
	}
	select {
	case got := <-a.answers:
		return got.body, got.err
	case <-late.C:
		return nil, fmt.Errorf("the function does not answer")
	}
}
