package ow

import (
	"encoding/base64"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// A query, or a form, is read as net/url reads it, or refused where net/url reports an error.
func FuzzWEB5QueriesAreReadAsNetURLReadsThem(f *testing.F) {
	for _, seed := range []string{
		"a=1&a=2&b", "x=%2B+&empty", "=&&=&a==b", "a;b=1", "a=%zz", "%=1", "%41%zz", "a=%4", "%C3%A9=%ff", "a+b=c%20d", "a=b=c", "+", "%00=%00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		want, wantErr := url.ParseQuery(query)
		got, err := parseQuery(query)
		if (err != nil) != (wantErr != nil) {
			t.Fatalf("%q: %v, but net/url says %v", query, err, wantErr)
		}
		if err == nil && !maps.EqualFunc(got, Values(want), slices.Equal) {
			t.Fatalf("%q: %q, but net/url has %q", query, got, want)
		}
		if err != nil && (statusOf(err) != 400 || !strings.HasPrefix(err.Error(), "the query ")) {
			t.Fatalf("%q: %v", query, err)
		}
	})
}

// read makes a T of the parameters in a query, and refuses what does not fit.
func readParameter[T any](query string, as codec.As, decode func(*codec.Dec, string, int, *T) int) (v T, err error) {
	in := Params(func(d *codec.Dec, s string, i int, v *map[string]T) int { return codec.Map(d, s, i, v, decode) },
		func(m *codec.Match) bool { return m.Is("x", as) })
	var params map[string]T
	err = in.read(&call{invocation: invocation{action: new(Action), request: request{web: true, query: query, header: documentHeader{}}}}, &params)
	return params["x"], err
}

// Each text fits its field as WEB-12 says, or is refused with the names of field and parameter, and nothing of the text.
func FuzzWEB12WEB13TextsFitOrAreRefused(f *testing.F) {
	for _, seed := range []string{
		"", "0", "-0", "+7", "007", "128", "-128", "1.5", ".5", "5.", "1e3", "1E-2", "1e400", "1e39", "0x1p-2", "NaN", "-Inf", "1_0", "T", "true", "yes", "AAE=", "!",
		"2026-01-02T03:04:05Z", "2026-01-02t03:04:05z", "2026-13-02T03:04:05Z", "a\"b\\\n", "\xff\x00", "\xed\xa0\x80", "a\xff\xfeb", "é😀", ", got ", " out of range ",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		query := "X=" + url.QueryEscape(text)
		check := func(kind string, got any, err error, want any, wantErr error) {
			t.Helper()
			switch {
			case text == "" && kind != "string":
				if err != nil || !reflect.ValueOf(got).IsZero() {
					t.Errorf("no text as %s: %v, %v", kind, got, err)
				}
			case err == nil && wantErr != nil:
				t.Errorf("%q as %s: %v, want an error: %v", text, kind, got, wantErr)
			case err == nil && !reflect.DeepEqual(got, want):
				t.Errorf("%q as %s: %v, want %v", text, kind, got, want)
			case err != nil && wantErr == nil:
				t.Errorf("%q as %s: %v, want %v", text, kind, err, want)
			case err != nil && (statusOf(err) != 400 || !strings.HasPrefix(err.Error(), "params.x: ") || !strings.HasSuffix(err.Error(), " in parameter X")):
				t.Errorf("%q as %s: %v", text, kind, err)
			case err != nil && len(text) > 30 && strings.Contains(err.Error(), text):
				t.Errorf("%q as %s is in the error %v", text, kind, err)
			}
		}
		s, err := readParameter(query, codec.AsString, codec.String[string])
		check("string", s, err, string([]rune(text)), nil)
		b, err := readParameter(query, codec.AsBool, codec.Bool[bool])
		wantBool, wantErr := strconv.ParseBool(text)
		check("bool", b, err, wantBool, wantErr)
		i, err := readParameter(query, codec.AsNumber, codec.Int[int8])
		wantInt, wantErr := strconv.ParseInt(text, 10, 8)
		check("int8", i, err, int8(wantInt), wantErr)
		u, err := readParameter(query, codec.AsNumber, codec.Uint[uint16])
		wantUint, wantErr := strconv.ParseUint(strings.TrimPrefix(text, "+"), 10, 16)
		check("uint16", u, err, uint16(wantUint), wantErr)
		if !strings.ContainsAny(text, "xXpPnN_") { // only decimals are numbers here
			x, err := readParameter(query, codec.AsNumber, codec.Float[float64])
			wantFloat, wantErr := strconv.ParseFloat(text, 64)
			check("float64", x, err, wantFloat, wantErr)
		}
		at, err := readParameter(query, codec.AsText, codec.Time)
		var wantTime time.Time
		wantErr = wantTime.UnmarshalText([]byte(text))
		if text != "" {
			check("time", at.Format(time.RFC3339Nano), err, wantTime.Format(time.RFC3339Nano), wantErr)
		}
		raw, err := readParameter(query, codec.AsText, codec.Bytes[[]byte])
		wantBytes, wantErr := base64.StdEncoding.DecodeString(text)
		check("bytes", raw, err, wantBytes, wantErr)
	})
}
