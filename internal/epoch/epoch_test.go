package epoch

import "testing"

func TestSourceDateEpochIsTheTime(t *testing.T) {
	for value, want := range map[string]int64{"": 0, "0": 0, "1700000000": 1700000000, "4294967295": 4294967295} {
		t.Setenv("SOURCE_DATE_EPOCH", value)
		got, err := FromEnvironment()
		if err != nil || got.Unix() != want {
			t.Errorf("%q is %v, %v; want %d", value, got, err, want)
		}
	}
}

func TestSourceDateEpochThatIsNoTimeIsNamed(t *testing.T) {
	for _, value := range []string{"yesterday", "-1", "1.5", "4294967296", "99999999999999999999", " 1"} {
		t.Setenv("SOURCE_DATE_EPOCH", value)
		want := "SOURCE_DATE_EPOCH=" + value + ": want a number of seconds since 1970, such as 1700000000"
		if _, err := FromEnvironment(); err == nil || err.Error() != want {
			t.Errorf("the error is %v, want %s", err, want)
		}
	}
}
