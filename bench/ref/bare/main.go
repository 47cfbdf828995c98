// Command bare does the least that an HTTP server can do: it reads the body and answers with a constant. Whatever a
// program uses beyond that is its own doing.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
)

// answer is as long as the answer that the action gives in the measurement.
var answer = []byte(`{"reversed":"☃ ❄ ,olleH","length":10}`)

func main() {
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}

func serve(w http.ResponseWriter, r *http.Request) {
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(answer)
}
