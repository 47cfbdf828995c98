package release

import (
	"runtime/debug"
	"testing"
)

// TestDEV2WhatIsBuiltInACloneIsNoRelease: nobody could fetch it.
func TestDEV2WhatIsBuiltInACloneIsNoRelease(t *testing.T) {
	for version, want := range map[string]string{
		"v0.3.1": "v0.3.1", "v1.0.0-rc.1": "v1.0.0-rc.1", "(devel)": "", "": "", "v0.3.1+dirty": "",
		"v0.0.0-20261130023156-373da2212345": "", "v0.3.2-0.20261130023156-373da2212345+dirty": "",
	} {
		owgen := debug.Module{Path: path, Version: version}
		infos := []*debug.BuildInfo{
			{Main: owgen},
			{Main: debug.Module{Path: "example.com/shop", Version: "v1.2.3"}, Deps: []*debug.Module{{Path: path + "x", Version: "v2.0.0"}, &owgen}},
		}
		for _, info := range infos {
			if got := versionIn(info); got != want {
				t.Errorf("the release of %s in %s is %q, want %q", version, info.Main.Path, got, want)
			}
		}
		owgen.Replace = &debug.Module{Path: "../owgen"}
		infos[0].Main = owgen
		for _, info := range infos {
			if got := versionIn(info); got != "" {
				t.Errorf("the release of a replacement in %s is %q", info.Main.Path, got)
			}
		}
	}
}
