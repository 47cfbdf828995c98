package ow

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// This file reads the HTTP requests that gateways put into events of AWS Lambda. (aws/aws-lambda-go: events/apigw.go,
// events/alb.go, events/lambda_function_urls.go)

// A gateway is what made an event of a request. It says what the answer looks like.
type gateway uint8

const (
	noGateway   gateway = iota
	viaURL              // a function URL, or an HTTP API
	viaREST             // a REST API, or an HTTP API with payload format 1.0
	viaALB              // an application load balancer
	viaMultiALB         // one with multi-value headers
)

// The members of an event that tell of a request.
const (
	inVersion = iota
	inMethod
	inResource
	inContext
	inRawPath
	inRawQuery
	inPath
	inHeaders
	inMultiHeaders
	inQuery
	inMultiQuery
	inCookies
	inBody
	inEncoded
	inMethodArn // an authorizer is asked about a request, which it does not answer
	inRouteArn
)

var webEventMembers = [...]string{
	"version", "httpMethod", "resource", "requestContext", "rawPath", "rawQueryString", "path", "headers", "multiValueHeaders",
	"queryStringParameters", "multiValueQueryStringParameters", "cookies", "body", "isBase64Encoded", "methodArn", "routeArn",
}

// A webEvent is where in a document its members begin, 0 for those that are missing.
type webEvent [len(webEventMembers)]int

// openWebEvent makes the request of c of the event in c.text, if that is one. Handlers that have a parameter requestContext
// get the event itself.
func (c *call) openWebEvent() (via gateway, err error) {
	const sign = "requestContext"
	if !strings.Contains(c.text, `Context"`) || !strings.Contains(c.text, `"`+sign+`"`) || c.action.needs.takes(sign) || !isJSON(c.text) {
		return noGateway, nil
	}
	c.document = c.text
	var e webEvent
	c.eachMember(0, func(name string, at int) {
		if k := slices.Index(webEventMembers[:], name); k >= 0 && !isNull(c.document, at) {
			e[k] = at
		}
	})
	http := 0
	if via, http = c.gatewayOf(&e); via == noGateway {
		return via, nil
	}
	c.web = true
	c.readEventRequest(&e, via, http)
	if err = c.readEventBody(&e); err == nil {
		err = c.refused()
	}
	if err == nil && !c.action.needs.head && isUnasked(c.method, c.path) {
		err = &refusal{404, "there is nothing at " + c.path}
	}
	return via, err
}

// gatewayOf returns what made an event, and where it tells of HTTP, if it does so apart.
func (c *call) gatewayOf(e *webEvent) (via gateway, http int) {
	balanced := false
	c.eachMember(e[inContext], func(name string, at int) {
		switch name {
		case "http":
			if c.document[at] == '{' {
				http = at
			}
		case "elb":
			balanced = true
		case "connectionId": // of a WebSocket, whose first event has all that a request has
			e[inContext] = 0
		}
	})
	switch {
	case e[inContext] == 0, e[inMethodArn] != 0, e[inRouteArn] != 0:
	case http != 0 && c.textAt(e[inVersion]) == "2.0":
		return viaURL, http
	case e[inMethod] == 0:
	case balanced && e[inMultiHeaders] != 0:
		return viaMultiALB, 0
	case balanced:
		return viaALB, 0
	case e[inResource] != 0:
		return viaREST, 0
	}
	return noGateway, 0
}

// readEventRequest reads all but the body.
func (c *call) readEventRequest(e *webEvent, via gateway, http int) {
	h := eventHeader{objectHeader: objectHeader{c.document, e[inHeaders]}}
	path := e[inPath]
	if via == viaURL {
		c.eachMember(http, func(name string, at int) {
			if name == "method" {
				e[inMethod] = at
			}
		})
		path, c.query = e[inRawPath], c.textAt(e[inRawQuery])
		if at := e[inCookies]; at != 0 {
			var lines []string
			linesAt(&c.outer, c.document, at, &lines)
			var cookies []byte
			for _, line := range lines {
				cookies = append(append(cookies, "; "...), line...)
			}
			h.cookies = strings.TrimPrefix(string(cookies), "; ")
		}
	} else {
		if e[inMultiHeaders] != 0 {
			h.start = e[inMultiHeaders]
		}
		c.query = c.eventQuery(cmp.Or(e[inMultiQuery], e[inQuery]), via == viaREST)
	}
	c.method, c.path = upper(c.textAt(e[inMethod])), decodePath(c.textAt(path))
	c.header, c.activation.header = h, h
}

// eventQuery makes a query again of parameters, which are decoded or not.
func (c *call) eventQuery(at int, decoded bool) string {
	if at == 0 {
		return ""
	}
	var b []byte
	c.eachMember(at, func(name string, at int) {
		var lines []string
		linesAt(&c.outer, c.document, at, &lines)
		for _, value := range lines {
			if decoded {
				b = appendParameter(b, name, value)
			} else {
				b = append(append(append(append(b, '&'), name...), '='), value...)
			}
		}
	})
	return string(b[min(1, len(b)):])
}

// readEventBody reads the body.
func (c *call) readEventBody(e *webEvent) error {
	text, encoded := c.textAt(e[inBody]), c.textAt(e[inEncoded]) == "true"
	c.text = ""
	switch {
	case text == "":
	case !encoded:
		c.text = codec.Text([]byte(text))
	case !c.openBase64(text):
		return &refusal{400, "the body is not base64, as isBase64Encoded says"}
	}
	return nil
}

// An eventHeader is a header in an event. Function URLs take the cookies out of it.
type eventHeader struct {
	objectHeader
	cookies string
}

func (h eventHeader) Get(name string) string {
	if h.cookies != "" && strings.EqualFold(name, "Cookie") {
		return h.cookies
	}
	return h.objectHeader.Get(name)
}

func (h eventHeader) Fields() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		if h.cookies != "" && !yield("Cookie", h.cookies) {
			return
		}
		h.each(yield)
	}
}
