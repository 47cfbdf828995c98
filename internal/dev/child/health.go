package child

import (
	"context"
	"net/http"
	"time"
)

const (
	healthPath = "/_/health"
	healthTime = 10 * time.Second
)

// healthy waits until the program answers. The error is *Failed, or that of the context.
func (c *Child) healthy(ctx context.Context) error {
	late := time.NewTimer(healthTime)
	defer late.Stop()
	// No proxy of the environment, and no connection that stays open.
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Second}
	for pause := time.Millisecond; ; pause = min(2*pause, 25*time.Millisecond) {
		if c.answers(ctx, client) {
			select {
			case <-c.process.Ended(): // then another program answered there
				return &Failed{Death: c.process.death}
			default:
				return nil
			}
		}
		select {
		case <-time.After(pause):
		case <-c.process.Ended():
			return &Failed{Death: c.process.death}
		case <-late.C:
			return &Failed{}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (c *Child) answers(ctx context.Context, client *http.Client) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.address+healthPath, nil)
	if err != nil {
		return false
	}
	resp, err := client.Do(req)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}
