package json

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// An allocation is what one call takes from the heap.
type allocation struct{ count, bytes uint64 }

// A heap is the allocations of each task.
type heap struct{ grid[allocation] }

// countAllocations finds out what the tasks of all documents take from the heap.
func countAllocations(documents []document, tasks func(document) []task) (*heap, error) {
	g, err := fill(documents, tasks, allocationOf)
	return &heap{g}, err
}

// allocationOf returns the mean of some calls, rounded down: what a library takes once in many calls is not counted. The
// collector stays away, since it empties the pools of libraries.
func allocationOf(t task) (allocation, error) {
	const calls = 8
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	if err := repeat(t, unmeasured); err != nil {
		return allocation{}, err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := repeat(t, calls); err != nil {
		return allocation{}, err
	}
	runtime.ReadMemStats(&after)
	return allocation{(after.Mallocs - before.Mallocs) / calls, (after.TotalAlloc - before.TotalAlloc) / calls}, nil
}

// print prints allocations, and in parentheses their kilobytes.
func (h *heap) print(what string) {
	h.grid.print(what, func(line int, column string) string {
		a := h.cell(line, column)
		return fmt.Sprintf("%d (%.1f)", a.count, float64(a.bytes)/1000)
	})
	fmt.Println()
}
