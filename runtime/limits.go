package ow

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// A getenv looks an environment variable up, "" if it is not set. Tests pass their own.
type getenv func(name string) string

// flag reports whether a variable is set to what Go takes as true. The watchdogs of OpenFaaS disagree on the spelling.
//
//go:noinline // which would make the program larger
func (env getenv) flag(name string) bool {
	on, _ := codec.ParseBool(env(name))
	return on
}

// limits bound what a caller may cost. The variables in lower case are those of OpenFaaS's watchdogs, and bound plain
// invocations only. (openfaas/of-watchdog: config/config.go, New)
type limits struct {
	initBody    int64         // OWGEN_MAX_INIT: bytes of an /init body, code included
	body        int64         // OWGEN_MAX_BODY: bytes of any other body
	stream      int64         // OWGEN_MAX_BODY: bytes of a body that the handler reads itself; 0: no limit
	inflight    int64         // max_inflight: calls at once; 0: no limit
	connections int64         // OWGEN_MAX_CONNECTIONS: open at once; 0: no limit
	read        time.Duration // read_timeout: for reading a header, and a body
	write       time.Duration // write_timeout: for writing a response
	exec        time.Duration // exec_timeout: for a handler; 0: no limit
	interval    time.Duration // healthcheck_interval: how long to serve on after SIGTERM
	grace       time.Duration // from SIGTERM to the end
}

// These bound a request if nothing else does. Nothing else bounds OpenWhisk's requests: its invoker gives up on a call
// by itself.
const (
	headerTime = 10 * time.Second // for the header to arrive
	readTime   = 30 * time.Second // for header and body to arrive
	initTime   = 2 * time.Minute  // for the body of /init, which can be 64 MB
	writeTime  = 60 * time.Second // for the answer to leave
)

// idleTime is how long a connection may wait for its next request: longer than gateways keep theirs, up to ten minutes,
// so that the gateway is the one to close it and no request meets a closing connection.
const idleTime = 620 * time.Second

// mostBytes is what a slice can have, and room for the padding and for a byte too many.
const mostBytes = math.MaxInt - codec.Pad - 1

// readLimits reads the limits from the environment. It warns of values that it cannot use, and takes the default.
func readLimits(env getenv, warn func(string)) limits {
	number := func(name string, fallback, least int64) int64 {
		text := env(name)
		if text == "" {
			return fallback
		}
		n, ok := natural(strings.TrimPrefix(text, "+"))
		if !ok || n < least {
			warn(name + "=" + text + " is not a number of at least " + strconv.FormatInt(least, 10) + "; using the default")
			return fallback
		}
		return min(n, mostBytes)
	}
	duration := func(name string, fallback time.Duration) time.Duration {
		text := env(name)
		if text == "" {
			return fallback
		}
		d, ok := parseDuration(text)
		if !ok {
			warn(name + "=" + text + " is neither seconds nor a duration; using the default")
			return fallback
		}
		return d
	}
	l := limits{
		initBody:    number("OWGEN_MAX_INIT", 65<<20, 1),
		body:        number("OWGEN_MAX_BODY", 8<<20, 1),
		inflight:    number("max_inflight", 0, 0),
		connections: number("OWGEN_MAX_CONNECTIONS", 0, 0),
		read:        duration("read_timeout", readTime),
		write:       duration("write_timeout", 30*time.Second),
		exec:        duration("exec_timeout", 0),
	}
	if env("OWGEN_MAX_BODY") != "" {
		l.stream = l.body
	}
	// The watchdogs keep serving for as long as write_timeout, which is all of a pod's grace period, and then give
	// running calls as long again. If a child ended earlier, all calls that they forward meanwhile would fail.
	if isWatchdogChild(env) {
		l.interval = duration("healthcheck_interval", l.write)
		l.grace = l.interval + l.write
	} else {
		l.interval = duration("healthcheck_interval", min(l.write, 2*time.Second))
		l.grace = l.write
	}
	return l
}

// parseDuration reads a number of seconds, or a duration as Go writes it. It may have 68 years, so that two can be added.
func parseDuration(text string) (time.Duration, bool) {
	const most = 1 << 31
	if n, ok := natural(strings.TrimPrefix(text, "+")); ok && n < most {
		return time.Duration(n) * time.Second, true
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && 0 <= d && d < most*time.Second
}

//go:noinline // which would make the program larger
func tooLarge(limit int64) error {
	return &refusal{413, "the body is larger than " + strconv.FormatInt(limit, 10) + " bytes"}
}
