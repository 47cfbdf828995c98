// Command openwhisk is the reverse action for OpenWhisk, as one writes it by hand with net/http and encoding/json: one
// activation at a time, its variables in the environment, and both sentinels before the answer.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/owgen/owgen/bench/ref/activation"
)

const (
	largestBody = 8 << 20
	headerTime  = 10 * time.Second
	idleTime    = 2 * time.Minute
	sentinel    = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n"
)

func main() {
	var a action
	mux := http.NewServeMux()
	mux.HandleFunc("POST /init", a.init)
	mux.HandleFunc("POST /run", a.run)
	server := http.Server{
		Addr:              ":" + os.Getenv("PORT"),
		Handler:           mux,
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       idleTime,
	}
	log.Fatal(server.ListenAndServe())
}

// An action is what one container serves.
type action struct {
	mu          sync.Mutex // the environment has room for one activation
	initialized bool
}

func (a *action) init(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.initialized {
		respond(w, http.StatusForbidden, activation.Failure{Error: "Cannot initialize the action more than once."})
		return
	}
	a.initialized = true
	respond(w, http.StatusOK, map[string]bool{"ok": true})
}

func (a *action) run(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestBody))
	if err != nil {
		respond(w, http.StatusBadRequest, activation.Failure{Error: err.Error()})
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	result, err := activation.Run(body)
	os.Stdout.WriteString(sentinel)
	os.Stderr.WriteString(sentinel)
	if err != nil {
		respond(w, http.StatusOK, activation.Failure{Error: err.Error()})
		return
	}
	respond(w, http.StatusOK, result)
}

func respond(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}
