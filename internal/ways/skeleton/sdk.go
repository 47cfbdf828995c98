package skeleton

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"strings"
)

// An SDK is the server of the Docker SDK of 2016, whose users put their program into an image beside it. The program gets
// the parameters as its only argument and nothing on standard input, which stays open. What it prints to both streams is
// joined, and must be one JSON object: there is no place for logs, and no sentinel.
type SDK struct {
	Exec string   // the program: /blackbox/client/action
	Env  []string // of the container
}

// ServeHTTP implements http.Handler.
func (s *SDK) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/init":
		respond(w, 200, "")
	case "/run":
		s.run(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (s *SDK) run(w http.ResponseWriter, r *http.Request) {
	var request struct{ Value json.RawMessage }
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		respond(w, 400, errorObject(err.Error()))
		return
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, request.Value); err != nil {
		respond(w, 400, errorObject(err.Error()))
		return
	}
	output, err := s.output(compact.String())
	if output = strings.TrimSpace(output); err != nil || !json.Valid([]byte(output)) || output[0] != '{' && output[0] != '[' {
		respond(w, 502, errorObject("result must be of type object but has type undefined"))
		return
	}
	respond(w, 200, output)
}

// output runs the program and returns what it prints to both streams.
func (s *SDK) output(argument string) (string, error) {
	cmd := exec.Command(s.Exec, argument)
	cmd.Env = append([]string{}, s.Env...)
	read, write, err := os.Pipe() // node's: nothing comes, and it does not end
	if err != nil {
		return "", err
	}
	defer read.Close()
	defer write.Close()
	cmd.Stdin = read
	var joined bytes.Buffer
	cmd.Stdout, cmd.Stderr = &joined, &joined
	if err := cmd.Start(); err != nil {
		return "", err
	}
	cmd.Wait() // whatever the exit code is
	return joined.String(), nil
}
