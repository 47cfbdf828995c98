package image

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/typo"
)

// A Platform is what an image runs on, in the terms of the OCI. For most platforms these are the same as Go's.
type Platform struct {
	Arch    string `json:"architecture"`
	OS      string `json:"os"`
	Variant string `json:"variant,omitempty"`
}

// architectures lists the architectures for which Linux images are made. Each has its variants, the default variant
// first, and Go's setting for each variant.
var architectures = map[string][]struct{ variant, env string }{
	"386":      {{"", "GO386=sse2"}},
	"amd64":    {{"", "GOAMD64=v1"}, {"v2", "GOAMD64=v2"}, {"v3", "GOAMD64=v3"}},
	"arm":      {{"v7", "GOARM=7"}, {"v6", "GOARM=6"}, {"v5", "GOARM=5"}},
	"arm64":    {{"", "GOARM64=v8.0"}, {"v8", "GOARM64=v8.0"}},
	"loong64":  {{"", ""}},
	"mips64le": {{"", "GOMIPS64=hardfloat"}},
	"ppc64le":  {{"", "GOPPC64=power8"}},
	"riscv64":  {{"", "GORISCV64=rva20u64"}},
	"s390x":    {{"", ""}},
}

// ParsePlatform reads os/arch or os/arch/variant, such as linux/arm64 and linux/arm/v7.
func ParsePlatform(s string) (Platform, error) {
	os, rest, _ := strings.Cut(s, "/")
	arch, variant, _ := strings.Cut(rest, "/")
	known, ok := architectures[arch]
	if os != "linux" || !ok {
		return Platform{}, fmt.Errorf("platform %q: want %s", s, meant(s))
	}
	if variant == "" {
		return Platform{OS: os, Arch: arch, Variant: known[0].variant}, nil
	}
	for _, k := range known {
		if k.variant == variant {
			return Platform{OS: os, Arch: arch, Variant: variant}, nil
		}
	}
	return Platform{}, fmt.Errorf("platform %q: %s has no variant %s; want %s", s, arch, variant, forms(arch))
}

// IsArchitecture reports whether images are made for the architecture, which has Go's name.
func IsArchitecture(s string) bool { return architectures[s] != nil }

// otherNames maps names that architectures have elsewhere to Go's names.
var otherNames = map[string]string{
	"x86_64": "amd64", "x64": "amd64", "aarch64": "arm64", "i386": "386", "i686": "386", "x86": "386", "armhf": "arm", "armv7": "arm",
	"armv7l": "arm", "ppc64el": "ppc64le",
}

// meant returns what an unknown platform may have been meant to be.
func meant(s string) string {
	known := slices.Sorted(maps.Keys(architectures))
	for word := range strings.SplitSeq(s, "/") {
		for _, guess := range []string{word, otherNames[strings.ToLower(word)], typo.Meant(word, known)} {
			if IsArchitecture(guess) {
				return Platform{OS: "linux", Arch: guess, Variant: architectures[guess][0].variant}.String()
			}
		}
	}
	return "linux/amd64, linux/arm64, linux/arm/v7 or another one of Linux: " + strings.Join(known, ", ")
}

// forms lists the ways to write an architecture.
func forms(arch string) string {
	var all []string
	for _, known := range architectures[arch] {
		all = append(all, Platform{OS: "linux", Arch: arch, Variant: known.variant}.String())
	}
	return strings.Join(all, " or ")
}

// String returns what ParsePlatform reads.
func (p Platform) String() string {
	s := p.OS + "/" + p.Arch
	if p.Variant != "" {
		s += "/" + p.Variant
	}
	return s
}

// Env returns the variables with which the go command builds for p.
func (p Platform) Env() []string {
	env := []string{"GOOS=" + p.OS, "GOARCH=" + p.Arch}
	for _, k := range architectures[p.Arch] {
		if k.variant == p.Variant && k.env != "" {
			env = append(env, k.env)
			break
		}
	}
	return env
}

// Baseline returns the settings of the default variants of all architectures: GOAMD64=v1 and so on. Only the setting of
// the architecture that is built for has an effect.
func Baseline() []string {
	var env []string
	for _, arch := range slices.Sorted(maps.Keys(architectures)) {
		if first := architectures[arch][0]; first.env != "" {
			env = append(env, first.env)
		}
	}
	return env
}
