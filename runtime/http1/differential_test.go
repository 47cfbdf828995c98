package http1

import (
	"bytes"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"
)

var discardLog = log.New(io.Discard, "", 0)

// compare holds what this package makes of a stream against what net/http makes of it.
func compare(t *testing.T, stream []byte) {
	got, want := own(stream), judge(stream)
	if difference := differs(stream, got, want); difference != "" {
		t.Errorf("%s\nstream %q\nown      %+v\nnet/http %+v", difference, stream, got, want)
	}
}

func differs(stream []byte, got, want trace) string {
	for i, q := range got.requests {
		if i == len(want.requests) {
			return "a request that net/http does not see"
		}
		w := want.requests[i]
		if w.end == "malformed" && q.end == "cut" {
			w.end = q.end // net/http has other words for a trailer that ends early
		}
		if reflect.DeepEqual(q, w) {
			continue
		}
		q.end, q.body = w.end, w.body
		switch {
		case !reflect.DeepEqual(q, w):
			return "another request"
		case got.requests[i].end != "malformed", i != len(got.requests)-1, !isDeviation(stream):
			return "another body"
		}
		return ""
	}
	if len(got.statuses) < len(got.requests) || slices.Contains(got.statuses, -1) {
		return "a request without an answer"
	}
	for i, status := range got.statuses {
		switch {
		case i < len(want.statuses) && status == want.statuses[i]:
		case status < 400, i < len(got.statuses)-1:
			return "another answer"
		case i == len(want.statuses), want.statuses[i] >= 400: // net/http says less, or another reason
		case !isDeviation(stream):
			return "a refusal without a reason"
		}
	}
	n := len(got.statuses)
	if n < len(want.statuses) && want.statuses[n] == 200 && (n == 0 || got.statuses[n-1] < 400) && !isDeviation(stream) {
		return "an answer less"
	}
	return ""
}

// mutate makes another stream of seeds.
func mutate(r *rand.Rand, all [][]byte) []byte {
	b := slices.Clone(all[r.IntN(len(all))])
	for range r.IntN(3) {
		b = append(b, all[r.IntN(len(all))]...)
	}
	for range 1 + r.IntN(4) {
		i := r.IntN(len(b) + 1)
		switch r.IntN(6) {
		case 0:
			if i < len(b) {
				b[i] = byte(r.Uint32())
			}
		case 1:
			b = slices.Insert(b, i, []byte(pieces[r.IntN(len(pieces))])...)
		case 2, 3: // at the beginning of a line
			if j := bytes.IndexByte(b[i:], '\n'); j >= 0 {
				b = slices.Insert(b, i+j+1, []byte(pieces[r.IntN(len(pieces))])...)
			}
		case 4:
			b = slices.Delete(b, i, min(len(b), i+1+r.IntN(4)))
		case 5:
			o := all[r.IntN(len(all))]
			b = append(b[:i:i], o[r.IntN(len(o)):]...)
		}
	}
	return b
}

func seedStreams(t testing.TB) [][]byte {
	all := corpus(t)
	for _, s := range seeds {
		all = append(all, []byte(s))
	}
	return all
}

// random returns a source of random numbers, and says how to have the same ones again.
func random(t *testing.T) *rand.Rand {
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("OWGEN_SEED"); s != "" {
		seed, _ = strconv.ParseUint(s, 10, 64)
	}
	t.Logf("OWGEN_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// rounds is how often a random test tries: more where there is time.
func rounds(usual int) int {
	switch {
	case os.Getenv("OWGEN_LONG") != "":
		return 10 * usual
	case testing.Short():
		return usual / 10
	}
	return usual
}

// TR-4: whole streams, as two servers of one program read them: the same requests with the same bodies, one answer for
// each, the same end; or fewer, and the last answer a refusal, for a reason that the documentation lists.
func TestTR4StreamsAreReadAsNetHTTPReadsThem(t *testing.T) {
	r := random(t)
	bubble(t, func(t *testing.T) {
		all := seedStreams(t)
		for _, s := range all {
			compare(t, s)
		}
		for range rounds(4000) {
			if compare(t, mutate(r, all)); t.Failed() {
				return
			}
		}
	})
}

// same reports whether a stream was read the same twice. What is at fault in two ways may be refused for the one that came
// first, so any refusal is like another.
func same(a, b trace) bool {
	refusal := func(s int) bool { return s >= 400 }
	i, j := slices.IndexFunc(a.statuses, refusal), slices.IndexFunc(b.statuses, refusal)
	return i == j && reflect.DeepEqual(a.requests, b.requests) && len(a.statuses) == len(b.statuses)
}

// TR-4: however the bytes are cut into pieces, the same becomes of them.
func TestTR4EverySplitOfAStreamIsReadTheSame(t *testing.T) {
	bubble(t, func(t *testing.T) {
		for _, s := range seedStreams(t) {
			want := own(s)
			for i := range s {
				if got := own(s[:i:i], s[i:]); !same(got, want) {
					t.Fatalf("split at %d\nstream %q\ngot  %+v\nwant %+v", i, s, got, want)
				}
			}
			if got := own(slices.Collect(slices.Chunk(s, 1))...); !same(got, want) {
				t.Fatalf("byte by byte\nstream %q\ngot  %+v\nwant %+v", s, got, want)
			}
		}
	})
}

func FuzzStream(f *testing.F) {
	for _, s := range seedStreams(f) {
		f.Add(s, uint16(len(s)/2))
	}
	f.Fuzz(func(t *testing.T, s []byte, at uint16) {
		bubble(t, func(t *testing.T) {
			compare(t, s)
			i := int(at) % (len(s) + 1)
			if got, want := own(s[:i:i], s[i:]), own(s); !same(got, want) {
				t.Errorf("split at %d\nstream %q\ngot  %+v\nwant %+v", i, s, got, want)
			}
		})
	})
}
