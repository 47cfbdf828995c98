// Command stream sends rows as lines of JSON, each as soon as it is there, as one writes it by hand with net/http and
// encoding/json.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/owgen/owgen/bench/ref/rows"
)

func main() {
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}

func serve(w http.ResponseWriter, r *http.Request) {
	count, err := strconv.Atoi(r.FormValue("count"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	encoder, flusher := json.NewEncoder(w), w.(http.Flusher)
	for row, err := range rows.Rows(r.Context(), rows.Params{Count: count, Gap: r.FormValue("gap") == "true"}) {
		if err == nil {
			err = encoder.Encode(row)
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		flusher.Flush()
	}
}
