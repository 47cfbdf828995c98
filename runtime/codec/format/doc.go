// Package format knows the formats of strings that generated decoders check. Names and meanings are those of JSON Schema
// 2020-12, Validation, section 7.3, in a form that is exact and the same wherever it is checked. Each function takes a
// decoded string, in time linear in its length.
//
// The generator uses the package, too, for what is checked when code is generated. So it imports nothing of owgen, and
// of the standard library only what each program links anyway. Package uri below it is apart because of net/url.
//
// # Files
//
//	time.go duration.go     dates, times and durations
//	address.go              IP addresses, host names, addresses of mail
//	uuid.go                 UUIDs
package format
