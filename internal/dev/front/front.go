package front

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/owgen/owgen/internal/dev/page"
	"github.com/owgen/owgen/internal/dev/record"
)

// Options are what a Front is made of.
type Options struct {
	Program Program
	History *record.History
	Saved   record.Saved
	Run     Runner
	Version string // of owgen
	Address string // the host and port of the URLs that are shown
	Host    string // of the address to listen on, as typed
	Token   string // what callers of the API have to know: NewToken
}

// A Front serves the function and the page.
type Front struct {
	Options
	page      page.Page
	api       *http.ServeMux
	transport *http.Transport
	pieces    sync.Pool // of memory for answers that are passed on
	hub       hub
	turn      chan struct{} // held by the call of the page that runs
	ending    chan struct{} // closed when streams of events have to end
	patience  time.Duration // with a page that does not take what it asked for
}

// NewToken returns 128 random bits as a text.
func NewToken() string { return rand.Text() }

// New returns a Front.
func New(o Options) *Front {
	f := &Front{
		Options: o, page: page.Page{Token: o.Token}, api: http.NewServeMux(), transport: newTransport(),
		turn: make(chan struct{}, 1), ending: make(chan struct{}),
		patience: 30 * time.Second,
	}
	for pattern, handler := range map[string]http.HandlerFunc{
		"GET /_/dev/state":           f.serveState,
		"GET /_/dev/events":          f.serveEvents,
		"POST /_/dev/call":           f.serveCall,
		"POST /_/dev/ways":           f.serveWays,
		"POST /_/dev/copy":           f.serveCopy,
		"GET /_/dev/calls":           f.listCalls,
		"DELETE /_/dev/calls":        f.forgetCalls,
		"GET /_/dev/calls/{id}":      f.showCall,
		"GET /_/dev/calls/{id}/body": f.showBody,
		"POST /_/dev/saved":          f.saveCall,
		"GET /_/dev/saved/{name}":    f.showSaved,
	} {
		f.api.HandleFunc(pattern, handler)
	}
	return f
}

// Server returns the server of the Front, without limits of time: a call may take as long as its function does. Its Shutdown waits for
// calls, not for the pages that listen to events.
func (f *Front) Server(ctx context.Context) *http.Server {
	s := &http.Server{
		Handler: f, DisableGeneralOptionsHandler: true, ReadHeaderTimeout: time.Minute, MaxHeaderBytes: 1 << 20, ErrorLog: silent(),
		BaseContext: baseContext(ctx),
	}
	s.RegisterOnShutdown(func() { close(f.ending) })
	return s
}

// Close ends the connections that wait for another call.
func (f *Front) Close() { f.transport.CloseIdleConnections() }

// base is where the page and its API are.
const base = "/_/dev/"

// ServeHTTP serves the page and its API below base, and else the function.
func (f *Front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if refused := f.admit(r); refused != "" {
		fail(w, http.StatusForbidden, refused)
		return
	}
	switch path := r.URL.Path; {
	case path == strings.TrimSuffix(base, "/"):
		w.Header().Set("Location", base)
		w.WriteHeader(http.StatusTemporaryRedirect)
	case path == base:
		f.servePage(w, r)
	case strings.HasPrefix(path, base):
		f.serveAPI(w, r)
	default:
		f.proxy(w, r)
	}
}

// servePage serves the document.
func (f *Front) servePage(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		fail(w, http.StatusMethodNotAllowed, "the page is only for GET and HEAD")
	case !page.Opened(r):
		fail(w, http.StatusForbidden, "the page is only for windows of its own; if this is one, remove the data of this site: a service worker of another server stands between")
	default:
		p := f.page
		if !Loopback(hostOf(r.Host)) { // browsers trust no such host, and so they say of no request what it is for
			p.Token = ""
		}
		p.ServeHTTP(w, r)
	}
}

// serveAPI serves what the page asks for.
func (f *Front) serveAPI(w http.ResponseWriter, r *http.Request) {
	if refused := f.authorize(r); refused != "" {
		fail(w, http.StatusForbidden, refused)
		return
	}
	if changes := r.Method != http.MethodGet && r.Method != http.MethodHead; changes && !isJSON(r.Header.Get("Content-Type")) {
		fail(w, http.StatusBadRequest, "want Content-Type: application/json")
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if _, pattern := f.api.Handler(r); pattern == "" {
		f.noSuchThing(w, r)
		return
	}
	f.api.ServeHTTP(w, r)
}

// noSuchThing says that a path, or a method of it, is none of the API.
func (f *Front) noSuchThing(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := f.api.Handler(other); pattern != "" {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 0 {
		fail(w, http.StatusNotFound, "there is no "+r.URL.Path)
		return
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	fail(w, http.StatusMethodNotAllowed, r.URL.Path+" is only for "+strings.Join(allowed, " and "))
}
