// Package docs is the documents that JSON libraries are compared on: their Go types, and functions that make them from a
// seed. They are not copies of well-known corpora, but there is one of each kind of those: arrays of numbers, nested
// coordinates, a catalogue of maps, a timeline full of text.
//
// The handlers are what owgen generates ../codecs from. easyjson's code stands beside the types, as it must, without the
// methods that other libraries would call instead of doing their own work.
package docs

//go:generate go run ./generate ../codecs
//go:generate go tool easyjson -no_std_marshalers -build_tags !noeasyjson -output_filename easyjson.go docs.go

//owgen:action
func HandleSmall(d Small) (Small, error) { return d, nil }

//owgen:action
func HandleEvent(d Event) (Event, error) { return d, nil }

//owgen:action
func HandleSeries(d Series) (Series, error) { return d, nil }

//owgen:action
func HandleText(d Text) (Text, error) { return d, nil }

//owgen:action
func HandleRegions(d Regions) (Regions, error) { return d, nil }

//owgen:action
func HandleCatalog(d Catalog) (Catalog, error) { return d, nil }

//owgen:action
func HandleTimeline(d Timeline) (Timeline, error) { return d, nil }

//owgen:action
func HandleInvoices(d Invoices) (Invoices, error) { return d, nil }

//owgen:action
func HandleTelemetry(d Telemetry) (Telemetry, error) { return d, nil }
