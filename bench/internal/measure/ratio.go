package measure

import (
	"fmt"
	"runtime"
	"slices"
)

// A Series is what the rounds measured for one contender.
type Series []float64

// A Ratio compares two contenders of the same rounds.
type Ratio struct {
	Median   float64 // of the ratios of the rounds
	Quartile float64 // of the lower quartiles of the two
	Least    float64 // of the least that each of the two used: disturbances mostly add to it
}

// Over divides the values of s by those of base.
func (s Series) Over(base Series) Ratio {
	rounds := make(Series, len(s))
	for i := range s {
		rounds[i] = s[i] / base[i]
	}
	return Ratio{
		Median:   rounds.Quantile(0.5),
		Quartile: s.Quantile(0.25) / base.Quantile(0.25),
		Least:    s.Quantile(0) / base.Quantile(0),
	}
}

// Quantile returns the value that this share of the rounds stayed below.
func (s Series) Quantile(part float64) float64 {
	sorted := slices.Sorted(slices.Values(s))
	return sorted[int(part*float64(len(sorted)-1))]
}

// Interleave measures each contender once per round. Every other round runs backwards, so that no contender always runs
// after the same one.
func Interleave(rounds int, contenders ...func() (float64, error)) ([]Series, error) {
	all := make([]Series, len(contenders))
	for round := range rounds {
		for i := range contenders {
			if round%2 == 1 {
				i = len(contenders) - 1 - i
			}
			x, err := contenders[i]()
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], x)
		}
	}
	return all, nil
}

// A Row of the table is one comparison.
type Row struct {
	What, With string
	Goal       float64 // for the median; 0: none
	Ratio      Ratio
}

// NewRow returns a row whose ratio should not be above the goal; 0 is no goal.
func NewRow(what, with string, goal float64, r Ratio) Row { return Row{what, with, goal, r} }

// verdict says whether the goal is met.
func (r Row) verdict() string {
	switch {
	case r.Goal == 0:
		return ""
	case r.Ratio.Median <= r.Goal:
		return fmt.Sprintf("≤ %.2f met", r.Goal)
	}
	return fmt.Sprintf("≤ %.2f missed", r.Goal)
}

// PrintTable prints the rows as a Markdown table.
func PrintTable(rows []Row) {
	fmt.Println("| what | compared with | goal | median | lower quartile | minimum |")
	fmt.Println("|---|---|---:|---:|---:|---:|")
	for _, r := range rows {
		fmt.Printf("| %s | %s | %s | %.2f | %.2f | %.2f |\n",
			r.What, r.With, r.verdict(), r.Ratio.Median, r.Ratio.Quartile, r.Ratio.Least)
	}
}

// PrintConditions prints the conditions of the measurement: what the figures depend on besides the programs.
func PrintConditions() {
	fmt.Printf("%s %s/%s, %d cores\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}
