package invoker

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// http is a whole response.
func response(status int, body string) string {
	return fmt.Sprintf("HTTP/1.1 %d x\r\nContent-Length: %d\r\n\r\n%s", status, len(body), body)
}

// broken is what the user sees of a container that gives no response.
const broken = `{"error":"The action did not produce a valid response and exited unexpectedly."}`

func notJSON(body string) string {
	return errorObject("The action did not produce a valid JSON or JSON Array response" + body)
}

func TestWhatTheUserSeesOfARun(t *testing.T) {
	for _, c := range []struct {
		name, answer string
		status       Status
		result       string
	}{
		{"object", response(200, `{"a":1}`), Success, `{"a":1}`},
		{"array", response(200, ` [1]`), Success, ` [1]`},
		{"error", response(200, `{"a":1,"error":"no"}`), ApplicationError, `{"error":"no"}`},
		{"error null", response(200, `{"error":null}`), ApplicationError, `{"error":null}`},
		{"null", response(200, `null`), DeveloperError, notJSON(": null")},
		{"scalar", response(200, `"text"`), DeveloperError, notJSON(`: "text"`)},
		{"blank", response(200, ``), DeveloperError, notJSON(`.`)},
		{"not JSON", response(200, `{"a":`), DeveloperError, notJSON(`: {"a":`)},
		{"502 with error", response(502, `{"error":{"deep":[1]}}`), DeveloperError, `{"error":{"deep":[1]}}`},
		{"502 without", response(502, `{"a":1}`), DeveloperError, notJSON(`: {"a":1}`)},
		{"502, array", response(502, `[1]`), DeveloperError, notJSON(`: [1]`)},
		{"no length", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", DeveloperError, broken},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", DeveloperError, broken},
		{"compressed", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", DeveloperError, broken},
		{"204", "HTTP/1.1 204 No Content\r\n\r\n", DeveloperError, broken},
		{"cut off", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", DeveloperError, broken},
		{"reset", "", DeveloperError, broken},
		{"no HTTP", "hello\r\n\r\n", DeveloperError, broken},
		{"at the limit", response(200, `{"a":"`+strings.Repeat("x", 92)+`"}`), Success, `{"a":"` + strings.Repeat("x", 92) + `"}`},
		{"over the limit", response(200, `{"a":"`+strings.Repeat("x", 93)+`"}`), ApplicationError, errorObject(
			"The action produced a response that exceeded the allowed length: 101 > 100 bytes. " +
				`The truncated response was: {"a":"` + strings.Repeat("x", 93) + `"`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := startFake(t, Options{MaxResult: 100}, ended, c.answer)
			wantResponse(t, f.run(t), c.status, c.result)
		})
	}
}

func TestWhatTheUserSeesOfAnInit(t *testing.T) {
	for _, c := range []struct {
		name, answer string
		status       Status
		result       string
	}{
		{"OK", response(200, `OK`), Success, `OK`},
		{"error", response(502, `{"error":[1]}`), DeveloperError, `{"error":[1]}`},
		{"anything else", response(500, `oh`), DeveloperError, errorObject("The action failed during initialization: oh")},
		{"nothing", response(500, ``), DeveloperError, errorObject("The action failed during initialization.")},
		{"reset", "", DeveloperError, errorObject("The action did not initialize and exited unexpectedly.")},
		{"204", "HTTP/1.1 204 x\r\n\r\n", DeveloperError, errorObject("The action did not initialize and exited unexpectedly.")},
		{"503", response(503, `{}`), WhiskError, broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := startFake(t, Options{}, prints{}, c.answer)
			a, err := f.Init(Action{Name: "b"})
			if err != nil {
				t.Fatal(err)
			}
			wantResponse(t, a, c.status, c.result)
			if f.ice.killed == a.Kept {
				t.Errorf("kept %t, killed %t", a.Kept, f.ice.killed)
			}
		})
	}
}

func TestActivationsOfAWarmContainerGoElsewhere(t *testing.T) {
	for _, answer := range []string{response(503, `{}`), "refused"} {
		f := startFake(t, Options{}, ended, response(200, `{}`), answer)
		wantResponse(t, f.run(t), Success, `{}`)
		if answer == "refused" {
			f.client.address = "127.0.0.1:1"
		}
		if a := f.run(t); !a.Rescheduled || a.Kept || a.Status != "" || !f.ice.killed {
			t.Errorf("%q: %+v", answer, a)
		}
		if _, err := f.Run(`{}`, nil); err != errGone {
			t.Errorf("a destroyed container serves: %v", err)
		}
	}
	f := startFake(t, Options{}, ended, response(503, `{}`)) // cold
	wantResponse(t, f.run(t), WhiskError, broken)
}

func TestTimeLimits(t *testing.T) {
	// A container that answers neither in time nor at all: it accepts one connection, of the two that are made.
	f := startFake(t, Options{Time: 150 * time.Millisecond}, prints{}, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
	f.client.address = "127.0.0.1:1"
	a, err := f.Init(Action{})
	if err != nil {
		t.Fatal(err)
	}
	wantResponse(t, a, DeveloperError, errorObject("The action exceeded its time limits of 150 milliseconds during initialization."))

	f = startFake(t, Options{Time: 50 * time.Millisecond}, ended) // accepts nothing
	wantResponse(t, f.run(t), DeveloperError, errorObject("The action exceeded its time limits of 50 milliseconds."))
}
