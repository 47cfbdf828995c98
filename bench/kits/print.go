package kits

import (
	"fmt"
	"path/filepath"
	"strings"
)

// functions are the directories of what is compared.
var functions = []string{"webhook", "thumbnail", "subscribe", "export", "billing"}

// A kit is what functions are written with.
type kit struct {
	dir, name string
	lacks     []string // what none of the five can do with it, what it costs, and where it runs
}

// kits are the contenders, owgen first.
var kits = []kit{
	{"owgen", "owgen", []string{
		"a step generates a program, which lies beside the function",
		"no WebSockets, no batches of events, no multipart form in a struct",
		"an event is refused if its data does not fit, whatever its type is: one that takes several types decodes the data itself",
	}},
	{"openwhisk", "OpenWhisk's Go runtime", []string{
		"no streams: an export is one text, and fails above 1 MB",
		"nothing is typed: base64 or text depends on the Content-Type, and a wrong assertion ends the process",
		"OpenWhisk only",
	}},
	{"openfaas", "OpenFaaS's templates", []string{
		"golang-http has no streams, and reads bodies of any size into memory: an export needs golang-middleware, which is net/http",
		"an error is 500 and says nothing: each refusal is an answer made by hand",
		"OpenFaaS only",
	}},
	{"knative", "Knative's func", []string{
		"bodies of any size are read into memory, unless each function limits them",
		"what the SDK of CloudEvents refuses, and what such a function says itself, is text and not JSON",
		"any container with a port, but neither OpenWhisk nor a shell",
	}},
}

// Print prints the size of each function with each kit, and what the kits lack. It runs in the directory of the module.
func Print() error {
	table, err := Table("kits")
	if err != nil {
		return err
	}
	fmt.Printf("Lines of code, and tokens, without comments, blank lines and generated files:\n\n%s", table)
	for _, k := range kits {
		fmt.Printf("\nWith %s:\n", k.name)
		for _, what := range k.lacks {
			fmt.Printf("- %s\n", what)
		}
	}
	return nil
}

// Table returns the sizes as a Markdown table. dir is that of this package.
func Table(dir string) (string, error) {
	var b strings.Builder
	b.WriteString("| the function |")
	for _, k := range kits {
		fmt.Fprintf(&b, " %s |", k.name)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(kits)) + "\n")
	sums := make([]Size, len(kits))
	for _, f := range functions {
		fmt.Fprintf(&b, "| %s |", f)
		for n, k := range kits {
			size, err := Of(filepath.Join(dir, f, k.dir))
			if err != nil {
				return "", err
			}
			sums[n] = sums[n].plus(size)
			fmt.Fprintf(&b, " %d, %d |", size.Lines, size.Tokens)
		}
		b.WriteString("\n")
	}
	b.WriteString("| all five |")
	for _, s := range sums {
		fmt.Fprintf(&b, " %d, %d |", s.Lines, s.Tokens)
	}
	b.WriteString("\n| owgen's share |")
	for _, s := range sums {
		fmt.Fprintf(&b, " %.2f, %.2f |", float64(sums[0].Lines)/float64(s.Lines), float64(sums[0].Tokens)/float64(s.Tokens))
	}
	b.WriteString("\n")
	return b.String(), nil
}
