package codec

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

func TestTimesInUTCAreReadAsByTime(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	forms := []string{"2006-01-02T15:04:05Z", time.RFC3339Nano, "2006-01-02T15:04:05.000Z", "2006-01-02T15:04:05.000000000Z", time.RFC3339}
	found := 0
	for range 50000 {
		when := time.Unix(r.Int64N(1<<38)-1<<37, r.Int64N(1e9)).UTC()
		if r.IntN(4) == 0 {
			when = when.Truncate(time.Millisecond)
		}
		text := []byte(when.Format(forms[r.IntN(len(forms))]))
		if r.IntN(2) == 0 {
			text[r.IntN(len(text))] = "0123456789-:.TZ"[r.IntN(15)]
		}
		var want time.Time
		err := want.UnmarshalJSON([]byte(`"` + string(text) + `"`))
		got, ok := utc(string(text))
		if ok {
			found++
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("%s is read as %v, want %v, %v", text, got, want, err)
			}
		}
	}
	if found < 20000 {
		t.Errorf("only %d times were read in haste", found)
	}
}
