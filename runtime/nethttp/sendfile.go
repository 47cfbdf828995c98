package nethttp

import (
	"io"
	"net/http"
	"os"
)

// pieceSize is how much of a file is sent at once: in between, its handler may run out of time.
const pieceSize = 1 << 20

// ReadFrom implements io.ReaderFrom. A file is sent by the system; anything else may make its reader wait, and is copied
// as by io.Copy.
func (w responseWriter) ReadFrom(src io.Reader) (n int64, err error) {
	limited, isLimited := src.(*io.LimitedReader)
	if !isLimited {
		limited = &io.LimitedReader{R: src, N: 1<<63 - 1}
	}
	if !isFile(limited.R) {
		return io.Copy(struct{ io.Writer }{w}, src)
	}
	for limited.N > 0 {
		piece := &io.LimitedReader{R: limited.R, N: min(limited.N, pieceSize)}
		size := piece.N
		m, err := w.readPiece(piece)
		n += m
		limited.N -= m
		if err != nil || m < size {
			return n, err
		}
	}
	return n, nil
}

func (w responseWriter) readPiece(piece io.Reader) (int64, error) {
	w.x.mu.Lock()
	defer w.x.mu.Unlock()
	if !w.x.begin(http.StatusOK) {
		return 0, errOver
	}
	n, err := w.x.w.(io.ReaderFrom).ReadFrom(piece)
	w.x.written += n
	return n, err
}

func isFile(r io.Reader) bool {
	f, ok := r.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}
