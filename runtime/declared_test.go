package ow

import (
	"bytes"
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
