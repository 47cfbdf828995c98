package skeleton

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/owgen/owgen/internal/ways/sentinel"
)

// A Proxy is dockerskeleton's HTTP server. Its fields are what an image and the operator set.
type Proxy struct {
	Dir            string   // /action: holds exec, which there is before /init, and is the working directory
	Env            []string // of the container, FLASK_PROXY_PORT included
	Stdout, Stderr *os.File // of the container

	serving     sync.Mutex // held by each request
	initialized bool
	child       child
}

// The proxy's texts.
const (
	textTwice    = "Cannot initialize the action more than once."
	textNoBinary = "The action failed to generate or locate a binary. See logs for details."
	textNoValue  = "The action did not receive a dictionary or array as an argument."
	textNoResult = "The action did not return a dictionary or array."
)

// ServeHTTP implements http.Handler.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.serving.Lock()
	defer p.serving.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	switch {
	case r.Method != "POST":
		http.Error(w, "Method Not Allowed", http.StatusMethodNotAllowed)
	case r.URL.Path == "/init":
		p.init(w, body)
	case r.URL.Path == "/run":
		p.run(w, body)
	default:
		http.NotFound(w, r)
	}
}

func respond(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	io.WriteString(w, body)
}

func errorObject(text string) string {
	b, err := json.Marshal(map[string]string{"error": text})
	if err != nil { // no map of strings has no JSON form
		panic(err)
	}
	return string(b) + "\n"
}

// complete ends the logs, and then answers.
func (p *Proxy) complete(w http.ResponseWriter, status int, body string) {
	io.WriteString(p.Stdout, sentinel.Line)
	io.WriteString(p.Stderr, sentinel.Line)
	respond(w, status, body)
}

// An object is a JSON object whose members are yet to be looked at.
type object map[string]json.RawMessage

// readObject reads an object. Text that is not JSON, or that Python takes for empty, counts as an empty object.
func readObject(text []byte) (o object, ok bool) {
	if !json.Valid(text) {
		return object{}, true
	}
	switch strings.TrimSpace(string(text)) {
	case "null", "false", "0", `""`, "[]", "{}":
		return object{}, true
	}
	ok = json.Unmarshal(text, &o) == nil
	return o, ok
}

func (p *Proxy) init(w http.ResponseWriter, body []byte) {
	if p.initialized {
		io.WriteString(p.Stderr, textTwice+"\n")
		respond(w, 403, errorObject(textTwice))
		return
	}
	message, ok := readObject(body)
	value := object{}
	if raw, there := message["value"]; ok && there {
		ok = json.Unmarshal(raw, &value) == nil && value != nil
	}
	if !ok {
		respond(w, 404, "<!doctype html>\n<title>404 Not Found</title>\n")
		return
	}
	if p.store(value) != nil || !p.verify() {
		p.complete(w, 502, errorObject(textNoBinary))
		return
	}
	p.initialized = true
	respond(w, 200, "OK")
}

func (p *Proxy) exec() string { return filepath.Join(p.Dir, "exec") }

// verify reports whether there is an exec that can be executed.
func (p *Proxy) verify() bool {
	info, err := os.Stat(p.exec())
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// store writes the code, if there is any, over what is there: text into exec, which keeps its mode, and a zip's files
// without their modes. A zip that cannot be unpacked is not an error: the files that were there before stay.
func (p *Proxy) store(value object) error {
	var code *string
	var binary bool
	for name, to := range map[string]any{"code": &code, "binary": &binary} {
		if raw, ok := value[name]; ok {
			if err := json.Unmarshal(raw, to); err != nil {
				return err
			}
		}
	}
	if code == nil {
		return nil
	}
	if !binary {
		return os.WriteFile(p.exec(), []byte(*code), 0o644)
	}
	if err := p.unzip(*code); err != nil {
		io.WriteString(p.Stdout, "err "+err.Error()+"\n")
	}
	return nil
}

func (p *Proxy) unzip(code string) error {
	data, err := base64.StdEncoding.DecodeString(code)
	if err != nil {
		return err
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range archive.File {
		if err := p.unpack(f); err != nil {
			return err
		}
	}
	return nil
}

func (p *Proxy) unpack(f *zip.File) error {
	path := filepath.Join(p.Dir, filepath.FromSlash(f.Name))
	if f.FileInfo().IsDir() {
		return os.MkdirAll(path, 0o755)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

func (p *Proxy) run(w http.ResponseWriter, body []byte) {
	message, ok := readObject(body)
	value := json.RawMessage("{}")
	if raw, there := message["value"]; ok && there {
		value = raw
	}
	if text := strings.TrimSpace(string(value)); !ok || text[0] != '{' && text[0] != '[' {
		p.complete(w, 404, errorObject(textNoValue))
		return
	}
	if !p.verify() {
		p.complete(w, 502, errorObject("The action failed to locate a binary. See logs for details."))
		return
	}
	delete(message, "value")
	if err := p.export(message); err != nil {
		p.complete(w, 500, errorObject(fmt.Sprintf("Internal error. %v", err)))
		return
	}
	status, result := p.activate(dumps(value))
	p.complete(w, status, result)
}
