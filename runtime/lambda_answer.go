package ow

import (
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/http1"
	"github.com/owgen/owgen/runtime/transport"
)

// This file writes answers as gateways read them.
//
//	{"statusCode":200,"headers":{"Content-Type":"text/plain"},"cookies":["a=1","b=2"],"body":"…","isBase64Encoded":false}
//
// That is a function URL's. The others have no cookies; REST APIs and some load balancers have multiValueHeaders, whose values
// are arrays, and load balancers a statusDescription. (aws/aws-lambda-go: events/)

// answerWeb posts the answer to a web request. Where answers are streamed the caller expects each of them in that form.
func (l *lambdaLoop) answerWeb(a answer) {
	c := l.call
	if wrong, ok := c.err.(*wrongMethod); ok {
		a.allow = wrong.allow
	}
	if c.method == "HEAD" {
		a.body = nil
	}
	l.end(a.status, a.body)
	if c.sink != nil {
		l.stream.post(a)
		return
	}
	b := append(make([]byte, 0, 256+len(a.body)*4/3), l.answerHead(a.status, a.header())+`,"body":`...)
	isText := utf8.Valid(a.body)
	if isText {
		text := string(a.body)
		b = codec.AppendString(new(codec.Enc), b, &text)
	} else {
		b = append(base64.StdEncoding.AppendEncode(append(b, '"'), a.body), '"')
	}
	b = append(strconv.AppendBool(append(b, `,"isBase64Encoded":`...), !isText), '}')
	l.post("response", "", b)
}

// answerHead returns an object that is not closed, of status and header. Lines of one name follow each other.
func (l *lambdaLoop) answerHead(status int, fields []transport.Field) string {
	start := `{"statusCode":` + strconv.Itoa(status)
	if l.via >= viaALB {
		start += `,"statusDescription":"` + http1.StatusText(status) + `"`
	}
	multi := l.via == viaMultiALB || l.via == viaREST && l.call.sink == nil
	lines, cookies := "", ""
	for k, f := range fields {
		name, value, more := f.Name, quoted(f.Value, true), k > 0 && fields[k-1].Name == f.Name
		switch isCookie := name == "Set-Cookie"; {
		case isCookie && !multi && l.via != viaALB:
			cookies += "," + value
		case multi && more:
			lines = lines[:len(lines)-1] + "," + value + "]"
		case multi:
			lines += `,"` + name + `":[` + value + "]"
		case isCookie && more:
			l.call.note("without multi-value headers a load balancer passes on one cookie; turn on lambda.multi_value_headers.enabled of the target group")
		case more:
			lines = lines[:len(lines)-1] + ", " + value[1:]
		default:
			lines += `,"` + name + `":` + value
		}
	}
	list := `,"headers":{`
	if multi {
		list = `,"multiValueHeaders":{`
	}
	start += list + strings.TrimPrefix(lines, ",") + "}"
	if cookies != "" {
		start += `,"cookies":[` + cookies[1:] + "]"
	}
	return start
}
