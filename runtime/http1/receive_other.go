//go:build !unix || darwin

package http1

// A socket is nothing where only package net can tell that something came.
type socket struct{}

func (in *receiver) prepare() {}

func (in *receiver) hasUnread() bool { return true } // for all that is known

func (in *receiver) receive() (int, error) { return in.receiveHolding() }

// poll reports nothing: only a read that waits would tell.
func (in *receiver) poll() (came bool) { return false }
