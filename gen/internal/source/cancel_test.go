package source

import (
	"context"
	"errors"
	"testing"

	"github.com/owgen/owgen/internal/build"
)

func TestQuestionsToTheGoCommandEndWithTheContext(t *testing.T) {
	env, err := newEnvironment(".", Query{}, build.Goflags{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := env.localModules(ctx, []string{"."}); !errors.Is(err, context.Canceled) {
		t.Errorf("the modules of a build are looked for until %v", err)
	}
	env.env = append(env.env, "GOWORK=/somewhere/go.work")
	if work := env.workspace(ctx); work != "" {
		t.Errorf("the go command was asked for the workspace, which is %s", work)
	}
}
