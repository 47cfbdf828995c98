package export

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"testing"
	"time"
)

func TestOrdersComeOneByOne(t *testing.T) {
	var last Order
	for o, err := range Orders(context.Background(), Params{Year: 2026, Count: 1 << 40}) {
		if last = o; err != nil || o.ID == 5 {
			break
		}
	}
	if want := (Order{5, time.Date(2026, 1, 1, 0, 4, 0, 0, time.UTC), "Ada", 248}); last != want {
		t.Errorf("got %+v, want %+v", last, want)
	}
}

func TestOrdersEndWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var ids []int
	var end error
	for o, err := range Orders(ctx, Params{Year: 2026, Count: 10}) {
		if end = err; err == nil {
			ids = append(ids, o.ID)
		}
		if len(ids) == 3 {
			cancel()
		}
	}
	if len(ids) != 3 || !errors.Is(end, context.Canceled) {
		t.Errorf("got %v, then %v", ids, end)
	}
}

func TestCSVIsWhatASpreadsheetReads(t *testing.T) {
	r := CSV(context.Background(), Params{Year: 2026, Count: 4})
	rows, err := csv.NewReader(r.Body).ReadAll()
	want := [][]string{
		{"id", "at", "customer", "cents"},
		{"1", "2026-01-01T00:00:00Z", "Ada", "100"},
		{"2", "2026-01-01T00:01:00Z", "Grace", "137"},
		{"3", "2026-01-01T00:02:00Z", "Hedy", "174"},
		{"4", "2026-01-01T00:03:00Z", "Alan, of Bletchley", "211"},
	}
	if err != nil || !reflect.DeepEqual(rows, want) || r.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("got %v, %v with %v", rows, err, r.Header)
	}
}

func TestCSVFailsWithItsOrders(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := io.Copy(io.Discard, CSV(ctx, Params{Year: 2026, Count: 4}).Body); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
