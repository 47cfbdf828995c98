package codec

import "math/bits"

// Eight bytes of text are handled at once as a word whose lowest byte is the first one. A search marks the high bit of
// each byte that is found. A borrow or carry may leave false marks above a true one, so only the lowest mark is used.
const (
	ones        = 0x0101010101010101
	highs       = 0x80 * ones
	eightBlanks = ' ' * ones
	eightZeros  = '0' * ones
)

// load returns the eight bytes of s from i on. The compiler turns it into one instruction.
func load(s string, i int) uint64 {
	w := s[i : i+8]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 |
		uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
}

// store puts w into the first eight bytes of b.
func store(b []byte, w uint64) {
	_ = b[7]
	b[0], b[1], b[2], b[3] = byte(w), byte(w>>8), byte(w>>16), byte(w>>24)
	b[4], b[5], b[6], b[7] = byte(w>>32), byte(w>>40), byte(w>>48), byte(w>>56)
}

// stops marks the bytes of w that need attention in a string: quotes, backslashes and control characters.
func stops(w uint64) uint64 {
	quote := w ^ '"'*ones
	slash := w ^ '\\'*ones
	return ((quote-ones)&^quote | (slash-ones)&^slash | (w-' '*ones)&^w) & highs
}

// first returns the number of bytes before the lowest mark of m, which is not 0.
func first(m uint64) int { return bits.TrailingZeros64(m) >> 3 }

// before returns a mask of all bytes before the lowest mark of m, which is not 0.
func before(m uint64) uint64 { return (m&-m)>>7 - 1 }

// runeLen returns the length of the UTF-8 rune at the beginning of w, which does not begin with ASCII, or 0 if there is
// none. A rune of two bytes begins with at least c2. In runes of three bytes, e0 and ed restrict the second byte; in
// runes of four, f0 and f4 do.
func runeLen(w uint64) int {
	switch {
	case w&0xc0e0 == 0x80c0 && w&0x1e != 0:
		return 2
	case w&0xc0c0f0 == 0x8080e0 && w&0x200f != 0 && w&0x200f != 0x200d:
		return 3
	case w&0xc0c0c0f8 == 0x808080f0 && w&0x3007 != 0 && (w&7 < 4 || w&0x3007 == 4):
		return 4
	}
	return 0
}

// nonDigits marks the bytes of x that are not digits. x is text xor eightZeros, so digits are 0 to 9.
func nonDigits(x uint64) uint64 { return (x + 0x76*ones | x) & highs }

// leading returns how many of the eight bytes w are digits before the first other byte, and the number that they write.
// The digits are moved to the end of the word, after zeros. Then pairs of digits become numbers up to 99 in every
// second byte, and two multiplications give each of the four its weight.
func leading(w uint64) (n uint64, count int) {
	x := w ^ eightZeros
	count = bits.TrailingZeros64(nonDigits(x)) >> 3
	half := uint(32-4*count) & 63 // shifted by half twice, since a word cannot be shifted by 64
	x = x << half << half
	x = x*10 + x>>8
	const pair = 0x000000ff000000ff
	return ((x&pair)*(1000000<<32+100) + (x>>16&pair)*(10000<<32+1)) >> 32, count
}

// digits reads a run of digits from i on, as a continuation of the number n, and returns the index after them. More
// than 19 digits in all may overflow n.
func digits(s string, i int, n uint64) (uint64, int) {
	for {
		m, count := leading(load(s, i))
		n, i = n*tens[count]+m, i+count
		if count < 8 {
			return n, i
		}
	}
}

// tens holds the powers of ten that fit a uint64.
var tens = [20]uint64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}
