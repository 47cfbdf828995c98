// Command passing is a proxy that starts a server and passes each request on to it, by ReverseProxy of net/http/httputil. COMMAND is
// the server.
package main

import (
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"

	"github.com/owgen/owgen/bench/ref/internal/upstream"
)

func main() {
	address, err := upstream.Start(os.Getenv("COMMAND"))
	if err != nil {
		log.Fatal(err)
	}
	target := &url.URL{Scheme: "http", Host: address}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), &httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(target) },
		Transport: &http.Transport{MaxIdleConnsPerHost: 64},
	}))
}
