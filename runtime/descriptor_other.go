//go:build !unix

package ow

import "os"

// Where there are no numbered descriptors there is no ActionLoop proxy, and no signal of a pipe that nobody reads.

func isWritablePipe(int) bool { return false }

func isWritable(int) bool { return false }

func surviveBrokenPipes() {}

func avoidSignals(...*os.File) (release func()) { return func() {} }
