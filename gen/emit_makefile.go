package gen

import (
	"bytes"
	"path/filepath"
	"text/template"
)

// makefile is a beginning, for the user to change. The image is built by what there is: docker, podman, or owgen itself.
var makefile = template.Must(template.New("Makefile").Parse(`# Written once by owgen -makefile, and yours from now on.

IMAGE ?= {{.Image}}
# owgen as a tool of this module, or else as a command.
OWGEN ?= $(shell go tool -n owgen >/dev/null 2>&1 && echo go tool owgen || echo owgen)

.PHONY: build generate test image zip clean

build: generate ## the program, for this machine
	go build {{with .TagsFlag}}{{.}} {{end}}-o {{.Name}} {{.Program}}

generate:
	go generate .

test: generate
	go vet {{with .TagsFlag}}{{.}} {{end}}./...
	go test {{with .TagsFlag}}{{.}} {{end}}./...

image: generate ## with docker, with podman, or without either
{{- if .Context}}
{{- if not .Multistage}}
	CGO_ENABLED=0 GOOS=linux go build {{.Flags}} -o {{.Context}}/{{.Binary}} {{.Program}}
{{- end}}
	@for engine in docker podman; do \
		if $$engine info >/dev/null 2>&1; then \
			exec $$engine build -t $(IMAGE) {{with .File}}-f {{.}} {{end}}{{.Context}}; \
		fi; \
	done; \
	exec $(OWGEN) image {{with .ImageFlags}}{{.}} {{end}}-t $(IMAGE) -o {{.Name}}.tar {{.Program}}
{{- else}}
	$(OWGEN) image {{with .ImageFlags}}{{.}} {{end}}-t $(IMAGE) -o {{.Name}}.tar {{.Program}}
{{- end}}

zip: generate ## for wsk action create {{.Name}} {{.Name}}.zip --native
	$(OWGEN) zip {{with .TagsFlag}}{{.}} {{end}}-o {{.Name}}.zip {{.Program}}

clean:
	rm -f {{.Name}} {{.Name}}.tar {{.Name}}.zip{{if and .Context (not .Multistage)}} {{.Context}}/{{.Binary}}{{end}}
`))

// emitMakefile writes a Makefile beside the package.
func emitMakefile(r recipe, p *Package) (File, error) {
	var buf bytes.Buffer
	if err := makefile.Execute(&buf, r); err != nil {
		return File{}, err
	}
	return File{Path: filepath.Join(p.Dir, "Makefile"), Data: buf.Bytes(), Once: true}, nil
}
