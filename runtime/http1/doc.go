// Package http1 is a server of HTTP/1.1 and 1.0 over package net, and a small client. It knows nothing of what is served:
// package transport says what it and its user see of each other.
//
// # How a request goes
//
//	bytes ─▶ receiver ─▶ head (framing, target) ─▶ exchange ─▶ Handle ─▶ Respond, or Begin, Write, Flush
//	             └─────▶ body (chunks) ────────────────┘ Read
//
// One goroutine serves a connection, none is started for a request. A head stays where it was received: fields are looked
// up when somebody asks, and copied when somebody keeps them. A small request is one read, its answer one write. A
// connection that waits holds no buffer where the system tells when it is readable. Deadlines are set only where a read has
// to wait, and stay until they leave too little time. Whether the caller is still there is looked at only for handlers that
// ask for a context and take longer than 5 ms.
//
// # What is refused
//
// 400 for what is no request, 408 for a head that does not come to its end in time, 417 for expectations other than
// 100-continue, 431 for a head above 64 KiB, 501 for transfer codings other than chunked, 505 for versions other than 1.x.
// The connection ends with a refusal, half-closed first, so that the client can read it. A body that nobody reads is read
// to its end if that is at most 256 KiB away and comes within a second; else the connection ends with the answer, and what
// the client still sends is read for a while, so that it sees the answer.
//
// # Stricter than net/http
//
// What net/http refuses is refused, and nothing is read as another request than net/http reads: tests compare them. These
// are the differences. All but the last three are refused with 400, when they are in a body by an error of Read.
//
//	both Content-Length and Transfer-Encoding  a proxy in front may have gone by the other one (RFC 9112, 6.3)
//	Transfer-Encoding in HTTP/1.0              who wrote it does not know what it means (RFC 9112, 6.1)
//	folded fields                              obsolete, and other parsers read two fields (RFC 9112, 5.2)
//	LF without CR, CR without LF               other parsers see other lines (RFC 9112, 2.2)
//	NUL and other control bytes                in extensions of chunks too, where nothing is known to send them
//	fields about the message in a trailer      announced or sent: merged, they would change the message (RFC 9110, 6.5.1)
//	users and escapes in an authority          they hide which host is meant (RFC 9110, 4.2.4)
//	CONNECT without an authority               there is nobody to connect to (RFC 9110, 9.3.6)
//	chunks of 4 EiB and more                   net/http computes with them beyond what its integers hold
//	HTTP/2.0 in a request line                 505: net/http hands the preface of HTTP/2 to its handler
//	both close and keep-alive in HTTP/1.0      closed: net/http goes by keep-alive (RFC 9112, 9.3)
//
// # Where RFC 9112 leaves a choice, or is not followed
//
// As with net/http: empty lines are skipped only behind a POST (2.2), and elsewhere refused; a list of equal lengths in one
// Content-Length is refused (6.3); HTTP/1.0 is answered as HTTP/1.0 (2.3); CONNECT is a request as any other, and Upgrade is
// ignored; 100 Continue is sent when the body is asked for, even if it is there (RFC 9110, 10.1.1). Fields of trailers are
// dropped. Where the handler does not return, the connection ends without an answer.
//
// # Files
//
//	server.go accept.go conn.go          from listening to shutting down; errors of listeners; one connection
//	receive*.go write.go deadline.go     what comes, what goes, and until when
//	head.go framing.go target.go         a request line and fields; what they say about the message; the path
//	header.go                            the fields, looked up
//	bytes.go status.go date.go           tables
//	body.go chunks.go                    what follows a head
//	exchange.go answer.go stream.go      a request; its answer at once, or in pieces
//	watch.go                             whether the caller is still there
//	client.go reply.go                   requests of our own, to one server that we trust, and what it answers
package http1
