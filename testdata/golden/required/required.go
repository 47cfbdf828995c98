// Package required has fields that a caller must give.
package required

type Item struct {
	SKU   string `json:"sku" ow:"required"`
	Count int    `json:"count"`
}

type Params struct {
	ID     int64   `json:"id" ow:"required"`
	Items  []Item  `json:"items" ow:"required"`
	Note   *string `json:"note" ow:"required"`
	First  Item    `json:"first"`
	Second *Item   `json:"second"`
}

type Result struct {
	Count int `json:"count"`
}

func Order(p Params) (Result, error) { return Result{len(p.Items)}, nil }
