package front

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/dev/record"
)

// A fake is a Program whose every lease is the same.
type fake struct {
	address string
	failed  int
	missing string // why there is no program
	builds  bool   // for longer than a caller waits
	death   string // how it ended, if it has
	chatty  bool   // it prints by itself

	mu       sync.Mutex
	dir      string
	handlers []gen.Handler
	changed  chan struct{}
	heard    func(stream, text string)
	leases   atomic.Int32
}

func (p *fake) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return State{Build: map[string]any{"n": 3, "served": 3, "state": "ready"}, Program: "shop", Package: "example.com/shop", Dir: p.dir, Handlers: p.handlers}
}

func (p *fake) Changed() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.changed
}

// change tells that the state has changed.
func (p *fake) change(handlers ...gen.Handler) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.handlers = handlers
	close(p.changed)
	p.changed = make(chan struct{})
}

func (p *fake) Acquire(ctx context.Context) (Lease, error) {
	if p.builds {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if p.missing != "" {
		return nil, errors.New(p.missing)
	}
	p.leases.Add(1)
	return p, nil
}

func (p *fake) Build() int      { return 3 }
func (p *fake) Failed() int     { return p.failed }
func (p *fake) Address() string { return p.address }
func (p *fake) Binary() string  { return "/tmp/shop" }
func (p *fake) Death() string   { return p.death }
func (p *fake) Release()        { p.leases.Add(-1) }

func (p *fake) Ended() <-chan struct{} {
	ended := make(chan struct{})
	if p.death != "" {
		close(ended)
	}
	return ended
}

func (p *fake) Capture(_ context.Context, line func(stream, text string)) (func() bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.heard != nil {
		return nil, errors.New("two calls of the page at once")
	}
	if p.heard = line; p.chatty {
		go line("stdout", "of its own")
	}
	return func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.heard = nil
		return false
	}, nil
}

// print is what the program writes.
func (p *fake) print(stream, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.heard != nil {
		p.heard(stream, text)
	}
}

const token = "the-token"

// front serves a front of a program, and returns both and the front's URL.
func serve(t *testing.T, program http.Handler) (*Front, *fake, string) {
	t.Helper()
	p := &fake{dir: t.TempDir(), changed: make(chan struct{}), handlers: []gen.Handler{
		{Name: "order", Func: "Order", Form: "params", Default: true}, {Name: "refund", Func: "Refund", Form: "params"}, {Name: "hook", Func: "Hook", Form: "web"},
	}}
	if program != nil {
		server := httptest.NewServer(program)
		t.Cleanup(server.Close)
		p.address = server.Listener.Addr().String()
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := New(Options{
		Program: p, History: record.Open("", nil), Saved: record.Saved{Dir: p.dir}, Version: "v9", Address: l.Addr().String(), Token: token,
	})
	server := f.Server(context.Background())
	go server.Serve(l)
	t.Cleanup(func() {
		server.Close()
		f.Close()
	})
	return f, p, "http://" + l.Addr().String()
}

// ask sends a request to the API as the page does.
func ask(t *testing.T, method, url, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Owgen-Token", token)
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(text)
}

// raw sends bytes and returns the whole answer, up to the end of the connection.
func raw(t *testing.T, url, request string) string {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, request)
	text, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// listenRaw runs a program that is a func of its connection, and returns its address.
func listenRaw(t *testing.T, program func(n int, c net.Conn, r *bufio.Reader)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for n := 0; ; n++ {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				program(n, c, bufio.NewReader(c))
			}()
		}
	}()
	return l.Addr().String()
}

// rows returns the history, once it has n calls that ended.
func rows(t *testing.T, f *Front, n int) []record.Row {
	t.Helper()
	l := f.hub.listen()
	defer l.close()
	for {
		if rows := f.History.Rows(); len(rows) >= n {
			return rows
		}
		<-l.news
	}
}
