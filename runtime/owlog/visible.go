package owlog

import (
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// visible returns a line in which all that is not printed is escaped as JSON may escape anything: \u009b. log/slog leaves in
// lines what JSON does not forbid. But some terminals take U+009B for the beginning of a command, and others write backwards
// behind U+202E: a caller, of whom a value may be, would forge what the operator reads. In JSON the value stays the same. What
// is not UTF-8, as only the JSON of others can have in it, becomes U+FFFD.
func visible(line []byte) []byte {
	var safe []byte
	done := 0 // of line, which are in safe
	for i := 0; i < len(line); {
		if line[i] < 0x7f { // log/slog has seen to those
			i++
			continue
		}
		r, size := utf8.DecodeRune(line[i:])
		if bad := r == utf8.RuneError && size == 1; bad || !strconv.IsPrint(r) {
			safe = append(safe, line[done:i]...)
			for _, unit := range utf16.AppendRune(nil, r) {
				safe = fmt.Appendf(safe, `\u%04x`, unit)
			}
			done = i + size
		}
		i += size
	}
	if done == 0 {
		return line
	}
	return append(safe, line[done:]...)
}
