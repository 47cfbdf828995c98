package renew

import (
	"context"
	"os"

	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/workspace"
)

// Directed does what the directives in a directory say for the package there, which a request without flags names. If there is
// none it does what Package does.
func (t Tool) Directed(ctx context.Context, r request.Request, dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() || !inWorkspace(ctx, r.Dir, dir) {
		return t.Package(ctx, r) // which says what is missing
	}
	s := t.several(r)
	if err := s.collectBeside(dir); err != nil {
		return err
	}
	if len(s.jobs) == 0 && len(s.found) == 0 {
		return t.Package(ctx, r)
	}
	return s.run(ctx, s.copyRuntimes, s.generate, s.settleAll)
}

// inWorkspace reports whether the go command knows the packages in dir where it runs in wd.
func inWorkspace(ctx context.Context, wd, dir string) bool {
	root := workspace.Around(dir)
	if root == workspace.Around(wd) {
		return root != ""
	}
	w, err := workspace.Open(ctx, wd)
	if err != nil {
		return false
	}
	_, known := w.Module(dir)
	return known
}
