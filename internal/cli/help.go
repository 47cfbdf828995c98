package cli

import (
	"fmt"
	"strings"
)

// Help is what -h prints for a command.
func (t Table) Help(c Command) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(c.Long), "\n\n")
	parts := []string{first, t.usage(c)}
	for _, text := range []string{rest, "The flags are:", c.Flags().help(), c.More} {
		if text = strings.Trim(text, "\n"); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// usage says how to call a command. For the main command it also lists the others.
func (t Table) usage(c Command) string {
	if c.Name != t.Name {
		return fmt.Sprintf("Usage:\n\n\t%s %s %s", t.Name, c.Name, c.Usage)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Usage:\n\n\t%s %s\n\t%[1]s command [flags] [package]\n\nThe commands are:\n\n", t.Name, c.Usage)
	for _, c := range t.Commands {
		fmt.Fprintf(&b, "\t%-11s %s\n", c.Name, c.Short)
	}
	fmt.Fprintf(&b, "\n\"%s help command\" explains a command. Without one, %[1]s does what follows.", t.Name)
	return b.String()
}

// Manual is the help for a command as the text of a doc comment. For all but the main command it stands below a heading.
func (t Table) Manual(c Command) string {
	if c.Name == t.Name {
		return t.Help(c)
	}
	return fmt.Sprintf("# %s: %s\n\n%s", t.Name+" "+c.Name, c.Short, t.Help(c))
}

// help explains the flags.
func (f *Flags) help() string {
	var b strings.Builder
	for k, p := range f.parts {
		switch {
		case p.name == "":
			if k > 0 {
				b.WriteString("\n")
			}
			b.WriteString(wrap(p.text, "", width) + "\n")
			continue
		case p.value != "":
			fmt.Fprintf(&b, "\t-%s %s\n", p.name, p.value)
		default:
			fmt.Fprintf(&b, "\t-%s\n", p.name)
		}
		b.WriteString(wrap(p.text, "\t\t", width-2*tab))
	}
	return b.String()
}

// width is the number of columns in a line of help, and tab that of a tab.
const width, tab = 79, 8

// wrap breaks a paragraph into lines of an indent and at most that many letters.
func wrap(text, indent string, letters int) string {
	var b strings.Builder
	at := 0
	for _, word := range strings.Fields(text) {
		switch {
		case at == 0:
			b.WriteString(indent)
		case at+1+len(word) > letters:
			b.WriteString("\n" + indent)
			at = 0
		default:
			b.WriteString(" ")
			at++
		}
		b.WriteString(word)
		at += len(word)
	}
	return b.String() + "\n"
}
