// Package clock has times and durations.
package clock

import "time"

type Params struct {
	At    time.Time            `json:"at"`
	Until *time.Time           `json:"until,omitempty"`
	Since time.Time            `json:"since,omitzero"`
	Wait  time.Duration        `json:"wait"`
	Stops []time.Time          `json:"stops"`
	Named map[string]time.Time `json:"named"`
}

func Clock(p Params) (Params, error) { return p, nil }
