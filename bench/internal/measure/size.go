package measure

import "os"

// Size returns the size of a file in bytes.
func Size(file string) (float64, error) {
	info, err := os.Stat(file)
	if err != nil {
		return 0, err
	}
	return float64(info.Size()), nil
}
