package ow

import "strings"

// byPath returns the action that the last element of path names. A path that names none is the user's own, and goes to the
// preferred action. Callers and proxies write paths in many ways: what is meant for one action reaches that one or is
// refused, and never reaches another.
//
//	/delete  /x/Delete  /delete//  /delete/.  /delete;v=1     the action delete
//	/delete.json  /de.lete  /%2564elete  /x/../delete         refused
//	/  /orders/17                                             the preferred action
func (r registry) byPath(path string) (*Action, error) {
	if len(r) < 2 {
		return r.choose("", byElement)
	}
	name := ""
	for element := range elements(path) {
		if element == ".." { // whoever resolves it may come to another action than whoever does not
			return nil, message("a path with .. in it names no action; the actions are: " + r.names())
		}
		name = element
	}
	if name != "" && r.named(name) == nil && !r.mayMeanAnother(name) {
		name = ""
	}
	return r.choose(name, byElement)
}

// mayMeanAnother reports whether name, which names no action, may be meant for another one than the preferred.
func (r registry) mayMeanAnother(name string) bool {
	if strings.Contains(name, "%") { // it was encoded twice
		return true
	}
	preferred := r.preferred()
	for i := range r {
		if a := &r[i]; a != preferred && resembles(name, a.name) {
			return true
		}
	}
	return false
}

// resembles reports whether element is name but for case and punctuation, or name with something behind it.
//
//	Send_Mail, .sendmail, send mail!          SendMail
//	delete.json, delete:5                     delete
//
// A name beyond ASCII can be written in several ways, with composed and with decomposed letters, and so might be meant by
// any other element beyond ASCII.
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
func alphanumeric(s string) string {
	return strings.Map(func(c rune) rune {
		if isAlphanumeric(c) {
			return c
		}
		return -1
	}, s)
}

func isAlphanumeric(c rune) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c >= 0x80 }) < 0
}
