package ow

import (
	"iter"
	"strings"
)

// This file reads paths. They are decoded already.

// elements returns the elements of a path, without empty ones, dots and parameters.
//
//	/guest//demo;v=1/hello/.     guest, demo, hello
func elements(path string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for start, i := 0, 0; i <= len(path); i++ {
			if i < len(path) && path[i] != '/' && path[i] != '\\' {
				continue
			}
			element, _, _ := strings.Cut(path[start:i], ";")
			if element != "" && element != "." && !yield(element) {
				return
			}
			start = i + 1
		}
	}
}

// lastElement returns the last element of a path: "hello" of "/guest/demo/hello".
func lastElement(path string) (last string) {
	for last = range elements(path) {
	}
	return last
}

// plainSpelling returns the path of the same elements, without anything else.
func plainSpelling(path string) string {
	var b strings.Builder
	for element := range elements(path) {
		b.WriteString("/" + element)
	}
	return b.String()
}

// rooted gives a path its first slash, which the targets http://example.com and x:y have not.
func rooted(path string) string {
	if !strings.HasPrefix(path, "/") {
		return "/" + path
	}
	return path
}

// Paths that are not calls of an action.
const (
	pathHealth = "/_/health"
	pathReady  = "/_/ready"
	pathInit   = "/init"
	pathRun    = "/run"
)

// reserved returns the reserved path of which path is another spelling, or "". For //Run/ it is /run.
func reserved(path string) string {
	if len(path) < len(pathRun) {
		return ""
	}
	last := lastElement(path)
	for _, r := range [...]string{pathHealth, pathReady, pathInit, pathRun} {
		name := r[strings.LastIndexByte(r, '/')+1:]
		if strings.EqualFold(last, name) && path != r && strings.EqualFold(plainSpelling(path), r) {
			return r
		}
	}
	return ""
}

// isUnasked reports whether a request is one that browsers and crawlers make by themselves, at any address. It must not
// run a function that cannot see the path and so cannot tell.
//
//go:noinline // which would make the program larger
func isUnasked(method, path string) bool {
	if method != "GET" {
		return false
	}
	switch path {
	case "/favicon.ico", "/robots.txt", "/sitemap.xml", "/ads.txt", "/app-ads.txt",
		"/apple-touch-icon.png", "/apple-touch-icon-precomposed.png":
		return true
	}
	return strings.HasPrefix(path, "/.well-known/")
}
