// Package page tests the page of owgen dev in a real browser: Chromium without a window, driven over its debugging protocol.
//
// What a test does is what somebody at the page does: it clicks where the mouse can get, types by events of keys, and waits
// for what can be seen. Parts of the page are found by data-testid. There is one browser for all tests, and a profile of its
// own for each of them, with storage of its own. A page fails its test if a script throws or breaks the page's own policy,
// whatever the test is about.
//
// The packages order and answers are served. Tests that edit files, or end owgen dev, start one of their own.
//
// The files: main_test.go prepares what all share, and serve_test.go serves a package; page_test.go is a page and what can
// be done with it, in keys_test.go by keys; axe_test.go asks axe-core, which is installed by npm, what people with
// disabilities would meet. form_test.go makes forms of any schema, without owgen dev, for the other form_*_test.go.
// pictures_test.go takes the pictures of docs/develop.md:
//
//	go test -count=1 -run Pictures -update ./page
package page
