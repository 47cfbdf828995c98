package ow

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Secret returns the secret called name: the content of the first file of that name in
//
//	$OWGEN_SECRETS            if that is set
//	/var/openfaas/secrets     OpenFaaS
//	/run/secrets              Docker, Podman
//
// without a newline at its end, or else the value of the environment variable name. Files are read anew each time, so
// that a secret that was replaced counts from the next call on. They have at most 1 MiB.
//
// The error says where Secret has looked. It never holds any of a secret, and neither does a line of the log. A file that
// cannot be read is an error: what comes after it is not what was meant.
func Secret(name string) (string, error) {
	return secret(name, os.Getenv, "/var/openfaas/secrets", "/run/secrets")
}

// A noSecret says why there is none. It is no message: a handler that returns it has failed, and not the runtime, so the
// container stays.
type noSecret string

func (n noSecret) Error() string { return string(n) }

// mostSecret is how large a secret may be: as large as one of Kubernetes. (kubernetes/api: core/v1/types.go,
// MaxSecretSize)
const mostSecret = 1 << 20

func secret(name string, env getenv, directories ...string) (string, error) {
	if name == "." || !filepath.IsLocal(name) || strings.ContainsAny(name, "/\x00") || strings.ContainsRune(name, filepath.Separator) {
		return "", noSecret("secret " + strconv.Quote(name) + ": this is no name of a file, as that of a secret must be")
	}
	if own := env("OWGEN_SECRETS"); own != "" {
		directories = append([]string{own}, directories...)
	}
	for _, dir := range directories {
		text, err := readSecret(filepath.Join(dir, name))
		if err == nil {
			return text, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", noSecret("secret " + strconv.Quote(name) + ": " + err.Error())
		}
	}
	if text, ok := os.LookupEnv(name); ok {
		return text, nil
	}
	return "", noSecret("secret " + strconv.Quote(name) + ": there is no such file in " + strings.Join(directories, ", ") +
		", and no such environment variable")
}

// readSecret reads a file, and nothing that could keep it waiting.
func readSecret(path string) (string, error) {
	file, err := openSecret(path, os.Stat)
	if errors.Is(err, fs.ErrNotExist) { // once more: Kubernetes may just have removed what a link led to
		file, err = openSecret(path, os.Stat)
	}
	if err != nil {
		return "", err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostSecret+1)) // some files do not know their size
	switch {
	case err != nil:
		return "", err
	case len(text) > mostSecret:
		return "", noSecret(path + " has more than " + strconv.Itoa(mostSecret) + " bytes")
	}
	line, ended := strings.CutSuffix(string(text), "\n")
	if ended {
		line = strings.TrimSuffix(line, "\r")
	}
	return line, nil
}

// openSecret opens what is a file. What is none is not opened, since that may do something. What has become none since, such as
// a pipe that nobody writes to, keeps nobody waiting.
func openSecret(path string, stat func(path string) (fs.FileInfo, error)) (*os.File, error) {
	info, err := stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() {
		file, err := os.OpenFile(path, os.O_RDONLY|openAtOnce, 0)
		if err != nil {
			return nil, err
		}
		if info, err = file.Stat(); err == nil && info.Mode().IsRegular() {
			return file, nil
		}
		file.Close()
	}
	return nil, noSecret(path + " is not a file")
}
