package recipe

import (
	"bytes"
	"path/filepath"
	"text/template"

	"github.com/owgen/owgen/gen/internal/model"
)

// makefile is a beginning, for the user to change. The image is built by what there is: docker, podman, or owgen itself.
var makefile = template.Must(template.New("Makefile").Funcs(quoting).Parse(`# Written once by owgen -makefile, and yours from now on.

IMAGE ?= {{.Image}}
# owgen as a tool of this module, or else as a command.
OWGEN ?= $(shell go tool -n owgen >/dev/null 2>&1 && echo go tool owgen || echo owgen)

.PHONY: build generate test image zip clean

build: generate ## the program, for this machine
	go build {{with .Tags}}{{make .}} {{end}}-o {{make .Name}} {{make .Program}}

generate:
	go generate .

test: generate
	go vet {{with .Tags}}{{make .}} {{end}}./...
	go test {{with .Tags}}{{make .}} {{end}}./...

image: generate ## with docker, with podman, or without either
{{- if .Context}}
{{- if not .Multistage}}
	{{command .Build}}
{{- end}}
	@for engine in docker podman; do \
		if $$engine info >/dev/null 2>&1; then \
			exec $$engine build {{with .Arguments}}{{command .}} {{end}}-t $(IMAGE) {{with .File}}-f {{make .}} {{end}}{{make .Context}}; \
		fi; \
	done; \
	exec {{template "image" .}}
{{- else}}
	{{template "image" .}}
{{- end}}

zip: generate ## for wsk action create {{.Image}} {{.Image}}.zip --native
	$(OWGEN) zip {{with .Tags}}{{make .}} {{end}}-o {{.Image}}.zip {{make .Program}}

clean:
	rm -f {{make .Name}} {{.Image}}.tar {{.Image}}.zip{{if and .Context (not .Multistage)}} {{make (print .Context "/" .Binary)}}{{end}}

{{- define "image"}}$(OWGEN) image {{if .Minimal}}-rootfs minimal {{end}}{{with .Certificates}}-ca {{make .}} {{end}}{{if .Healthcheck}}-healthcheck {{end -}}
	{{with .Tags}}{{make .}} {{end}}-t $(IMAGE) -o {{.Image}}.tar {{make .Program}}{{end}}
`))

// makefileOf writes a Makefile beside the package.
func makefileOf(r recipe, p *model.Package) (model.File, error) {
	var buf bytes.Buffer
	if err := makefile.Execute(&buf, r); err != nil {
		return model.File{}, err
	}
	return model.File{Path: filepath.Join(p.Dir, "Makefile"), Data: buf.Bytes(), Once: true}, nil
}
