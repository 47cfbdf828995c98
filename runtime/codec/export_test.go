package codec

// What tests look at from outside of the package, and nobody else.
const MaxDepth = maxDepth

var (
	AppendText = appendText
	Unquote    = (*Dec).unquote
)

func FoldName(name string) string { return string(appendFolded(nil, name)) }
