package format

import "time"

// DateTime reports whether s is a date and time of RFC 3339 as time.Time's UnmarshalText takes it.
func DateTime(s string) bool {
	return new(time.Time).UnmarshalText([]byte(s)) == nil
}

// Date reports whether s is a date like 2006-01-02.
func Date(s string) bool {
	if len(s) != len(time.DateOnly) {
		return false
	}
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// Time reports whether s is what makes 1970-01-01Ts a date and time, such as 15:04:05Z or 15:04:05.5+01:00.
func Time(s string) bool { return DateTime("1970-01-01T" + s) }
