// Package openfaas deploys, calls and scales a generated program through OpenFaaS's own proxy, the package proxy of
// github.com/openfaas/faas-provider. Around it is a provider that starts the program as a process of this machine, where
// faas-netes would have Kubernetes start a pod, and what the gateway adds to each call.
//
// # Files
//
//	provider_test.go   what faas-netes does: functions and their replicas, and which of them a call goes to
//	replica_test.go    what Kubernetes does: a process, its probes, its end
//	gateway_test.go    what the gateway and faas-cli do
//
// The other files are the tests. The facts are those of openfaas/faas-provider 0.25.12, and of openfaas/faas-netes at 662ce9c:
// pkg/k8s/probes.go, pkg/handlers/deploy.go, pkg/k8s/proxy.go.
package openfaas
