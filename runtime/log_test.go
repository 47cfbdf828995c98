package ow

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// made matches an id that the runtime has made.
var made = regexp.MustCompile(`^[89a-f][0-9a-f]{15}$`)

// readLog returns the runtime's lines in a log in JSON, short. Lines that are not JSON are the handler's, or sentinels.
func readLog(t *testing.T, log string) (lines []string) {
	t.Helper()
	for line := range strings.Lines(log) {
		if strings.HasPrefix(line, "{") {
			lines = append(lines, shortLine(t, line))
		}
	}
	return lines
}

// shortLog returns all of a log, with the runtime's lines short, and without the last newline.
func shortLog(t *testing.T, log string) (short string) {
	t.Helper()
	for line := range strings.Lines(log) {
		if strings.HasPrefix(line, "{") {
			line = shortLine(t, line) + "\n"
		}
		short += line
	}
	return strings.TrimSuffix(short, "\n")
}

// shortLine writes a line of the runtime short: its level, its text, and its fields in their order. An id that was made
// comes as "made".
//
//	{"time":"…","level":"ERROR","msg":"no luck","id":"c1","stack":"…"}     ERROR no luck id=c1 stack
func shortLine(t *testing.T, line string) string {
	t.Helper()
	if strings.ContainsFunc(strings.TrimSuffix(line, "\n"), isUnseen) || !strings.HasSuffix(line, "}\n") {
		t.Errorf("not a line: %q", line)
	}
	keys, values := lineMembers(t, line)
	if len(keys) < 3 || strings.Join(keys[:3], " ") != "time level msg" {
		t.Fatalf("keys %q in %q", keys, line)
	}
	if when, err := time.Parse(time.RFC3339Nano, values["time"]); err != nil || time.Since(when).Abs() > time.Hour {
		t.Errorf("time in %q: %v", line, err)
	}
	short := values["level"] + " " + values["msg"]
	for _, key := range keys[3:] {
		switch value := values[key]; {
		case key == "stack":
			if !strings.HasPrefix(value, "goroutine ") {
				t.Errorf("a stack: %q", value)
			}
			short += " stack"
		case key == "id" && made.MatchString(value):
			short += " id=made"
		default:
			short += " " + key + "=" + value
		}
	}
	return short
}

// lineMembers returns the keys of a line in their order, and their values as text.
func lineMembers(t *testing.T, line string) (keys []string, values map[string]string) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(line))
	d.UseNumber()
	d.Token()
	values = map[string]string{}
	for d.More() {
		key, _ := d.Token()
		value, err := d.Token()
		if err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		text, ok := value.(string)
		if !ok {
			raw, _ := json.Marshal(value)
			text = string(raw)
		}
		if _, twice := values[key.(string)]; twice {
			t.Errorf("%s stands twice in %q", key, line)
		}
		keys, values[key.(string)] = append(keys, key.(string)), text
	}
	return keys, values
}

// Texts and values come from anybody. The forms of a line are those of log/slog's handlers.
func TestOPS4LinesCannotBeForged(t *testing.T) {
	for text, want := range map[string][2]string{
		"a\nowgen: all is well":    {`"a\nowgen: all is well"`, `"a\nowgen: all is well"`},
		"a\r\x1b[2K\tb\x00\x7f":    {`"a\u000d\u001b[2K\tb\u0000\u007f"`, `"a\r\x1b[2K\tb\x00\x7f"`},
		"csi\u009b2K":              {`"csi\u009b2K"`, `"csi\u009b2K"`},
		"a id=other action=b":      {`"a id=other action=b"`, `"a id=other action=b"`},
		`"a" is \wrong`:            {`"\"a\" is \\wrong"`, `"\"a\" is \\wrong"`},
		`a","id":"other`:           {`"a\",\"id\":\"other"`, `"a\",\"id\":\"other"`},
		"right\u202eleft\u2028a":   {`"right\u202eleft\u2028a"`, `"right\u202eleft\u2028a"`},
		"größe-❄":                  {`"größe-❄"`, `größe-❄`},
		"100%d%!":                  {`"100%d%!"`, `100%d%!`},
		"not\xffUTF-8":             {`"not\ufffdUTF-8"`, `"not\xffUTF-8"`},
		"<html>&":                  {`"<html>&"`, `<html>&`},
		"a " + sentinelLine:        {`"a XXX\u005fTHE_END_OF_A_WHISK_ACTIVATION_XXX"`, `"a XXX\u005fTHE_END_OF_A_WHISK_ACTIVATION_XXX"`},
		"unassigned \U000e0001 me": {`"unassigned \udb40\udc01 me"`, `"unassigned \U000e0001 me"`},
	} {
		for k, form := range []string{
			`^\{"time":"[^"]+","level":"WARN","msg":TEXT,"id":TEXT,"n":7\}\n$`,
			`^time=\S+ level=WARN msg=TEXT id=TEXT n=7\n$`,
		} {
			var b buffer
			l := &logger{w: &b}
			l.style.Text = k == 1
			ln := l.begin(nil, time.Now(), logstyle.Warn, text)
			ln.add("id", text)
			ln.add("empty", "")
			ln.member("n", "7", true)
			l.end(ln, "")
			if !regexp.MustCompile(strings.ReplaceAll(form, "TEXT", regexp.QuoteMeta(want[k]))).MatchString(b.String()) {
				t.Errorf("%q: %q", text, b.String())
			}
			var back struct{ Msg, ID string }
			if k == 0 && (json.Unmarshal([]byte(b.String()), &back) != nil || back.Msg != back.ID || back.Msg != strings.ToValidUTF8(text, "\ufffd")) {
				t.Errorf("%q: reads as %q", text, back)
			}
		}
	}
}

func TestOPS4AStackIsAMemberOrBelowTheLine(t *testing.T) {
	const stack = "goroutine 1 [running]:\nmain.main()\n\t/x.go:1\n"
	for text, want := range map[bool]string{
		false: `"msg":"boom","stack":"goroutine 1 [running]:\nmain.main()\n\t/x.go:1\n"}` + "\n",
		true:  " level=ERROR msg=boom\n" + stack,
	} {
		var b buffer
		l := &logger{w: &b}
		l.style.Text = text
		l.event(logstyle.Error, "boom", stack, nil)
		if !strings.HasSuffix(b.String(), want) {
			t.Errorf("got %q", b.String())
		}
	}
}

// A second has its text made once, which lines of other seconds and zones must not get.
func TestOPS1EachLineHasItsTime(t *testing.T) {
	var b buffer
	l := &logger{w: &b}
	var want strings.Builder
	at := time.Date(2026, 12, 31, 23, 59, 58, 7e6, time.FixedZone("", -9000))
	for _, now := range []time.Time{at, at.Add(42 * time.Millisecond), at.Add(992999 * time.Microsecond), at.Add(993 * time.Millisecond), at, at.Add(2 * time.Second).UTC()} {
		l.end(l.begin(nil, now, logstyle.Info, ""), "")
		want.WriteString(`{"time":"` + now.Format("2006-01-02T15:04:05.000Z07:00") + `","level":"INFO","msg":""}` + "\n")
	}
	if got := b.String(); got != want.String() {
		t.Errorf("got\n%s\nwant\n%s", got, want.String())
	}
}

func TestOPS2LevelsLeaveLinesOut(t *testing.T) {
	for least, want := range map[string]string{"debug": "INFO WARN ERROR", "": "INFO WARN ERROR", "warn": "WARN ERROR", "error": "ERROR"} {
		var b buffer
		l := &logger{w: &b}
		l.choose(environment("OWGEN_LOG_LEVEL="+least), false)
		l.inform("x")
		l.warn("x")
		l.fail("x")
		if got := strings.Join(readLog(t, b.String()), " "); got != strings.Join(strings.Fields(strings.ReplaceAll(want, " ", " x ")+" x"), " ") {
			t.Errorf("%s: %q", least, got)
		}
	}
}

// On AWS Lambda its own variables decide, and CloudWatch knows the keys.
func TestOPS2OnLambdaLinesHaveItsForm(t *testing.T) {
	var b buffer
	l := &logger{w: &b}
	for format, want := range map[string]string{
		"JSON": `^\{"timestamp":"[^"]+","level":"ERROR","message":"boom","requestId":"r1","stack":"s"\}\n$`,
		"Text": `^timestamp=\S+ level=ERROR message=boom requestId=r1\ns$`,
		"":     `^timestamp=\S+ level=ERROR message=boom requestId=r1\ns$`,
	} {
		b = buffer{}
		err := l.choose(environment("AWS_LAMBDA_RUNTIME_API=x", "AWS_LAMBDA_LOG_FORMAT="+format, "AWS_LAMBDA_LOG_LEVEL=WARN"), false)
		l.inform("left out")
		l.event(logstyle.Error, "boom", "s", &call{invocation: invocation{activation: Activation{ID: "r1"}}})
		if err != nil || !regexp.MustCompile(want).MatchString(b.String()) {
			t.Errorf("%q: %v %q", format, err, b.String())
		}
	}
}
