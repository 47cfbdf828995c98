// Package image writes container images without an engine: as an OCI layout that docker load can read, too, in a
// directory or in one tar file. The same contents make the same bytes, so an image has the same digest wherever it is
// built.
//
// Sources: opencontainers/image-spec (image-layout.md, manifest.md, config.md) for the layout; moby/moby
// (image/tarexport/load.go) for manifest.json, which names the same blobs.
package image

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"time"
)

// The media types of what a layout holds.
const (
	indexType    = "application/vnd.oci.image.index.v1+json"
	manifestType = "application/vnd.oci.image.manifest.v1+json"
	configType   = "application/vnd.oci.image.config.v1+json"
	layerType    = "application/vnd.oci.image.layer.v1.tar+gzip"
)

// A Config is what an engine has to know to run an image. It is the same for all platforms.
type Config struct {
	Entrypoint  []string
	User        string
	Port        int // TCP
	Labels      map[string]string
	Healthcheck []string // a command, none if empty
	Created     time.Time
}

// A Variant is an image for one platform.
type Variant struct {
	Platform Platform
	Layers   []Layer
}

// A File is one file of a layout.
type File struct {
	Name string // with slashes
	Data []byte
}

// An Image is the layout of an image.
type Image struct {
	Files  []File
	Digest string // of the manifest, or of the index if there are several
	Size   int    // of all blobs, in bytes: what a registry stores
}

// New makes an image of one or more variants. name is the reference under which engines store it, as ParseName returns
// it; the digest does not depend on it. An engine that takes one platform only, as docker does without containerd's
// image store, gets the platform of this machine, or else the first.
func New(c Config, name string, variants []Variant) Image {
	l := layout{have: map[string]bool{}}
	var manifests, configs []descriptor
	for _, v := range variants {
		m, config := l.addVariant(c, v)
		manifests, configs = append(manifests, m), append(configs, config)
	}
	top, native := manifests[0], 0
	if len(variants) > 1 {
		top = l.addJSON(indexType, index{Schema: 2, MediaType: indexType, Manifests: manifests})
		for i, v := range variants {
			if v.Platform.Arch == runtime.GOARCH {
				native = i
			}
		}
	}
	top.Annotations = map[string]string{
		"io.containerd.image.name":          name,
		"org.opencontainers.image.ref.name": name[strings.LastIndexByte(name, ':')+1:],
	}

	var layers []string
	for _, layer := range variants[native].Layers {
		layers = append(layers, blobName(layer.digest))
	}
	files := []File{
		{"oci-layout", []byte(`{"imageLayoutVersion":"1.0.0"}`)},
		{"index.json", marshal(index{Schema: 2, MediaType: indexType, Manifests: []descriptor{top}})},
		{"manifest.json", marshal([]any{map[string]any{
			"Config": blobName(configs[native].Digest), "RepoTags": []string{familiar(name)}, "Layers": layers,
		}})},
	}
	size := 0
	for _, blob := range l.blobs {
		size += len(blob.Data)
	}
	return Image{Files: append(files, l.blobs...), Digest: top.Digest, Size: size}
}

// A layout collects blobs.
type layout struct {
	blobs []File
	have  map[string]bool // by digest
}

// add adds a blob, unless it is there already, and describes it.
func (l *layout) add(mediaType, digest string, data []byte) descriptor {
	if !l.have[digest] {
		l.have[digest] = true
		l.blobs = append(l.blobs, File{blobName(digest), data})
	}
	return descriptor{MediaType: mediaType, Digest: digest, Size: len(data)}
}

func (l *layout) addJSON(mediaType string, v any) descriptor {
	data := marshal(v)
	return l.add(mediaType, digestOf(data), data)
}

// addVariant adds the blobs of a variant and describes its manifest and its configuration.
func (l *layout) addVariant(c Config, v Variant) (m, config descriptor) {
	var layers []descriptor
	var diffs []string
	var steps []history
	for _, layer := range v.Layers {
		layers = append(layers, l.add(layerType, layer.digest, layer.data))
		diffs = append(diffs, layer.diffID)
		steps = append(steps, history{Created: c.Created, CreatedBy: "owgen image: " + layer.what})
	}
	config = l.addJSON(configType, configFile{
		Created: c.Created, Architecture: v.Platform.Arch, OS: v.Platform.OS, Variant: v.Platform.Variant,
		Config:  c.execution(),
		RootFS:  rootFS{Type: "layers", DiffIDs: diffs},
		History: steps,
	})
	m = l.addJSON(manifestType, manifest{Schema: 2, MediaType: manifestType, Config: config, Layers: layers})
	p := v.Platform
	m.Platform = &p
	return m, config
}

// execution is c in the form of an image's configuration.
func (c Config) execution() execution {
	e := execution{User: c.User, Entrypoint: c.Entrypoint, Labels: c.Labels, WorkingDir: "/"}
	if c.Port != 0 {
		e.ExposedPorts = map[string]struct{}{fmt.Sprintf("%d/tcp", c.Port): {}}
	}
	if len(c.Healthcheck) > 0 {
		e.Healthcheck = &healthcheck{Test: append([]string{"CMD"}, c.Healthcheck...)}
	}
	return e
}

// marshal is json.Marshal for values that always have a JSON form.
func marshal(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // unreachable: they hold strings, numbers and times
	}
	return data
}

// The JSON of a layout, with the names of the specification.
type (
	descriptor struct {
		MediaType   string            `json:"mediaType"`
		Digest      string            `json:"digest"`
		Size        int               `json:"size"`
		Platform    *Platform         `json:"platform,omitempty"`
		Annotations map[string]string `json:"annotations,omitempty"`
	}
	index struct {
		Schema    int          `json:"schemaVersion"`
		MediaType string       `json:"mediaType"`
		Manifests []descriptor `json:"manifests"`
	}
	manifest struct {
		Schema    int          `json:"schemaVersion"`
		MediaType string       `json:"mediaType"`
		Config    descriptor   `json:"config"`
		Layers    []descriptor `json:"layers"`
	}
	configFile struct {
		Created      time.Time `json:"created"`
		Architecture string    `json:"architecture"`
		OS           string    `json:"os"`
		Variant      string    `json:"variant,omitempty"`
		Config       execution `json:"config"`
		RootFS       rootFS    `json:"rootfs"`
		History      []history `json:"history"`
	}
	execution struct {
		User         string              `json:",omitempty"`
		ExposedPorts map[string]struct{} `json:",omitempty"`
		Entrypoint   []string            `json:",omitempty"`
		WorkingDir   string              `json:",omitempty"`
		Labels       map[string]string   `json:",omitempty"`
		Healthcheck  *healthcheck        `json:",omitempty"` // docker's own
	}
	healthcheck struct{ Test []string }
	rootFS      struct {
		Type    string   `json:"type"`
		DiffIDs []string `json:"diff_ids"`
	}
	history struct {
		Created   time.Time `json:"created"`
		CreatedBy string    `json:"created_by"`
	}
)
