package front

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// stall makes a call of the page, and reads nothing of what comes.
func stall(t *testing.T, url, call string) {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.(*net.TCPConn).SetReadBuffer(1 << 10)
	io.WriteString(c, "POST /_/dev/call HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nOwgen-Token: "+token+
		"\r\nContent-Length: "+strconv.Itoa(len(call))+"\r\n\r\n"+call)
}

// The output of a program is one for all who call it.
func TestDEV32APageThatDoesNotReadIsNotWaitedForByTheProgram(t *testing.T) {
	printed := make(chan int)
	var p *fake
	_, p, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 32 << 10 {
			p.print("stdout", strings.Repeat("x", 1<<10))
		}
		printed <- 1
	}))
	stall(t, url, `{"handler":"order"}`)
	select {
	case <-printed:
	case <-time.After(time.Minute):
		t.Error("what the program prints waits for a page that does not read")
	}
}

func TestDEV32APageIsToldOfLinesForWhichItWasTooSlow(t *testing.T) {
	_, p, url := serve(t, nil)
	more := make(chan int)
	p.address = listenRaw(t, func(_ int, c net.Conn, r *bufio.Reader) {
		readRaw(r, 0)
		for range 32 << 10 {
			p.print("stdout", strings.Repeat("x", 1<<10))
		}
		close(more)
		io.WriteString(c, "HTTP/1.1 204 No Content\r\n\r\n")
	})
	r, _ := http.NewRequest("POST", url+"/_/dev/call", strings.NewReader(`{"handler":"order"}`))
	r.Header = http.Header{"Owgen-Token": {token}, "Content-Type": {"application/json"}}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	<-more
	text, err := io.ReadAll(res.Body)
	if err != nil || !strings.Contains(string(text), "lines for which the page was too slow") || !strings.Contains(string(text), `{"type":"end"`) {
		t.Errorf("the page is told %d bytes, at last %q (%v)", len(text), text[max(0, len(text)-300):], err)
	}
}

// Calls of pages take turns.
func TestDEV32APageThatDoesNotReadIsGoneAfterAWhile(t *testing.T) {
	f, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for r.URL.Path == "/refund" && r.Context().Err() == nil {
			w.Write(make([]byte, 64<<10))
		}
	}))
	f.patience = 100 * time.Millisecond
	l := f.hub.listen()
	stall(t, url, `{"handler":"refund"}`)
	<-l.news // that call has its turn
	l.close()
	f.patience = time.Minute // for the next page, which a busy machine may keep waiting
	if code, text := ask(t, "POST", url+"/_/dev/call", `{"handler":"order"}`); code != 200 || !strings.Contains(text, `"outcome":"ok"`) {
		t.Errorf("the next call is answered %d %s", code, text)
	}
}
