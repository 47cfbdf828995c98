// Package typo guesses which known word was meant by an unknown one.
package typo

import "strings"

// Meant returns the one of words that a mistyped word stands for, or "" if it resembles none of them. In a word of up
// to six letters one may be wrong, in one of up to ten two, and so on. Case, spaces, _ and - do not count.
func Meant(word string, words []string) string {
	best, least := "", -1
	for _, w := range words {
		if d := distance(plain(word), plain(w)); d <= (len(w)+1)/4 && (least < 0 || d < least) {
			best, least = w, d
		}
	}
	return best
}

var ignored = strings.NewReplacer(" ", "", "\t", "", "_", "", "-", "")

func plain(word string) string { return strings.ToLower(ignored.Replace(word)) }

// distance returns how many letters were forgotten, added, replaced or exchanged with the next one to turn b into a.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1) // rows[i][j] is the distance of the first i letters of a from the first j of b
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + min(rows[i-1][j-1], rows[i-1][j], rows[i][j-1])
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					rows[i][j] = min(rows[i][j], 1+rows[i-2][j-2])
				}
			}
		}
	}
	return rows[len(a)][len(b)]
}
