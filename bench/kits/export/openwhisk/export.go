// Package export is a web action for OpenWhisk's Go runtime.
package export

import (
	"context"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/owgen/owgen/bench/kits/export/orders"
)

// Main gives the orders as one text: the platform has no streams.
func Main(args map[string]any) map[string]any {
	count := 1000000
	if text, ok := args["count"].(string); ok {
		var err error
		if count, err = strconv.Atoi(text); err != nil || count < 0 {
			return map[string]any{"statusCode": 400, "body": map[string]any{"error": "count: must be a number from 0 on"}}
		}
	}
	var file strings.Builder
	w := csv.NewWriter(&file)
	for order, err := range orders.All(context.Background(), count) {
		if err == nil {
			err = w.Write(order)
		}
		if err != nil {
			return map[string]any{"statusCode": 500, "body": map[string]any{"error": err.Error()}}
		}
	}
	w.Flush()
	return map[string]any{"statusCode": 200, "headers": map[string]any{"Content-Type": "text/csv"}, "body": file.String()}
}
