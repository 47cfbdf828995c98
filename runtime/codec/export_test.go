package codec

// Only tests outside of the package use these.
const MaxDepth = maxDepth

var (
	AppendText = appendText
	Unquote    = (*Dec).unquote
)

func FoldName(name string) string { return string(appendFolded(nil, name)) }
