package ow

import "sync/atomic"

// A platform is what started the process, as far as the environment tells.
type platform string

const (
	unmarked   platform = "" // nothing tells: OpenWhisk in part, faasd, a shell
	openWhisk  platform = "openwhisk"
	openFaaS   platform = "openfaas"
	knative    platform = "knative"
	kubernetes platform = "kubernetes" // not OpenWhisk, and no more is known
)

// detectPlatform returns the platform that the environment marks, or that OWGEN_PLATFORM names.
func detectPlatform(env getenv) (platform, error) {
	switch name := env("OWGEN_PLATFORM"); name {
	case "openwhisk", "openfaas", "knative":
		return platform(name), nil
	case "", "auto":
	default:
		return "", message("OWGEN_PLATFORM=" + name + ": want openwhisk, openfaas, knative or auto")
	}
	switch {
	case env("__OW_API_HOST") != "": // apache/openwhisk: DockerContainerFactory, KubernetesContainerFactory
		return openWhisk, nil
	case env("K_SERVICE") != "": // knative/specs: specs/serving/runtime-contract.md
		return knative, nil
	case env("OPENFAAS_NAME") != "", env("OPENFAAS_NAMESPACE") != "", // openfaas/faas-netes: deploy.go
		env("fprocess") != "", env("function_process") != "": // openfaas/of-watchdog: config/config.go
		return openFaaS, nil
	case env("KUBERNETES_SERVICE_HOST") != "":
		return kubernetes, nil
	}
	return unmarked, nil
}

// reported is what handlers see: only names that mean something to them.
func (p platform) reported() string {
	if p == kubernetes {
		return ""
	}
	return string(p)
}

// leavesEndpointsLate reports whether requests still arrive for a while after SIGTERM, until the platform's routing has
// noticed. OpenWhisk asks for the opposite: it reschedules what is refused at once. (apache/openwhisk: PR 5283)
func (p platform) leavesEndpointsLate() bool {
	return p == openFaaS || p == knative || p == kubernetes
}

// A site is everything the process serves over HTTP: it leads each request to the front end that answers it.
type site struct {
	platform platform
	whisk    *whisk
	plain    *plain
	draining atomic.Bool // told to stop: health and readiness say so at once
}

// serve answers c. It reports whether c may be reused: not while a handler that ran out of time may still be running.
func (s *site) serve(c *call) bool {
	c.activation.header = c.header
	switch {
	case c.path == pathInit && s.takesWhisk(c):
		s.whisk.init(c)
	case c.path == pathRun && s.takesWhisk(c):
		s.whisk.run(c)
	case s.platform == openWhisk:
		c.refuse(404, "there is nothing here; OpenWhisk posts to "+pathInit+" and "+pathRun)
	case c.path == pathHealth:
		s.health(c)
	case c.path == pathReady:
		s.ready(c)
	default:
		if meant := s.misspelt(c); meant != "" {
			c.refuse(404, "there is nothing at "+c.path+"; the path is "+meant)
			return true
		}
		return s.plain.serve(c)
	}
	return true
}

// misspelt returns the reserved path that c's is another spelling of, or "". Probes and activations are not to reach an
// action, which would take them for calls.
func (s *site) misspelt(c *call) string {
	meant := reserved(c.path)
	if meant == pathInit || meant == pathRun {
		if !s.takesWhisk(c) || s.plain.actions.exact(lastElement(c.path)) != nil {
			return ""
		}
	}
	return meant
}

// takesWhisk reports whether c may be of OpenWhisk's protocol. On other platforms any caller can ask for /init and /run,
// and must not set variables of this process thereby: what a gateway or proxy passed on is never from OpenWhisk's invoker,
// which is connected directly. (OF-3; openfaas/faas: gateway/handlers/callid_middleware.go, forwarding_proxy.go)
func (s *site) takesWhisk(c *call) bool {
	if s.platform != unmarked {
		return s.platform == openWhisk
	}
	for _, name := range [...]string{"X-Call-Id", "X-Start-Time", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded"} {
		if c.header.Get(name) != "" {
			return false
		}
	}
	return true
}
