package binary

import (
	"strings"
	"testing"
)

// By itself net/http sends a length only if the answer fits into its buffer of 2,048 bytes, and anything longer in
// chunks, which OpenWhisk's invoker does not accept as an answer.
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
