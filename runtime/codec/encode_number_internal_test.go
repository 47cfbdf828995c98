package codec

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestIntegersAreWrittenAsByStrconv(t *testing.T) {
	check := func(n uint64) {
		t.Helper()
		if got, want := string(appendUint(nil, n)), strconv.FormatUint(n, 10); got != want {
			t.Fatalf("%s is written %s", want, got)
		}
		if got, want := string(appendInt([]byte("x"), int64(n))), "x"+strconv.FormatInt(int64(n), 10); got != want {
			t.Fatalf("%s is written %s", want, got)
		}
		w := eightDigits(n % 1e8)
		var b [8]byte
		store(b[:], w|eightZeros)
		if want := fmt.Sprintf("%08d", n%1e8); string(b[:]) != want {
			t.Fatalf("the digits of %s are %s", want, b)
		}
	}
	for _, power := range tens {
		for d := range uint64(5) {
			check(power + d - 2)
			check(-(power + d - 2))
			check(power<<1 + d - 2)
		}
	}
	for n := range uint64(200000) {
		check(n)
		check(n * 500) // all halves of four digits
	}
	r := rand.New(rand.NewPCG(23, 24))
	for range 300000 {
		check(r.Uint64() >> r.UintN(64))
	}
}
