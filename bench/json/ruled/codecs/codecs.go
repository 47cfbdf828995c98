// Package codecs is what owgen generates for the documents of package ruled.
package codecs

import (
	all "github.com/owgen/owgen/bench/json/codecs"
)

// The codecs of the documents.
var (
	Event = all.New(decodeEvent, encodeEvent)
	Lines = all.New(decodeLines, encodeLines)
)
