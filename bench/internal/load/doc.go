// Package load sends the same requests to servers in turn, and measures what each server uses for them.
package load
