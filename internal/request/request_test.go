package request

import (
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen"
)

// TestThePlatformOfAnImageIsOneToGenerateFor lets the same words follow -platform for all commands.
func TestThePlatformOfAnImageIsOneToGenerateFor(t *testing.T) {
	o, err := Parse("", []string{"-platform", "linux/arm/v7"})
	if err != nil || o.GOOS != "linux" || o.GOARCH != "arm" {
		t.Errorf("got %s/%s, %v", o.GOOS, o.GOARCH, err)
	}
}

func TestOptionsBecomeAConfig(t *testing.T) {
	o, err := Parse("", strings.Fields("-o out -func A,B -func C -dockerfile none -tags x,y -platform linux/arm64 -unknown=reject -any native -check ./shop"))
	if err != nil {
		t.Fatal(err)
	}
	c := o.Config
	if c.Out != "out" || c.Dockerfile != "none" || c.GOOS != "linux" || c.GOARCH != "arm64" || c.Pattern != "./shop" ||
		!slices.Equal(c.Funcs, []string{"A", "B", "C"}) || !slices.Equal(c.Tags, []string{"x", "y"}) || !o.Check || o.Diff ||
		c.Options != (gen.Options{RejectUnknown: true, NativeAny: true}) {
		t.Errorf("got %+v", o)
	}
}
