package ow

import (
	"encoding/base64"

	"github.com/owgen/owgen/runtime/transport"
)

// A lambdaStream is an answer that is posted while it is made. It implements sink. To a web request, status and header come in
// front of the body:
//
//	{"statusCode":200,"headers":{"Content-Type":"text/event-stream"}}, eight bytes of NUL, and the body
//
// An error after the beginning is in a trailer. (awslabs/aws-lambda-rust-runtime: lambda-runtime/src/requests.rs; AWS Lambda
// Developer Guide: runtimes-custom, Response streaming)
type lambdaStream struct {
	loop    *lambdaLoop
	prelude bool // it answers a web request
	begun   bool
	sent    bool // the head, at least
	cut     bool // it is not complete
	first   []byte
	err     error // why nobody reads any more
	content string
}

// newLambdaStream returns a stream for the answer to the event of l.
func newLambdaStream(l *lambdaLoop) poster {
	return &lambdaStream{loop: l, prelude: l.via != noGateway}
}

const errorBodyField = "Lambda-Runtime-Function-Error-Body"

// Begin implements sink. What it begins with is sent with the first piece.
func (s *lambdaStream) Begin(a transport.Answer, _ int64) {
	s.begun, s.content = true, "application/octet-stream"
	for _, f := range a.Fields {
		if f.Name == "Content-Type" {
			s.content = f.Value
		}
	}
	if s.prelude {
		s.content = "application/vnd.awslambda.http-integration-response"
		s.first = []byte(s.loop.answerHead(a.Status, a.Fields) + "}\x00\x00\x00\x00\x00\x00\x00\x00")
	}
	s.first = append(s.first, a.Body...)
}

// Write implements sink: each piece is a chunk.
func (s *lambdaStream) Write(b []byte) (int, error) {
	if s.err == nil {
		if s.sent {
			s.err = s.loop.client.Chunk(b)
		} else {
			s.send(b)
		}
	}
	return len(b), s.err
}

// send sends the head and the first piece, with one write.
func (s *lambdaStream) send(piece []byte) {
	l := s.loop
	s.sent = true
	s.err = l.client.Begin(l.request("response", "Content-Type: "+s.content+"\r\nLambda-Runtime-Function-Response-Mode: streaming\r\n"+
		"Trailer: "+errorTypeField+", "+errorBodyField+"\r\n", append(s.first, piece...)))
	s.first = nil
}

// Flush implements sink. Nothing waits.
func (s *lambdaStream) Flush() error { return s.err }

// Cut implements sink.
func (s *lambdaStream) Cut() { s.cut = true }

// hasBegun implements poster.
func (s *lambdaStream) hasBegun() bool { return s.begun }

// post implements poster.
func (s *lambdaStream) post(a answer) {
	s.Begin(transport.Answer{Status: a.status, Fields: a.header(), Body: a.body}, -1)
	s.end("")
}

// finish implements poster.
func (s *lambdaStream) finish() {
	c := s.loop.call
	if c.err != nil {
		c.reportActivation()
	}
	c.finish(c)
	switch {
	case c.err != nil:
		s.end(errorDocument(c.lambdaMessage(), s.loop.kind))
	case s.cut:
		s.loop.kind = "Error"
		s.end(errorDocument("the answer is not complete", "Error"))
	default:
		s.end("")
	}
}

// end ends the answer, with an error unless that is "". A connection that is lost is an answer, too: whether there is another
// one, next will tell.
func (s *lambdaStream) end(failure string) {
	l := s.loop
	if !s.sent {
		s.send(nil)
	}
	if failure != "" {
		failure = errorTypeField + ": " + functionError(l.kind) + "\r\n" +
			errorBodyField + ": " + string(base64.StdEncoding.AppendEncode(nil, []byte(failure))) + "\r\n"
	}
	_, err := l.accept(l.client.End(failure))
	if _, ok := err.(message); ok {
		err = &refusal{400, err.Error()}
	}
	l.posted(err)
}
