package codec

import "time"

// Time reads a string in RFC 3339 as time.Time does. Null leaves *v alone.
func Time(d *Dec, s string, i int, v *time.Time) int {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	if s[i] != '"' {
		return d.null(s, i, "time in RFC 3339")
	}
	end := d.skipString(s, i)
	if end < 0 {
		return -1
	}
	if t, ok := utc(s[i+1 : end-1]); ok {
		*v = t
		return end
	}
	if err := v.UnmarshalJSON([]byte(s[i:end])); err != nil {
		return d.ErrorAt(i, "expected time in RFC 3339, as in 2006-01-02T15:04:05Z, got "+cut(s[i:end]))
	}
	return end
}

// utc reads YYYY-MM-DDTHH:MM:SSZ, with or without a fraction of up to nine digits.
func utc(t string) (time.Time, bool) {
	const form = "0000-00-00T00:00:00"
	n := len(t) - 1
	if n < len(form) || n > len(form)+10 || t[n] != 'Z' {
		return time.Time{}, false
	}
	for i := range len(form) {
		if form[i] == '0' && !isDigit(t[i]) || form[i] != '0' && form[i] != t[i] {
			return time.Time{}, false
		}
	}
	nano := 0
	if n > len(form) {
		if t[len(form)] != '.' || n == len(form)+1 {
			return time.Time{}, false
		}
		for i := len(form) + 1; i <= len(form)+9; i++ {
			nano *= 10
			if i < n {
				if !isDigit(t[i]) {
					return time.Time{}, false
				}
				nano += int(t[i] - '0')
			}
		}
	}
	year, month, day := 100*two(t, 0)+two(t, 2), two(t, 5), two(t, 8)
	hour, minute, second := two(t, 11), two(t, 14), two(t, 17)
	if month < 1 || month > 12 || day < 1 || day > daysIn(month, year) || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	return time.Date(year, time.Month(month), day, hour, minute, second, nano, time.UTC), true
}

// two returns the number of two digits at t[i].
func two(t string, i int) int { return 10*int(t[i]-'0') + int(t[i+1]-'0') }

func daysIn(month, year int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
