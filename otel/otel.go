package otel

import (
	"context"
	"strconv"

	"go.opentelemetry.io/otel/trace"

	ow "github.com/owgen/owgen/runtime"
)

// Context returns a context in which the span of the caller is the remote parent of the next span. Where the call has no
// trace, or ctx has a span already, it is ctx. A state that the SDK does not take, which is stricter than the W3C about keys
// that stand twice, is left out.
func Context(ctx context.Context) context.Context {
	a := ow.FromContext(ctx)
	if a.TraceParent == "" || trace.SpanContextFromContext(ctx).IsValid() {
		return ctx
	}
	span, err := spanContext(a.TraceParent, a.TraceState)
	if err != nil {
		return ctx
	}
	return trace.ContextWithRemoteSpanContext(ctx, span)
}

// spanContext reads a traceparent of version 00, which the runtime has checked, but tests of handlers may make up.
func spanContext(parent, state string) (span trace.SpanContext, err error) {
	if len(parent) != len("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01") {
		return span, strconv.ErrSyntax
	}
	var config trace.SpanContextConfig
	if config.TraceID, err = trace.TraceIDFromHex(parent[3:35]); err != nil {
		return span, err
	}
	if config.SpanID, err = trace.SpanIDFromHex(parent[36:52]); err != nil {
		return span, err
	}
	flags, err := strconv.ParseUint(parent[53:], 16, 8)
	if err != nil {
		return span, err
	}
	config.TraceFlags = trace.TraceFlags(flags)
	config.TraceState, _ = trace.ParseTraceState(state)
	config.Remote = true
	return trace.NewSpanContext(config), nil
}
