// Package owlog writes lines of the log that say which call they belong to. A handler takes a logger from its context:
//
//	func Pay(ctx context.Context, p Params) (Result, error) {
//		owlog.Logger(ctx).Info("paid", "order", p.Order)
//
// which writes to stderr, wherever the program runs:
//
//	{"time":"2026-11-29T23:14:03.52Z","level":"INFO","msg":"paid","id":"31e5c0b2","action":"Pay","order":7}
//
// Or the default logger of log/slog writes such lines for all code that hands its context on, as in slog.InfoContext(ctx, "paid").
// The handler's package sets it, since main is generated:
//
//	func init() {
//		slog.SetDefault(slog.New(owlog.NewHandler(os.Stderr, nil)))
//	}
//
// The keys are those of log/slog, and then, as far as they are known:
//
//	id         what the platform calls the call, or an id that was made for it: ow.Activation.LogID
//	action     the handler's name
//	namespace  the namespace in OpenWhisk
//	trace      the id of the trace, 32 hexadecimal digits
//
// The runtime's own lines about the call, such as the one of a panic, have the same id. On AWS Lambda the keys are
// timestamp, level, message and requestId.
//
// # Environment
//
//	OWGEN_LOG        json or text; without it text on a terminal, else JSON
//	OWGEN_LOG_LEVEL  debug, info, warn or error; without it info
//
// Only programs that use this package link log/slog.
package owlog
