// Command fast is the least that an HTTP server of fasthttp can do: it reads the body and answers a constant.
package main

import (
	"log"
	"os"

	"github.com/valyala/fasthttp"
)

// answer is as long as the answer that the action gives in the measurement.
var answer = []byte(`{"reversed":"☃ ❄ ,olleH","length":10}`)

func main() {
	s := &fasthttp.Server{Handler: serve, Name: ""}
	log.Fatal(s.ListenAndServe(":" + os.Getenv("PORT")))
}

func serve(c *fasthttp.RequestCtx) {
	c.PostBody()
	c.SetContentType("application/json")
	c.Write(answer)
}
