package ow

import "strings"

// byPath returns the action that the last element of path names. A path that names none is the user's own, and goes to
// the default action. Callers and proxies write paths in many ways: a path that is meant for one action reaches that
// action or is refused, and never reaches another.
//
//	/delete  /x/Delete  /delete//  /delete/.  /delete;v=1     the action delete
//	/delete.json  /de.lete  /%2564elete  /x/../delete         refused
//	/  /orders/17                                             the default action
func (r registry) byPath(path string) (*Action, error) {
	if len(r) < 2 {
		return r.choose("", byElement)
	}
	name := ""
	for element := range elements(path) {
		if element == ".." { // a proxy that resolves it may see another action than one that does not
			return nil, message("a path with .. in it names no action; the actions are: " + r.names())
		}
		name = element
	}
	if name != "" && r.named(name) == nil && !r.mayMeanAnother(name) {
		name = ""
	}
	return r.choose(name, byElement)
}

// mayMeanAnother reports whether name, which names no action, may be meant for another action than the default.
func (r registry) mayMeanAnother(name string) bool {
	if strings.Contains(name, "%") { // it was encoded twice
		return true
	}
	fallback := r.defaultAction()
	for i := range r {
		if a := &r[i]; a != fallback && resembles(name, a.name) {
			return true
		}
	}
	return false
}

// resembles reports whether element equals name except for case and punctuation, or is name with something after it.
//
//	Send_Mail, .sendmail, send mail!          SendMail
//	delete.json, delete:5                     delete
//
// A name that is not ASCII can be written in several ways, with composed and with decomposed letters. So any element
// that is not ASCII may mean it.
func resembles(element, name string) bool {
	if strings.EqualFold(alphanumeric(element), alphanumeric(name)) || !isASCII(element) && !isASCII(name) {
		return true
	}
	if len(element) <= len(name) || !strings.EqualFold(element[:len(name)], name) {
		return false
	}
	next := element[len(name)]
	return next < 0x80 && !isAlphanumeric(rune(next)) && next != '-' && next != '_'
}

// alphanumeric returns the ASCII letters and digits of s.
//
//go:noinline // which would make the program larger
func alphanumeric(s string) string {
	var b []byte
	for _, c := range []byte(s) {
		if isAlphanumeric(rune(c)) {
			b = append(b, c)
		}
	}
	return string(b)
}

func isAlphanumeric(c rune) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c >= 0x80 }) < 0
}
