// Package price is another package of the module.
package price

// A Price is an amount of money.
type Price struct {
	Amount   int64  `json:"amount"` // in cents
	Currency string `json:"currency,omitempty"`
}
