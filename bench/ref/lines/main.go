// Command lines is a proxy that writes each request as a line to a process and reads a line back, as OpenWhisk's Go
// proxy does: the process reads its standard input and answers on descriptor 3. COMMAND is the process.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"sync"
)

const sentinel = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n"

func main() {
	p, err := start(os.Getenv("COMMAND"))
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), p))
}

type proxy struct {
	mu  sync.Mutex // held by a request: the lines are in order
	in  io.Writer
	out *bufio.Reader
}

func start(command string) (*proxy, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(command)
	cmd.Env = []string{"__OW_PROXY_VERSION=1.17.1"}
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.ExtraFiles = []*os.File{w}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &proxy{in: in, out: bufio.NewReader(r)}, w.Close()
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	line, err := p.ask(append(bytes.ReplaceAll(body, []byte("\n"), nil), '\n'))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	var result map[string]json.RawMessage
	if err := json.Unmarshal(line, &result); err != nil {
		http.Error(w, "The action did not return a dictionary.", http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(line)))
	w.Write(line)
}

// ask has the process answer a line, and ends the logs of the activation.
func (p *proxy) ask(line []byte) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, err := p.in.Write(line); err != nil {
		return nil, err
	}
	answer, err := p.out.ReadBytes('\n')
	os.Stdout.WriteString(sentinel)
	os.Stderr.WriteString(sentinel)
	return answer, err
}
