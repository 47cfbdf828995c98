package source

import (
	"runtime"
	"slices"
	"testing"

	"github.com/owgen/owgen/internal/build"
)

func TestWhatIsBuiltAlikeIsLoadedTogether(t *testing.T) {
	alike := []Query{{}, {Tags: []string{}}, {GOOS: "linux"}, {GOARCH: runtime.GOARCH}}
	others := []Query{{Tags: []string{"a", "b"}}, {Tags: []string{"b", "a", "b"}}, {GOOS: "plan9"}}
	var answers []*Answer
	for _, q := range append(alike, others...) {
		env, err := newEnvironment(".", q, build.Goflags{})
		if err != nil {
			t.Fatal(err)
		}
		answers = append(answers, &Answer{Query: q, env: env})
	}
	var sizes []int
	for _, batch := range batches(answers) {
		sizes = append(sizes, len(batch))
	}
	if want := []int{len(alike), 2, 1}; !slices.Equal(sizes, want) {
		t.Errorf("they are loaded in groups of %v, want %v", sizes, want)
	}
}
