package invoke

import (
	"strings"
	"testing"
)

// rows returns the first two columns of what -as all prints.
func rows(stdout string) (names, outcomes []string) {
	for line := range strings.Lines(stdout) {
		fields := strings.SplitN(line, "\t", 3)
		names, outcomes = append(names, fields[0]), append(outcomes, fields[1])
	}
	return names, outcomes
}

func TestDEV13AllWaysAgree(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		dir, args, stdin string
		verdict          string
		exit             int
	}{
		{fixture, "-p qty=3", "", "owgen: all ways agree\n", 0},
		{fixture, "-p do=refuse", "", "owgen: all ways agree\nowgen: status 422\n", 1},
		{fixture, "-p do=panic", "", "owgen: all ways agree\nowgen: status 500\n", 1},
		{fixture, "-p do=exit", "", "owgen: all ways agree\nowgen: the program ended before it had answered: exit status 7\n", 1},
		{fixture, "-f -", `{"zip":"` + strings.Repeat("x", 131072) + `"}`, "owgen: argv differs from plain\n", 1},
		{fixture, "-f -", `{"any":"<&>\u2028\ud83d\ude00","id":-9223372036854775808}`, "owgen: all ways agree\n", 0},
		// Requests, answers with a status, bodies, events and streams.
		{web, "-func Webhook", "", "owgen: all ways agree\nowgen: status 401\n", 1},
		{web, "-func AnswerText -f -", `{"status":404,"body":"bm9uZQ=="}`, "owgen: all ways agree\nowgen: status 404\n", 1},
		{web, "-func AnswerBytes -f -", `{"status":201,"header":{"X-A":["1"]},"body":"AP8="}`, "owgen: all ways agree\n", 0},
		{web, "-func AnswerAny -f -", `{"value":{"b":1,"a":[2.5]}}`, "owgen: all ways agree\n", 0},
		{web, "-func AnswerNothing", "", "owgen: all ways agree\n", 0},
		{web, "-func Text -f -", "some text\n", "owgen: all ways agree\n", 0},
		{web, "-func Thumbnail -f -", "\x89PNG no more", "owgen: all ways agree\nowgen: status 422\n", 1},
		{web, "-func Export -p rows=3", "", "owgen: all ways agree\n", 0},
		{web, "-func SeeEvent -p name=x", "", "owgen: all ways agree\n", 0},
		{web, "-func PassEvent -p name=x", "", "owgen: stdin has no headers for what an event says of itself, so its answer is the event, and not only the data\n" +
			"owgen: all ways agree\n", 0},
		{web, "-func Count -p count=3", "", "owgen: all ways agree\n", 0},
		{web, "-func Count -p count=1", "", "owgen: all ways agree\n", 0},
	} {
		args := append([]string{"-as", "all"}, strings.Fields(c.args)...)
		got := invoke(t, c.dir, append(args, "<", c.stdin)...)
		names, outcomes := rows(got.stdout)
		if strings.Join(names, " ") != "plain openwhisk argv stdin actionloop" || len(outcomes) != 5 {
			t.Errorf("%s: %+v", c.args, got)
			continue
		}
		if !strings.HasSuffix(got.stderr, c.verdict) || got.exit != c.exit {
			t.Errorf("%s:\n%s%s exit status %d, want %s", c.args, got.stdout, got.stderr, got.exit, c.verdict)
		}
	}
}
