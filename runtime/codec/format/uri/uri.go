// Package uri knows the format uri of JSON Schema. It is a package of its own so that only programs with such a field
// link net/url.
package uri

import (
	"net/url"
	"strings"
)

// URI reports whether s is a URI with a scheme, as url.Parse takes it, in the ASCII characters that a URI may have. (RFC
// 3986, section 2)
func URI(s string) bool {
	for k := range len(s) {
		if s[k] <= ' ' || s[k] >= 0x7f || strings.IndexByte("\"<>\\^`{|}", s[k]) >= 0 {
			return false
		}
	}
	u, err := url.Parse(s)
	return err == nil && u.Scheme != ""
}
