// Package metrics reads the numbers of programs with Prometheus's own parser, and compares them with those that OpenFaaS's
// watchdog shows of the same calls.
package metrics
