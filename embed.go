// Package owgen holds the source of the runtime, for modules that want to have it as a part of their own, and its licence.
package owgen

import "embed"

// License is the licence of the runtime.
//
//go:embed LICENSE
var License string

// Runtime is the directory runtime, with its tests.
//
//go:embed runtime
var Runtime embed.FS
