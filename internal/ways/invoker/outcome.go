package invoker

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// A Status is how an activation ended. (ActivationResult.scala, ActivationResponse)
type Status string

// The four ways for an activation to end.
const (
	Success          Status = "success"
	ApplicationError Status = "application error"      // the action says so, and lives on
	DeveloperError   Status = "action developer error" // the container did not do its part, and is destroyed
	WhiskError       Status = "whisk internal error"
)

// A Response is what the user of an action sees.
type Response struct {
	Status Status
	Result string // JSON: an object or an array; {"error":…} for everything but success
}

// The texts that users see. (ErrorResponse.scala)
const (
	textNoInit     = "The action did not initialize and exited unexpectedly."
	textNoResponse = "The action did not produce a valid response and exited unexpectedly."
	textBadInit    = "The action failed during initialization"
	textBadRun     = "The action did not produce a valid JSON or JSON Array response"
	textNoLogs     = "There was an issue while collecting your logs. Data might be missing."
	textMaybeLogs  = "The action did not initialize or run as expected. Log data might be missing."
)

// initResponse decides what an /init that did not succeed means. (processInitResponseContent)
func (c *client) initResponse(r Reply, limit time.Duration) Response {
	switch {
	case r.Err == ErrTime:
		return developerError(timeText(limit) + " during initialization.")
	case r.Err != nil:
		return developerError(textNoInit)
	case c.truncated(r):
		return developerError(c.truncationText(r))
	}
	if text, ok := errorMember(r.Body); ok {
		return Response{DeveloperError, text}
	}
	return developerError(withBody(textBadInit, r.Body))
}

// runResponse decides what the answer to /run means. (processRunResponseContent)
func (c *client) runResponse(r Reply, limit time.Duration) Response {
	switch {
	case r.Err == ErrTime:
		return developerError(timeText(limit) + ".")
	case r.Err != nil:
		return developerError(textNoResponse)
	case c.truncated(r):
		return Response{ApplicationError, errorObject(c.truncationText(r))}
	}
	text, isError := errorMember(r.Body)
	switch {
	case isError && r.Status == 200:
		return Response{ApplicationError, text}
	case isError:
		return Response{DeveloperError, text}
	case r.Status == 200 && isContainer(r.Body):
		return Response{Success, r.Body}
	}
	return developerError(withBody(textBadRun, r.Body))
}

// Judge decides what a line means that a proxy of OpenWhisk has as the result of a program: proxies answer with it, and with
// status 502 if it is neither an object nor an array.
func Judge(line string) Response {
	if text, ok := errorMember(line); ok {
		return Response{ApplicationError, text}
	}
	if !isContainer(line) {
		return developerError(withBody(textBadRun, line))
	}
	return Response{Success, line}
}

// errorMember returns {"error":…} with the member of that name, if the text is an object that has one, even null.
func errorMember(text string) (object string, ok bool) {
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &members) != nil {
		return "", false
	}
	value, ok := members["error"]
	return `{"error":` + string(value) + `}`, ok
}

// isContainer reports whether the text is an object or an array.
func isContainer(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	return text != "" && (text[0] == '{' || text[0] == '[') && json.Valid([]byte(text))
}

func developerError(text string) Response { return Response{DeveloperError, errorObject(text)} }

func errorObject(text string) string {
	b, err := json.Marshal(text)
	if err != nil { // no string has no JSON form
		panic(err)
	}
	return `{"error":` + string(b) + `}`
}

func withBody(text, body string) string {
	if body == "" {
		return text + "."
	}
	return text + ": " + body
}

func timeText(limit time.Duration) string {
	return fmt.Sprintf("The action exceeded its time limits of %d milliseconds", limit.Milliseconds())
}

func (c *client) truncationText(r Reply) string {
	return fmt.Sprintf("The action produced a response that exceeded the allowed length: %d > %d bytes. "+
		"The truncated response was: %s", r.Length, c.limit, r.Body)
}
