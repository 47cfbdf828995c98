package manifest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/manifest"
)

// TestReadersAgreeOnStrings writes each string as a value and as a key.
func TestReadersAgreeOnStrings(t *testing.T) {
	table := []string{
		"", " ", " x ", "yes", "no", "on", "Off", "y", "n", "true", "null", "~", "NULL", "0123", "0o17", "0x1f", "0b1", "1e3", "1_000",
		"12:30:45", ".5", ".inf", ".nan", "-.INF", "2026-01-01", "2026-01-01T00:00:00Z", "<<", "=", "a: b", "a:", ": a", "a #b", "#", "- a",
		"-", "? a", "! a", "!!str a", "&a", "*a", "@a", "`a", "%a", "| a", "> a", "[a]", "{a: b}", "a, b", `"`, `'`, `\`, `\\`, `\n`, `a\/b`,
		"---", "...", "$HOME", "${HOME}", "$${HOME}", "${", "$", "a\nb", "a\n", "\ta", "\r", "a\r\nb", "\x00", "\x1b[1m", "\x7f", "\u0085",
		"\u00a0", "\u2028\u2029", "\ufeff", "\ufffe\uffff", "ü 日本 😀", "\U000e0001", "\U0010ffff", strings.Repeat("long ", 200), "\u00ad",
	}
	for _, s := range table {
		service := read[knativeService](t, manifest.Knative(manifest.Service{Name: "x", Image: s}))
		if got := service.Spec.Template.Spec.Containers[0].Image; got != s {
			t.Errorf("%q is read as %q", s, got)
		}
		member := gen.Member{Name: s, Type: "string", Default: `"x"`}
		if _, ok := action(t, member).Inputs[s]; !ok {
			t.Errorf("%q is not the key of an input", s)
		}
	}
}

// TestNothingIsSubstituted holds for the text, which faas-cli takes variables out of before it reads YAML.
func TestNothingIsSubstituted(t *testing.T) {
	text := manifest.Knative(manifest.Service{Name: "x", Image: `${HOME} $${HOME} $ \\ \/ \`})
	for _, harm := range []string{"$", `\\`, `\/`} {
		if strings.Contains(string(text), harm) {
			t.Errorf("%s stands in\n%s", harm, text)
		}
	}
}

func TestReadersAgreeOnNumbers(t *testing.T) {
	for _, text := range []string{"0", "-0", "1", "1e3", "1.5e-7", "1E21", "123456789.25", "5e-324", "1.7976931348623157e308", "-12"} {
		var want float64
		if _, err := fmt.Sscan(text, &want); err != nil {
			t.Fatal(err)
		}
		got := action(t, gen.Member{Name: "f", Type: "number", Default: text}).Inputs["f"].Default
		if got != want {
			t.Errorf("%s is read as %T %v", text, got, got)
		}
	}
	got := action(t, gen.Member{Name: "i", Type: "integer", Default: "9223372036854775807"}).Inputs["i"].Default
	if got != 9223372036854775807 {
		t.Errorf("the largest integer is read as %T %v", got, got)
	}
}

// action returns what is read of the manifest of an action with one parameter.
func action(t *testing.T, p gen.Member) whiskAction {
	t.Helper()
	text, err := manifest.OpenWhisk(manifest.Service{Name: "x", Image: "x", Actions: []gen.Action{{Name: "A", Params: []gen.Member{p}}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return read[whiskManifest](t, text).Packages["default"].Actions["x"]
}
