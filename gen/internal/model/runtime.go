package model

// The import paths of the runtime. A copy of it has another one, and is made of the same packages.
const (
	RuntimePath  = "github.com/owgen/owgen/runtime"
	CodecPath    = RuntimePath + CodecStep
	CodecStep    = "/codec"
	FallbackStep = "/codec/fallback"
	ZeroStep     = "/codec/zero"
	FormatStep   = "/codec/format"
	URIStep      = "/codec/format/uri"
	PatternStep  = "/codec/pattern"

	PredeclaredStep = "/codec/predeclared"
	HTTPStep        = "/owhttp"
)

// ModulePath is the module that owgen and its runtime are in.
const ModulePath = "github.com/owgen/owgen"
