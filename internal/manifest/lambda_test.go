package manifest

import (
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/image"
)

func actionsCalled(names ...string) []gen.Action {
	var actions []gen.Action
	for _, name := range names {
		actions = append(actions, gen.Action{Name: name})
	}
	return actions
}

// Names within a template are letters and digits, and none is that of what SAM adds to another.
func TestAWS28NamesWithinTheTemplate(t *testing.T) {
	got := logicalIDs(actionsCalled("get-user", "getUser", "GetUser2", "größe", "日本", "a", "aUrl", "v1.2"))
	want := []string{"GetUserFunction", "GetUser2Function", "GetUser22Function", "GrEFunction", "UnnamedFunction", "AFunction", "AUrlFunction", "V12Function"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAWS28NamesOnLambda(t *testing.T) {
	long := strings.Repeat("x", 60)
	for _, test := range []struct {
		service string
		actions []string
		want    []string // nil: refused
	}{
		{"shop", []string{"Buy"}, []string{"shop"}},
		{"shop", []string{"Buy", "list.all", "größe"}, []string{"shop-Buy", "shop-list-all", "shop-gr--e"}},
		{"shop", []string{"a.b", "a-b"}, nil},
		{long, []string{"first", "fifth"}, []string{long + "-fir", long + "-fif"}},
		{long, []string{"first", "firm"}, nil},
	} {
		got, err := functionNames(Service{Name: test.service, Actions: actionsCalled(test.actions...)})
		if !slices.Equal(got, test.want) || (err == nil) != (test.want != nil) {
			t.Errorf("%+v: %q, %v", test, got, err)
		}
	}
}

// What is web gets a URL, and what answers with values a mode in which they arrive as they come.
func TestAWS28URLs(t *testing.T) {
	for _, test := range []struct {
		action      gen.Action
		url, stream bool
	}{
		{gen.Action{Name: "A"}, false, false},
		{gen.Action{Name: "A", Raw: true}, false, false},
		{gen.Action{Name: "A", Request: true}, true, false},
		{gen.Action{Name: "A", Response: true}, true, false},
		{gen.Action{Name: "A", Stream: true}, true, true},
	} {
		text, err := Lambda(Service{Name: "a", Actions: []gen.Action{test.action}}, LambdaCode{Zip: "a.zip", Platform: amd64})
		if err != nil {
			t.Fatal(err)
		}
		url := strings.Contains(string(text), `AuthType: "AWS_IAM"`)
		stream := strings.Contains(string(text), `OWGEN_INVOKE_MODE: "stream"`)
		mode := strings.Contains(string(text), `InvokeMode: "RESPONSE_STREAM"`)
		output := strings.Contains(string(text), "Outputs:")
		if url != test.url || output != test.url || stream != test.stream || mode != test.stream {
			t.Errorf("%+v:\n%s", test.action, text)
		}
	}
}

var amd64 = image.Platform{OS: "linux", Arch: "amd64"}

func TestAWS28CodeThatLambdaCannotRunIsRefused(t *testing.T) {
	const registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/"
	for _, test := range []struct {
		code LambdaCode
		want string // "" passes
	}{
		{LambdaCode{Platform: amd64}, ""},
		{LambdaCode{Platform: image.Platform{OS: "linux", Arch: "arm64"}, Zip: "../a b/x.zip"}, ""},
		{LambdaCode{Platform: amd64, Image: registry + "shop:1"}, ""},
		{LambdaCode{Platform: amd64, Image: "123456789012.dkr-ecr.eu-central-1.on.aws/shop:1"}, ""},
		{LambdaCode{Platform: image.Platform{OS: "linux", Arch: "s390x"}}, "-platform: "},
		{LambdaCode{Platform: amd64, Image: "shop"}, "-image: "},
		{LambdaCode{Platform: amd64, Image: "public.ecr.aws/me/shop"}, "-image: "},
		{LambdaCode{Platform: amd64, Zip: "s3://bucket/a/shop.zip"}, ""},
		{LambdaCode{Platform: amd64, Zip: "https://example.com/shop.zip"}, "-zip: "},
		{LambdaCode{Platform: amd64, Zip: "shop"}, "-zip: "},
		{LambdaCode{Platform: amd64, Zip: "a\n.zip"}, "-zip: "},
		{LambdaCode{Platform: amd64, Zip: "shop.zip", Image: registry + "shop:1"}, "-zip and -image "},
	} {
		err := test.code.Check()
		if (err == nil) != (test.want == "") || err != nil && !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%+v: %v", test.code, err)
		}
	}
}

func TestLongDescriptionsAreCut(t *testing.T) {
	doc := strings.Repeat("ü", maxDescription)
	text, err := Lambda(Service{Name: "a", Actions: []gen.Action{{Name: "A", Doc: doc + "ü"}}}, LambdaCode{Zip: "a.zip", Platform: amd64})
	if err != nil || !strings.Contains(string(text), `"`+strings.TrimSuffix(doc, "ü")+`…"`) || cut(doc, maxDescription) != doc {
		t.Errorf("%s, %v", text, err)
	}
}

// The comment has the commands that make what the template deploys, and put it where the template looks for it.
func TestAWS28CommandsInTheComment(t *testing.T) {
	const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop"
	for _, test := range []struct {
		code LambdaCode
		want string
	}{
		{LambdaCode{Zip: "a b.zip", Package: "./pay"}, "#   owgen zip -kind lambda -platform linux/amd64 -o 'a b.zip' ./pay\n#   sam deploy --guided\n"},
		{
			LambdaCode{Zip: "s3://bucket/a/shop.zip"},
			"#   owgen zip -kind lambda -platform linux/amd64 -o shop.zip\n#   aws s3 cp shop.zip 's3://bucket/a/shop.zip'\n#   sam deploy --guided\n",
		},
		{
			LambdaCode{Image: image},
			"#   owgen image -platform linux/amd64 -o image.tar -t " + image + "\n#   docker load -i image.tar && docker push " + image + "\n#   sam deploy --guided\n",
		},
	} {
		test.code.Platform = amd64
		text, err := Lambda(Service{Name: "shop", Actions: actionsCalled("Buy")}, test.code)
		if err != nil || !strings.Contains(string(text), test.want) {
			t.Errorf("%+v: %v\n%s", test.code, err, text)
		}
	}
}
