// Package manifest writes the files that deploy a program: a manifest of wskdeploy for OpenWhisk, a stack.yaml for
// OpenFaaS, a service for Knative, a template of SAM for AWS Lambda.
//
//	manifest.go    what a manifest is about, and the names that platforms accept
//	openwhisk.go   openfaas.go  knative.go  lambda.go
//	wskdeploy.go   what wskdeploy does to values
//	yaml.go        YAML that all readers read alike
package manifest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/owgen/owgen/gen"
)

// A Service is what a manifest deploys.
type Service struct {
	Name      string // as Name or CheckName gives it
	Image     string
	Namespace string // "" leaves it to the tools
	Actions   []gen.Action
	Web       Web // OpenWhisk
}

// Web says which actions are web actions.
type Web int

// The choices.
const (
	WebByForm Web = iota // those that take requests, which mean little elsewhere
	WebAll
	WebNone
)

// isWeb reports whether a is deployed as a web action.
func (s Service) isWeb(a gen.Action) bool { return s.Web == WebAll || s.Web == WebByForm && a.Request }

// WebActions are the names of the web actions.
func (s Service) WebActions() []string {
	var names []string
	for _, a := range s.Actions {
		if s.isWeb(a) {
			names = append(names, a.Name)
		}
	}
	return names
}

// label matches a label of RFC 1035. Kubernetes, and so Knative, accepts only these as the name of a service. OpenFaaS
// accepts these and some more; OpenWhisk accepts nearly everything.
var label = regexp.MustCompile(`^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$`)

// Name makes the name of a service from that of a program: My.Func becomes my-func.
func Name(program string) (string, error) {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(program))
	name = strings.Trim(name[:min(len(name), 63)], "-")
	if !label.MatchString(name) {
		return "", fmt.Errorf("%q makes no name of a service: choose one with -name", program)
	}
	return name, nil
}

// CheckName returns an error if s is not a name that all platforms accept.
func CheckName(s string) error {
	if !label.MatchString(s) {
		return fmt.Errorf("%q cannot name a service: want at most 63 of a-z, 0-9 and -, a letter first and no - last", s)
	}
	return nil
}

// names lists the actions, the default one marked.
func names(actions []gen.Action) string {
	var list []string
	for _, a := range actions {
		if a.Default {
			list = append(list, a.Name+" (the default)")
			continue
		}
		list = append(list, a.Name)
	}
	return strings.Join(list, ", ")
}

// choice returns comment lines that say how callers of plain HTTP choose one of several actions.
func choice(s Service, path string) []string {
	if len(s.Actions) < 2 {
		return nil
	}
	return []string{
		"The last element of the path chooses one of the actions " + names(s.Actions) + ",",
		"as in " + path + s.Actions[0].Name + "; the variable OWGEN_ACTION chooses one for all calls.",
	}
}

// printable reports whether a string is one visible line.
func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}
