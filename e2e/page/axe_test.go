package page

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/owgen/owgen/e2e/internal/ci"
)

// axe returns the script of axe-core, which npm installs for the first test that asks for it.
var axe = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(scratch, "axe")
	if err := os.CopyFS(dir, os.DirFS("axe")); err != nil {
		return "", err
	}
	cmd := exec.Command("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm installs nothing: %w\n%s", err, text)
	}
	script, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	return string(script), err
})

// needAxe skips a test where npm does not install axe-core.
func needAxe(t *testing.T) {
	t.Helper()
	if _, err := axe(); err != nil {
		ci.Skip(t, "%v", err)
	}
}

// CheckAccess fails the test for everything in the page that axe-core calls a violation, of WCAG 2.2 AA and of good practice.
func (p *Page) CheckAccess(state string) {
	p.t.Helper()
	script, err := axe()
	if err != nil {
		p.t.Fatal(err)
	}
	if !value[bool](p, `"axe" in window`) {
		p.Do(chromedp.Evaluate[chromedp.Void](script + "\n;0"))
	}
	type violation struct {
		ID, Help string
		Nodes    []string
	}
	found := value[[]violation](p, `axe.run({resultTypes: ["violations"]}).then(r => r.violations.map(v => ({
		ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 5).map(n => n.html.slice(0, 200) + " " + n.failureSummary.slice(0, 300))
	})))`)
	for _, v := range found {
		p.t.Errorf("%s: %s: %s\n\t%s", state, v.ID, v.Help, strings.Join(v.Nodes, "\n\t"))
	}
}
