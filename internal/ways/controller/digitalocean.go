package controller

import "strings"

// digitalOcean moves what OpenWhisk says about the request into the member http, as DigitalOcean Functions does. A raw
// function finds query and body there as well.
func (a *Action) digitalOcean(value map[string]any, q *request) {
	about := map[string]any{"method": strings.ToUpper(q.method), "path": q.path, "headers": q.joined}
	if a.Raw {
		about["queryString"] = value["__ow_query"]
		about["body"] = value["__ow_body"]
		about["isBase64Encoded"] = !q.empty && (q.media.isBinary() || q.media.String() == "application/json")
		delete(value, "__ow_body")
	}
	for _, name := range []string{"__ow_method", "__ow_path", "__ow_headers", "__ow_query", "__ow_user"} {
		delete(value, name)
	}
	value["http"] = about
}
