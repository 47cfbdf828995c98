package ow

// A platform is what started the process, as far as the environment tells.
type platform string

const (
	unmarked     platform = "" // nothing tells: OpenWhisk in part, faasd, a shell
	onOpenWhisk  platform = "openwhisk"
	onOpenFaaS   platform = "openfaas"
	onKnative    platform = "knative"
	onKubernetes platform = "kubernetes" // not OpenWhisk; nothing more is known
)

// detectPlatform returns the platform that the environment marks, or that OWGEN_PLATFORM names.
func detectPlatform(env getenv) (platform, error) {
	name := env("OWGEN_PLATFORM")
	switch known := lower(name); known {
	case "openwhisk", "openfaas", "knative":
		return platform(known), nil
	case "", "auto":
	default:
		return "", message("OWGEN_PLATFORM=" + name + ": want openwhisk, openfaas, knative or auto")
	}
	switch {
	case env("__OW_API_HOST") != "": // apache/openwhisk: DockerContainerFactory, KubernetesContainerFactory
		return onOpenWhisk, nil
	case env("K_SERVICE") != "": // knative/specs: specs/serving/runtime-contract.md
		return onKnative, nil
	case env("OPENFAAS_NAME") != "", env("OPENFAAS_NAMESPACE") != "", // openfaas/faas-netes: deploy.go
		env("fprocess") != "", env("function_process") != "": // openfaas/of-watchdog: config/config.go
		return onOpenFaaS, nil
	case env("KUBERNETES_SERVICE_HOST") != "":
		return onKubernetes, nil
	}
	return unmarked, nil
}

// reported is what handlers see: only names that mean something to them.
func (p platform) reported() string {
	if p == onKubernetes {
		return ""
	}
	return string(p)
}

// leavesEndpointsLate reports whether requests still arrive for a while after SIGTERM, until the platform's routing has
// noticed. OpenWhisk wants the opposite: it reschedules calls that are refused at once. (apache/openwhisk: PR 5283)
func (p platform) leavesEndpointsLate() bool {
	return p == onOpenFaaS || p == onKnative || p == onKubernetes
}
