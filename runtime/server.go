package ow

import (
	"cmp"
	"net"
	"strings"
	"time"

	"github.com/owgen/owgen/runtime/internal/logstyle"
	"github.com/owgen/owgen/runtime/transport"
)

// A server is the process while it serves.
type server struct {
	site      *site
	limits    limits
	config    transport.Config
	gate      *gate
	lock      lockFile
	transport transport.Server
	metrics   *metrics // nil: none
}

// serve listens, serves until it is told to stop, and returns the exit code. Until the listener is open, the invoker's
// attempts to connect fail and cost time, so it is opened before anything else. (OW-1)
func (p *program) serve() int {
	port := listenPort(p.env)
	listener, err := listen(p.env("OWGEN_HOST"), port)
	surviveBrokenPipes()
	if err != nil {
		p.log.fail("cannot listen: " + err.Error())
		if _, isSetting := err.(message); isSetting {
			return 2
		}
		return 1
	}
	signals := stopSignals()
	s, err := p.newServer()
	if err != nil {
		p.log.fail(err.Error())
		return 2
	}
	if p.env("__OW_API_HOST") != "" && port != defaultPort {
		p.log.warn("listening on " + port + ", but OpenWhisk always calls port " + defaultPort)
	}
	if logstyle.IsTerminal(p.stderr) {
		p.log.inform("listening on " + listener.Addr().String())
	}
	s.lock = writeLock(p.env, s.site.platform)
	failed := make(chan error, 1)
	go limitHeap(p.env, readBelowRoot) // which serving, started later, does not wait for
	go func() { failed <- s.transport.Serve(listener) }()
	if s.metrics != nil {
		s.metrics.serve(p.actions, s.config, time.Since(p.began))
	}
	select {
	case err := <-failed:
		s.lock.remove()
		p.log.fail("serving: " + err.Error())
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
	if s.metrics, err = readMetrics(p.env); err != nil {
		return nil, err
	}
	if s.metrics != nil {
		s.metrics.expect(p.actions)
	}
	s.site = &site{
		platform: detected,
		openWhisk: &openWhisk{
			actions: p.actions, named: p.env("OWGEN_ACTION"), limits: &s.limits, gate: s.gate,
			log: p.log, stdout: p.stdout, stderr: p.stderr,
			concurrent: p.env.flag("__OW_ALLOW_CONCURRENT"),
		},
		faas: &faas{
			actions: p.actions, named: p.env("OWGEN_ACTION"), platform: detected, limits: &s.limits, gate: s.gate,
			failures: failures,
		},
	}
	s.config = s.bounds()
	s.config.Handle, s.config.Log = newCarrier(s.site, failures, newObserver(p.env, p.log, s.metrics)).handle, p.log.warn
	s.transport = p.actions.transport(s.config)
	return s, nil
}

// bounds returns the limits of the transport, which hold whatever is called.
func (s *server) bounds() transport.Config {
	c := transport.Config{
		Header: headerTime, Read: readTime, Idle: idleTime, Write: writeTime, Connections: int(s.limits.connections),
	}
	if s.site.platform != onOpenWhisk {
		c.Header = min(cmp.Or(s.limits.read, headerTime), headerTime)
		c.Write = cmp.Or(s.limits.write, writeTime)
	}
	return c
}

// listen opens a port on all addresses, or on that of host. Package net itself would look up names, and link the code for that.
func listen(host, port string) (net.Listener, error) {
	n, ok := portNumber(port)
	if !ok {
		return nil, message("PORT=" + port + ": want a number up to 65535")
	}
	at := &net.TCPAddr{Port: n}
	if host != "" {
		if at.IP = net.ParseIP(host); at.IP == nil {
			return nil, message("OWGEN_HOST=" + host + ": want an IP address")
		}
	}
	return net.ListenTCP("tcp", at)
}

const defaultPort = "8080"

// listenPort returns the port to listen on. The child of a watchdog in mode http inherits the watchdog's port, but must
// listen where the watchdog forwards to. (openfaas/of-watchdog: config/config.go)
func listenPort(env getenv) string {
	if isWatchdogChild(env) {
		if port := portOf(upstreamURL(env)); port != "" {
			return port
		}
	}
	return cmp.Or(env("PORT"), env("port"), defaultPort)
}

// portOf returns the port in a URL, "" if there is none.
func portOf(u string) string {
	_, authority, _ := strings.Cut(u, "://")
	if i := indexAny(authority, "/?#"); i >= 0 {
		authority = authority[:i]
	}
	_, port, ok := splitPort(authority[strings.LastIndexByte(authority, '@')+1:])
	if !ok {
		return ""
	}
	return port
}

// isWatchdogChild reports whether of-watchdog started this process to forward requests to it.
func isWatchdogChild(env getenv) bool { return env("mode") == "http" && upstreamURL(env) != "" }

//go:noinline // which would make the program larger
func upstreamURL(env getenv) string {
	return addScheme(cmp.Or(env("upstream_url"), env("http_upstream_url")))
}

// addScheme makes a URL of host:port.
func addScheme(u string) string {
	if u == "" || strings.Contains(u, "://") {
		return u
	}
	return "http://" + u
}
