// Package epoch provides the time that artefacts carry. It is not the real time, so that equal contents make equal
// bytes.
package epoch

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"time"
)

// Default is the time in artefacts if SOURCE_DATE_EPOCH is not set: 1970.
var Default = time.Unix(0, 0).UTC()

// variable is the name that build systems have for it, and its form: seconds since 1970.
// (reproducible-builds.org: specs/source-date-epoch)
const variable = "SOURCE_DATE_EPOCH"

// FromEnvironment returns the time that SOURCE_DATE_EPOCH asks for, or Default if it is not set. Times after 2106 are
// an error, because archives cannot hold them.
func FromEnvironment() (time.Time, error) {
	value := os.Getenv(variable)
	if value == "" {
		return Default, nil
	}
	seconds, err := strconv.ParseInt(value, 10, 64)
	if err != nil || seconds < 0 || seconds > math.MaxUint32 {
		return time.Time{}, fmt.Errorf("%s=%s: want a number of seconds since 1970, such as 1700000000", variable, value)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
