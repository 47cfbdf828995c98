package image

import (
	"fmt"
	"regexp"
	"strings"
)

// The grammar of names is that of distribution/reference: a path of elements in lower case, with an optional registry
// before it and an optional tag after it.
var (
	element  = `[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`
	host     = `(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?`
	fullName = regexp.MustCompile(`^(?:(` + host + `)/)?(` + element + `(?:/` + element + `)*)(?::([\w][\w.-]{0,127}))?$`)
)

// ParseName completes the name of an image as docker does: reverse becomes docker.io/library/reverse:latest.
func ParseName(s string) (string, error) {
	m := fullName.FindStringSubmatch(s)
	if m == nil || len(s) > 255 {
		return "", fmt.Errorf("%q cannot name an image: want name, name:tag or registry/name:tag, the name in lower case", s)
	}
	registry, path, tag := m[1], m[2], m[3]
	if registry != "" && !strings.ContainsAny(registry, ".:") && registry != "localhost" {
		if strings.ToLower(registry) != registry {
			return "", fmt.Errorf("%q cannot name an image: the name must be in lower case", s)
		}
		registry, path = "", registry+"/"+path // the first element of a path, after all
	}
	if registry == "" {
		registry = "docker.io"
		if !strings.Contains(path, "/") {
			path = "library/" + path
		}
	}
	if tag == "" {
		tag = "latest"
	}
	return registry + "/" + path + ":" + tag, nil
}

// familiar returns the shortest form of a complete name, as docker shows it.
func familiar(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, "docker.io/"), "library/")
}

// Name makes the name of an image from that of a program: My.Func becomes my.func.
func Name(program string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, strings.ToLower(program))
	if name = strings.Trim(name, ".-_"); !fullName.MatchString(name) {
		return "action"
	}
	return name
}
