package model

// A File is one generated file.
type File struct {
	Path string // absolute
	Data []byte
	Once bool // to be written only where there is no such file: it is the user's from then on
	// Yields leaves a file of the user's as it is, and does without its own.
	Yields bool
}
