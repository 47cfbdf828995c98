package ow

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/transport"
)

// WEB-38: a caller who leaves is no failure of the handler, though the context that ends gives the pieces an error.
func TestWEB38ACallerWhoLeavesIsNoError(t *testing.T) {
	gone := func(ctx context.Context) error {
		<-ctx.Done()
		return fmt.Errorf("asking the database: %w", ctx.Err())
	}
	values := func(ctx context.Context, _ struct{}) (iter.Seq2[int, error], error) {
		return func(yield func(int, error) bool) {
			_ = yield(1, nil) && yield(0, gone(ctx))
		}, nil
	}
	piped := func(ctx context.Context, _ struct{}) (Response[io.Reader], error) {
		r, w := io.Pipe()
		go func() {
			io.WriteString(w, "1\n")
			w.CloseWithError(gone(ctx))
		}()
		return Response[io.Reader]{Body: r}, nil
	}
	written := func(ctx context.Context, _ struct{}) (Response[io.Reader], error) {
		return Response[io.Reader]{Body: Written(func(w io.Writer) error {
			io.WriteString(w, "1\n")
			return gone(ctx)
		})}, nil
	}
	actions := []Action{
		BindContext("values", Nothing(), values, Stream(Result(codec.AppendInt[int]))),
		BindContext("piped", Nothing(), piped, ResponseOf(ReaderResult())),
		BindContext("written", Nothing(), written, ResponseOf(ReaderResult())),
	}
	for _, a := range actions {
		s := serveActions(t, actions, "OWGEN_PLATFORM=openfaas", "OWGEN_ACCESS_LOG=1", "exec_timeout=20s")
		resp, err := http.Get(s.url + "/" + a.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(resp.Body, make([]byte, 2)); err != nil {
			t.Errorf("%s: %v", a.name, err)
		}
		resp.Body.Close()
		eventually(t, func() bool { return strings.Contains(s.stderr.String(), `"msg":"call"`) })
		if log := s.stderr.String(); strings.Contains(log, "ERROR") {
			t.Errorf("%s: %s", a.name, log)
		}
	}
}

// WEB-33: whoever has all of an answer of known length need not wait for the end of its reader.
func TestWEB33AReaderThatGoesOnBehindItsLength(t *testing.T) {
	for _, p := range []string{"openfaas", "openwhisk"} {
		r, w := io.Pipe()
		defer w.Close()
		closed := make(chan error, 1)
		s := serveActions(t, []Action{Bind("Read", Nothing(), func(struct{}) (Response[io.Reader], error) {
			go func() {
				io.WriteString(w, "12345")
				_, err := io.WriteString(w, "6")
				closed <- err
			}()
			return Response[io.Reader]{Header: Header{"Content-Length": {"5"}}, Body: r}, nil
		}, ResponseOf(ReaderResult()))}, "OWGEN_PLATFORM="+p, "exec_timeout=30s")
		if p == "openfaas" {
			s.post("/", "").expect(t, 200, "12345")
		} else {
			s.post("/run", `{"value":{"__ow_method":"get"}}`).expect(t, 200, `{"statusCode":200,"headers":{"Content-Type":"application/octet-stream"},"body":"MTIzNDU="}`)
		}
		if err := <-closed; err != io.ErrClosedPipe {
			t.Errorf("%s: the reader was not closed: %v", p, err)
		}
	}
}

// A writtenExchange calls when all of an answer has been written, and counts what is sent before.
type writtenExchange struct {
	transport.Exchange
	left int
	all  func()
	sent *atomic.Int64
}

func (x *writtenExchange) Flush() error {
	x.sent.Add(1)
	return x.Exchange.Flush()
}

func (x *writtenExchange) Write(p []byte) (int, error) {
	if x.left -= len(p); x.left == 0 {
		x.all()
	}
	return x.Exchange.Write(p)
}

// OF-8: whoever knows the length of an answer has it with the last piece, may call again at once, and must not be refused
// because of the call that was answered.
func TestOF8CountedOutBeforeTheLastPiece(t *testing.T) {
	for _, size := range []int{1, 1 << 10, 100_000} {
		for _, within := range []string{"", "20s"} {
			body := strings.Repeat("x", size)
			a := Bind("Text", Nothing(), func(struct{}) (Response[io.Reader], error) {
				return Response[io.Reader]{Header: Header{"Content-Length": {decimal(int64(size))}}, Body: strings.NewReader(body)}, nil
			}, ResponseOf(ReaderResult()))
			s := serveActions(t, []Action{a}, "OWGEN_PLATFORM=openfaas", "max_inflight=1", "exec_timeout="+within)
			var running, sent atomic.Int64
			running.Store(-1)
			config := s.config
			config.Handle = func(x transport.Exchange) bool {
				return s.config.Handle(&writtenExchange{x, size, func() { running.Store(s.site.faas.running.Load()) }, &sent})
			}
			server := httptest.NewUnstartedServer(nil)
			go newTransport(config).Serve(server.Listener)
			t.Cleanup(func() { server.Listener.Close() })
			got := send(t, "http://"+server.Listener.Addr().String(), "POST", "/", "")
			if n := running.Load(); got.body != body || n != 0 {
				t.Errorf("%d bytes within %q: got %d, while %d handlers are counted", size, within, len(got.body), n)
			}
			if n := sent.Load(); size <= 1<<10 && n > 0 {
				t.Errorf("%d bytes are sent in %d pieces", size, n+1)
			}
		}
	}
}
