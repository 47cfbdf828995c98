package ow

import "io"

// Written returns the body of a [Response] that write makes, piece by piece and while it is sent. So a body may be larger than
// memory, without a pipe and a goroutine to fill it:
//
//	return ow.Response[io.Reader]{Body: ow.Written(func(w io.Writer) error {
//		for row, err := range rows {
//			…
//			fmt.Fprintln(w, row)
//		}
//		return nil
//	})}
//
// write runs when the handler has returned, until its context ends. When the caller has gone, writing fails. What write
// returns, or a panic in it, is an error of the call: an answer that has begun is cut then, so that nobody takes a part for the
// whole. Where the answer needs no body, write is not called.
//
// It may also be read, as a test does. Then write runs in a goroutine.
func Written(write func(w io.Writer) error) io.Reader { return &written{write: write} }

type written struct {
	write    func(io.Writer) error
	pipe     *io.PipeReader // from the first Read or Close on
	panicked any            // by write
}

func (w *written) Read(p []byte) (int, error) {
	if w.pipe == nil {
		out, in := io.Pipe()
		w.pipe = out
		go w.fill(in)
	}
	n, err := w.pipe.Read(p)
	if err == errPanicked {
		panic(w.panicked) // where the call can be told
	}
	return n, err
}

// fill has all of the body written into the pipe. A panic here would end the process.
func (w *written) fill(in *io.PipeWriter) {
	err := error(errVanished)
	defer func() {
		if w.panicked = recover(); w.panicked != nil {
			err = errPanicked
		}
		in.CloseWithError(err)
	}()
	err = w.write(in)
}

// Close ends write, if it was started.
func (w *written) Close() error {
	if w.pipe == nil {
		w.pipe, _ = io.Pipe()
	}
	return w.pipe.Close()
}

// sendWritten has a body written to the caller.
func (c *call) sendWritten(f *flow, write func(io.Writer) error) error {
	defer f.stop() // also when write panics
	err := write(flowWriter{c, f})
	switch {
	case !f.stop():
		return f.stopped()
	case err != nil:
		return f.failure(err)
	}
	return f.copied(c)
}

// A flowWriter sends what is written to it. What comes fast is sent in large pieces, for which the flow takes care.
type flowWriter struct {
	c *call
	*flow
}

func (w flowWriter) Write(p []byte) (int, error) {
	w.turn.Lock()
	defer w.turn.Unlock()
	if len(p) > 0 && !w.over {
		w.over = !w.send(w.c, p, true)
	}
	if w.over {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}
