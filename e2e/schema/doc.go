// Package schema holds the schemas that owgen prints against what programs do.
//
// An author makes random types with random tags, and owgen a program that echoes each. A writer makes documents of the
// schemas: valid ones, and ones with one fault. The judge is santhosh-tekuri/jsonschema: what it calls valid the program must
// accept, what it refuses the program must refuse, and whatever the program answers must be valid. The exceptions are those of
// docs/validation.md; the writer does not write them, and says which where it avoids one.
//
//	OWGEN_SEED=7 OWGEN_TYPES=400 go test -count=1 ./schema
//
// The same holds for types of k8s.io/api and of aws-lambda-go. OpenAPI documents are judged by kin-openapi, and by a
// TypeScript compiler that reads what openapi-typescript makes of them.
//
// A caller that knows an OpenAPI document and nothing else makes each call in it. What the document says in words is tried, too.
//
// The files: author_test.go and tags_test.go make types, which refer to those in fixture; writer_test.go, number_test.go and
// text_test.go documents, and fault_test.go faults in them; judge_test.go asks the judge; program_test.go runs the program;
// sound_test.go compares, also for real_test.go, which has the types of libraries; forms_test.go and words_test.go make calls;
// openapi_test.go and typescript_test.go judge documents as a whole.
package schema
