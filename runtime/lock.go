package ow

import (
	"os"
	"path/filepath"
)

// A lockFile tells exec probes that the process serves: cat /tmp/.lock. Nothing of ours depends on it, so that it is
// best effort. (openfaas/faas-netes: pkg/k8s/probes.go, MakeProbes)
type lockFile string

// writeLock writes the lock file, where the platform has such probes and nobody suppressed it. Behind of-watchdog the
// file is the watchdog's, which complains when it is gone.
func writeLock(env getenv, p platform) lockFile {
	if p != onOpenFaaS && p != onKubernetes || env.flag("suppress_lock") || isWatchdogChild(env) {
		return ""
	}
	path := filepath.Join(os.TempDir(), ".lock")
	if os.WriteFile(path, nil, 0o660) != nil {
		return ""
	}
	return lockFile(path)
}

func (l lockFile) remove() {
	if l != "" {
		os.Remove(string(l))
	}
}
