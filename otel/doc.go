// Package otel lets OpenTelemetry's SDK continue the trace that a call belongs to:
//
//	func Pay(ctx context.Context, p Params) (Result, error) {
//		ctx, span := tracer.Start(otel.Context(ctx), "pay")
//		defer span.End()
//
// The SDK, its exporters and its propagators are the program's. Spans that are waiting to be exported are lost when a
// platform freezes the process after an answer: use a SpanProcessor that exports at once, or ForceFlush before returning.
//
// A program with a copy of the runtime (owgen -runtime embed) has contexts of its own, in which this package finds nothing.
//
// The module has no release yet. It resolves with the replace directives of the clone:
//
//	go mod edit -replace=github.com/owgen/owgen=CLONE -replace=github.com/owgen/owgen/otel=CLONE/otel
package otel
