// Package nethttp tests handlers of package net/http through the real binary. The package fixture has them as somebody
// brings them along from a server of their own: the tests serve the same handlers with net/http itself, and compare.
//
// It is apart from package web because a program with such a handler has another transport.
package nethttp
