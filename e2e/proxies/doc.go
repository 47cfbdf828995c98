// Package proxies puts nginx and haproxy, as Debian has them, in front of generated programs. What clients see must not
// depend on the proxies: refusals of large bodies arrive, slow clients delay nobody else, each path reaches the same
// handler as without a proxy, and no call fails while a proxy or a program is replaced.
//
// # Files
//
//	front_test.go   a proxy: found, started, reloaded, ended
//	config_test.go  what it is told, in each of the ways that users tell it
//	client_test.go  clients: patient, raw and slow ones
//
// The other files are the tests. The proxies listen on 127.0.0.1 only.
package proxies
