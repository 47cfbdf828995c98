package ow

import (
	"strconv"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// webPrefix begins the names of the members that the controller adds to the parameters of a web action.
// (apache/openwhisk: docs/webactions.md, "HTTP Context")
const webPrefix = "__ow_"

// asWebAction changes an error of c that carries a status, if c is a call of a web action: the error gets the form from
// which OpenWhisk's controller takes the status. It does not matter whether the invoker, the Go proxy or dockerskeleton
// passed the call on.
//
//	{"error":{"statusCode":404,"body":{"error":"no such order"}}}
//
// (apache/openwhisk: WebActions.scala, resultAsHttp)
func (c *call) asWebAction() {
	if _, refused := c.err.(*refusal); refused || c.err == nil || c.status == 0 || !isWeb(c.document, c.start) {
		return
	}
	b := strconv.AppendInt([]byte(`{"error":{"statusCode":`), int64(c.status), 10)
	b = append(b, `,"body":`...)
	b = append(b, c.out...)
	c.out = append(b, `}}`...)
}

// isWeb reports whether the parameters at start are those of a web action, to which the controller adds __ow_method and
// others. It is called for errors only. (apache/openwhisk: WebActions.scala, Context.metadata)
func isWeb(s string, start int) bool {
	if start < 0 || !strings.Contains(s, `"__ow_method"`) {
		return false
	}
	var d codec.Dec
	var k string
	i := d.Object(s, start)
	for i >= 0 {
		if k, i = d.Key(s, i); i < 0 {
			return false
		}
		if k == "__ow_method" {
			return true
		}
		i = d.Next(s, d.Skip(s, i))
	}
	return false
}
