package page

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/owgen/owgen/e2e/internal/ci"
	"github.com/owgen/owgen/e2e/internal/user"
)

var update = flag.Bool("update", false, "write the pictures of the page into docs/pictures")

// What TestMain leaves for the tests.
var (
	me      user.User       // has owgen
	scratch string          // a directory that goes with the tests
	browser context.Context // of the browser; nil if there is none
)

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(user.RunTests(m, prepare, stop))
}

// prepare builds owgen and starts the browser.
func prepare(dir string) (err error) {
	scratch = dir
	if me, err = user.New(dir); err != nil {
		return err
	}
	path, err := findBrowser()
	if err != nil {
		return nil // needBrowser says so
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path),
		chromedp.UserDataDir(filepath.Join(dir, "profile")))
	if os.Geteuid() == 0 { // as root Chromium does not start with its sandbox
		options = append(options, chromedp.NoSandbox)
	}
	ctx, _ := chromedp.NewExecAllocator(context.Background(), options...)
	browser, _ = chromedp.NewContext(ctx)
	if err := chromedp.Do(browser); err != nil {
		return fmt.Errorf("starting %s: %w", path, err)
	}
	return nil
}

// stop ends what runs.
func stop() error {
	var errs []error
	if browser != nil {
		errs = append(errs, chromedp.Cancel(browser))
	}
	for _, s := range shared {
		if s.loop != nil {
			errs = append(errs, s.loop.Stop())
		}
	}
	return errors.Join(errs...)
}

// findBrowser returns the path of Chromium or one of its kin.
func findBrowser() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no chromium")
}

func needBrowser(t *testing.T) {
	t.Helper()
	if browser == nil {
		_, err := findBrowser()
		ci.Skip(t, "%v", err)
	}
}
