package events

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cloudevents/sdk-go/v2/binding"
	"github.com/cloudevents/sdk-go/v2/event"
	cehttp "github.com/cloudevents/sdk-go/v2/protocol/http"

	"github.com/owgen/owgen/internal/program"
)

// FuzzWEB25DocumentsAgainstTheSDK sends documents to a handler that answers with the event it got. Whatever is taken for an
// event, the SDK takes for the same one.
func FuzzWEB25DocumentsAgainstTheSDK(f *testing.F) {
	const required = `"specversion":"1.0","id":"7","source":"/shop","type":"paid"`
	for _, more := range []string{
		`"data":{"a":1}`, `"data":"text"`, `"data_base64":"AAH/"`, `"datacontenttype":"text/plain","data":"a\"b"`, `"data":null`,
		`"time":"2020-01-02T03:04:05.6+02:00"`, `"subject":"é","dataschema":"urn:x"`, `"ext":5,"b":true,"c":null,"d":"\u0001"`,
		`"datacontenttype":"application/xml","data":{"a":1}`, `"datacontenttype":"TEXT/JSON; a=b","data":[1.50]`, `"id":7`, `"ext":{}`,
		"\"dataschema\":\"u\x7fn:x\"", `"dataschema":"urn:é %25"`, `"dataschema":"http://a\"b/"`, `"data": "text"`,
		`"data":"a","datacontenttype":"text/plain","data":"b"`,
	} {
		f.Add([]byte("{" + required + "," + more + "}"))
		f.Add([]byte("{" + more + "," + required + "}"))
	}
	s := serve(f)
	f.Fuzz(func(t *testing.T, document []byte) {
		if !utf8.Valid(document) {
			t.Skip("JSON is UTF-8; as by encoding/json, U+FFFD takes the place of anything else")
		}
		answer, err := s.Do("POST", "/Echo", string(document), http.Header{"Content-Type": {"application/cloudevents+json"}})
		if err != nil {
			t.Fatal(err)
		}
		if answer.Status == 500 && !strings.Contains(answer.Body, "control characters") { // in a Content-Type
			t.Fatalf("%s\n%s", document, answer.Body)
		}
		if answer.Status != 200 || repeats(document) {
			return
		}
		var want event.Event
		if err := json.Unmarshal(document, &want); err != nil {
			t.Skip(err) // of what the SDK refuses besides, such as sources that are no URI
		}
		compare(t, document, answer, want)
	})
}

// repeats reports whether a member of an object is there twice. Which one counts is undefined in JSON: owgen takes the last,
// as encoding/json does, and the SDK now the first, now the last.
func repeats(object []byte) bool {
	d := json.NewDecoder(bytes.NewReader(object))
	d.Token() // the brace
	seen := map[json.Token]bool{}
	for d.More() {
		name, _ := d.Token()
		var value json.RawMessage
		if seen[name] || d.Decode(&value) != nil {
			return seen[name]
		}
		seen[name] = true
	}
	return false
}

// compare compares an answer in binary mode with what the SDK has read.
func compare(t *testing.T, document []byte, answer program.Answer, want event.Event) {
	t.Helper()
	header := func(name string) string { return unescape(answer.Header.Get(name)) }
	source, err := url.Parse(header("Ce-Source"))
	if err != nil {
		t.Errorf("%q\nsource: %v", document, err)
		return
	}
	schema, err := url.Parse(header("Ce-Dataschema"))
	if err != nil {
		// The SDK drops it from a document, but refuses a whole event with such a header.
		t.Skipf("the schema is no URI: %v", err)
	}
	got, err := binding.ToEvent(t.Context(), cehttp.NewMessage(readable(answer.Header), io.NopCloser(strings.NewReader(answer.Body))))
	if err != nil {
		t.Fatalf("%q\nis answered with %v, which is no event to the SDK: %v", document, answer, err)
	}
	for name, pair := range map[string][2]string{
		"id": {header("Ce-Id"), want.ID()}, "source": {source.String(), want.Source()}, "type": {header("Ce-Type"), want.Type()},
		"subject": {header("Ce-Subject"), want.Subject()}, "dataschema": {schema.String(), want.DataSchema()},
		"time": {got.Time().UTC().String(), want.Time().UTC().String()},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%q\n%s: got %q, want %q", document, name, pair[0], pair[1])
		}
	}
	data := want.Data()
	if json.Valid(data) {
		data = bytes.TrimSpace(data) // The SDK keeps white space before the value of data.
	}
	if !bytes.Equal(got.Data(), data) {
		t.Errorf("%q\ndata: got %q, want %q", document, got.Data(), data)
	}
}

// readable decodes the URIs that the SDK cannot parse as long as they are escaped, such as a host with %22.
func readable(header http.Header) http.Header {
	header = header.Clone()
	for _, name := range []string{"Ce-Source", "Ce-Dataschema"} {
		if _, err := url.Parse(header.Get(name)); err != nil {
			header.Set(name, unescape(header.Get(name)))
		}
	}
	return header
}

// unescape decodes what the SDK should have. (cloudevents/sdk-go: issue 1331)
func unescape(value string) string {
	text, err := url.PathUnescape(value)
	if err != nil {
		return err.Error()
	}
	return text
}
