// Package untidy has tags that linters complain about. Generated code repeats the tags, and must not get complaints.
package untidy

type Params struct {
	Comma  string `json:"comma",xml:"comma"`
	Spaced string `json:"spaced, omitempty"`
	Twice  string `json:"twice" json:"again"`
	Same   string `json:"same"`
	Other  string `json:"same"`
}

type Result struct {
	Unknown string `json:"unknown,omitemtpy"`
	Inline  Inner  `json:",inline"`
	XML     string `xml:"a,attr,chardata"`
	Text    string `just a remark`
	Inner
	Second
	Anon []struct {
		A int `json:"b", yaml:"a"`
	}
}

// Second has a name that Inner has.
type Second struct {
	B int `json:"B"`
}

type Inner struct {
	A int `json:"a,string,string"`
	B int `yaml:"b" json:"B"`
	C int `json:"c" yaml:"c" yaml:"d"`
}

func Do(p Params) (Result, error) { return Result{}, nil }
