package runtimeapi

import "time"

// Deadlines of reading: none, and one that ends a read that is going on.
var (
	never   time.Time
	longAgo = time.Unix(1, 0)
)
