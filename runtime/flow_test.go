package ow

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
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
