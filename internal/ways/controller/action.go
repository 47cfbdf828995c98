package controller

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"

	"github.com/owgen/owgen/internal/ways/invoker"
)

// A Way runs an activation with the given parameters, a JSON text, and returns what the invoker made of the answer.
type Way func(value string) (invoker.Response, error)

// Through is the way of an action that runs in a container.
func Through(c *invoker.Container) Way {
	return func(value string) (invoker.Response, error) {
		a, err := c.Run(value, nil)
		return a.Response, err
	}
}

// An Action is a web action. It is an http.RoundTripper: the path of a request is what follows the action's name.
type Action struct {
	Run           Way
	Then          []Way          // the other actions of a sequence
	Extension     string         // after the action's name: .json, .html, .svg, .text; "" is .http
	Raw           bool           // annotation raw-http
	CustomOptions bool           // annotation web-custom-options: OPTIONS and CORS are the action's affair
	Bound         map[string]any // the action's own parameters
	Final         bool           // annotation final: requests must not have parameters that are bound
	User          string         // namespace of an authenticated caller
	Digital       bool           // DigitalOcean: a member http in place of __ow_ members
}

// What callers see most. (ErrorResponse.scala, Messages)
const (
	TextNotAllowed = "Request defines parameters that are not allowed (e.g., reserved properties)."
	TextFailed     = "There was an error processing your request."
	TextNoHTTP     = "Response is not valid 'message/http'."
)

const (
	textNoProperty  = "Response does not include requested property."
	textUnknownType = "Response did not specify a known content-type."
	textOtherType   = "Response type in header did not match generated content type."
	textTooLarge    = "The request content was larger than the platform accepts."
	textMalformed   = "The request content was malformed."
	textBadTarget   = "Illegal request-target"
	textInternal    = "There was an internal server error."
)

// Limits of the controller. (application.conf, max-uri-length; limits.conf, the size of parameters)
const (
	maxURI    = 8 << 10
	maxEntity = 1 << 20
)

// RoundTrip implements http.RoundTripper. An error means that the test is broken, not that the caller sees one.
func (a *Action) RoundTrip(r *http.Request) (*http.Response, error) {
	out := newResponse()
	if err := a.serve(out, r); err != nil {
		return nil, err
	}
	return out.render(r), nil
}

// methods are those that web actions have. (WebActions.scala, allowedOperations)
var methods = []string{"OPTIONS", "GET", "DELETE", "POST", "PUT", "HEAD", "PATCH"}

func (a *Action) serve(out *response, r *http.Request) error {
	target := r.URL.EscapedPath() + "?" + r.URL.RawQuery
	if len(target) > maxURI {
		out.terminate(http.StatusRequestURITooLong, textBadTarget)
		return nil
	}
	if !strings.Contains(" "+strings.Join(methods, " ")+" ", " "+r.Method+" ") {
		out.terminate(http.StatusMethodNotAllowed, "HTTP method not allowed")
		return nil
	}
	q, err := readRequest(r)
	if err != nil {
		return err
	}
	if q == nil {
		out.terminate(http.StatusBadRequest, textBadTarget)
		return nil
	}
	if len(q.body) > maxEntity {
		out.terminate(http.StatusRequestEntityTooLarge, textTooLarge)
		return nil
	}
	if !a.CustomOptions {
		defer out.addCORS(q)
		if r.Method == "OPTIONS" {
			return nil
		}
	}
	return a.process(out, q)
}

// process activates the action and turns the result into a response.
func (a *Action) process(out *response, q *request) error {
	value, refusal := a.value(q)
	if refusal != "" {
		out.terminate(http.StatusBadRequest, refusal)
		return nil
	}
	maps.Copy(value, a.boundBelow(value))
	done, err := a.activate(value)
	if err != nil {
		return err
	}
	a.complete(out, done)
	return nil
}

// boundBelow are the action's own parameters but those that the request has.
func (a *Action) boundBelow(value map[string]any) map[string]any {
	bound := maps.Clone(a.Bound)
	maps.DeleteFunc(bound, func(name string, _ any) bool { _, ok := value[name]; return ok })
	return bound
}

// activate runs the action, and after it the others of a sequence, each with the result of the one before. An error
// ends a sequence.
func (a *Action) activate(value map[string]any) (invoker.Response, error) {
	done, err := a.Run(encode(value))
	for _, next := range a.Then {
		if err != nil || done.Status != invoker.Success {
			break
		}
		done, err = next(done.Result)
	}
	return done, err
}

// complete makes a response of a result: of an application error, it is what the member error says. (completeRequest)
func (a *Action) complete(out *response, done invoker.Response) {
	result := decode(done.Result)
	switch done.Status {
	case invoker.Success:
	case invoker.ApplicationError:
		var ok bool
		if result, ok = result.(map[string]any)["error"]; !ok {
			out.terminate(http.StatusNotFound, textNoProperty)
			return
		}
	default:
		out.terminate(http.StatusBadRequest, TextFailed)
		return
	}
	switch a.Extension {
	case "", ".http":
		out.asHTTP(result)
	case ".json":
		out.asJSON(result)
	case ".html":
		out.asHTML(result)
	case ".svg":
		out.asSVG(result)
	case ".text":
		out.asText(result)
	default:
		panic(fmt.Sprintf("%s is no extension of web actions", a.Extension))
	}
}

// decode reads JSON into what the controller keeps of it: order and white space are gone.
func decode(text string) (v any) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		panic(fmt.Sprintf("the invoker let pass what is not JSON: %s", text))
	}
	return v
}

func encode(v any) string { return printJSON(v, "") }

// printJSON writes JSON as the controller does, which escapes neither <, nor >, nor &.
func printJSON(v any, indent string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil { // what came from JSON has a JSON form
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func readAll(r io.Reader) ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	return io.ReadAll(r)
}
