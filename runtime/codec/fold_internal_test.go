package codec

import (
	"strings"
	"testing"
)

// A caller chooses how long keys are, and a Dec is reused.
func TestSpaceForLongKeysIsNotKept(t *testing.T) {
	var d Dec
	for _, c := range []struct {
		length int
		kept   bool
	}{{100, true}, {1 << 20, false}} {
		d.Fold(strings.Repeat("k", c.length))
		d.Reset()
		if kept := cap(d.fold) > 0; kept != c.kept {
			t.Errorf("after a key of %d bytes: kept %v", c.length, kept)
		}
	}
}
