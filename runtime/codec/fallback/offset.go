//go:build !goexperiment.jsonv2

package fallback

// means reports whether encoding/json means the token text[i:next] by the offset of an error. It counts the bytes that
// it has read then: of a key the quote, of any other token all.
func means(text string, i, next, offset int) bool {
	return offset == next || text[i] == '"' && offset == i+1
}
