package front

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/lambda"
	"github.com/owgen/owgen/internal/shell"
)

// Copies are lines for a POSIX shell that make a call. Where a tool cannot make it, its line is a comment that says why.
type copies struct {
	Curl   string `json:"curl"`
	Wsk    string `json:"wsk"`
	FaaS   string `json:"faas-cli"`
	AWS    string `json:"aws"`
	Invoke string `json:"invoke"`
}

// serveCopy answers with a call as lines for a shell.
func (f *Front) serveCopy(w http.ResponseWriter, r *http.Request) {
	var c pageCall
	if !take(w, r, &c) {
		return
	}
	if _, err := c.request(r.Host); err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	state := f.Program.State()
	out := copies{Curl: curl(&c, f.Address), Wsk: wsk(&c, deployed(&c, state)), FaaS: faasCLI(&c, state), AWS: awsCLI(&c, deployed(&c, state)), Invoke: invoke(&c, state)}
	if !c.bare() {
		const request = "# this call is a request with a method, a path and a header of its own, which only curl can send"
		out.Wsk, out.FaaS, out.AWS, out.Invoke = request, request, request, request
		if event := c.event(); event != nil && formOf(state, c.Handler) == "event" {
			out.Invoke = invoke(&pageCall{Handler: c.Handler, Body: string(event)}, state)
		}
	}
	answer(w, http.StatusOK, out)
}

// longWord is the length from which on a body is not passed as an argument: Linux takes 128 kB.
const longWord = 100 << 10

// piped returns how a shell writes the body for the command behind it.
func piped(body []byte) string {
	if !typeable(body) {
		return "printf %s " + base64.StdEncoding.EncodeToString(body) + " | base64 -d | "
	}
	return "printf %s " + shell.Quote(string(body)) + " | "
}

// fits reports whether a body can be an argument.
func fits(body []byte) bool { return len(body) < longWord && typeable(body) }

// typeable reports whether a terminal gives a text to its shell as it is. Pasted there, Ctrl+C, backspace and their kind would end the
// quotes that they stand in, and what follows would be a command.
func typeable(text []byte) bool {
	return utf8.Valid(text) && !bytes.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f })
}

// curl returns
//
//	curl -sS -H 'Content-Type: application/json' --data-binary '{"id":1}' http://127.0.0.1:8600/order
func curl(c *pageCall, address string) string {
	var b strings.Builder
	body := c.body()
	data := ""
	switch {
	case len(body) == 0 && c.method() != http.MethodPost:
	case !fits(body):
		b.WriteString(piped(body))
		data = " --data-binary @-"
	case body != nil && bytes.HasPrefix(body, []byte("@")): // which would be a file
		data = " --data-raw " + shell.Quote(string(body))
	default:
		data = " --data-binary " + shell.Quote(string(body))
	}
	b.WriteString("curl -sS")
	switch method := c.method(); {
	case method == http.MethodHead:
		b.WriteString(" --head")
	case method != http.MethodPost && !(method == http.MethodGet && data == ""):
		b.WriteString(" -X " + shell.Word(method))
	}
	header := c.header()
	if data != "" && len(header["Content-Type"]) == 0 {
		b.WriteString(" -H 'Content-Type:'") // curl would say that it is a form
	}
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			field := name + ": " + value
			if value == "" {
				field = name + ";"
			}
			b.WriteString(" -H " + shell.Quote(field))
		}
	}
	url := "http://" + address + c.path()
	if strings.ContainsAny(url, "[]{}") {
		b.WriteString(" -g")
	}
	if strings.Contains(url, "/.") {
		b.WriteString(" --path-as-is")
	}
	if b.WriteString(data + " "); !plainURL.MatchString(url) {
		url = shell.Quote(url)
	}
	b.WriteString(url)
	return b.String()
}

// plainURL is a URL that a shell takes as it is.
var plainURL = regexp.MustCompile(`^[\w./:@%+,=-]+$`)

// deployed returns the name that a handler has on a platform: that of the program, as owgen zip and owgen manifest deploy it, and its
// own among several.
func deployed(c *pageCall, s State) string {
	if len(s.Handlers) == 1 {
		return s.Program
	}
	return c.Handler
}

// wsk returns
//
//	wsk action invoke order --result --param id '1' --param city '"Bonn"'
func wsk(c *pageCall, name string) string {
	line := "wsk action invoke " + shell.Word(name) + " --result"
	d := json.NewDecoder(bytes.NewReader(c.body()))
	if len(c.body()) == 0 {
		return line
	}
	if t, err := d.Token(); err != nil || t != json.Delim('{') || !json.Valid(c.body()) {
		return "# wsk sends an object only"
	}
	for d.More() {
		key, _ := d.Token()
		var value json.RawMessage
		if d.Decode(&value) != nil {
			break
		}
		if !typeable([]byte(key.(string))) || !typeable(value) {
			return "# a parameter of this call has letters that a terminal does not take; see wsk action invoke --param-file"
		}
		if len(value) >= longWord {
			return "# a parameter of this call is too long for a command line; see wsk action invoke --param-file"
		}
		line += " --param " + shell.Word(key.(string)) + " " + shell.Quote(string(value))
	}
	return line
}

// faasCLI returns
//
//	printf %s '{"id":1}' | faas-cli invoke shop
func faasCLI(c *pageCall, s State) string {
	if k := handlerIndex(s.Handlers, c.Handler); k >= 0 && !s.Handlers[k].Default && len(s.Handlers) > 1 {
		return "# faas-cli calls the default handler only; OWGEN_ACTION=" + c.Handler + " makes this one the default"
	}
	return piped(c.body()) + "faas-cli invoke " + shell.Word(s.Program)
}

// awsCLI returns
//
//	aws lambda invoke --function-name order --cli-binary-format raw-in-base64-out --payload '{"id":1}' /dev/stdout
func awsCLI(c *pageCall, name string) string {
	line := "aws lambda invoke --function-name " + lambda.FunctionName(name) + " --cli-binary-format raw-in-base64-out --payload "
	if !fits(c.body()) || bytes.HasPrefix(c.body(), []byte("file")) { // aws would send the file of a URL
		return piped(c.body()) + line + "file:///dev/stdin /dev/stdout"
	}
	return line + shell.Quote(string(c.body())) + " /dev/stdout"
}

// invoke returns
//
//	printf %s '{"id":1}' | (cd /home/me/order && owgen invoke -f - -func Order)
func invoke(c *pageCall, s State) string {
	line := "owgen invoke -f -"
	if k := handlerIndex(s.Handlers, c.Handler); k >= 0 && len(s.Handlers) > 1 {
		line += " -func " + shell.Word(s.Handlers[k].Func)
	}
	return piped(c.body()) + "(cd " + shell.Word(s.Dir) + " && " + line + ")"
}
