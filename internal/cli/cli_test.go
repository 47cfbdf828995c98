package cli

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

// tool is a program that bakes, and that washes up.
func tool() Table {
	quiet := func() *Flags {
		var b bool
		f := NewFlags()
		f.Bool(&b, "q", "say nothing")
		return f
	}
	bake := func() *Flags {
		var kind string
		f := NewFlags()
		f.String(&kind, "kind", "name", "what to bake; a text that is so long that it does not fit into one line, and is broken")
		f.Paragraph("What follows is for experts.")
		f.Func("heat", "degrees", "how hot", func(string) error { return errors.New("want a number") })
		return f
	}
	run := func(flags func() *Flags) func(args []string, stdout, stderr io.Writer) error {
		return func(args []string, stdout, _ io.Writer) error {
			rest, err := flags().Parse(args)
			if err == nil {
				io.WriteString(stdout, strings.Join(rest, " ")+"\n")
			}
			return err
		}
	}
	return Table{
		Name:     "tool",
		Main:     Command{Name: "tool", Usage: "[flags] [cake]", Short: "bake", Long: "Tool bakes.\n\nAnd more.", Flags: bake, Run: run(bake)},
		Commands: []Command{{Name: "wash", Usage: "[-q]", Short: "wash up", Long: "Tool wash washes up.", Flags: quiet, More: "Done.", Run: run(quiet)}},
		Meant:    map[string]string{"clean": "tool wash -q"},
	}
}

func TestHelpSaysWhatHowAndWithWhichFlags(t *testing.T) {
	for args, want := range map[string]string{
		"-h": `Tool bakes.

Usage:

	tool [flags] [cake]
	tool command [flags] [package]

The commands are:

	wash        wash up

"tool help command" explains a command. Without one, tool does what follows.

And more.

The flags are:

	-kind name
		what to bake; a text that is so long that it does not fit into
		one line, and is broken

What follows is for experts.

	-heat degrees
		how hot
`,
		"help wash": `Tool wash washes up.

Usage:

	tool wash [-q]

The flags are:

	-q
		say nothing

Done.
`,
	} {
		var stdout bytes.Buffer
		if _, err := tool().Run(strings.Fields(args), &stdout, io.Discard); err != nil || stdout.String() != want {
			t.Errorf("tool %s: %v, prints\n%swant\n%s", args, err, &stdout, want)
		}
	}
}

func TestACommandRunsWithItsArguments(t *testing.T) {
	for args, want := range map[string]string{
		"":              "\n",
		"-kind pie two": "two\n",
		"wash -q up":    "up\n",
		"two wash":      "two wash\n",
	} {
		var stdout bytes.Buffer
		if _, err := tool().Run(strings.Fields(args), &stdout, io.Discard); err != nil || stdout.String() != want {
			t.Errorf("tool %s: %v, prints %q, want %q", args, err, &stdout, want)
		}
	}
}

func TestMistakesAreUsageErrors(t *testing.T) {
	for args, want := range map[string]string{
		"-kidn x":     "flag provided but not defined: -kidn; did you mean -kind?",
		"-heat x":     `invalid value "x" for flag -heat: want a number`,
		"two -kind x": "-kind stands after the package two; flags come first",
		"help wahs":   "wahs is not a command; did you mean tool help wash?",
		"help two":    "two is not a command; the commands are wash, help",
	} {
		_, err := tool().Run(strings.Fields(args), io.Discard, io.Discard)
		if usage, ok := errors.AsType[UsageError](err); !ok || string(usage) != want {
			t.Errorf("tool %s: the error is %v, want %s", args, err, want)
		}
	}
}

func TestAWordThatIsNotACommandSuggestsOne(t *testing.T) {
	for word, want := range map[string]string{"wahs": "tool wash", "claen": "tool wash -q", "hepl": "tool help", "elephant": ""} {
		if got := tool().Suggest(word); got != want {
			t.Errorf("%s suggests %q, want %q", word, got, want)
		}
	}
}
