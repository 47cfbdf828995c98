package otel

import (
	"context"
	"testing"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	ow "github.com/owgen/owgen/runtime"
)

const (
	traceText = "4bf92f3577b34da6a3ce929d0e0e4736"
	spanText  = "00f067aa0ba902b7"
)

func callOf(parent, state string) context.Context {
	return ow.NewContext(context.Background(), ow.Activation{TraceParent: parent, TraceState: state}, nil)
}

func TestOPS10TheSDKContinuesTheTrace(t *testing.T) {
	for flags, sampled := range map[string]bool{"01": true, "00": false, "03": true, "02": false} {
		spans := tracetest.NewInMemoryExporter()
		provider := sdk.NewTracerProvider(sdk.WithSyncer(spans), sdk.WithSampler(sdk.ParentBased(sdk.NeverSample())))
		_, span := provider.Tracer("test").Start(Context(callOf("00-"+traceText+"-"+spanText+"-"+flags, "a=1,b=2")), "pay")
		span.End()
		if got := span.SpanContext().TraceID().String(); got != traceText {
			t.Errorf("%s: the span is of trace %s", flags, got)
		}
		stubs := spans.GetSpans()
		if (len(stubs) == 1) != sampled {
			t.Fatalf("%s: %d spans are exported", flags, len(stubs))
		}
		if !sampled {
			continue
		}
		parent := stubs[0].Parent
		if parent.SpanID().String() != spanText || !parent.IsRemote() || parent.TraceState().String() != "a=1,b=2" {
			t.Errorf("%s: the parent is %v", flags, parent)
		}
	}
}

func TestOPS10WithoutATraceAContextStaysAsItIs(t *testing.T) {
	for _, parent := range []string{
		"", "00", "00-" + traceText + "-" + spanText, "00-00000000000000000000000000000000-" + spanText + "-01",
		"00-" + traceText + "-0000000000000000-01", "00-" + traceText + "-" + spanText + "-zz",
	} {
		ctx := callOf(parent, "a=1")
		if Context(ctx) != ctx {
			t.Errorf("%q: there is a span", parent)
		}
	}
	if ctx := context.Background(); Context(ctx) != ctx {
		t.Error("there is a span outside of calls")
	}
	ctx := Context(callOf("00-"+traceText+"-"+spanText+"-01", "a=1,a=2"))
	span := trace.SpanContextFromContext(ctx)
	if span.TraceID().String() != traceText || span.TraceState().Len() != 0 {
		t.Errorf("a state that the SDK does not take: %v", span)
	}
	if Context(ctx) != ctx {
		t.Error("a span of the program is hidden by that of the caller")
	}
}
