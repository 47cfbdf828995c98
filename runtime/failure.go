package ow

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"runtime"
	"strconv"

	"github.com/owgen/owgen/runtime/codec"
)

// This file is about calls that fail: what their callers are told, and what the operator is.

// Failures are what the operator wants to become of calls that fail.
type failures struct {
	log  *logger
	hide bool // callers get an id in place of texts that were not written for them
}

// readFailures reads OWGEN_ERRORS. A value that nobody knows could have been meant to hide something, so it is an error.
func readFailures(env getenv, log *logger) (*failures, error) {
	how := env("OWGEN_ERRORS")
	if how != "" && how != "show" && how != "hide" {
		return nil, message("OWGEN_ERRORS=" + how + ": want show or hide")
	}
	return &failures{log: log, hide: how == "hide"}, nil
}

// settle must be deferred directly, because it recovers. Stacks go to stderr only: no caller is to see them.
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

// fail makes err what came of c.
func (c *call) fail(err error) {
	c.reason, c.status = err.Error(), statusOf(err)
	c.hidden = c.failures.hide && c.status == 0 && !isForCallers(err)
	if c.hidden {
		c.out = appendHidden(c.out[:0], c.nameItself())
	} else {
		c.out = appendError(c.out[:0], c.reason, err)
	}
	c.err = err
}

// isForCallers reports whether the author of the handler has written what err says for its callers.
func isForCallers(err error) bool {
	var detailed *Error
	return errors.As(err, &detailed)
}

// appendHidden appends what a caller gets in place of an error: something to ask the operator about.
func appendHidden(b []byte, id string) []byte {
	b = append(b, `{"error":"internal error","id":`...)
	return append(codec.AppendString(new(codec.Enc), b, &id), '}')
}

// report has the operator told why c failed. It comes before the answer, which the platform may freeze the process after.
func (c *call) report() { c.failures.log.event(c.reason, c.stack, c.names()...) }

// note has the operator told about c what its caller is told.
func (c *call) note(text string) { c.failures.log.event(text, "", c.names()...) }

// names tells c from other calls.
func (c *call) names() []field {
	action := ""
	if c.action != nil {
		action = c.action.name
	}
	return []field{{"id", c.id()}, {"action", action}}
}

// id returns the name that c has outside of this process, or else in it; "" if it has none.
func (c *call) id() string {
	return cmp.Or(c.activation.ID, c.callID(), c.activation.Header("X-Request-Id"), c.ownID)
}

// nameItself returns the id of c, and makes one if it has none.
func (c *call) nameItself() string {
	if c.id() == "" {
		c.ownID = strconv.FormatUint(rand.Uint64(), 36) + strconv.FormatUint(rand.Uint64(), 36)
	}
	return c.id()
}
