package delivery

import "fmt"

// PriceParams is what a customer asks a price for.
type PriceParams struct {
	Zone    string   `json:"zone"`
	Parcels []Parcel `json:"parcels"`
}

// A Quote is a price, in cents, and what it is made of.
type Quote struct {
	Total int            `json:"total"`
	Parts map[string]int `json:"parts"`
}

// zones are the tariffs: cents a parcel, and cents for each kilogram begun.
var zones = map[string]struct{ parcel, kilogram int }{
	"city":   {290, 45},
	"region": {450, 60},
	"abroad": {990, 220},
}

// heaviest is what one person may lift, in grams.
const heaviest = 30_000

// Price adds up a tariff.
func Price(p PriceParams) (Quote, error) {
	tariff, ok := zones[p.Zone]
	if !ok {
		return Quote{}, invalid(fmt.Sprintf("zone %q is none of abroad, city, region", p.Zone))
	}
	q := Quote{Parts: map[string]int{}}
	add := func(part string, cents int) {
		q.Parts[part] += cents
		q.Total += cents
	}
	for k, parcel := range p.Parcels {
		if parcel.Grams <= 0 || parcel.Grams > heaviest {
			return Quote{}, invalid(fmt.Sprintf("parcels[%d].grams must be from 1 to %d", k, heaviest))
		}
		add("parcels", tariff.parcel)
		add("weight", (parcel.Grams+999)/1000*tariff.kilogram)
		if parcel.Fragile {
			add("fragile", 300)
		}
		if parcel.Insured != nil {
			add("insurance", (*parcel.Insured+99)/100)
		}
	}
	return q, nil
}
