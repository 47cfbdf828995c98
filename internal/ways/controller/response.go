package controller

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// A response is one in the making.
type response struct {
	status int
	header http.Header
	body   []byte
}

func newResponse() *response { return &response{status: http.StatusOK, header: http.Header{}} }

// begin sets the status and the header. The type is that of the entity, and some headers pekko does not let pass.
// (HttpResponseRendererFactory.scala, renderHeaders)
func (o *response) begin(code int, headers []line) {
	o.status = code
	for _, h := range headers {
		switch strings.ToLower(h.name) {
		case "content-type", "content-length", "transfer-encoding", "date", "server", "connection":
		default:
			if !strings.ContainsAny(h.name+h.value, "\r\n") { // or else the line is discarded
				o.header.Add(h.name, h.value)
			}
		}
	}
}

// entity sets the body. Where the status allows none, the controller breaks. (HttpMessage.scala, HttpResponse)
func (o *response) entity(contentType string, data []byte) {
	if allowsNoEntity(o.status) && len(data) > 0 {
		o.header = http.Header{}
		o.status, o.body = http.StatusInternalServerError, []byte(textInternal)
		o.header.Set("Content-Type", "text/plain; charset=UTF-8")
		return
	}
	o.header.Set("Content-Type", contentType)
	o.body = data
}

// allowsNoEntity reports whether responses of the status have no body. (StatusCode.scala)
func allowsNoEntity(status int) bool {
	return status < 200 || status == 204 || status == 205 || status == 304
}

// terminate is the response of a request that fails in the controller.
func (o *response) terminate(status int, text string) {
	o.status, o.header = status, http.Header{}
	o.entity("application/json", []byte(encode(map[string]string{"error": text})))
}

// addCORS adds the headers of an action that leaves OPTIONS to the platform, next to those that it has set itself.
// (WebActions.scala, defaultCorsResponse)
func (o *response) addCORS(q *request) {
	allowed, ok := q.header["access-control-request-headers"]
	if !ok {
		allowed = "Authorization, Origin, X-Requested-With, Content-Type, Accept, User-Agent"
	}
	o.header.Add("Access-Control-Allow-Origin", "*")
	o.header.Add("Access-Control-Allow-Methods", strings.Join(methods, ", "))
	o.header.Add("Access-Control-Allow-Headers", allowed)
}

// render is what the caller reads: with the length of the body, and without a body where none is allowed.
func (o *response) render(r *http.Request) *http.Response {
	length := int64(len(o.body))
	if allowsNoEntity(o.status) && o.status != http.StatusResetContent {
		length = 0
	} else {
		o.header.Set("Content-Length", strconv.FormatInt(length, 10))
	}
	body := o.body
	if r.Method == "HEAD" {
		body = nil
	}
	return &http.Response{
		StatusCode: o.status, Status: strconv.Itoa(o.status) + " " + http.StatusText(o.status),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: o.header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: length, Request: r,
	}
}

// base64Text is what the controller takes for base64. (Exec.scala, isBase64Pattern)
var base64Text = regexp.MustCompile(`^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$`)

func looksLikeBase64(text string) bool { return base64Text.MatchString(strings.TrimSpace(text)) }

// javaBase64 decodes as java.util.Base64 does: padding may be missing, and line ends are errors.
func javaBase64(text string) (data []byte, ok bool) {
	if strings.ContainsAny(text, "\r\n") {
		return nil, false
	}
	encoding := base64.StdEncoding
	if len(text)%4 != 0 {
		encoding = base64.RawStdEncoding
	}
	data, err := encoding.DecodeString(text)
	return data, err == nil
}
