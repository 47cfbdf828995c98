package page

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// The browser opens six connections to an origin, whatever the number of its tabs. A stream of events that a hidden tab holds
// is one that the seventh tab waits for.
func TestDEV36AHiddenTabLetsGoOfItsEvents(t *testing.T) {
	t.Parallel() // it waits for five seconds
	loop := serveAlone(t, "order")
	p := open(t, loop)
	var mu sync.Mutex
	var streams []network.RequestID // that are open
	err := chromedp.Listen(p.ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		drop := func(id network.RequestID) {
			streams = slices.DeleteFunc(streams, func(open network.RequestID) bool { return open == id })
		}
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if e.Request.URL == loop.Page+"events" {
				streams = append(streams, e.RequestID)
			}
		case *network.EventLoadingFailed:
			drop(e.RequestID)
		case *network.EventLoadingFinished:
			drop(e.RequestID)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Reload()
	open := func(want int) {
		t.Helper()
		ctx, cancel := context.WithTimeout(p.ctx, patience)
		defer cancel()
		for ctx.Err() == nil {
			mu.Lock()
			n := len(streams)
			mu.Unlock()
			if n == want {
				return
			}
			p.Await("a frame passes", `new Promise(done => setTimeout(done, 20, true))`)
		}
		p.fail("there are not %d streams", want)
	}
	open(1)
	show := func(state string) {
		t.Helper()
		value[bool](p, `(() => {
			Object.defineProperty(document, "visibilityState", {get: () => %v, configurable: true});
			Object.defineProperty(document, "hidden", {get: () => %v !== "visible", configurable: true});
			document.dispatchEvent(new Event("visibilitychange"));
			return true;
		})()`, state, state)
	}
	show("hidden")
	open(0)
	edit(t, loop, "order.go", `func GiveBack(`, `func PayBack(`)
	if _, err := loop.Said(`build \d+ in .*order\.go`); err != nil {
		t.Fatal(err)
	}
	show("visible")
	open(1)
	p.Await("it has what it missed", `q("handler:PayBack") && !q("handler:GiveBack")`)
	p.AwaitData("connection", "state", "online")
}
