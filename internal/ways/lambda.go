package ways

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

// lambda runs the program on AWS Lambda: it asks for its event, and posts the answer. A request is an event of a function
// URL. (AWS Lambda Developer Guide: runtimes-api, urls-invocation)
func lambda(ctx context.Context, s *session) error {
	var faults faults
	api, err := runtimeapi.Listen(faults.add)
	if err != nil {
		return err
	}
	defer api.Close()
	event, err := s.event(ctx)
	if err != nil {
		return &Unfit{Lambda, err.Error()}
	}
	p, err := s.start(ctx, s.command(nil,
		"OWGEN_MODE=lambda", "AWS_LAMBDA_RUNTIME_API="+api.Addr, "AWS_LAMBDA_FUNCTION_NAME="+s.name(), "_HANDLER="+s.name()))
	if err != nil {
		return err
	}
	defer p.end()
	began := time.Now()
	answer := api.Send(event)
	select {
	case r := <-answer:
		s.outcome.Took = time.Since(began)
		s.posted(r)
	case r := <-api.Init:
		s.outcome.Answer = r.Body
	case <-p.exited:
		s.outcome.Ended = p.state()
		return faults.err()
	}
	p.terminate()
	return nil
}

// event is the call as the platform hands it over.
func (s *session) event(ctx context.Context) (*runtimeapi.Event, error) {
	e := &runtimeapi.Event{
		ID: "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
		Head: []string{
			"Lambda-Runtime-Deadline-Ms: " + strconv.FormatInt(time.Now().Add(day).UnixMilli(), 10),
			"Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:" + s.name(),
		},
		Body: string(s.Body),
	}
	if !s.isRequest() {
		if strings.TrimSpace(e.Body) == "" {
			e.Body = "{}"
		}
		return e, nil
	}
	r, err := s.request(ctx, origin)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(urlEvent(r, s.Body))
	e.Body = string(text)
	return e, err
}

// urlEvent is a request as a function URL passes it on. (aws/aws-lambda-go: events/lambda_function_urls.go)
func urlEvent(r *http.Request, body []byte) map[string]any {
	header, cookies := map[string]string{"host": r.Host}, []string{}
	for name, lines := range r.Header {
		if name == "Cookie" {
			cookies = strings.Split(strings.Join(lines, "; "), "; ")
			continue
		}
		header[strings.ToLower(name)] = strings.Join(lines, ",")
	}
	text, isText := string(body), utf8.Valid(body)
	if !isText {
		text = base64.StdEncoding.EncodeToString(body)
	}
	return map[string]any{
		"version": "2.0", "routeKey": "$default", "rawPath": r.URL.EscapedPath(), "rawQueryString": r.URL.RawQuery,
		"headers": header, "cookies": cookies, "body": text, "isBase64Encoded": !isText,
		"requestContext": map[string]any{
			"stage": "$default",
			"http":  map[string]string{"method": r.Method, "path": r.URL.Path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"},
		},
	}
}

// posted reads the answer that the program has posted.
func (s *session) posted(r *runtimeapi.Request) {
	o := &s.outcome
	o.Answer, o.OK = r.Body, strings.HasSuffix(r.Line, "/response")
	if !o.OK || !s.isRequest() {
		return
	}
	var web struct {
		StatusCode      int
		Body            string
		IsBase64Encoded bool
	}
	if json.Unmarshal(r.Body, &web) != nil || web.StatusCode == 0 {
		return
	}
	body := []byte(web.Body)
	if web.IsBase64Encoded {
		decoded, err := base64.StdEncoding.DecodeString(web.Body)
		if err != nil {
			return
		}
		body = decoded
	}
	o.Status, o.Answer, o.OK = web.StatusCode, body, web.StatusCode < 400
}

// Faults are what the runtime API has to say of the program.
type faults struct {
	mu   sync.Mutex
	list []error
}

func (f *faults) add(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = append(f.list, fmt.Errorf("runtime API: "+format, args...))
}

func (f *faults) err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return errors.Join(f.list...)
}
