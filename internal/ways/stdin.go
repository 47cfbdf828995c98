package ways

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"
)

// stdin runs the program with what it is sent on standard input: parameters as in a pipe of a shell, and a request as
// OpenFaaS's classic watchdog hands it over. The exit code says whether the answer is an error.
// (openfaas/classic-watchdog: handler.go, pipeRequest, getAdditionalEnvs)
func stdin(ctx context.Context, s *session) error {
	vars := []string{"OWGEN_MODE=oneshot"}
	if s.isRequest() {
		r, err := s.request(ctx, origin)
		if err != nil {
			return &Unfit{Stdin, err.Error()}
		}
		vars = append(vars, watchdogVariables(r)...)
	}
	cmd := s.command([]string{"-"}, vars...)
	cmd.Stdin = bytes.NewReader(s.Body)
	out, exit, err := s.once(ctx, cmd)
	s.outcome.Answer = []byte(out)
	s.outcome.OK = err == nil && exit == 0
	return err
}

// watchdogVariables are the head of a request. Only the first line of a name is in them.
func watchdogVariables(r *http.Request) []string {
	vars := []string{
		"Http_Method=" + r.Method, "Http_ContentLength=" + strconv.FormatInt(r.ContentLength, 10), "Http_Path=" + r.URL.Path,
		"Http_Host=" + r.Host,
	}
	if r.URL.RawQuery != "" {
		vars = append(vars, "Http_Query="+r.URL.RawQuery)
	}
	for name, lines := range r.Header {
		vars = append(vars, "Http_"+strings.ReplaceAll(name, "-", "_")+"="+lines[0])
	}
	return vars
}
