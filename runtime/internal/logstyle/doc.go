// Package logstyle decides what lines of the log look like: those of the runtime itself, and those that handlers write
// with package owlog. Both ask here, so that all lines of a program are alike.
package logstyle
