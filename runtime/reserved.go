package ow

import "strings"

// This file is about members whose names begin with __ow_. OpenWhisk's controller refuses requests that have such
// parameters, so an action may rely on what they say, as on who the caller is. It must not be forged where there is no
// such controller. (apache/openwhisk: WebActions.scala, Context.overrides)

// isReserved reports whether name is one of those.
func isReserved(name string) bool {
	return len(name) >= len(webPrefix) && name[0] == webPrefix[0] && strings.EqualFold(name[:len(webPrefix)], webPrefix)
}

// mayBeReserved reports whether such a name may be in s, a JSON text. It is quick.
func mayBeReserved(s string) bool {
	return strings.Contains(s, webPrefix[:2]) || strings.Contains(s, `\u005f`) || strings.Contains(s, `\u005F`)
}

// dropReserved removes such members from the body of c, if that is an object. Errors in it may then be some bytes off.
func (c *call) dropReserved() {
	if isBlank(c.text) || c.text[skipSpace(c.text, 0)] != '{' || !mayBeReserved(c.text) {
		return
	}
	if s := c.newMerge(nil).object(c.text); s != "" {
		c.text = s
	}
}
