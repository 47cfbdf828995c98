package manifest

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// This file is about what wskdeploy does to values.

// interpolated reports whether wskdeploy replaces variables of its environment in a string. There is no way to escape all of
// them. (apache/openwhisk-wskdeploy: wskenv/environment.go, isValidEnvironmentVar)
func interpolated(s string) bool {
	return len(s) > 1 && s[0] == '$' || strings.Contains(s, "${")
}

// checkPrecision returns an error if wskdeploy, which reads numbers as float64, would change a number in the document.
func checkPrecision(text string) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	for {
		token, err := d.Token()
		if err != nil {
			return nil // the end: the document is valid JSON
		}
		if n, ok := token.(json.Number); ok && !isFloat(n.String()) {
			return fmt.Errorf("wskdeploy would round %s", n)
		}
	}
}

// isFloat reports whether a number stays the same when it is read as a float64 and written again.
func isFloat(text string) bool {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return false
	}
	if f == 0 { // perhaps only by underflow
		digits, _, _ := strings.Cut(strings.ToLower(text), "e")
		return strings.Trim(digits, "-0.") == ""
	}
	exact, ok := new(big.Rat).SetString(text)
	written, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', -1, 64))
	return ok && exact.Cmp(written) == 0
}
