//go:build !unix

package ow

// isWritablePipe reports whether a descriptor is a pipe open for writing. Where there are no numbered descriptors there
// is no ActionLoop proxy.
func isWritablePipe(int) bool { return false }
