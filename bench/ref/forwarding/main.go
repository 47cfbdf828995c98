// Command forwarding is a proxy that starts a server, forwards each request to it and logs it, as OpenFaaS's of-watchdog
// does in its mode http. COMMAND is the server.
package main

import (
	"context"
	"io"
	"log"
	"maps"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/owgen/owgen/bench/ref/internal/upstream"
)

// limit is how long a request may take.
const limit = 30 * time.Second

func main() {
	address, err := upstream.Start(os.Getenv("COMMAND"))
	if err != nil {
		log.Fatal(err)
	}
	p := proxy{"http://" + address, &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}}
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), p))
}

type proxy struct {
	upstream string
	client   *http.Client
}

func (p proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	ctx, cancel := context.WithTimeout(r.Context(), limit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, r.Method, p.upstream+r.RequestURI, r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	req.Header = r.Header
	req.ContentLength = r.ContentLength
	resp, err := p.client.Do(req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	maps.Copy(w.Header(), resp.Header)
	w.Header().Set("X-Duration-Seconds", strconv.FormatFloat(time.Since(start).Seconds(), 'f', 6, 64))
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
	log.Printf("%s %s - %s (%.4fs)", r.Method, r.RequestURI, resp.Status, time.Since(start).Seconds())
}
