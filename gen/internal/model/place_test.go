package model

import "testing"

func TestCommandIsCalledAsThePackageIfTheGoCommandBuildsThat(t *testing.T) {
	for _, test := range []struct{ name, path, want string }{
		{"shop", "example.com/m/store", "shop"},
		{"größe", "example.com/m/size", "size"},
		{"größe", "example.com/m/size/v2", "size"},
		{"größe", "size", "size"},
		{"aux", "example.com/m/helper", "helper"},
		{"con", "example.com/m/helper", "helper"},
		{"nul", "gopkg.in/helper.v1", "helper"},
		{"prn", "example.com/m/helper", "helper"},
		{"com1", "example.com/m/helper", "helper"},
		{"console", "example.com/m/helper", "console"},
	} {
		if got := CommandName(Place{Name: test.name, Path: test.path}); got != test.want {
			t.Errorf("package %s in %s becomes %s, want %s", test.name, test.path, got, test.want)
		}
	}
}
