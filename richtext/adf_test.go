package richtext_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"
)

// shared is the folder with other people's data; tests read it in place.
func shared(parts ...string) string {
	root := os.Getenv("ENTWINE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	return filepath.Join(append([]string{root}, parts...)...)
}

// adfSchema is the vendor's schema of what its interface accepts.
func adfSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	path := shared("specs", "jira-cloud", "adf-full.schema.json")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no schema of ADF: %v (ENTWINE_SHARED names the folder that has specs/)", err)
	}
	s, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(s *jsonschema.Schema, text string) error {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

func TestADF_whatever_is_written_is_valid(t *testing.T) {
	s := adfSchema(t)
	c := commons[0] // trees that ADF cannot say whole, too
	rapid.Check(t, func(t *rapid.T) {
		text := richtext.WriteADF(c.doc(t))
		if err := validate(s, text); err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
	})
	empty := richtext.Table{Rows: []richtext.Row{{Cells: []richtext.Cell{{}}}}} // of which a quote can say nothing
	text := richtext.WriteADF(richtext.Doc{Blocks: []richtext.Block{richtext.Quote{Blocks: []richtext.Block{empty}}}})
	if err := validate(s, text); err != nil {
		t.Errorf("a quote of an empty table: %s\n%v", text, err)
	}
	for _, text := range slices.Concat(seeds, literals) {
		for _, f := range formats {
			adf := richtext.Convert(text, f, richtext.ADF)
			if err := validate(s, adf); err != nil {
				t.Errorf("%s of %q: %s\n%v", f, text, adf, err)
			}
		}
	}
}

func adfDoc(content string) string {
	return `{"version":1,"type":"doc","content":[` + content + `]}`
}

func adfPara(content string) string {
	return adfDoc(`{"type":"paragraph","content":[` + content + `]}`)
}

func TestADF_reads(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, adf, markdown string }{
		{"marks", adfPara(`{"type":"text","text":"a","marks":[{"type":"strong"},{"type":"em"}]}`), "**_a_**"},
		{"code", adfPara(`{"type":"text","text":"a*b","marks":[{"type":"code"}]}`), "`a*b`"},
		{"unknown mark", adfPara(`{"type":"text","text":"a","marks":[{"type":"annotation","attrs":{"id":"x"}}]}`), "a"},
		{"link", adfPara(`{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"https://x.example/"}}]}`), "[a](https://x.example/)"},
		{"tip", adfDoc(`{"type":"panel","attrs":{"panelType":"tip"},"content":[{"type":"paragraph","content":[{"type":"text","text":"a"}]}]}`), "> [!TIP]\n> a"},
		{"date", adfPara(`{"type":"date","attrs":{"timestamp":"1709164800000"}}`), `<time datetime="2024-02-29">2024-02-29</time>`},
		{"picture", adfDoc(`{"type":"mediaSingle","attrs":{"layout":"center"},"content":[{"type":"media","attrs":{"type":"file","id":"6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5","collection":"","alt":"shot.png"}}]}`), "![](shot.png)"},
		{"group", adfDoc(`{"type":"mediaGroup","content":[{"type":"media","attrs":{"type":"file","id":"a.png","collection":""}},{"type":"media","attrs":{"type":"file","id":"b.png","collection":""}}]}`), "![](a.png) ![](b.png)"},
		{"file's name", adfDoc(`{"type":"mediaGroup","content":[{"type":"media","attrs":{"type":"file","id":"6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5","collection":"","__fileName":"plan.pdf"}}]}`), "![](plan.pdf)"},
		{"file's name and words", adfDoc(`{"type":"mediaSingle","attrs":{"layout":"center"},"content":[{"type":"media","attrs":{"type":"file","id":"6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5","collection":"","__fileName":"shot.png","alt":"the lift"}}]}`), "![the lift](shot.png)"},
		{"file's name twice", adfDoc(`{"type":"mediaSingle","attrs":{"layout":"center"},"content":[{"type":"media","attrs":{"type":"file","id":"6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5","collection":"","__fileName":"shot.png","alt":"shot.png"}}]}`), "![](shot.png)"},
		{"layout", adfDoc(`{"type":"layoutSection","content":[{"type":"layoutColumn","attrs":{"width":50},"content":[{"type":"paragraph","content":[{"type":"text","text":"a"}]}]},{"type":"layoutColumn","attrs":{"width":50},"content":[{"type":"paragraph","content":[{"type":"text","text":"b"}]}]}]}`), "a\n\nb"},
		{"decisions", adfDoc(`{"type":"decisionList","attrs":{"localId":""},"content":[{"type":"decisionItem","attrs":{"localId":"","state":"DECIDED"},"content":[{"type":"text","text":"a"}]}]}`), "- a"},
		{"card", adfDoc(`{"type":"blockCard","attrs":{"url":"https://x.example/"}}`), `<a href="https://x.example/" data-card="">https://x.example/</a>`},
		{"not a document", `{"type":"paragraph"}`, `{"type":"paragraph"}`},
		{"half a document", `{"type":"doc","content":[`, `{"type":"doc","content":\[`},
		{"odd types", adfDoc(`3,null,{"type":7},{"type":"paragraph","content":"x"},{"type":"paragraph","content":[{"type":"text","text":"a","marks":"b","attrs":[]}]}`), "3\n"},
	} {
		got := richtext.Convert(c.adf, richtext.ADF, richtext.Markdown)
		if c.name == "odd types" {
			if !strings.HasSuffix(strings.TrimSpace(got), "a") {
				t.Errorf("%s: got %q, want it to end with the one paragraph there is", c.name, got)
			}
			continue
		}
		if strings.TrimSpace(got) != c.markdown {
			t.Errorf("%s: got %q, want %q", c.name, got, c.markdown)
		}
	}
}

func TestADF_tasks_go_round(t *testing.T) {
	t.Parallel()
	text := richtext.Convert("- [ ] a **b**\n- [x] c\n  - [x] d\n", richtext.Markdown, richtext.ADF)
	if !strings.Contains(text, `"taskList"`) || strings.Count(text, `"DONE"`) != 2 {
		t.Errorf("no tasks: %s", text)
	}
	if got := richtext.Convert(text, richtext.ADF, richtext.Markdown); got != "- [ ] a **b**\n- [x] c\n  - [x] d" {
		t.Errorf("got %q", got)
	}
	mixed := richtext.Convert("- [ ] a\n- b\n", richtext.Markdown, richtext.ADF)
	if strings.Contains(mixed, "taskList") || !strings.Contains(mixed, "[ ] a") {
		t.Errorf("a list that is not all tasks: %s", mixed)
	}
}

func TestADF_pictures_go_round(t *testing.T) {
	t.Parallel()
	for _, md := range []string{"![](shot.png)\n", "![alt](https://x.example/i.png \"title\")\n", "a ![alt](shot.png) b\n", "[![alt](shot.png)](https://x.example/)\n"} {
		adf := richtext.Convert(md, richtext.Markdown, richtext.ADF)
		if got := richtext.Convert(adf, richtext.ADF, richtext.Markdown); got != strings.TrimSpace(md) {
			t.Errorf("%s came back as %q, want %q", adf, got, md)
		}
	}
	if got := richtext.Convert("a ![alt](https://x.example/i.png) b", richtext.Markdown, richtext.ADF); !strings.Contains(got, `"text":"alt"`) || !strings.Contains(got, "https://x.example/i.png") {
		t.Errorf("a foreign picture in a line: %s", got)
	}
}

func TestADF_what_it_does_not_know_goes_back_whole(t *testing.T) {
	t.Parallel()
	for _, node := range []string{
		`{"type":"extension","attrs":{"extensionKey":"chart","extensionType":"com.example","parameters":{"n":1.50,"deep":{"x":[true,null]}},"text":"fallback"}}`,
		`{"type":"bodiedExtension","attrs":{"extensionKey":"x","extensionType":"com.example"},"content":[{"type":"paragraph","content":[{"type":"text","text":"inside","marks":[{"type":"annotation","attrs":{"annotationType":"inlineComment","id":"7"}}]}]}]}`,
	} {
		back := richtext.Convert(adfDoc(node), richtext.ADF, richtext.ADF)
		if !sameJSON(t, back, adfDoc(node)) {
			t.Errorf("got  %s\nwant %s", back, adfDoc(node))
		}
		for _, f := range formats {
			if f == richtext.Plain {
				continue
			}
			there := richtext.Convert(adfDoc(node), richtext.ADF, f)
			if again := richtext.Convert(there, f, richtext.ADF); !sameJSON(t, again, adfDoc(node)) {
				t.Errorf("by way of %s: got %s\nwant %s", f, again, adfDoc(node))
			}
		}
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	if err := errors.Join(json.Unmarshal([]byte(a), &x), json.Unmarshal([]byte(b), &y)); err != nil {
		t.Fatalf("%q, %q: %v", a, b, err)
	}
	return reflect.DeepEqual(x, y)
}

func FuzzReadADF(f *testing.F) {
	for _, s := range seeds {
		f.Add(richtext.Convert(s, richtext.Markdown, richtext.ADF))
	}
	fuzzReader(f, richtext.ADF, func(s string) string {
		var doc map[string]any
		if d := json.NewDecoder(strings.NewReader(strings.TrimSpace(s))); d.Decode(&doc) != nil || d.More() || doc["type"] != "doc" {
			return s
		}
		return "" // which words of JSON are text is the reader's whole business: TestFixtures has real ones
	})
}
