package delivery

import (
	"context"
	"reflect"
	"testing"
	"time"
)

var start = time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)

func TestPlanVisitsAllInAShortOrder(t *testing.T) {
	tour, err := Plan(context.Background(), PlanParams{
		Depot: Place{52.5, 13.4}, Start: start, Speed: 60, AtDoor: 120,
		Stops: []Stop{
			{ID: "far", Place: Place{52.8, 13.4}},
			{ID: "near", Place: Place{52.6, 13.4}},
			{ID: "mid", Place: Place{52.7, 13.4}, Window: &Window{From: start.Add(2 * time.Hour)}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, c := range tour.Calls {
		order = append(order, c.ID)
	}
	if want := []string{"near", "mid", "far"}; !reflect.DeepEqual(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
	if got := tour.Calls[1].Arrives; !got.Equal(start.Add(2 * time.Hour)) {
		t.Errorf("the van does not wait for a customer: it calls at %v", got)
	}
}

func TestPlanGivesItsBestWhenTimeIsUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	stops := make([]Stop, 300)
	for k := range stops {
		stops[k] = Stop{ID: string(rune('a' + k)), Place: Place{Lat: float64(k * 37 % 90), Lon: float64(k * 71 % 180)}}
	}
	tour, err := Plan(ctx, PlanParams{Speed: 50, Stops: stops})
	if err != nil || len(tour.Calls) != len(stops) || tour.Tried > 1024 {
		t.Errorf("%d calls after %d tries, %v", len(tour.Calls), tour.Tried, err)
	}
}

func TestStopsHaveNamesOfTheirOwn(t *testing.T) {
	p := PlanParams{Stops: []Stop{{ID: "a"}, {ID: "b"}, {ID: "a"}}}
	if err := p.Validate(); err == nil || err.Error() != `stops[2]: there are two stops "a"` {
		t.Errorf("got %v", err)
	}
	if err := (PlanParams{Stops: p.Stops[:2]}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestPriceAddsUp(t *testing.T) {
	insured := 100_00
	q := Price(PriceParams{Zone: "city", Parcels: []Parcel{{Grams: 1001, Fragile: true, Insured: &insured}, {Grams: 1}}})
	want := Quote{Total: 290*2 + 45*3 + 300 + 100, Parts: map[string]int{"parcels": 580, "weight": 135, "fragile": 300, "insurance": 100}}
	if !reflect.DeepEqual(q, want) {
		t.Errorf("got %+v, want %+v", q, want)
	}
}
