package manifest

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/owgen/owgen/internal/shell"
)

// OpenFaaS returns the stack.yaml for faas-cli. handler is the directory of the Dockerfile and the binary, relative to
// that of the stack.yaml. Only this directory becomes the build context.
//
// Faas-cli wants a template even for a mere Dockerfile, and asks the template store for one if there is none. So the
// comment holds commands that make the template and a .dockerignore if they are missing. (openfaas/faas-cli:
// builder/build.go, getTemplate; vendor/github.com/openfaas/go-sdk/builder, CreateBuildContext)
func OpenFaaS(s Service, handler string) ([]byte, error) {
	handler, err := handlerPath(handler)
	if err != nil {
		return nil, err
	}
	ignore := shell.Word(handler + "/.dockerignore")
	comment := []string{
		"faas-cli deploy -f stack.yaml deploys an image that is in a registry.",
		"",
		"To have faas-cli build the image, make the two files that it needs where there are none:",
		"",
		"  mkdir -p template/dockerfile",
		"  test -e template/dockerfile/template.yml || echo 'language: dockerfile' >template/dockerfile/template.yml",
		"  test -e " + ignore + ` || printf '%s\n' .git build template >` + ignore,
		"",
		"Then build the program into " + handler + " as the Dockerfile there says, and run faas-cli up -f stack.yaml.",
	}
	function := mapping{
		{"lang", "dockerfile"},
		{"handler", handler},
		{"image", s.Image},
	}
	if s.Namespace != "" {
		function = append(function, pair{"namespace", s.Namespace})
	}
	function = append(function,
		pair{"readonly_root_filesystem", true}, // which brings a writable /tmp along
		pair{"environment", mapping{
			{"OWGEN_PLATFORM", "openfaas"}, // faasd sets no variable that tells
			// A call must be able to end, and its answer to leave, within the grace period of a pod, which is 30 s.
			{"exec_timeout", "25s"},
			{"read_timeout", "28s"},
			{"write_timeout", "28s"},
			{"healthcheck_interval", "5s"},
			{"OWGEN_METRICS", "true"}, // on the port on which the watchdogs have theirs
		}},
	)
	comment = append(comment, choiceByCurl(s)...)
	return document(comment, mapping{
		{"version", "1.0"},
		{"provider", mapping{{"name", "openfaas"}}},
		{"functions", mapping{named(s.Name, function)}},
	}), nil
}

// choiceByCurl says how a call chooses an action. Faas-cli cannot: it takes all of two/Sum for the name of a function,
// and appends the namespace. (openfaas/faas-cli: commands/invoke.go)
func choiceByCurl(s Service) []string {
	comment := choice(s, functionPath(s))
	if comment == nil {
		return nil
	}
	function := s.Name + "/" + s.Actions[0].Name
	return append(comment,
		"Call with curl to choose by the path. faas-cli invoke "+function+" will not do:",
		"it asks for /function/"+function+".NAMESPACE, and no action has such a name.")
}

// functionPath returns the path under which the gateway forwards to the function, with a slash for the rest of the
// path.
func functionPath(s Service) string {
	if s.Namespace == "" {
		return "/function/" + s.Name + "/"
	}
	return "/function/" + s.Name + "." + s.Namespace + "/"
}

// handlerPath completes a directory as faas-cli wants it. It refuses text that could be more than a path, in a comment
// or for the substitution that comes before YAML.
func handlerPath(dir string) (string, error) {
	if !printable(dir) || strings.Contains(dir, "$") {
		return "", fmt.Errorf("%q cannot be the handler: faas-cli would read more than a path in it", dir)
	}
	if !strings.HasPrefix(dir, "/") && !strings.HasPrefix(dir, "./") && !strings.HasPrefix(dir, "../") && dir != "." && dir != ".." {
		dir = "./" + dir
	}
	return cmp.Or(strings.TrimRight(dir, "/"), "/"), nil
}
