//go:build !unix

package ow

// Where there are no numbered descriptors there is no ActionLoop proxy, and no signal of a pipe that nobody reads.

func isWritablePipe(int) bool { return false }

func isWritable(int) bool { return false }

func surviveBrokenPipes() {}
