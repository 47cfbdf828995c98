package main

import (
	"fmt"
	"slices"
)

// A series is what the rounds measured for one contestant.
type series []float64

// A ratio compares two contestants of the same rounds.
type ratio struct {
	median   float64 // of the ratios of the rounds
	quartile float64 // of the lower quartiles of the two
	least    float64 // of the least that each of the two needed: what disturbs a round mostly adds to it
}

// over divides what s needed by what base needed.
func (s series) over(base series) ratio {
	rounds := make(series, len(s))
	for i := range s {
		rounds[i] = s[i] / base[i]
	}
	return ratio{
		median:   rounds.quantile(0.5),
		quartile: s.quantile(0.25) / base.quantile(0.25),
		least:    s.quantile(0) / base.quantile(0),
	}
}

// quantile returns the value below which that part of the rounds is.
func (s series) quantile(part float64) float64 {
	sorted := slices.Sorted(slices.Values(s))
	return sorted[int(part*float64(len(sorted)-1))]
}

// interleave measures each contestant once per round. Every other round runs backwards, so that none is always measured
// in the wake of the same one.
func interleave(rounds int, contestants ...func() (float64, error)) ([]series, error) {
	all := make([]series, len(contestants))
	for round := range rounds {
		for i := range contestants {
			if round%2 == 1 {
				i = len(contestants) - 1 - i
			}
			x, err := contestants[i]()
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], x)
		}
	}
	return all, nil
}

// A row of the table is one comparison.
type row struct {
	what, with string
	goal       float64 // for the median; 0: none
	ratio      ratio
}

// verdict says whether the goal is met.
func (r row) verdict() string {
	switch {
	case r.goal == 0:
		return ""
	case r.ratio.median <= r.goal:
		return fmt.Sprintf("≤ %.2f met", r.goal)
	}
	return fmt.Sprintf("≤ %.2f missed", r.goal)
}

func printTable(rows []row) {
	fmt.Println("| what | compared with | goal | median | lower quartile | minimum |")
	fmt.Println("|---|---|---:|---:|---:|---:|")
	for _, r := range rows {
		fmt.Printf("| %s | %s | %s | %.2f | %.2f | %.2f |\n",
			r.what, r.with, r.verdict(), r.ratio.median, r.ratio.quartile, r.ratio.least)
	}
}
