package ow

import (
	"bytes"
	"io"
	"testing"
)

// A miser sends little, and looks at what it is offered for it.
type miser struct {
	t    *testing.T
	sent int
}

func (m *miser) Read(p []byte) (int, error) {
	if most := 128<<10 + 16*m.sent; len(p) > most {
		m.t.Fatalf("memory for %d bytes more after %d were sent", len(p), m.sent)
	}
	n := min(len(p), 10_000)
	m.sent += n
	return copy(p[:n], bytes.Repeat([]byte("x"), n)), nil
}

// A body gets memory by what has come of it, not by the length that it declares.
func TestMemoryForABodyGrowsWithWhatHasCome(t *testing.T) {
	for _, length := range []int64{1, 100_000, 1 << 20, 8 << 20} {
		if _, n, err := readBlock(&miser{t: t}, length, 8<<20); err != nil || int64(n) != length {
			t.Errorf("%d of %d bytes: %v", n, length, err)
		}
	}
}

// An announcer is a miser that says how much is coming, as a body in chunks does.
type announcer struct {
	miser
	total int
}

func (a *announcer) Coming() int64 { return int64(a.total - a.sent) }

func (a *announcer) Read(p []byte) (int, error) {
	if a.sent == a.total {
		return 0, io.EOF
	}
	return a.miser.Read(p[:min(len(p), a.total-a.sent)])
}

// A chunk gets its memory in one piece, as far as a body with a length would.
func TestMemoryForAChunkIsTakenOnce(t *testing.T) {
	const total = 100_000
	if block, n, err := readBlock(&announcer{miser{t: t}, total}, -1, 8<<20); err != nil || n != total || cap(block) > total+8192 {
		t.Errorf("%d bytes in a block of %d: %v", n, cap(block), err)
	}
	if _, n, err := readBlock(&announcer{miser{t: t}, 8 << 20}, -1, 8<<20); err != nil || n != 8<<20 {
		t.Errorf("%d bytes: %v", n, err)
	}
}
