// Command forking is a proxy that starts a process for each request, as OpenFaaS's classic watchdog and OpenWhisk's
// dockerskeleton do: the body goes to its standard input, and what it prints is the answer. COMMAND is what it starts.
package main

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"strings"
)

func main() {
	command := strings.Fields(os.Getenv("COMMAND"))
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), proxy{command, os.Environ()}))
}

type proxy struct {
	command     []string
	environment []string
}

func (p proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	cmd := exec.Command(p.command[0], p.command[1:]...)
	cmd.Env = append(p.environment[:len(p.environment):len(p.environment)], "Http_Method="+r.Method, "Http_Path="+r.URL.Path)
	for name, values := range r.Header {
		cmd.Env = append(cmd.Env, "Http_"+strings.ReplaceAll(name, "-", "_")+"="+values[0])
	}
	cmd.Stdin = bytes.NewReader(body)
	out, err := cmd.Output()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(out)
}
