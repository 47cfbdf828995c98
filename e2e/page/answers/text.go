package answers

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	ow "github.com/owgen/owgen/runtime"
)

// An Ask says what to answer.
type Ask struct {
	Lines int    `json:"lines" default:"1"`
	Text  string `json:"text,omitempty"`
}

// An Answer is lines of text.
type Answer struct {
	Lines []string `json:"lines"`
}

// Say answers with lines, of 64 bytes or so each: 50,000 of them are 3 MB.
//
//owgen:action
func Say(a Ask) (Answer, error) {
	if a.Text == "" {
		a.Text = strings.Repeat("0123456789", 6)
	}
	var answer Answer
	for n := range a.Lines {
		answer.Lines = append(answer.Lines, fmt.Sprintf("%d %s", n, a.Text))
	}
	return answer, nil
}

// Log writes lines to both streams.
//
//owgen:action
func Log(a Ask) (Answer, error) {
	for n := range a.Lines {
		fmt.Println("out", n, a.Text)
		fmt.Fprintln(os.Stderr, "err", n, a.Text)
	}
	return Answer{}, nil
}

// Wait answers when the call is cancelled, which nobody hears, or after a minute.
//
//owgen:action
func Wait(ctx context.Context, _ Ask) (Answer, error) {
	fmt.Println("waiting")
	select {
	case <-ctx.Done():
		fmt.Println("cancelled")
	case <-time.After(time.Minute):
	}
	return Answer{}, ctx.Err()
}

// Die ends the program.
//
//owgen:action
func Die(Ask) (Answer, error) {
	fmt.Println("dying")
	os.Exit(3)
	return Answer{}, nil
}

// Environment answers differently in each way that platforms call it.
//
//owgen:action
func Environment(ctx context.Context, a Ask) (map[string]any, error) {
	fmt.Println("asked as a platform does")
	return map[string]any{"text": a.Text, "arguments": len(os.Args), "platform": ow.FromContext(ctx).ID != ""}, nil
}
