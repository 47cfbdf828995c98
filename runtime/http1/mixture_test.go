package http1

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// Whatever handlers do, and however their requests come, each sees its own request to the end, and each caller its own
// answer: no buffer, header, timer or exchange that is used again shows another one.
func TestRequestsAndAnswersAreNotMixedUp(t *testing.T) {
	config := usual
	config.Handle = func(x transport.Exchange) bool { return (&mixed{t: t, Exchange: x}).serve() }
	s := serve(t, config)
	r := random(t)
	end := time.Now().Add(time.Duration(rounds(1000)) * time.Millisecond)
	var clients sync.WaitGroup
	for i := range 16 {
		client := mixture{Rand: rand.New(rand.NewPCG(r.Uint64(), 0)), name: i}
		clients.Go(func() {
			for time.Now().Before(end) && !t.Failed() {
				c := dial(t, s)
				client.talk(t, c)
				c.Close()
			}
		})
	}
	clients.Wait()
}

// What a handler of such a request does, one bit each.
const (
	takesContext = 1 << iota
	isSlow
	writesPieces
	readsNothing
	isAbandoned
	behaviours
)

// A mixed request carries the same name in all its parts.
type mixed struct {
	transport.Exchange
	t *testing.T
}

func (x *mixed) serve() (done bool) {
	does, _ := strconv.Atoi(x.Get("X-Does"))
	if does&takesContext != 0 {
		x.Context()
	}
	if does&isSlow != 0 {
		time.Sleep(watchAfter * 3 / 2)
	}
	x.check(x)
	if does&readsNothing != 0 {
		x.answer(does, nil)
		return true
	}
	body, err := io.ReadAll(struct{ io.Reader }{x})
	if err != nil {
		x.t.Errorf("reading a body: %v", err)
	}
	x.check(x)
	if does&isAbandoned == 0 {
		x.answer(does, body)
		return true
	}
	x.Respond(transport.Answer{Status: 200, Body: body})
	kept := x.Keep()
	go func() {
		time.Sleep(time.Millisecond)
		x.Context()
		x.Read(make([]byte, 10))
		x.Respond(transport.Answer{Status: 599})
		x.Begin(transport.Answer{Status: 599}, -1)
		x.Write([]byte("late"))
		x.check(kept)
	}()
	return false
}

// check looks at all that a handler may know by now.
func (x *mixed) check(h transport.Header) {
	name := x.Path()[1:]
	if h.Get("X-Name") != name || h == transport.Header(x) && (x.Query() != name || x.Host() != name) {
		x.t.Errorf("%s is %q, %q, %q", name, h.Get("X-Name"), x.Query(), x.Host())
	}
}

func (x *mixed) answer(does int, body []byte) {
	if does&writesPieces == 0 {
		x.Respond(transport.Answer{Status: 200, Body: body})
		return
	}
	x.Begin(transport.Answer{Status: 200}, -1)
	for len(body) > 0 {
		n := min(len(body), 1000)
		x.Write(body[:n])
		body = body[n:]
	}
}

// A mixture is a client that makes up requests.
type mixture struct {
	*rand.Rand
	name int
}

func (m *mixture) talk(t *testing.T, c net.Conn) {
	var stream, methods, bodies []string
	for range 1 + m.IntN(6) {
		text, method, body := m.request()
		stream, methods, bodies = append(stream, text), append(methods, method), append(bodies, body)
	}
	all := strings.Join(stream, "")
	cut, pause := m.IntN(len(all)), time.Duration(m.IntN(8))*time.Millisecond
	go func() {
		io.WriteString(c, all[:cut])
		time.Sleep(pause)
		io.WriteString(c, all[cut:])
	}()
	r := bufio.NewReader(c)
	for i, want := range bodies {
		answer, err := http.ReadResponse(r, &http.Request{Method: methods[i]})
		for err == nil && answer.StatusCode == 100 {
			answer, err = http.ReadResponse(r, &http.Request{Method: methods[i]})
		}
		if err != nil {
			t.Errorf("answer %d of %d: %v", i, len(bodies), err)
			return
		}
		got, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != 200 || string(got) != want {
			t.Errorf("answer %d of %d: %d, %.40q, %v; want %.40q", i, len(bodies), answer.StatusCode, got, err, want)
		}
		if answer.Close || err != nil {
			return
		}
	}
}

// request returns a request, its method, and the body of its answer. Many heads end near the end of a block.
func (m *mixture) request() (text, method, answer string) {
	name := fmt.Sprintf("%d-%x", m.name, m.Uint32())
	method = []string{"POST", "GET", "HEAD", "DELETE"}[m.IntN(4)]
	body := strings.Repeat(name, m.IntN(3)*m.IntN(800))
	does := m.IntN(behaviours)
	if does&readsNothing == 0 && method != "HEAD" {
		answer = body
	}
	head := method + " /" + name + "?" + name + " HTTP/1.1\r\nHost: " + name + "\r\nX-Does: " + strconv.Itoa(does) + "\r\n"
	if does&readsNothing == 0 && m.IntN(4) == 0 {
		head += "Expect: 100-continue\r\n"
	}
	if m.IntN(2) == 0 {
		head += "Content-Length: " + strconv.Itoa(len(body)) + "\r\n"
	} else {
		head, body = head+"Transfer-Encoding: chunked\r\n", m.chunks(body)
	}
	last := "\r\nX-Name: " + name + "\r\n\r\n"
	padding := max(0, blockSize-len(head)-len("X: ")-len(last)-m.IntN(30)*m.IntN(3))
	return head + "X: " + strings.Repeat("x", padding*m.IntN(2)) + last + body, method, answer
}

func (m *mixture) chunks(body string) string {
	var b strings.Builder
	for len(body) > 0 {
		n := 1 + m.IntN(min(len(body), 3000))
		fmt.Fprintf(&b, "%x;%s\r\n%s\r\n", n, strings.Repeat("x", m.IntN(100)), body[:n])
		body = body[n:]
	}
	return b.String() + "0\r\nX-Name: trailer\r\n\r\n"
}
