package recipe

import (
	"bytes"
	"text/template"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/mark"
	"github.com/owgen/owgen/internal/rootfs"
)

// FileHeader is GoHeader for files whose comments start with #.
const FileHeader = "# " + mark.Generated

// What an image consists of besides the program.
const (
	RootfsFull       = "full"       // certificates, /tmp and users, from a rootfs.tar beside the Dockerfile
	RootfsMinimal    = "minimal"    // nothing
	RootfsMultistage = "multistage" // as full, and the program is built in the image's own build
)

// The files in the build context.
const (
	binaryName = "action" // becomes the image's only program
	RootfsName = "rootfs.tar"
)

// hostBuilt is the image of a static binary that was built, and perhaps tested, outside of it. The user is numeric and the
// forms are exec forms because an empty image has neither users nor a shell. Files that a COPY alone would put into /etc
// and /tmp come in an archive, see package rootfs.
var hostBuilt = template.Must(template.New("Dockerfile").Funcs(quoting).Parse(FileHeader + `
#
# Run these two commands in the directory of package {{.Package}}. The first one builds the binary that owgen image builds,
# whatever the environment says. Of GOFLAGS it keeps what chooses the source, and the -X flags of the linker.
#
#	{{.Build}}
#	docker build -t {{.Image}} {{with .File}}-f {{sh .}} {{end}}{{sh .Context}}
{{- if .Minimal}}
#
# The image holds the program and nothing else. There are no certificates, so TLS to other servers fails (x509: certificate
# signed by unknown authority), no /tmp, so os.CreateTemp fails, and no users that os/user could look up.
{{- end}}

FROM scratch
{{- if not .Minimal}}
ADD {{.Rootfs}} /
{{- end}}
COPY {{.Binary}} /{{.Binary}}` + howToRun))

// multistage builds the program too. Nothing in it needs a shell, so the builder may be as bare as it likes.
var multistage = template.Must(template.New("Dockerfile").Funcs(quoting).Parse(FileHeader + `
#
# Run this command in the directory of package {{.Package}}. It needs BuildKit, which is docker's default, or podman:
# the classic builder of docker does not know BUILDPLATFORM.
#
#	docker build {{.Arguments}} -t {{.Image}} -f {{sh .File}} {{sh .Context}}

ARG BUILDER=golang:{{.Go}}
FROM --platform=$BUILDPLATFORM $BUILDER AS build
ARG TARGETOS
ARG TARGETARCH
ARG GOEXPERIMENT
ARG GOFIPS140
ARG {{.LDFlags}}
ENV GOOS=$TARGETOS GOARCH=$TARGETARCH{{range .Variables}} {{.}}{{end}}
ENV GOFLAGS="{{.Goflags}}"
WORKDIR /src
COPY . .
RUN ["go", "build"{{with .Tags}}, {{printf "%q" .}}{{end}}, "-o", "/{{.Binary}}", {{printf "%q" .Source}}]

FROM scratch
ADD [{{printf "%q" .Rootfs}}, "/"]
COPY --from=build /{{.Binary}} /{{.Binary}}` + howToRun))

// howToRun ends each Dockerfile.
const howToRun = `
EXPOSE 8080
USER {{.User}}
{{- if .Healthcheck}}
HEALTHCHECK CMD ["/{{.Binary}}", "-healthcheck"]
{{- end}}
ENTRYPOINT ["/{{.Binary}}"]
`

// imageFiles writes the Dockerfile and what belongs beside it: the archive of its root file system, and a file that keeps
// out of git, or in a multi-stage build out of the context, what does not belong there.
func imageFiles(s Settings, r recipe, l model.Layout) ([]model.File, error) {
	text := hostBuilt
	if r.Multistage {
		text = multistage
	}
	var buf bytes.Buffer
	if err := text.Execute(&buf, r); err != nil {
		return nil, err
	}
	files := []model.File{{Path: l.Dockerfile, Data: buf.Bytes()}}
	if l.Rootfs != "" {
		certificates := s.Certificates
		if certificates == nil {
			certificates = rootfs.Roots()
		}
		archive, err := rootfs.Tar(certificates)
		if err != nil {
			return nil, err
		}
		files = append(files, model.File{Path: l.Rootfs, Data: archive})
	}
	if l.Dockerignore != "" {
		files = append(files, model.File{Path: l.Dockerignore, Data: []byte(FileHeader + "\n.git\n")})
	}
	if l.Gitignore != "" {
		files = append(files, model.File{Path: l.Gitignore, Data: []byte(FileHeader + "\n/" + binaryName + "\n")})
	}
	return files, nil
}
