// Command webhook checks the signatures of package hook, as one writes it by hand with net/http.
package main

import (
	"io"
	"log"
	"net/http"
	"os"

	"github.com/owgen/owgen/bench/ref/hook"
)

const largestBody = 8 << 20

func main() {
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}

func serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestBody))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if !hook.IsSigned(body, r.Header.Get(hook.Field)) {
		http.Error(w, "the signature does not fit", http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "thanks for the "+r.Header.Get("X-GitHub-Event"))
}
