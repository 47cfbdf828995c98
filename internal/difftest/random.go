package difftest

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"net/netip"
	"reflect"
	"strings"
	"time"
)

// random makes values and documents in which the cases that go wrong are frequent.
type random struct{ *rand.Rand }

// deepest is how far values nest.
const deepest = 5

var (
	timeType = reflect.TypeFor[time.Time]()
	rawType  = reflect.TypeFor[json.RawMessage]()
	numType  = reflect.TypeFor[json.Number]()
	addrType = reflect.TypeFor[netip.Addr]()
	bigType  = reflect.TypeFor[big.Int]()
)

// fill sets v to a random value.
func (r *random) fill(v reflect.Value, depth int) {
	switch v.Type() {
	case timeType:
		v.Set(reflect.ValueOf(r.time()))
		return
	case rawType:
		v.SetBytes([]byte(r.pick(`null`, `{"a": [1, 2]}`, `"<&>"`, ` 1e3 `, `[]`, `]`)))
		return
	case numType:
		v.SetString(r.pick("", "0", "-1.5e+3", "12345678901234567890", "x", "01"))
		return
	case addrType:
		v.Set(reflect.ValueOf(netip.AddrFrom4([4]byte{10, 0, 0, byte(r.IntN(256))})))
		return
	case bigType:
		v.Addr().Interface().(*big.Int).SetUint64(r.Uint64())
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.String:
		v.SetString(r.text())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(r.Uint64()) >> r.IntN(64))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(r.Uint64() >> r.IntN(64))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(r.float())
	case reflect.Interface:
		if x := r.any(depth); x != nil && v.NumMethod() == 0 {
			v.Set(reflect.ValueOf(x))
		}
	case reflect.Struct:
		for k := range v.NumField() {
			f := v.Field(k)
			if v.Type().Field(k).Anonymous { // even one that is not exported has members of the object
				f = reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem()
			}
			if f.CanSet() && f.Kind() != reflect.Chan {
				r.fill(f, depth+1)
			}
		}
	default:
		r.fillContainer(v, depth)
	}
}

func (r *random) fillContainer(v reflect.Value, depth int) {
	if depth > deepest && v.Kind() != reflect.Array || r.IntN(6) == 0 {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.fill(v.Elem(), depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(6), 8))
		fallthrough
	case reflect.Array:
		for k := range v.Len() {
			r.fill(v.Index(k), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range r.IntN(20) / (depth + 1) {
			key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			r.fill(key, depth+1)
			r.fill(elem, depth+1)
			v.SetMapIndex(key, elem)
		}
	}
}

// any makes a value as decoding into an interface gives it, or as a handler may put into one.
func (r *random) any(depth int) any {
	switch k := r.IntN(8); {
	case k == 0:
		return nil
	case k == 1:
		return r.IntN(2) == 0
	case k == 2:
		return math.Round(r.float()*100) / 100
	case k == 3 && depth <= deepest:
		list := make([]any, r.IntN(4))
		for k := range list {
			list[k] = r.any(depth + 1)
		}
		return list
	case k == 4 && depth <= deepest:
		object := map[string]any{}
		for range r.IntN(4) {
			object[r.text()] = r.any(depth + 1)
		}
		return object
	case k == 5:
		return r.dynamic()
	}
	return r.text()
}

// dynamic makes a value of a type that nothing is decoded to where the target is an interface.
func (r *random) dynamic() any {
	n := int64(r.Uint64()) >> r.IntN(64)
	choices := []any{
		int(n), int8(n), int64(n), uint16(n), uint64(n), uintptr(n), float32(r.float()), json.Number("12e3"), json.RawMessage(`{"a": "<"}`),
		r.time(), time.Duration(n), &n, (*int)(nil), []string{r.text()}, []byte(r.text()), []int(nil), [2]bool{true}, map[int8]string{int8(n): r.text()},
		struct {
			Text string `json:"text,omitempty"`
			N    int    `json:",string"`
		}{r.text(), int(n)},
		netip.IPv6Unspecified(), big.NewInt(n), math.NaN(), make(chan int),
	}
	return choices[r.IntN(len(choices))]
}

// text makes a string of pieces that need escapes, have several bytes, or are not UTF-8.
func (r *random) text() string {
	var b strings.Builder
	for range r.IntN(5) {
		b.WriteString(r.pick("a", "plain text ", "longer than one word of eight bytes", `"`, `\`, "/", "<&>", "\n\t\b\f\r", "\x00\x1f",
			"é", "❄ ☃", "😀", "\u2028", "\u2029", "\x7f", "\xff", "\xe2\x82", "\ufffd", "ſK"))
	}
	return b.String()
}

// float makes numbers of all magnitudes, short ones often, NaN and Inf never: encoding/json cannot write these.
func (r *random) float() float64 {
	switch r.IntN(5) {
	case 0:
		return float64(r.IntN(2000)-1000) / 100
	case 1:
		return float64(r.Uint64() >> r.IntN(64))
	case 2:
		return []float64{0, math.Copysign(0, -1), 1e21, 1e-7, 1e20, 999999999999999999999, 5e-324}[r.IntN(7)]
	case 3:
		return r.NormFloat64() * 1e6
	}
	f := math.Float32frombits(r.Uint32()) // fits into both widths
	if f != f || math.IsInf(float64(f), 0) {
		return 1
	}
	return float64(f)
}

func (r *random) time() time.Time {
	t := time.Unix(r.Int64N(4e9)-1e9, r.Int64N(1e9)).UTC()
	switch r.IntN(4) {
	case 0:
		return time.Time{}
	case 1:
		return t.Truncate(time.Second)
	case 2:
		return t.In(time.FixedZone("", 60*(r.IntN(1600)-800)))
	}
	return t
}

func (r *random) pick(choices ...string) string { return choices[r.IntN(len(choices))] }

// mutate returns the document with a few changes: some leave it valid, most do not.
func (r *random) mutate(document []byte) []byte {
	s := string(document)
	for range 1 + r.IntN(3) {
		if s == "" {
			break
		}
		k := r.IntN(len(s))
		end := min(len(s), k+1+r.IntN(4))
		switch r.IntN(9) {
		case 0:
			s = s[:k] + string(rune(r.IntN(128))) + s[k+1:]
		case 1:
			s = s[:k] + s[end:]
		case 2:
			s = s[:k] + r.pick(" ", "\t", "\n      ", "\r", "\x00", "\u00a0") + s[k:]
		case 3:
			s = s[:k] + swapCase(s[k:end]) + s[end:]
		case 4:
			s = s[:k] + r.pick("null", "1.0", "-0", "01", "1e2", "1e400", "300", "-1", `""`, `"x"`, "{}", "[]", "true", "18446744073709551616") + s[end:]
		case 5:
			s = s[:k] + r.pick(`\u0041`, `\ud83d\ude00`, `\ud800`, `\n`, `\/`, `\x`, `\u12`) + s[k:]
		case 6:
			s = s[:k] + s[k:end] + s[k:]
		case 7:
			s = s[:k] + fmt.Sprintf(`\u%04x`, s[k]) + s[k+1:] // the same, within a string of ASCII
		default:
			s = replaceValue(s, k, r.pick("null", `"text"`, "7", "[1]", `{"a":1}`, "false", "[null]", `"null"`, `"12"`, `"+1"`, `"true"`, `"\"null\""`))
		}
	}
	return []byte(s)
}

func swapCase(s string) string {
	if upper := strings.ToUpper(s); upper != s {
		return upper
	}
	return strings.ToLower(s)
}

// replaceValue puts text in the place of the next scalar behind a colon from k on.
func replaceValue(s string, k int, text string) string {
	colon := strings.IndexByte(s[k:], ':')
	if colon < 0 {
		return s
	}
	start := k + colon + 1
	end := strings.IndexAny(s[start:], ",}")
	if end < 0 {
		return s
	}
	return s[:start] + text + s[start+end:]
}
