package load

import "fmt"

// The requests to the reverse example and similar servers, and the answers that they must give.
const (
	Params = `{"payload":"Hello, ❄ ☃"}`
	Result = `{"reversed":"☃ ❄ ,olleH","length":10}`
)

// PlainRequests is the request to a plain HTTP function.
func PlainRequests() [][]byte {
	return [][]byte{Post("/", Params)}
}

// RunRequests is requests of OpenWhisk's invoker.
func RunRequests() [][]byte {
	var all [][]byte
	for _, body := range Activations() {
		all = append(all, Post("/run", body))
	}
	return all
}

// Activations is bodies of /run. As the invoker sends them, each has another activation id, transaction and deadline.
// (apache/openwhisk: Container.run, ContainerProxy.initializeAndRun)
func Activations() []string {
	var all []string
	for i := range 1000 {
		all = append(all, fmt.Sprintf(`{"value":%s,"namespace":"guest","action_name":"/guest/reverse",`+
			`"action_version":"0.0.1","activation_id":"%032x","transaction_id":"%032x","deadline":"%d"}`,
			Params, 0x1234567+i, 0x7654321+i, 4_000_000_000_000+i))
	}
	return all
}

// Post is a request, as it goes over the wire, with more lines in its header.
func Post(path, body string, lines ...string) []byte {
	more := ""
	for _, line := range lines {
		more += line + "\r\n"
	}
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"+
		"%sContent-Length: %d\r\n\r\n%s", path, more, len(body), body)
}
