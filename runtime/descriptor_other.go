//go:build !unix

package ow

import "os"

// Systems without numbered descriptors have no ActionLoop proxy, and no signal for a pipe that nobody reads.

const openAtOnce = 0

func isWritablePipe(int) bool { return false }

func isWritable(int) bool { return false }

func surviveBrokenPipes() {}

func avoidSignals(...*os.File) (release func()) { return func() {} }
