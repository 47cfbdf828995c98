package ways

import (
	"context"
	"encoding/json"
	"runtime"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/plainjson"
	"github.com/owgen/owgen/internal/ways/goproxy"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// actionLoop runs the program as the Go proxy does, which starts it once and exchanges a line for a line with it.
func actionLoop(ctx context.Context, s *session) error {
	if runtime.GOOS == "windows" {
		return &Unfit{ActionLoop, "Windows gives a program no descriptor 3"}
	}
	return s.activate(ctx, func(value string) (invoker.Response, error) {
		line, err := s.line(value)
		if err != nil {
			return invoker.Response{}, err
		}
		logs, err := invoker.NewLogs()
		if err != nil {
			return invoker.Response{}, err
		}
		logs.Tell(s.heard)
		defer logs.Close()
		defer logs.Flush()
		e, err := goproxy.Execute(s.bin, goproxy.Setting{
			Env:    s.environment("OWGEN_MODE=actionloop", "__OW_PROXY_VERSION="+goproxy.Version, "__OW_WAIT_FOR_ACK=1"),
			Stdout: s.stdout(logs), Stderr: logs.Stderr, WaitForAck: true, Context: ctx,
		})
		if err != nil {
			return s.lost(err.Error()), nil
		}
		defer e.End(patience)
		began := time.Now()
		result, err := e.Interact(line)
		s.outcome.Took = time.Since(began)
		if err != nil {
			return s.lost(e.State()), nil
		}
		return invoker.Judge(strings.TrimSuffix(result, "\n")), nil
	})
}

// lost is the response of a program that has ended.
func (s *session) lost(how string) invoker.Response {
	s.outcome.Ended = how
	return invoker.Judge("")
}

// line is an activation in one line: the body of /run, of which the proxy takes the line feeds off.
func (s *session) line(value string) (string, error) {
	body := s.activation()
	body["value"] = json.RawMessage(value)
	text, err := plainjson.Marshal(body)
	if err != nil {
		return "", &Unfit{ActionLoop, "the parameters are not JSON"}
	}
	return string(text), nil
}
