package docs

import (
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// A random makes what documents consist of. The same seed makes the same document, everywhere and always.
type random struct{ *rand.Rand }

func newRandom(seed uint64) random {
	return random{rand.New(rand.NewPCG(seed, 0))}
}

var syllables = strings.Fields("an be cor di el fa gra hu in jo ka lim mo nu or pa qui re so ta ul ven wis xa yo zi")

// word is 2 to 4 syllables.
func (r random) word() string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	return b.String()
}

// words is n words with spaces between them.
func (r random) words(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = r.word()
	}
	return strings.Join(all, " ")
}

// letters are of two, three and four bytes in UTF-8.
var letters = []rune("äößéñçøþžščЖИвпрслΩλπ日本語文字한글テスト☃❄→€🙂🚀🌍")

// prose is n words in which some are foreign, and between which is what has to be escaped in JSON.
func (r random) prose(n int) string {
	var b strings.Builder
	for range n {
		switch r.IntN(8) {
		case 0:
			b.WriteString("\n")
		case 1:
			b.WriteString(`, "`)
			b.WriteString(r.word())
			b.WriteString(`" `)
		case 2:
			for range 2 + r.IntN(5) {
				b.WriteRune(letters[r.IntN(len(letters))])
			}
		default:
			b.WriteString(" ")
		}
		b.WriteString(r.word())
	}
	return b.String()
}

// hex is n hexadecimal digits.
func (r random) hex(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = "0123456789abcdef"[r.IntN(16)]
	}
	return string(b)
}

// decimal is a number below limit with some digits after the point.
func (r random) decimal(limit float64, digits int) float64 {
	unit := math.Pow10(digits)
	return math.Round(r.Float64()*limit*unit) / unit
}

// instant is a time of 2026, in UTC.
func (r random) instant() time.Time {
	return time.Date(2026, 1, 1, 0, 0, r.IntN(365*24*3600), 0, time.UTC)
}
