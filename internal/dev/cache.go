package dev

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
)

// historyDir returns where the calls of a package in a directory are kept over restarts.
func historyDir(dir string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	sum := sha256.Sum256([]byte(dir))
	return filepath.Join(cache, "owgen", "dev", hex.EncodeToString(sum[:12])), nil
}
