package manifest

import (
	"bytes"
	"reflect"
	"testing"

	yaml2 "gopkg.in/yaml.v2"
	"gopkg.in/yaml.v3"
)

// The types of this file hold the documented keys that owgen writes. Readers are told to refuse all others.

// whiskManifest is a manifest of wskdeploy. (apache/openwhisk-wskdeploy: specification/html; parsers/yamlparser.go)
type whiskManifest struct {
	Packages map[string]struct {
		Version string                 `yaml:"version"`
		Actions map[string]whiskAction `yaml:"actions"`
	} `yaml:"packages"`
}

type whiskAction struct {
	Docker      string                `yaml:"docker"`
	Function    string                `yaml:"function"`
	Runtime     string                `yaml:"runtime"`
	Native      bool                  `yaml:"native"`
	Main        string                `yaml:"main"`
	Web         string                `yaml:"web"` // "raw", or a bool, which is its text
	Inputs      map[string]whiskInput `yaml:"inputs"`
	Outputs     map[string]whiskInput `yaml:"outputs"`
	Annotations struct {
		Description string           `yaml:"description"`
		Parameters  []whiskParameter `yaml:"parameters"`
		Options     bool             `yaml:"web-custom-options"`
	} `yaml:"annotations"`
}

type whiskInput struct {
	Type        string `yaml:"type"`
	Description string `yaml:"description"`
	Default     any    `yaml:"default"`
}

// whiskParameter is the value of an annotation. (apache/openwhisk: docs/annotations.md)
type whiskParameter struct {
	Name        string `yaml:"name"`
	Type        string `yaml:"type"`
	Required    bool   `yaml:"required"`
	Description string `yaml:"description"`
	Default     string `yaml:"default"` // JSON
}

// faasStack is a stack.yaml. (openfaas/docs: docs/reference/yaml.md)
type faasStack struct {
	Version  string `yaml:"version"`
	Provider struct {
		Name string `yaml:"name"`
	} `yaml:"provider"`
	Functions map[string]struct {
		Lang         string            `yaml:"lang"`
		Handler      string            `yaml:"handler"`
		Image        string            `yaml:"image"`
		Namespace    string            `yaml:"namespace"`
		ReadOnlyRoot bool              `yaml:"readonly_root_filesystem"`
		Environment  map[string]string `yaml:"environment"`
	} `yaml:"functions"`
}

// knativeService is a service. (knative/specs: specs/serving/knative-api-specification-1.0.md)
type knativeService struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string `yaml:"kind"`
	Metadata   struct {
		Name      string `yaml:"name"`
		Namespace string `yaml:"namespace"`
	} `yaml:"metadata"`
	Spec struct {
		Template struct {
			Spec struct {
				Containers []knativeContainer `yaml:"containers"`
				Volumes    []struct {
					Name     string    `yaml:"name"`
					EmptyDir *struct{} `yaml:"emptyDir"`
				} `yaml:"volumes"`
			} `yaml:"spec"`
		} `yaml:"template"`
	} `yaml:"spec"`
}

type knativeContainer struct {
	Image string `yaml:"image"`
	Ports []struct {
		ContainerPort int `yaml:"containerPort"`
	} `yaml:"ports"`
	ReadinessProbe struct {
		HTTPGet struct {
			Path string `yaml:"path"`
		} `yaml:"httpGet"`
	} `yaml:"readinessProbe"`
	SecurityContext struct {
		RunAsNonRoot             bool  `yaml:"runAsNonRoot"`
		ReadOnlyRootFilesystem   bool  `yaml:"readOnlyRootFilesystem"`
		AllowPrivilegeEscalation *bool `yaml:"allowPrivilegeEscalation"`
		Capabilities             struct {
			Drop []string `yaml:"drop"`
		} `yaml:"capabilities"`
		SeccompProfile struct {
			Type string `yaml:"type"`
		} `yaml:"seccompProfile"`
	} `yaml:"securityContext"`
	VolumeMounts []struct {
		Name      string `yaml:"name"`
		MountPath string `yaml:"mountPath"`
	} `yaml:"volumeMounts"`
}

// samTemplate is a template of SAM. (aws/serverless-application-model: docs, samtranslator/schema)
type samTemplate struct {
	Version   string `yaml:"AWSTemplateFormatVersion"`
	Transform string `yaml:"Transform"`
	Resources map[string]struct {
		Type       string      `yaml:"Type"`
		Properties samFunction `yaml:"Properties"`
	} `yaml:"Resources"`
	Outputs map[string]struct {
		Description string `yaml:"Description"`
		Value       struct {
			GetAtt []string `yaml:"Fn::GetAtt"`
		} `yaml:"Value"`
	} `yaml:"Outputs"`
}

type samFunction struct {
	FunctionName string `yaml:"FunctionName"`
	Description  string `yaml:"Description"`
	CodeURI      string `yaml:"CodeUri"`
	Handler      string `yaml:"Handler"`
	Runtime      string `yaml:"Runtime"`
	PackageType  string `yaml:"PackageType"`
	ImageURI     string `yaml:"ImageUri"`
	ImageConfig  struct {
		Command []string `yaml:"Command"`
	} `yaml:"ImageConfig"`
	Architectures []string `yaml:"Architectures"`
	MemorySize    int      `yaml:"MemorySize"`
	Timeout       int      `yaml:"Timeout"`
	LoggingConfig struct {
		LogFormat string `yaml:"LogFormat"`
	} `yaml:"LoggingConfig"`
	Environment struct {
		Variables map[string]string `yaml:"Variables"`
	} `yaml:"Environment"`
	URL *struct {
		AuthType   string `yaml:"AuthType"`
		InvokeMode string `yaml:"InvokeMode"`
	} `yaml:"FunctionUrlConfig"`
}

// readStrictly reads a document as YAML 1.2 into v, a pointer.
func readStrictly(text []byte, v any) error {
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	return d.Decode(v)
}

// read reads a document with both readers, which must agree.
func read[T any](t *testing.T, text []byte) T {
	t.Helper()
	var v, old T
	if err := readStrictly(text, &v); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if err := yaml2.UnmarshalStrict(text, &old); err != nil {
		t.Fatalf("yaml.v2: %v in\n%s", err, text)
	}
	if !reflect.DeepEqual(v, old) {
		t.Errorf("two readers disagree: %+v and %+v", v, old)
	}
	return v
}

func TestMisspeltKeysAreRefused(t *testing.T) {
	for _, test := range []struct {
		platform, key, typo string
		into                any
	}{
		{"openwhisk", "inputs:", "input:", new(whiskManifest)},
		{"openwhisk", "docker:", "dockerimage:", new(whiskManifest)},
		{"openwhisk", "type:", "types:", new(whiskManifest)},
		{"openfaas", "readonly_root_filesystem:", "read_only_root_filesystem:", new(faasStack)},
		{"openfaas", "lang:", "language:", new(faasStack)},
		{"knative", "runAsNonRoot:", "runAsNonroot:", new(knativeService)},
		{"knative", "httpGet:", "httpget:", new(knativeService)},
	} {
		text := printed(t, "defaults", test.platform)
		if err := readStrictly(text, test.into); err != nil {
			t.Errorf("%s: %v", test.platform, err)
		}
		wrong := bytes.Replace(text, []byte(test.key), []byte(test.typo), 1)
		if bytes.Equal(wrong, text) || readStrictly(wrong, test.into) == nil {
			t.Errorf("%s: %s in place of %s is not refused", test.platform, test.typo, test.key)
		}
	}
}
