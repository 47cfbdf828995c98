package goproxy

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/owgen/owgen/internal/ways/group"
	"github.com/owgen/owgen/internal/ways/sentinel"
)

// A Proxy is the HTTP server. Its fields are what an image and the operator set.
type Proxy struct {
	Dir            string   // working directory of the proxy and of the program
	Env            []string // of the container: OW_WAIT_FOR_ACK, OW_EXECUTION_ENV, OW_LOG_INIT_ERROR, __OW_API_HOST …
	Stdout, Stderr *os.File // of the container; the program inherits them

	serving     sync.Mutex // held by each request
	initialized bool
	inits       int // tried so far, each with a directory of its own

	program  sync.Mutex // guards executor, which Freeze, Thaw and Kill use while a request runs
	executor *Executor
}

// ServeHTTP implements http.Handler. Methods are not looked at, and other paths have an empty answer.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.serving.Lock()
	defer p.serving.Unlock()
	switch r.URL.Path {
	case "/init":
		p.init(w, r)
	case "/run":
		p.run(w, r)
	}
}

// A failure is an answer with a status that is not 200.
type failure struct {
	status int
	text   string
}

func (f *failure) Error() string { return f.text }

func refuse(w http.ResponseWriter, f *failure) {
	body, err := json.Marshal(map[string]string{"error": f.text})
	if err != nil { // no map of strings has no JSON form
		panic(err)
	}
	respond(w, f.status, string(body)+"\n")
}

func respond(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	io.WriteString(w, body)
}

// initValue is what /init sends. (initHandler.go, initBodyRequest)
type initValue struct {
	Code   string
	Binary bool
	Env    map[string]any
}

func (p *Proxy) init(w http.ResponseWriter, r *http.Request) {
	if err := p.tryInit(r); err != nil {
		var f *failure
		if !errors.As(err, &f) {
			f = p.initFailure(err)
		}
		refuse(w, f)
		return
	}
	p.initialized = true
	respond(w, 200, `{"ok":true}`+"\n")
}

func (p *Proxy) tryInit(r *http.Request) error {
	if p.initialized {
		const text = "Cannot initialize the action more than once."
		io.WriteString(p.Stderr, text+"\n")
		return &failure{403, text}
	}
	var request struct{ Value initValue }
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		return &failure{400, fmt.Sprintf("Error unmarshaling request: %v", err)}
	}
	v := request.Value
	if v.Code == "" {
		return &failure{403, "Missing main/no code to execute."}
	}
	code := []byte(v.Code)
	if v.Binary {
		var err error
		if code, err = base64.StdEncoding.DecodeString(v.Code); err != nil {
			return &failure{400, "cannot decode the request: " + err.Error()}
		}
	}
	return p.start(code, p.environment(v.Env))
}

// start makes the code the program.
func (p *Proxy) start(code []byte, env []string) error {
	p.inits++
	dir := filepath.Join(p.Dir, "action", strconv.Itoa(p.inits), "bin")
	if err := extract(code, dir); err != nil {
		return &failure{502, err.Error()}
	}
	if err := checkExecutionEnv(dir, p.getenv("OW_EXECUTION_ENV")); err != nil {
		return err
	}
	bin := filepath.Join(dir, "exec")
	os.Chmod(bin, 0o755) // where there is none, the start will tell
	e, err := Execute(bin, Setting{
		Dir: p.Dir, Env: env, Stdout: p.Stdout, Stderr: p.Stderr, WaitForAck: p.getenv("OW_WAIT_FOR_ACK") != "",
	})
	p.setExecutor(e)
	return err
}

// initFailure tells of a program that does not start: details are in the answer, or in the log if the image says so.
func (p *Proxy) initFailure(err error) *failure {
	if p.getenv("OW_LOG_INIT_ERROR") == "" {
		return &failure{502, "cannot start action: " + err.Error()}
	}
	io.WriteString(p.Stderr, err.Error()+"\n")
	p.endLogs()
	return &failure{502, "Cannot start action. Check logs for details."}
}

func (p *Proxy) endLogs() {
	io.WriteString(p.Stdout, sentinel.Line)
	io.WriteString(p.Stderr, sentinel.Line)
}

func (p *Proxy) getenv(name string) string {
	for _, v := range p.Env {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	return ""
}

// Version is what the proxy tells its program about itself.
const Version = "1.17.1"

// environment is all the program gets: no PATH, no HOME. (actionProxy.go, SetEnv)
func (p *Proxy) environment(init map[string]any) []string {
	env := map[string]string{"__OW_PROXY_VERSION": Version}
	for inside, outside := range map[string]string{
		"__OW_EXECUTION_ENV": "OW_EXECUTION_ENV", "__OW_WAIT_FOR_ACK": "OW_WAIT_FOR_ACK",
	} {
		if v := p.getenv(outside); v != "" {
			env[inside] = v
		}
	}
	for _, v := range p.Env {
		if strings.HasPrefix(v, "__OW_") {
			parts := strings.Split(v, "=") // which loses what follows a second =
			env[parts[0]] = parts[1]
		}
	}
	for name, v := range init {
		if s, ok := v.(string); ok {
			env[name] = s
		} else if text, err := json.Marshal(v); err == nil {
			env[name] = string(text)
		}
	}
	var list []string
	for name, v := range env {
		list = append(list, name+"="+v)
	}
	slices.Sort(list)
	return list
}

func (p *Proxy) run(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		refuse(w, &failure{400, fmt.Sprintf("Error reading request body: %v", err)})
		return
	}
	e := p.current()
	if e == nil {
		refuse(w, &failure{500, "no action defined yet"})
		return
	}
	if e.Exited() {
		refuse(w, &failure{500, "command exited"})
		return
	}
	result, err := e.Interact(strings.ReplaceAll(string(body), "\n", ""))
	p.endLogs()
	if err != nil {
		p.setExecutor(nil)
		refuse(w, &failure{400, err.Error()})
		return
	}
	if !isContainer(result) {
		refuse(w, &failure{502, "The action did not return a dictionary or array."})
		return
	}
	respond(w, 200, result)
}

// isContainer reports whether the line is an object or an array, for which null passes, too.
func isContainer(line string) bool {
	var object map[string]json.RawMessage
	var array []any
	return json.Unmarshal([]byte(line), &object) == nil || json.Unmarshal([]byte(line), &array) == nil
}

func (p *Proxy) current() *Executor {
	p.program.Lock()
	defer p.program.Unlock()
	return p.executor
}

func (p *Proxy) setExecutor(e *Executor) {
	p.program.Lock()
	defer p.program.Unlock()
	p.executor = e
}

// Freeze stops the program. The proxy itself does nothing of its own accord, and needs no freezing.
func (p *Proxy) Freeze() error {
	if e := p.current(); e != nil {
		return group.Freeze(e.cmd)
	}
	return nil
}

// Thaw ends Freeze.
func (p *Proxy) Thaw() error {
	if e := p.current(); e != nil {
		return group.Thaw(e.cmd)
	}
	return nil
}

// Kill ends the program.
func (p *Proxy) Kill() {
	if e := p.current(); e != nil {
		e.Kill()
	}
}
