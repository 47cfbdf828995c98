// Package dev tests owgen dev as it is used: a package that is edited while functions of it are called over HTTP.
//
//	main_test.go      what the tests share: a shop, and owgen dev in it
//	call_test.go      calls, and what they are answered
//	save_test.go      a saved text is the one that answers; many saves, many calls
//	broken_test.go    code, modules and programs that are broken, and mended
//	generated_test.go generated files, handlers that come and go
//	end_test.go       crashes, and the end
//	desk_test.go      owgen dev with other handlers, and its API
//	guard_test.go     who is not served
//	pass_test.go      bytes, streams and logs
//	kept_test.go      the history, saved calls, lines for a shell
package dev
