// Package delivery plans the tour of a van and prices its parcels: two actions in one binary.
package delivery

//go:generate go tool owgen -func Plan,Price

import (
	"math"
	"time"
)

// A Place is a point on the map, in degrees.
type Place struct {
	Lat float64 `json:"lat" ow:"required" minimum:"-90" maximum:"90"`
	Lon float64 `json:"lon" ow:"required" minimum:"-180" maximum:"180"`
}

// A Window is the time in which a customer is at home. An end that is not given is open.
type Window struct {
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
}

// A Parcel is what a customer gets. One person must be able to lift it.
type Parcel struct {
	Grams   int  `json:"grams" ow:"required" minimum:"1" maximum:"30000"`
	Fragile bool `json:"fragile,omitempty"`
	Insured *int `json:"insured,omitempty" minimum:"0" maximum:"100000000"` // in cents; absent: not insured
}

// A Stop is a customer.
type Stop struct {
	ID string `json:"id" ow:"required" minLength:"1"`
	Place
	Window  *Window           `json:"window,omitempty"`
	Parcels []Parcel          `json:"parcels,omitempty"`
	Notes   map[string]string `json:"notes,omitempty"` // by language
}

// earthRadius is in kilometres.
const earthRadius = 6371

// distance is the length in kilometres of the great circle between two places.
func distance(a, b Place) float64 {
	const radians = math.Pi / 180
	sinLat := math.Sin((b.Lat - a.Lat) * radians / 2)
	sinLon := math.Sin((b.Lon - a.Lon) * radians / 2)
	h := sinLat*sinLat + math.Cos(a.Lat*radians)*math.Cos(b.Lat*radians)*sinLon*sinLon
	return 2 * earthRadius * math.Asin(math.Sqrt(min(h, 1)))
}
