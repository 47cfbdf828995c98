package gen

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/owgen/owgen/gen/internal/source"
)

func TestInspectingStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := inspected(ctx, Config{Query: source.Query{Dir: "internal/inspect/testdata/embedding"}}); err == nil {
		t.Error("no error")
	}
}

// A countdown is a context that ends when it has been asked so many times.
type countdown struct {
	context.Context
	left atomic.Int64
}

func (c *countdown) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func TestNothingIsInspectedWhenTheContextEndsAfterLoading(t *testing.T) {
	dir := repositoryRoot(t)
	cs := make([]Config, 2)
	for k := range cs {
		cs[k].Dir, cs[k].Pattern = dir, "./examples/reverse"
	}
	const plenty = 1 << 30
	loading := &countdown{Context: t.Context()}
	loading.left.Store(plenty)
	flags, queries, err := asked(loading, dir, cs)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := source.Load(loading, dir, flags, queries); err != nil {
		t.Fatal(err)
	}
	for name, do := range map[string]func(context.Context, string, []Config) ([]*Result, error){"Inspect": Inspect, "GenerateAll": GenerateAll} {
		ctx := &countdown{Context: t.Context()}
		ctx.left.Store(plenty - loading.left.Load())
		if results, err := do(ctx, dir, cs); results != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("%s returns %v, %v", name, results, err)
		}
	}
}
