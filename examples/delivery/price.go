package delivery

// A Zone is how far a parcel goes.
//
//owgen:enum
type Zone string

// The zones.
const (
	City   Zone = "city"
	Region Zone = "region"
	Abroad Zone = "abroad"
)

// PriceParams is what a customer asks a price for.
type PriceParams struct {
	Zone    Zone     `json:"zone" ow:"required"`
	Parcels []Parcel `json:"parcels"`
}

// A Quote is a price, in cents, and what it is made of.
type Quote struct {
	Total int            `json:"total"`
	Parts map[string]int `json:"parts"`
}

// tariffs are in cents a parcel, and in cents for each kilogram begun.
var tariffs = map[Zone]struct{ parcel, kilogram int }{
	City:   {290, 45},
	Region: {450, 60},
	Abroad: {990, 220},
}

// Price adds up a tariff.
func Price(p PriceParams) Quote {
	tariff, q := tariffs[p.Zone], Quote{Parts: map[string]int{}}
	add := func(part string, cents int) {
		q.Parts[part] += cents
		q.Total += cents
	}
	for _, parcel := range p.Parcels {
		add("parcels", tariff.parcel)
		add("weight", (parcel.Grams+999)/1000*tariff.kilogram)
		if parcel.Fragile {
			add("fragile", 300)
		}
		if parcel.Insured != nil {
			add("insurance", (*parcel.Insured+99)/100)
		}
	}
	return q
}
