package richtext_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
)

// writer makes documents up from the vendor's schema: of every kind of node and
// mark that there is, with whatever the schema leaves open.
type writer struct {
	*rand.Rand
	defs  map[string]any
	words int
	used  map[string]int // types of nodes and marks that were made
}

// deepest is how deep the JSON of a document may be nested; below half of it
// nothing is put in that need not be there.
const deepest = 40

// longest is after how many words a document gets no more than it must have.
const longest = 25

func (w *writer) value(schema map[string]any, depth int) (any, bool) {
	if depth > deepest {
		return nil, false
	}
	if ref, ok := schema["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/definitions/")
		return w.value(w.defs[name].(map[string]any), depth)
	}
	if all, ok := schema["allOf"].([]any); ok {
		return w.value(w.joined(all), depth)
	}
	if list, ok := schema["anyOf"].([]any); ok {
		for _, i := range w.Perm(len(list)) {
			if v, ok := w.value(list[i].(map[string]any), depth); ok {
				return v, true
			}
		}
		return nil, false
	}
	if list, ok := schema["enum"].([]any); ok {
		return list[w.IntN(len(list))], true
	}
	switch schema["type"] {
	case "object":
		return w.object(schema, depth)
	case "array":
		return w.array(schema, depth)
	case "number", "integer":
		least, _ := schema["minimum"].(float64)
		most, ok := schema["maximum"].(float64)
		if !ok {
			most = least + 3
		}
		return least + float64(w.IntN(int(most-least)+1)), true
	case "boolean":
		return w.IntN(2) == 0, true
	case "string":
		return w.text(schema), true
	}
	return "any", true
}

// joined is one schema of several that hold at once, the later ones closer.
func (w *writer) joined(all []any) map[string]any {
	props, required := map[string]any{}, []any{}
	for _, s := range all {
		m := s.(map[string]any)
		for m["$ref"] != nil {
			m = w.defs[strings.TrimPrefix(m["$ref"].(string), "#/definitions/")].(map[string]any)
		}
		if more, ok := m["allOf"].([]any); ok {
			m = w.joined(more)
		}
		p, _ := m["properties"].(map[string]any)
		maps.Copy(props, p)
		r, _ := m["required"].([]any)
		required = append(required, r...)
	}
	return map[string]any{"type": "object", "properties": props, "required": required}
}

// asReal is what stands in places where the schema takes any text and Jira does not.
var asReal = map[string]string{"href": "https://a.example/%d", "url": "https://a.example/%d", "timestamp": "15778368%05d"}

func (w *writer) object(schema map[string]any, depth int) (any, bool) {
	out := map[string]any{}
	props, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	for _, name := range slices.Sorted(maps.Keys(props)) {
		must := slices.Contains(required, any(name))
		if !must && (depth > deepest/2 || w.words > longest || w.IntN(3) == 0) {
			continue
		}
		v, ok := w.value(props[name].(map[string]any), depth+1)
		if real, open := asReal[name]; open && props[name].(map[string]any)["type"] == "string" {
			v = fmt.Sprintf(real, w.words)
		}
		if !ok && must {
			return nil, false
		}
		if ok {
			out[name] = v
		}
	}
	if kind, ok := out["type"].(string); ok {
		w.used[kind]++
	}
	return out, true
}

func (w *writer) array(schema map[string]any, depth int) (any, bool) {
	least, _ := schema["minItems"].(float64)
	n := int(least)
	if depth < deepest/2 && w.words < longest {
		n += w.IntN(5)
	}
	if most, ok := schema["maxItems"].(float64); ok {
		n = min(n, int(most))
	}
	items, _ := schema["items"].(map[string]any)
	each := list(schema["items"]) // one for each place, the last for those behind it
	if len(each) > 0 && w.IntN(2) == 0 {
		n = max(n, len(each))
	}
	out := []any{}
	for i := range n {
		if len(each) > 0 {
			items = each[min(i, len(each)-1)].(map[string]any)
		}
		if items == nil {
			break
		}
		v, ok := w.value(items, depth+1)
		if !ok {
			break
		}
		out = append(out, v)
	}
	return out, len(out) >= int(least)
}

// text is a word of its own, or what the schema's pattern asks for.
func (w *writer) text(schema map[string]any) string {
	w.words++
	switch p, _ := schema["pattern"].(string); {
	case strings.Contains(p, "#"):
		return fmt.Sprintf("#%06x", w.IntN(1<<24))
	case p != "":
		return "https://a.example/" + fmt.Sprint(w.words)
	}
	return fmt.Sprintf("word%dx", w.words)
}

// Documents of every kind of node that the schema has pass every pair of formats
// and lose no word.
func TestADF_documents_of_the_schema_pass_every_pair_of_formats(t *testing.T) {
	t.Parallel()
	schema := adfSchema(t)
	raw, err := os.ReadFile(shared("specs", "jira-cloud", "adf-full.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var root struct{ Definitions map[string]any }
	if err := json.Unmarshal(raw, &root); err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{}
	for _, def := range root.Definitions {
		props, _ := def.(map[string]any)["properties"].(map[string]any)
		kinds, _ := props["type"].(map[string]any)
		for _, kind := range list(kinds["enum"]) {
			missing[kind.(string)] = true
		}
	}
	const some, tries = 20, 5000 // documents at least, and to find those of rare kinds
	passed := 0
	for seed := range uint64(tries) {
		if passed >= some && len(missing) == 0 {
			break
		}
		w := writer{Rand: rand.New(rand.NewPCG(seed, 7)), defs: root.Definitions, used: map[string]int{}}
		v, ok := w.value(root.Definitions["doc_node"].(map[string]any), 0)
		adds := slices.ContainsFunc(slices.Collect(maps.Keys(w.used)), func(kind string) bool { return missing[kind] })
		if !ok || passed >= some && !adds {
			continue
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if validate(schema, string(b)) != nil {
			continue // the schema asks for more than is read of it here
		}
		passed++
		for kind := range w.used {
			delete(missing, kind)
		}
		passEveryPair(t, richtext.ADF, string(b))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if len(missing) > 0 {
		t.Errorf("no document has %v", slices.Sorted(maps.Keys(missing)))
	}
	t.Logf("%d documents", passed)
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}
