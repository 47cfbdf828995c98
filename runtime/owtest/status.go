package owtest

import "errors"

// Status returns the status that a caller over HTTP gets with an error that a handler returns: 500 if the error says nothing of it,
// 0 if there is no error.
func Status(err error) int {
	if err == nil {
		return 0
	}
	var coded interface {
		error
		StatusCode() int
	}
	if errors.As(err, &coded) {
		if status := coded.StatusCode(); 400 <= status && status <= 599 {
			return status
		}
	}
	return 500
}
