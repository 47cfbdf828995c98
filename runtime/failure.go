package ow

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"runtime"
	"strconv"

	"github.com/owgen/owgen/runtime/codec"
)

// This file decides what callers and the operator are told about calls that fail.

// failures says how the operator wants calls that fail to be reported.
type failures struct {
	log  *logger
	hide bool // callers get an id in place of texts that were not written for them
}

// readFailures reads OWGEN_ERRORS. An unknown value may have been meant to hide something, so it is an error.
func readFailures(env getenv, log *logger) (*failures, error) {
	how := env("OWGEN_ERRORS")
	if how != "" && how != "show" && how != "hide" {
		return nil, message("OWGEN_ERRORS=" + how + ": want show or hide")
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
		c.out = appendHidden(c.out[:0], c.nameItself())
	} else {
		c.out = appendError(c.out[:0], c.reason, err)
	}
	c.err = err
}

// isForCallers reports whether the handler's author wrote the text of err for callers.
func isForCallers(err error) bool {
	var detailed *Error
	return errors.As(err, &detailed)
}

// appendHidden appends what a caller gets in place of an error: an id to ask the operator about.
func appendHidden(b []byte, id string) []byte {
	b = append(b, `{"error":"internal error","id":`...)
	return append(codec.AppendString(new(codec.Enc), b, &id), '}')
}

// report tells the operator why c failed. It comes before the answer, because the platform may freeze the process after
// that.
func (c *call) report() { c.failures.log.event(c.reason, c.stack, c.names()...) }

// note tells the operator what the caller of c is told.
func (c *call) note(text string) { c.failures.log.event(text, "", c.names()...) }

// names returns the fields that tell c from other calls.
func (c *call) names() []field {
	action := ""
	if c.action != nil {
		action = c.action.name
	}
	return []field{{"id", c.id()}, {"action", action}}
}

// id returns the id that c has outside of this process, or else the one made up here; "" if it has neither.
func (c *call) id() string {
	return cmp.Or(c.activation.ID, c.callID(), c.activation.Header("X-Request-Id"), c.ownID)
}

// nameItself returns the id of c, and makes one if it has none.
func (c *call) nameItself() string {
	if c.id() == "" {
		c.ownID = randomID()
	}
	return c.id()
}

// randomID returns an id of 128 random bits, which nothing secret hangs on.
func randomID() string {
	return strconv.FormatUint(rand.Uint64(), 36) + strconv.FormatUint(rand.Uint64(), 36)
}
