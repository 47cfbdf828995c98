//go:build linux

package binary

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

// An attempt is one request, with data of its own that must come back to it and to nobody else.
type attempt struct {
	*server
	client *http.Client
	random *rand.Rand
	nonce  string
}

// attempts are what a request can be.
var attempts = []struct {
	share int // of how many
	play  func(*attempt)
}{
	{100, (*attempt).plain}, {100, (*attempt).activation}, {15, (*attempt).slowReader},
	{25, (*attempt).wrongType}, {25, (*attempt).garbage}, {25, (*attempt).noHTTP},
	{40, (*attempt).cut}, {25, (*attempt).tooShort}, {25, (*attempt).tooLong}, {15, (*attempt).leaver},
	{25, (*attempt).fails}, {25, (*attempt).panics}, {15, (*attempt).vanishes}, {1, (*attempt).late},
}

// play makes one of the attempts.
func (p *attempt) play() {
	total := 0
	for _, k := range attempts {
		total += k.share
	}
	n := p.random.IntN(total)
	for _, k := range attempts {
		if n -= k.share; n < 0 {
			k.play(p)
			return
		}
	}
}

// parcel is parameters of the action Typed, which returns them as they are.
func (p *attempt) parcel() string {
	return fmt.Sprintf(`{"string":"%s%s","number":%d}`, p.nonce, strings.Repeat("x", p.random.IntN(5000)), p.random.IntN(1000))
}

// want sends a body, and expects the status, and the answer unless it is "".
func (p *attempt) want(path, body string, status int, answer string) {
	resp, err := p.client.Post(p.URL+path, "", strings.NewReader(body))
	if err != nil {
		p.t.Errorf("%s %q: %v", path, short(body), err)
		return
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != status || answer != "" && string(got) != answer {
		p.t.Errorf("%s %q\ngot  %d %q %v\nwant %d %q", path, short(body), resp.StatusCode, short(string(got)), err, status, short(answer))
	}
}

// wantRaw sends bytes over a connection of its own and expects what answers returns.
func (p *attempt) wantRaw(text, want string) {
	if got := answers(p.t, p.URL, []string{text}); got != want {
		p.t.Errorf("%q\ngot  %q\nwant %q", short(text), short(got), short(want))
	}
}

func (p *attempt) plain() {
	body := p.parcel()
	p.want("/typed", body, 200, body)
}

func (p *attempt) activation() {
	body := p.parcel()
	p.want("/run", `{"activation_id":"`+p.nonce+`","value":`+body+`}`, 200, body)
}

func (p *attempt) wrongType() {
	p.want("/typed", `{"number":"`+p.nonce+`"}`, 400, `{"error":"params.number: expected number, got string at offset 10"}`)
}

func (p *attempt) garbage() { p.want("/typed", "\xff"+p.noise(), 400, "") }

func (p *attempt) noHTTP() {
	p.wantRaw("\xff"+strings.ReplaceAll(p.noise(), "\n", "")+"\r\n\r\n", " 400")
}

// noise sends meaningless bytes.
func (p *attempt) noise() string {
	b := make([]byte, p.random.IntN(3000))
	for i := range b {
		b[i] = byte(p.random.Uint32())
	}
	return string(b)
}

// cut closes the connection in the middle of its request.
func (p *attempt) cut() {
	conn := dial(p.t, p.URL)
	defer conn.Close()
	path := []string{"/typed", "/run", "/init", "/sleep"}[p.random.IntN(4)]
	text := call("POST", path, p.parcel())
	io.WriteString(conn, text[:p.random.IntN(len(text))])
	if p.random.IntN(2) == 0 {
		conn.SetLinger(0) // closing resets the connection
	}
}

// tooShort has a body that ends before its announced length.
func (p *attempt) tooShort() {
	text := call("POST", "/typed", p.parcel())
	p.wantRaw(text[:len(text)-1-p.random.IntN(10)], " 400")
}

// tooLong has a body that goes on after its announced length.
func (p *attempt) tooLong() {
	body := p.parcel()
	p.wantRaw(call("POST", "/typed", body)+"\xff\r\n\r\n", " 200 "+body+" 400")
}

// slowReader takes its time to read an answer that is larger than the buffer of its socket.
func (p *attempt) slowReader() {
	conn := dial(p.t, p.URL)
	defer conn.Close()
	conn.SetReadBuffer(64 << 10)
	body := `{"string":"` + p.nonce + strings.Repeat("x", p.random.IntN(500_000)) + `"}`
	io.WriteString(conn, call("POST", "/typed", body))
	time.Sleep(time.Duration(p.random.IntN(50)) * time.Millisecond)
	conn.CloseWrite()
	if got := readAnswers(conn); got != " 200 "+body {
		p.t.Errorf("a slow reader got%s", short(got))
	}
}

// leaver closes the connection in the middle of its answer.
func (p *attempt) leaver() {
	conn := dial(p.t, p.URL)
	defer conn.Close()
	io.WriteString(conn, call("POST", "/big", object("bytes", 1_000_000)))
	io.CopyN(io.Discard, conn, p.random.Int64N(1_000_000))
}

func (p *attempt) fails() {
	p.want("/fail", `{"message":"`+p.nonce+`","status":422}`, 422, `{"error":"`+p.nonce+`"}`)
}

func (p *attempt) panics() {
	p.want("/panic", `{"message":"`+p.nonce+`"}`, 500, `{"error":"The action panicked. See logs for details."}`)
}

func (p *attempt) vanishes() { p.want("/vanish", `{}`, 500, "") }

// late does not return within exec_timeout.
func (p *attempt) late() {
	p.want("/sleep", `{"millis":5100}`, 504, `{"error":"the function took longer than 5s"}`)
}
