package page

import (
	"context"
	"os"
	"testing"

	protocol "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

func TestDEV52AnswersCanBeKept(t *testing.T) {
	p := open(t, serve(t, "answers"))
	p.Choose("Pack")
	p.Send()
	files := p.Download("result-download")
	if len(files) != 1 || files[0].Size() != 1024 {
		t.Errorf("downloaded: %v, want one file of 1,024 bytes", files)
	}
}

// Download clicks a part, and waits for a download to end.
func (p *Page) Download(id string) []os.FileInfo {
	p.t.Helper()
	dir, events := p.t.TempDir(), true
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		c := chromedp.FromContext(ctx)
		_, err := cdp.Call(ctx, c.Browser, protocol.SetDownloadBehavior, protocol.SetDownloadBehaviorParams{
			Behavior: protocol.SetDownloadBehaviorBehaviorAllow, BrowserContextID: c.BrowserContextID, DownloadPath: dir, EventsEnabled: &events,
		})
		return err
	}))
	progress := chromedp.BrowserEvents(ctx, protocol.DownloadProgress)
	p.Click(id)
	for event, err := range progress {
		if err != nil {
			p.fail("waiting for a download: %v", err)
		}
		if event.State == protocol.DownloadProgressStateCompleted {
			break
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		p.t.Fatal(err)
	}
	var files []os.FileInfo
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			p.t.Fatal(err)
		}
		files = append(files, info)
	}
	return files
}
