package http1

import (
	"strconv"
	"strings"
)

// statusTexts are the reason phrases of RFC 9110, 15, and of the registry it founded.
const statusTexts = "\n200 OK\n201 Created\n202 Accepted\n203 Non-Authoritative Information\n204 No Content\n" +
	"205 Reset Content\n206 Partial Content\n207 Multi-Status\n208 Already Reported\n226 IM Used\n" +
	"300 Multiple Choices\n301 Moved Permanently\n302 Found\n303 See Other\n304 Not Modified\n305 Use Proxy\n" +
	"307 Temporary Redirect\n308 Permanent Redirect\n" +
	"400 Bad Request\n401 Unauthorized\n402 Payment Required\n403 Forbidden\n404 Not Found\n405 Method Not Allowed\n" +
	"406 Not Acceptable\n407 Proxy Authentication Required\n408 Request Timeout\n409 Conflict\n410 Gone\n" +
	"411 Length Required\n412 Precondition Failed\n413 Request Entity Too Large\n414 Request URI Too Long\n" +
	"415 Unsupported Media Type\n416 Requested Range Not Satisfiable\n417 Expectation Failed\n418 I'm a teapot\n" +
	"421 Misdirected Request\n422 Unprocessable Entity\n423 Locked\n424 Failed Dependency\n425 Too Early\n" +
	"426 Upgrade Required\n428 Precondition Required\n429 Too Many Requests\n431 Request Header Fields Too Large\n" +
	"451 Unavailable For Legal Reasons\n" +
	"500 Internal Server Error\n501 Not Implemented\n502 Bad Gateway\n503 Service Unavailable\n504 Gateway Timeout\n" +
	"505 HTTP Version Not Supported\n506 Variant Also Negotiates\n507 Insufficient Storage\n508 Loop Detected\n" +
	"510 Not Extended\n511 Network Authentication Required\n"

// StatusText returns a status with its reason phrase: "404 Not Found".
func StatusText(status int) string {
	code := strconv.Itoa(status)
	if i := strings.Index(statusTexts, "\n"+code+" "); i >= 0 {
		text, _, _ := strings.Cut(statusTexts[i+1:], "\n")
		return text
	}
	return code + " status code " + code // as net/http says
}
