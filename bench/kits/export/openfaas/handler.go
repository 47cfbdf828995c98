// Package function is a function for OpenFaaS's template golang-middleware: golang-http has no streams.
package function

import (
	"encoding/csv"
	"io"
	"net/http"
	"strconv"

	"github.com/owgen/owgen/bench/kits/export/orders"
)

// Handle writes the orders while they are read. If the caller leaves, writing fails. If reading fails, the connection is cut,
// so that nobody takes a part for the whole.
func Handle(w http.ResponseWriter, r *http.Request) {
	count := 1000000
	if text := r.FormValue("count"); text != "" {
		var err error
		if count, err = strconv.Atoi(text); err != nil || count < 0 {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusBadRequest)
			io.WriteString(w, `{"error":"count: must be a number from 0 on"}`)
			return
		}
	}
	w.Header().Set("Content-Type", "text/csv")
	out := csv.NewWriter(w)
	for order, err := range orders.All(r.Context(), count) {
		if err == nil {
			err = out.Write(order)
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
	}
	out.Flush()
}
