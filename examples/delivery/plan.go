package delivery

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"
)

// PlanParams is a van and its customers.
type PlanParams struct {
	Depot  Place     `json:"depot" ow:"required"`
	Start  time.Time `json:"start" ow:"required"`
	Speed  float64   `json:"speed" ow:"required" minimum:"1" maximum:"200"`   // in km/h
	AtDoor int       `json:"at_door" minimum:"0" maximum:"3600" default:"60"` // in seconds a stop
	Stops  []Stop    `json:"stops"`
}

// Validate finds stops that a tour would mix up. It says what tags cannot; owgen calls it.
func (p PlanParams) Validate() error {
	seen := map[string]bool{}
	for k, s := range p.Stops {
		if seen[s.ID] {
			return fmt.Errorf("stops[%d]: there are two stops %q", k, s.ID)
		}
		seen[s.ID] = true
	}
	return nil
}

// A Tour is the order of the stops and when the van is where.
type Tour struct {
	Calls []Call    `json:"calls"`
	Back  time.Time `json:"back"` // at the depot
	Km    float64   `json:"km"`
	Tried int       `json:"tried"` // tours looked at
}

// A Call is a stop in a tour.
type Call struct {
	ID      string    `json:"id"`
	Arrives time.Time `json:"arrives"`
	Late    bool      `json:"late,omitempty"`
}

// Plan finds a short tour. It goes on improving until no swap helps or time is up, and then gives the best it has: a
// deadline makes a plan worse, never late.
func Plan(ctx context.Context, p PlanParams) (Tour, error) {
	order := p.nearestFirst()
	tried := p.improve(ctx, order)
	return p.tour(order, tried), nil
}

// nearestFirst visits what is nearest to where the van is.
func (p *PlanParams) nearestFirst() []Stop {
	left, order, here := slices.Clone(p.Stops), make([]Stop, 0, len(p.Stops)), p.Depot
	for len(left) > 0 {
		next := 0
		for k := range left {
			if distance(here, left[k].Place) < distance(here, left[next].Place) {
				next = k
			}
		}
		here = left[next].Place
		order = append(order, left[next])
		left = slices.Delete(left, next, next+1)
	}
	return order
}

// improve turns parts of the tour around as long as that shortens it, and returns how many turns it looked at.
func (p *PlanParams) improve(ctx context.Context, order []Stop) (tried int) {
	place := func(k int) Place {
		if k < 0 || k == len(order) {
			return p.Depot
		}
		return order[k].Place
	}
	for better := true; better; {
		better = false
		for from := range order {
			for to := from + 1; to < len(order); to++ {
				if tried++; tried%1024 == 0 && ctx.Err() != nil {
					return tried
				}
				now := distance(place(from-1), place(from)) + distance(place(to), place(to+1))
				turned := distance(place(from-1), place(to)) + distance(place(from), place(to+1))
				if turned < now-1e-9 {
					slices.Reverse(order[from : to+1])
					better = true
				}
			}
		}
	}
	return tried
}

func (p *PlanParams) tour(order []Stop, tried int) Tour {
	tour := Tour{Calls: make([]Call, 0, len(order)), Tried: tried}
	here, now := p.Depot, p.Start
	drive := func(to Place) {
		km := distance(here, to)
		tour.Km += km
		now = now.Add(time.Duration(km / p.Speed * float64(time.Hour))).Truncate(time.Second)
		here = to
	}
	for _, s := range order {
		drive(s.Place)
		if s.Window != nil && now.Before(s.Window.From) {
			now = s.Window.From
		}
		late := s.Window != nil && !s.Window.To.IsZero() && now.After(s.Window.To)
		tour.Calls = append(tour.Calls, Call{ID: s.ID, Arrives: now, Late: late})
		now = now.Add(time.Duration(p.AtDoor) * time.Second)
	}
	drive(p.Depot)
	tour.Back = now
	tour.Km = math.Round(tour.Km*10) / 10
	return tour
}
