package binary

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
)

// A memory is what the action Remember answers: its parameters, and those of the call before, as they are now.
type memory struct{ Now, Before json.RawMessage }

// parcels are JSON texts of fixture.Parcel with different fields and sizes. Each is as the encoder writes it.
var parcels = []string{
	`{"string":"one","number":1,"numbers":[1,2,3],"strings":["a","b\n"],"object":{"k":"v","l":"w"},"bytes":"AQID",` +
		`"raw":{"x":[1]},"any":{"y":[true,null]},"inner":{"string":"deep","numbers":[9]}}`,
	`{}`,
	`{"object":{"z":"only"},"inner":{}}`,
	`{"string":"` + strings.Repeat("é", 700) + `","numbers":[7]}`,
	`{"strings":["` + strings.Repeat(`\t`, 300) + `"],"any":"text"}`,
	`{}`,
	`{"number":0,"raw":"r"}`,
}

func TestNothingLeaksFromOneCallToTheNext(t *testing.T) {
	for _, path := range []string{"/remember", "/run"} {
		t.Run(path, func(t *testing.T) {
			c := startContainer(t)
			wrap := bare
			if path == "/run" {
				c.wantInit("Remember", nil)
				wrap = envelope
			}
			before := `{}`
			for round := range 5 {
				for k, now := range parcels {
					got := decode[memory](t, c.post(path, wrap("", now)).Body)
					if string(got.Now) != now {
						t.Errorf("round %d, parcel %d: the handler got %s", round, k, short(string(got.Now)))
					}
					if string(got.Before) != before {
						t.Errorf("round %d, parcel %d: what the handler kept became %s", round, k, short(string(got.Before)))
					}
					before = now
				}
			}
		})
	}
}

func TestNothingLeaksBetweenCallsAtOnce(t *testing.T) {
	s := serve(t)
	var wait sync.WaitGroup
	for i := range callers {
		wait.Go(func() {
			for k := range 30 {
				want := parcels[(i+k)%len(parcels)]
				if k%3 == 0 {
					want = fmt.Sprintf(`{"string":"%d of %d","object":{"caller":"%d"}}`, k, i, i)
				}
				if a := s.post("/typed", want); a.Status != 200 || a.Body != want {
					t.Errorf("caller %d got %d %s\nwant %s", i, a.Status, short(a.Body), short(want))
				}
			}
		})
	}
	wait.Wait()
}
