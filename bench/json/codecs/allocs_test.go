package codecs

import (
	"encoding/json"
	"testing"

	"github.com/owgen/owgen/bench/json/docs"
	"github.com/owgen/owgen/runtime/codec"
)

// allocations counts what decoding a document from a private copy allocates, and encoding its value into a buffer that is
// used again.
func allocations[T any](t *testing.T, c Codec[T], value T) (decode, encode float64) {
	t.Helper()
	doc, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var d codec.Dec
	var v *T
	decode = testing.AllocsPerRun(10, func() {
		d.Reset()
		v = new(T)
		s := codec.Text(doc)
		if d.Document(s, c.decode(&d, s, 0, v)) < 0 {
			t.Fatal(d.Err(s, 0, "params"))
		}
	})
	var e codec.Enc
	out := make([]byte, 0, 2*len(doc))
	encode = testing.AllocsPerRun(10, func() {
		e.Reset()
		out = c.encode(&e, out[:0], v)
	})
	if string(out) != string(doc) {
		t.Errorf("%T is written %.200s, want %.200s", value, out, doc)
	}
	return decode, encode
}

// The limits are what is allocated today, and a little. Most of it cannot be less: the copy of the document, and each
// slice, map and pointer that the value consists of.
func TestAllocationsAreFew(t *testing.T) {
	messages := docs.NewTimeline(106)
	few := messages
	few.Messages = few.Messages[:100] // as many as in the document that such documents are usually measured with
	event, eventOut := allocations(t, Event, docs.NewEvent(101))
	large, largeOut := allocations(t, Series, docs.NewSeries(102))
	text, textOut := allocations(t, Text, docs.NewText(103))
	regions, regionsOut := allocations(t, Regions, docs.NewRegions(104))
	catalog, catalogOut := allocations(t, Catalog, docs.NewCatalog(105))
	timeline, timelineOut := allocations(t, Timeline, messages)
	tweets, tweetsOut := allocations(t, Timeline, few)
	invoices, invoicesOut := allocations(t, Invoices, docs.NewInvoices(107))
	telemetry, telemetryOut := allocations(t, Telemetry, docs.NewTelemetry(108))
	small, smallOut := allocations(t, Small, docs.NewSmall())
	for _, test := range []struct {
		name                 string
		decode, mostDecoding float64
		encode, mostEncoding float64
	}{
		{"small", small, 2, smallOut, 0},
		{"event", event, 15, eventOut, 0},
		{"series", large, 20, largeOut, 0},
		{"text", text, 20, textOut, 0},
		{"regions", regions, 1060, regionsOut, 0},
		{"catalog", catalog, 3600, catalogOut, 2}, // of its maps two have more than 16 keys
		{"timeline", timeline, 980, timelineOut, 0},
		{"timeline of 100", tweets, 520, tweetsOut, 0},
		{"invoices", invoices, 540, invoicesOut, 0},
		{"telemetry", telemetry, 950, telemetryOut, 0},
	} {
		if test.decode > test.mostDecoding || test.encode > test.mostEncoding {
			t.Errorf("%s: decoding allocates %v times, encoding %v times, want %v and %v", test.name, test.decode, test.encode,
				test.mostDecoding, test.mostEncoding)
		}
	}
}
