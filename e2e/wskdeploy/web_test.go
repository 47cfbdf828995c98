package wskdeploy

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/owgen/owgen/internal/ways/controller"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// web answers requests to web actions.
func (c *cloud) web(w http.ResponseWriter, r *http.Request) {
	name, extension := r.PathValue("name"), ""
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
	action := &controller.Action{
		Run: func(value string) (invoker.Response, error) {
			var args parameters
			if err := json.Unmarshal([]byte(value), &args); err != nil {
				return invoker.Response{}, err
			}
			return a.activate(c, args)
		},
		Extension:     extension,
		Raw:           a.Annotations.isTrue("raw-http"),
		CustomOptions: a.Annotations.isTrue("web-custom-options"),
		Final:         a.Annotations.isTrue("final"),
		Bound:         map[string]any{},
	}
	for name, value := range bound {
		action.Bound[name] = value
	}
	r.URL = &url.URL{Path: strings.TrimSuffix("/"+r.PathValue("rest"), "/"), RawQuery: r.URL.RawQuery}
	resp, err := action.RoundTrip(r)
	if err != nil {
		c.t.Error(err)
		return
	}
	maps.Copy(w.Header(), resp.Header)
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

func encode(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil { // texts have a JSON form
		panic(err)
	}
	return b
}
