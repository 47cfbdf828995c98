package http1

import (
	"sync/atomic"
	"time"
)

// A clock writes the field Date. Its text is made once a second.
type clock struct{ latest atomic.Pointer[date] }

type date struct {
	second int64
	text   [len("Mon, 02 Jan 2006 15:04:05 GMT")]byte
}

func (c *clock) append(b []byte, now time.Time) []byte {
	d := c.latest.Load()
	if s := now.Unix(); d == nil || d.second != s {
		d = &date{second: s}
		appendDate(d.text[:0], now.UTC())
		c.latest.Store(d)
	}
	return append(b, d.text[:]...)
}

const (
	days   = "SunMonTueWedThuFriSat"
	months = "JanFebMarAprMayJunJulAugSepOctNovDec"
)

// appendDate writes t, which is in UTC. (RFC 9110, 5.6.7) Time.AppendFormat would do the same in four times the time.
func appendDate(b []byte, t time.Time) []byte {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	b = append(b, days[3*t.Weekday():][:3]...)
	b = append(b, ", "...)
	b = append(appendTwo(b, day), ' ')
	b = append(b, months[3*(month-1):][:3]...)
	b = append(b, ' ')
	b = append(appendTwo(appendTwo(b, year/100), year%100), ' ')
	b = append(appendTwo(b, hour), ':')
	b = append(appendTwo(b, minute), ':')
	return append(appendTwo(b, second), " GMT"...)
}

func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }
