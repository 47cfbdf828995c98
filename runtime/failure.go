package ow

import (
	"runtime"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// This file decides what callers and the operator are told about calls that fail.

// failures says how the operator wants calls that fail to be reported.
type failures struct {
	log  *logger
	hide bool // callers get an id in place of texts that were not written for them
}

// readFailures reads OWGEN_ERRORS. An unknown value may have been meant to hide something, so it is an error.
//
//go:noinline // which would make the program larger
func readFailures(env getenv, log *logger) (*failures, error) {
	name := env("OWGEN_ERRORS")
	how := lower(name)
	if how != "" && how != "show" && how != "hide" {
		return nil, message("OWGEN_ERRORS=" + name + ": want show or hide")
	}
	return &failures{log: log, hide: how == "hide"}, nil
}

// settle records how a call ended. It must be deferred directly, because it recovers. Stacks go to stderr only: no
// caller may see them.
func (c *call) settle() {
	if v := recover(); v != nil {
		stack := make([]byte, 64<<10)
		c.stack = string(stack[:runtime.Stack(stack, false)])
		c.fail(errPanicked)
		c.reason = "the action panicked: " + describe(v)
	} else if c.err == errVanished {
		c.fail(errVanished)
	}
}

// fail makes err the outcome of c.
func (c *call) fail(err error) {
	c.reason, c.status, c.reply = err.Error(), statusOf(err), reply{}
	c.hidden = c.failures.hide && c.status == 0 && !isForCallers(err)
	if c.hidden {
		c.out = appendHidden(c.out[:0], c.id())
	} else {
		c.out = appendError(c.out[:0], c.reason, err)
	}
	c.err = err
}

// isForCallers reports whether the handler's author wrote the text of err for callers.
func isForCallers(err error) bool {
	_, ok := asType[*Error](err)
	return ok
}

// appendHidden appends what a caller gets in place of an error: an id to ask the operator about.
func appendHidden(b []byte, id string) []byte {
	b = append(b, `{"error":"internal error","id":`...)
	return append(codec.AppendString(new(codec.Enc), b, &id), '}')
}

// report tells the operator why c failed. It comes before the answer, because the platform may freeze the process after
// that. What the caller was meant to be told is no more than a warning.
func (c *call) report() {
	level := logstyle.Error
	if 400 <= c.status && c.status < 500 {
		level = logstyle.Warn
	}
	c.failures.log.event(level, c.reason, c.stack, c)
}

// note tells the operator what the caller of c is told.
func (c *call) note(text string) { c.failures.log.event(logstyle.Warn, text, "", c) }
