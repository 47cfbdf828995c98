package wskdeploy

import (
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/owgen/owgen/e2e/internal/invoker"
)

// The controller's texts. (apache/openwhisk: ErrorResponse.scala, Messages)
const (
	textNotAllowed = "Request defines parameters that are not allowed (e.g., reserved properties)."
	textFailed     = "There was an error processing your request."
	textNoHTTP     = "Response is not valid 'message/http'."
	textNoJSON     = "Response is not valid 'application/json'."
)

// web answers requests to web actions that are not raw. (apache/openwhisk: WebActions.scala)
func (c *cloud) web(w http.ResponseWriter, r *http.Request) {
	name, extension := r.PathValue("name"), ".http"
	if e := path.Ext(name); e == ".http" || e == ".json" {
		name, extension = strings.TrimSuffix(name, e), e
	}
	if p := r.PathValue("package"); p != "default" {
		name = p + "/" + name
	}
	a, bound := c.find(name)
	if a == nil || !a.Annotations.isTrue("web-export") {
		http.NotFound(w, r)
		return
	}
	if r.Method == "OPTIONS" && !a.Annotations.isTrue("web-custom-options") {
		return
	}
	own, err := sent(r)
	if err != nil {
		terminate(w, err.Error())
		return
	}
	for name := range own {
		if _, final := bound[name]; strings.HasPrefix(name, "__ow_") || final && a.Annotations.isTrue("final") {
			terminate(w, textNotAllowed)
			return
		}
	}
	maps.Copy(bound, own)
	maps.Copy(bound, circumstances(r))
	done, err := a.activate(c, bound)
	if err != nil {
		c.t.Error(err)
	}
	reply(w, extension, done)
}

// sent are the parameters that the caller sends: those of the query, and over them those of the body.
func sent(r *http.Request) (parameters, error) {
	own := parameters{}
	addForm(own, r.URL.Query())
	body, err := io.ReadAll(r.Body)
	if err != nil || len(body) == 0 {
		return own, err
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case kind == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		addForm(own, form)
		return own, err
	case kind == "application/json" && body[0] == '{':
		var members parameters
		err := json.Unmarshal(body, &members)
		maps.Copy(own, members)
		return own, err
	}
	own["__ow_body"] = encode(string(body))
	return own, nil
}

func addForm(p parameters, form url.Values) {
	for name, values := range form {
		p[name] = encode(values[len(values)-1])
	}
}

// circumstances are what the controller adds to each request.
func circumstances(r *http.Request) parameters {
	headers := map[string]string{"host": r.Host}
	for name := range r.Header {
		headers[strings.ToLower(name)] = r.Header.Get(name)
	}
	rest := r.PathValue("rest")
	if rest != "" {
		rest = "/" + rest
	}
	return parameters{
		"__ow_method": encode(strings.ToLower(r.Method)), "__ow_headers": encode(headers), "__ow_path": encode(rest),
	}
}

func encode(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil { // texts have a JSON form
		panic(err)
	}
	return b
}

func terminate(w http.ResponseWriter, text string) {
	w.WriteHeader(http.StatusBadRequest)
	w.Write(encode(map[string]string{"error": text}))
}

// reply makes an answer of a result: of an application error, it is what the member error says.
func reply(w http.ResponseWriter, extension string, r invoker.Response) {
	result := json.RawMessage(r.Result)
	switch r.Status {
	case invoker.Success:
	case invoker.ApplicationError:
		var members parameters
		if json.Unmarshal(result, &members) == nil {
			result = members["error"]
		}
	default:
		terminate(w, textFailed)
		return
	}
	if extension == ".json" {
		if result[0] != '{' && result[0] != '[' {
			terminate(w, textNoJSON)
			return
		}
		w.Write(result)
		return
	}
	replyHTTP(w, result)
}

// replyHTTP makes an answer of a result that says what it is to be.
func replyHTTP(w http.ResponseWriter, result json.RawMessage) {
	var said struct {
		StatusCode int             `json:"statusCode"`
		Headers    map[string]any  `json:"headers"`
		Body       json.RawMessage `json:"body"`
	}
	if err := json.Unmarshal(result, &said); err != nil {
		terminate(w, textNoHTTP)
		return
	}
	for name, value := range said.Headers {
		w.Header().Set(name, strings.Trim(string(encode(value)), `"`))
	}
	if len(said.Body) == 0 || string(said.Body) == "null" || string(said.Body) == `""` {
		w.WriteHeader(cmp.Or(said.StatusCode, http.StatusNoContent))
		return
	}
	body := said.Body
	if text := ""; json.Unmarshal(body, &text) == nil {
		body = json.RawMessage(text)
	} else if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(cmp.Or(said.StatusCode, http.StatusOK))
	w.Write(body)
}
