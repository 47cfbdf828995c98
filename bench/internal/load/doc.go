// Package load sends servers the same requests in turn, and measures what each needs for them.
package load
