// Package answers has handlers that answer in all ways, for the page of owgen dev to show.
package answers
