//go:build plan9

package main

func decodeString() {}
