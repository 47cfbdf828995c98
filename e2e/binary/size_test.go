package binary

import (
	"strings"
	"testing"
)

// net/http sends what it buffers, 2,048 bytes, with a length of its own accord, and anything longer in chunks, which
// OpenWhisk's invoker takes for no answer.
func TestResultsOfAnySizeHaveTheirLength(t *testing.T) {
	c := startContainer(t)
	c.wantInit("Big", nil)
	sizes := []int{11, 2047, 2048, 2049, 4096, 1 << 20}
	for _, size := range sizes {
		want := `{"text":"` + strings.Repeat("x", size-len(`{"text":""}`)) + `"}`
		wantAnswer(t, c.run(object("bytes", size)), 200, want)
		wantAnswer(t, c.post("/big", object("bytes", size)), 200, want)
	}
	c.wantLogs(len(sizes), "", "")
}
