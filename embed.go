// Package owgen holds the source of the runtime, for modules that want to have it as a part of their own.
package owgen

import "embed"

// Runtime is the directory runtime, with its tests.
//
//go:embed runtime
var Runtime embed.FS
