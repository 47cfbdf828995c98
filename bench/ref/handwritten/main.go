// Command handwritten is the reverse action as a plain HTTP function, as one writes it by hand with net/http and
// encoding/json.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/owgen/owgen/examples/reverse"
)

const (
	largestBody = 8 << 20
	headerTime  = 10 * time.Second
	idleTime    = 2 * time.Minute
)

func main() {
	server := http.Server{
		Addr:              ":" + os.Getenv("PORT"),
		Handler:           http.HandlerFunc(serve),
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       idleTime,
	}
	log.Fatal(server.ListenAndServe())
}

func serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		respond(w, http.StatusMethodNotAllowed, failure{"use POST"})
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestBody))
	if err != nil {
		respond(w, http.StatusBadRequest, failure{err.Error()})
		return
	}
	var params reverse.Params
	if err := json.Unmarshal(body, &params); err != nil {
		respond(w, http.StatusBadRequest, failure{err.Error()})
		return
	}
	result, err := reverse.Reverse(params)
	if err != nil {
		respond(w, http.StatusInternalServerError, failure{err.Error()})
		return
	}
	respond(w, http.StatusOK, result)
}

type failure struct {
	Error string `json:"error"`
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
