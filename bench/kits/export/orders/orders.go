// Package orders stands for the database that all exports read. It is no part of what is compared.
package orders

import (
	"context"
	"iter"
	"strconv"
)

// All gives orders one by one, each as the fields of a row, and ends with ctx.
func All(ctx context.Context, count int) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for n := range count {
			err := ctx.Err()
			if !yield([]string{strconv.Itoa(n + 1), "Analytical Engine, used", strconv.Itoa(100 + n%900)}, err) || err != nil {
				return
			}
		}
	}
}
