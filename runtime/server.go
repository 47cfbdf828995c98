package ow

import (
	"cmp"
	"net"
	"net/url"
	"os"
	"strings"
)

// A server is the process while it serves.
type server struct {
	site      *site
	limits    limits
	gate      *gate
	lock      lockFile
	transport transport
}

// serve listens, serves until it is told to stop, and returns the exit code. Until the listener is open every attempt of
// the invoker to connect is time lost, so nothing comes before it. (OW-1)
func (p *program) serve() int {
	port := listenPort(p.env)
	listener, err := net.Listen("tcp", ":"+port)
	if err != nil {
		p.log.warn("cannot listen: " + err.Error())
		return 1
	}
	signals := stopSignals()
	s, err := p.newServer()
	if err != nil {
		p.log.warn(err.Error())
		return 2
	}
	if p.env("__OW_API_HOST") != "" && port != defaultPort {
		p.log.warn("listening on " + port + ", but OpenWhisk always calls port " + defaultPort)
	}
	if isTerminal(p.stderr) {
		p.log.warn("listening on " + listener.Addr().String())
	}
	s.lock = writeLock(p.env, s.site.platform)
	failed := make(chan error, 1)
	go limitHeap(p.env, os.DirFS("/")) // which serving, started later, does not wait for
	go func() { failed <- s.transport.serve(listener) }()
	select {
	case err := <-failed:
		s.lock.remove()
		p.log.warn("serving: " + err.Error())
		return 1
	case <-signals:
		s.drain(signals)
		return 0
	}
}

// newServer puts a server together from the environment.
func (p *program) newServer() (*server, error) {
	if p.env.flag("jwt_auth") && !isWatchdogChild(p.env) {
		return nil, message("jwt_auth is set, and owgen cannot check tokens; unset it, or run under of-watchdog, which can")
	}
	detected, err := detectPlatform(p.env)
	if err != nil {
		return nil, err
	}
	if name := p.env("OWGEN_ACTION"); name != "" {
		if _, err := p.actions.choose(name, byVariable); err != nil {
			return nil, message("OWGEN_ACTION: " + err.Error())
		}
	}
	failures, err := readFailures(p.env, p.log)
	if err != nil {
		return nil, err
	}
	s := &server{limits: readLimits(p.env, p.log.warn), gate: newGate()}
	s.site = &site{
		platform: detected,
		whisk: &whisk{
			actions: p.actions, named: p.env("OWGEN_ACTION"), limits: &s.limits, gate: s.gate,
			log: p.log, stdout: p.stdout, stderr: p.stderr,
			concurrent: p.env.flag("__OW_ALLOW_CONCURRENT"),
		},
		plain: &plain{
			actions: p.actions, named: p.env("OWGEN_ACTION"), platform: detected, limits: &s.limits, gate: s.gate,
			failures: failures,
		},
	}
	b := bounds{header: headerTime, write: writeTime}
	if detected != openWhisk {
		b.header = min(cmp.Or(s.limits.read, headerTime), headerTime)
		b.write = cmp.Or(s.limits.write, writeTime)
	}
	s.transport = newNetHTTP(s.site, failures, b)
	return s, nil
}

const defaultPort = "8080"

// listenPort returns the port to listen on. The child of a watchdog in mode http inherits the port of the watchdog, and
// is to listen where the watchdog forwards to. (openfaas/of-watchdog: config/config.go)
func listenPort(env getenv) string {
	if isWatchdogChild(env) {
		if u, err := url.Parse(upstreamURL(env)); err == nil && u.Port() != "" {
			return u.Port()
		}
	}
	return cmp.Or(env("PORT"), env("port"), defaultPort)
}

// isWatchdogChild reports whether of-watchdog started this process to forward requests to it.
func isWatchdogChild(env getenv) bool { return env("mode") == "http" && upstreamURL(env) != "" }

func upstreamURL(env getenv) string {
	return addScheme(cmp.Or(env("upstream_url"), env("http_upstream_url")))
}

// addScheme makes a URL of host:port, which url.Parse would take for a scheme.
func addScheme(u string) string {
	if u == "" || strings.Contains(u, "://") {
		return u
	}
	return "http://" + u
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
