// Command demo builds the examples and calls them in every way that their users would. It prints each request with its
// answer, and exits with status 1 at the first wrong answer. Run it with make demo, which generates the examples first.
package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/internal/program"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
	fmt.Println("\nAll answers were right.")
}

func run() error {
	dir, err := os.MkdirTemp("", "owgen-demo")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, example := range []func(dir string) error{demoReverse, demoDelivery, demoWebhook, demoExport} {
		if err := example(dir); err != nil {
			return err
		}
	}
	return nil
}

func demoReverse(dir string) error {
	bin, err := build(dir, "reverse")
	if err != nil {
		return err
	}
	heading("As an OpenWhisk action")
	err = serve(bin, []string{"__OW_API_HOST=https://openwhisk.example"}, []call{
		{"POST /init", `{"value":{"name":"reverse","main":"main","binary":false}}`, 200, `{"ok":true}`},
		{"POST /run", `{"value":{"payload":"Hello, ❄ ☃"},"activation_id":"4711","deadline":"0"}`, 200, `{"reversed":"☃ ❄ ,olleH","length":10}`},
		{"POST /run", `{"value":{"payload":42}}`, 200, `{"error":"params.payload: expected string, got number at offset 11"}`},
		{"POST /init", `{"value":{}}`, 403, `{"error":"Cannot initialize the action more than once."}`},
	})
	if err != nil {
		return err
	}
	heading("As a plain HTTP function")
	err = serve(bin, nil, []call{
		{"POST /", `{"payload":"abc"}`, 200, `{"reversed":"cba","length":3}`},
		{"POST /", `{"payload":"abc"`, 400, `{"error":"params.payload: expected ',' or '}', got end of input at offset 16"}`},
	})
	if err != nil {
		return err
	}
	heading("From a shell")
	if err := shell(bin, "", `{"reversed":"cba","length":3}`, `{"payload":"abc"}`); err != nil {
		return err
	}
	return shell(bin, `{"payload":"abc"}`, `{"reversed":"cba","length":3}`)
}

func demoDelivery(dir string) error {
	bin, err := build(dir, "delivery")
	if err != nil {
		return err
	}
	heading("Two actions in one binary, chosen by the path")
	return serve(bin, nil, []call{
		{"POST /plan", `{"depot":{"lat":52.5,"lon":13.4},"start":"2026-06-01T08:00:00Z","speed":60,"at_door":120,"stops":[` +
			`{"id":"far","lat":52.8,"lon":13.4},{"id":"near","lat":52.6,"lon":13.4,"window":{"from":"2026-06-01T09:00:00Z"}}]}`,
			200, `{"calls":[{"id":"near","arrives":"2026-06-01T09:00:00Z"},{"id":"far","arrives":"2026-06-01T09:24:14Z"}],` +
				`"back":"2026-06-01T09:59:35Z","km":66.7,"tried":1}`},
		{"POST /price", `{"zone":"city","parcels":[{"grams":1500,"fragile":true}]}`, 200, `{"total":680,"parts":{"fragile":300,"parcels":290,"weight":90}}`},
		{"POST /price", `{"zone":"moon"}`, 400,
			`{"error":{"message":"params.zone: must be one of city, region, abroad","code":"invalid","fields":{"zone":"must be one of city, region, abroad"}}}`},
	})
}

func build(dir, name string) (bin string, err error) {
	heading("$ go build ./cmd/" + name)
	bin = program.Exe(dir, name)
	if err := program.Build(filepath.Join("examples", name), "./cmd/"+name, bin); err != nil {
		return "", err
	}
	info, err := os.Stat(bin)
	if err != nil {
		return "", err
	}
	fmt.Printf("one static binary of %.1f MB\n", float64(info.Size())/1e6)
	return bin, nil
}

// A call is a request and the answer it must get.
type call struct {
	head   string // method and path, and below them lines of the header
	body   string
	status int
	answer string
}

// serve starts the binary with the environment given, makes the calls, and stops it.
func serve(bin string, env []string, calls []call) error {
	s, err := program.Serve(bin, env...)
	if err != nil {
		return err
	}
	defer s.Kill()
	for _, c := range calls {
		if err := c.on(s); err != nil {
			return err
		}
	}
	exit, err := s.Stop()
	if err == nil && exit != 0 {
		err = fmt.Errorf("exit status %d after SIGTERM\n%s", exit, s.Stderr())
	}
	return err
}

// on makes the call.
func (c call) on(s *program.Server) error {
	first, lines, _ := strings.Cut(c.head, "\n")
	method, path, _ := strings.Cut(first, " ")
	header := http.Header{"Content-Type": {"application/json"}}
	fmt.Println(strings.TrimSpace(first + " " + c.body))
	for line := range strings.SplitSeq(lines, "\n") {
		if name, value, ok := strings.Cut(line, ": "); ok {
			header.Set(name, value)
			fmt.Println("  " + line)
		}
	}
	got, err := s.Do(method, path, c.body, header)
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", first, err, s.Stderr())
	}
	fmt.Printf("  %d %s\n", got.Status, strings.ReplaceAll(strings.TrimSpace(got.Body), "\n", "\n      "))
	if got.Status != c.status || got.Body != c.answer {
		return fmt.Errorf("%s: want\n  %d %s\n%s", first, c.status, c.answer, s.Stderr())
	}
	return nil
}

// shell runs the binary once and compares the line it prints.
func shell(bin, stdin, want string, args ...string) error {
	line := "./" + filepath.Base(bin)
	for _, arg := range args {
		line += " '" + arg + "'"
	}
	if stdin != "" {
		line = "echo '" + stdin + "' | " + line
	}
	fmt.Println("$ " + line)
	got, err := program.Run(bin, stdin, nil, args...)
	if err != nil {
		return err
	}
	fmt.Printf("  %s", got.Stdout)
	if strings.TrimSuffix(got.Stdout, "\n") != want || got.Exit != 0 {
		return fmt.Errorf("%s: want %s and exit status 0, not %d\n%s", line, want, got.Exit, got.Stderr)
	}
	return nil
}

func heading(text string) { fmt.Printf("\n%s\n", text) }
