package constraint

import (
	"regexp"
	"strings"
	"testing"
)

func TestSCH9PatternsMeanTheSameInECMA262(t *testing.T) {
	for _, pattern := range []string{
		`^[a-z]+$`, `a|b||`, `(a)(?:b)(?<name>c)`, `\d\D\w\W\s\S\b\B.`, `\f\n\r\t\v\x41`, `a{3}b{3,}c{3,5}?d*?e+?f??`, `\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/`,
		`[\d\-a]`, `[-a]`, `[a-]`, `[a-z-]`, `[-\d]`, `[\d-]`, `[a-z-\d]`, `[^\]]`, `[[]`, `[[:]`, `[[:a]`, `[a[:]`, `[$^.*]`, `\p{L}\P{Lu}\p{Any}[\p{N}]`, `日本|[α-ω]`, `()`, `[\x00-\x1F]`, `(a^)*`,
	} {
		if _, err := regexp.Compile(pattern); err != nil {
			t.Errorf("Go does not know %s: %v", pattern, err)
		}
		if part, hint := foreign(pattern); part != "" {
			t.Errorf("%s: %s (%s)", pattern, part, hint)
		}
	}
	for pattern, want := range map[string]string{
		`(?i)a`: "(?i)", `a(?s:b)`: "(?s:", `(?-m)`: "(?-m)", `(?P<n>a)`: "(?P<", `\Aa`: `\A`, `a\z`: `\z`, `\Qa.b\E`: `\Q`, `\C`: `\C`, `\a`: `\a`, `[\a]`: `\a`,
		`[[:alpha:]]`: "[:alpha:]", `[[:^alpha:]]`: "[:^alpha:]", `\pL`: `\pL`, `[\PN]`: `\PN`, `\p{Greek}`: `\p{Greek}`, `\p{^L}`: `\p{^L}`, `\07`: `\07`, `\1`: ``,
		`\x{41}`: `\x{41}`, `\-`: `\-`, `\@`: `\@`, `[\@]`: `\@`, `a{`: "{", `a{,3}`: "{", `}`: "}", `]`: "]", `[]a]`: "[]", `[^]a]`: "[^]", `^*a`: "an assertion", `\b+`: "an assertion",
		`[\w-z]`: "a range", `[a-\d]`: "a range", `{`: "{",
	} {
		if _, err := regexp.Compile(pattern); err != nil {
			continue // and so Go says
		}
		if part, hint := foreign(pattern); part == "" || !strings.HasPrefix(part, want) || hint == "" {
			t.Errorf("%s: %q (%s), want %q", pattern, part, hint, want)
		}
	}
}

// Whatever Go takes, the reader comes to an end.
func FuzzForeignParts(f *testing.F) {
	for _, seed := range []string{`[a-`, `\`, `(?<`, `\p{`, `[[:x`, `[[:]`, `(?`, `a{`, `[^`, `\x{`, `[\`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		if _, err := regexp.Compile(pattern); err == nil {
			foreign(pattern)
		}
	})
}
