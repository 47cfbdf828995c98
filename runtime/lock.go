package ow

import "os"

// A lockFile tells exec probes that the process serves: cat /tmp/.lock. It is written if possible; nothing of ours
// depends on it. (openfaas/faas-netes: pkg/k8s/probes.go, MakeProbes)
type lockFile string

// writeLock writes the lock file, if the platform has such probes and suppress_lock is off. Behind of-watchdog the file
// belongs to the watchdog, which complains if it is gone.
func writeLock(env getenv, p platform) lockFile {
	if p != onOpenFaaS && p != onKubernetes || env.flag("suppress_lock") || isWatchdogChild(env) {
		return ""
	}
	path := os.TempDir() + string(os.PathSeparator) + ".lock"
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
