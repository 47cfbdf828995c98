package codec

// Padding is what follows each document. Generated code appends it to the values of defaults.
const Padding = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"

// Preset returns what a reader is given to read a default: text, which ends with Padding, is apart from the document that
// lacks the member.
func Preset(text string) (d *Dec, s string, i int) { return new(Dec), text, 0 }
