package renew

import (
	"context"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/claims"
	"github.com/owgen/owgen/internal/place"
)

// Look finds out what is in the places of the files that were generated for a claim in a module, and in those of the copy of the
// runtime if the claim wants one. Nothing is written. The errors are those of Package.
func (t Tool) Look(ctx context.Context, known *claims.Claims, wd string, c claims.Claim, m build.Module, result *gen.Result) (copied, outputs []place.Output, err error) {
	if c.Embed {
		if copied, err = t.Embedded(wd, m); err != nil {
			return nil, nil, err
		}
	}
	outputs, err = known.Survey(ctx, wd, c.Request, result)
	return copied, outputs, withRemedy(err)
}
