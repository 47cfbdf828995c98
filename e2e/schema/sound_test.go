package schema

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// The defaults of a run; variables of the environment change them.
const (
	defaultSeed  = 1   // OWGEN_SEED
	defaultTypes = 40  // OWGEN_TYPES
	longTypes    = 400 // with OWGEN_LONG=1
	documents    = 60  // of each type
)

// TestSCH29SCH30SCH31SchemasAreSound holds random types with random tags against the judge: a program accepts what is valid under
// the schema of its parameters, refuses what is not, and answers what is valid under the schema of its result.
func TestSCH29SCH30SCH31SchemasAreSound(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	seed, types := fromEnv(t, "OWGEN_SEED", defaultSeed), fromEnv(t, "OWGEN_TYPES", defaultTypes)
	if os.Getenv("OWGEN_LONG") == "1" {
		types = max(types, longTypes)
	}
	var units []unit
	for k := range types {
		units = append(units, newUnit(uint64(seed)<<32+uint64(k), k+1))
	}
	dir := t.TempDir()
	writeUnits(t, dir, units)
	p := publish(t, dir)
	j := newJudge(t, p.openAPI)
	var valid, refused int
	for _, u := range units {
		name := fmt.Sprint("H", u.number)
		c := comparison{published: p, name: name, params: j.at(t, requestPath(name)...), result: j.at(t, answerPath(name)...)}
		w := &writer{Rand: rand.New(rand.NewPCG(uint64(seed), uint64(u.number))), root: j.root}
		for k := range documents {
			if err := c.compare(w.document(c.params.schema, k%2 == 1)); err != nil {
				t.Errorf("OWGEN_SEED=%d: %v\n%s", seed, err, u.text)
				break
			}
		}
		valid, refused = valid+c.valid, refused+c.refused
	}
	t.Logf("OWGEN_SEED=%d: %d types, %d valid documents, %d others", seed, len(units), valid, refused)
	if all := valid + refused; !t.Failed() && (valid < all/3 || refused < all/10) {
		t.Errorf("that is too one-sided to say much")
	}
}

// TestSCH29SCH30SchemaSaysWhatOpenAPISays compares what owgen schema prints with the schemas in the OpenAPI document, by documents.
func TestSCH29SCH30SchemaSaysWhatOpenAPISays(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	units := []unit{newUnit(5, 1), newUnit(6, 2), newUnit(7, 3)}
	dir := t.TempDir()
	writeUnits(t, dir, units)
	p := publish(t, dir)
	j := newJudge(t, p.openAPI)
	for _, u := range units {
		name := fmt.Sprint("H", u.number)
		text, err := p.Run(dir, "schema", "-func", name)
		if err != nil {
			t.Fatal(err)
		}
		alone, among := newJudge(t, text).at(t), j.at(t, requestPath(name)...)
		w := &writer{Rand: rand.New(rand.NewPCG(3, uint64(u.number))), root: j.root}
		for k := range documents {
			document := w.document(among.schema, k%2 == 1)
			if one, other := alone.check(document), among.check(document); (one == nil) != (other == nil) {
				t.Errorf("%s: owgen schema says %v, and owgen openapi %v of %s", name, one, other, document)
			}
		}
	}
}

// requestPath and answerPath are where the schemas of an operation are.
func requestPath(name string) []string {
	return []string{"paths", "/" + name, "post", "requestBody", "content", "application/json", "schema"}
}

func answerPath(name string) []string {
	return []string{"paths", "/" + name, "post", "responses", "200", "content", "application/json", "schema"}
}

// A comparison holds a handler against its schemas.
type comparison struct {
	published
	name           string
	params, result judged
	valid, refused int
}

// compare returns what the judge and the program differ in.
func (c *comparison) compare(document string) error {
	why := c.params.check(document)
	answer, err := c.Post("/"+c.name, document)
	if err != nil {
		return err
	}
	switch accepted := answer.Status == 200; {
	case answer.Status != 200 && answer.Status != 400:
		return fmt.Errorf("%s: the status is %d: %s\n%s", c.name, answer.Status, answer.Body, document)
	case accepted && why != nil:
		return fmt.Errorf("%s accepts what is not valid: %v\n%s", c.name, why, document)
	case !accepted && why == nil:
		return fmt.Errorf("%s refuses what is valid: %s\n%s", c.name, answer.Body, document)
	case !accepted:
		c.refused++
		return nil
	}
	c.valid++
	if err := c.result.check(answer.Body); err != nil {
		return fmt.Errorf("%s answers what is not valid: %v\n%s\nto %s", c.name, err, answer.Body, document)
	}
	return nil
}

// fromEnv reads a number from the environment.
func fromEnv(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}
