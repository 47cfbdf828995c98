package json

import (
	"encoding/json"
	"fmt"

	"github.com/owgen/owgen/bench/json/codecs"
	"github.com/owgen/owgen/bench/json/docs"
)

// A document is a text, and the ways to decode it and to encode what it says again.
type document struct {
	name           string
	size           int
	decode, encode []task // in the order of the columns
}

// A task is what is measured.
type task struct {
	name string
	do   func() error
}

const eventSeed = 101

// newDocuments makes the documents. All have other seeds than any test of the codec. Regions, catalog and timeline are of
// the kind of canada, citm_catalog and twitter, which many benchmarks have; invoices and telemetry are our own choice.
func newDocuments() ([]document, error) {
	var all []document
	var failed error
	add := func(d document, err error) {
		if err != nil && failed == nil {
			failed = err
		}
		all = append(all, d)
	}
	event := docs.NewEvent(eventSeed)
	add(newDocument("small", docs.NewSmall(), codecs.Small, verbatim))
	add(newDocument("medium", event, codecs.Event, verbatim))
	add(decodeOnly(newDocument("medium, sorted", event, codecs.Event, sorted)))
	add(decodeOnly(newDocument("medium, spaced", event, codecs.Event, spaced)))
	add(decodeOnly(newDocument("medium, indented", event, codecs.Event, indented)))
	add(newDocument("large", docs.NewSeries(102), codecs.Series, verbatim))
	add(newDocument("text", docs.NewText(103), codecs.Text, halfEscaped))
	add(newDocument("regions", docs.NewRegions(104), codecs.Regions, verbatim))
	add(newDocument("catalog", docs.NewCatalog(105), codecs.Catalog, verbatim))
	add(newDocument("timeline", docs.NewTimeline(106), codecs.Timeline, verbatim))
	add(newDocument("invoices", docs.NewInvoices(107), codecs.Invoices, verbatim))
	add(newDocument("telemetry", docs.NewTelemetry(108), codecs.Telemetry, verbatim))
	return all, failed
}

// decodeOnly leaves out the encoding, which another document of the same value has already.
func decodeOnly(d document, err error) (document, error) {
	d.encode = nil
	return d, err
}

// newDocument makes the document of a value, in a style.
func newDocument[T any](name string, value T, c codecs.Codec[T], style func([]byte) ([]byte, error)) (document, error) {
	text, err := json.Marshal(&value)
	if err != nil {
		return document{}, err
	}
	if text, err = style(text); err != nil {
		return document{}, err
	}
	want := new(T)
	if err := json.Unmarshal(text, want); err != nil {
		return document{}, err
	}
	d := document{name: name, size: len(text)}
	for _, x := range contenders(text, c) {
		if err := x.agree(want); err != nil {
			return d, fmt.Errorf("%s, %s: %w", x.column, name, err)
		}
		if x.unmarshal != nil {
			d.decode = append(d.decode, task{x.column, func() error { return x.unmarshal(new(T)) }})
		}
		if x.marshal != nil {
			d.encode = append(d.encode, task{x.column, func() error {
				_, err := x.marshal(want)
				return err
			}})
		}
	}
	d.decode = append(d.decode, task{yardstick, skip(text)})
	return d, nil
}
