package ow

import "time"

// An Event is a CloudEvent, version 1.0. A handler takes one, and may answer with one:
//
//	func Ship(e ow.Event[Order]) (ow.Event[Shipment], error)
//
// It makes no difference to the handler whether an event came in binary mode, with its attributes in headers, or as a
// document of JSON. A field for an attribute that the event does not have is zero.
// (cloudevents/spec: cloudevents/spec.md, "Context Attributes")
//
// A handler that answers with an event sets Source, Type and Data. An empty ID is replaced by a random one. Over HTTP
// the answer is in binary mode, anywhere else it is a document. A nil *Event is status 204, no event.
type Event[T any] struct {
	ID              string // unique among the events of Source
	Source          string // where the event comes from: a URI or a part of one
	Type            string // what happened: com.example.order.paid
	Subject         string // what it happened to, within Source
	DataSchema      string // URI of the schema that Data keeps to
	DataContentType string // of Data; in binary mode this is the Content-Type
	Time            time.Time
	Extensions      map[string]string // all other attributes, by their names in lower case; numbers and booleans as text
	Data            T
}
