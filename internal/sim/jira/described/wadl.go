package described

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A WADL has the bodies in its prose: each representation shows an example, and
// from version 7 on a schema.
type (
	wadlDocument struct {
		Resources struct {
			List []wadlResource `xml:"resource"`
		} `xml:"resources"`
	}
	wadlResource struct {
		Path    string         `xml:"path,attr"`
		Params  []wadlParam    `xml:"param"`
		Methods []wadlMethod   `xml:"method"`
		Inner   []wadlResource `xml:"resource"`
	}
	wadlParam struct {
		Name  string `xml:"name,attr"`
		Style string `xml:"style,attr"`
	}
	wadlMethod struct {
		Name    string `xml:"name,attr"`
		Request struct {
			Params []wadlParam `xml:"param"`
			Bodies []wadlBody  `xml:"representation"`
		} `xml:"request"`
		Responses []struct {
			Code   string     `xml:"status,attr"`
			Bodies []wadlBody `xml:"representation"`
		} `xml:"response"`
	}
	wadlBody struct {
		Code  string      `xml:"status,attr"` // where the response has none
		Shown []wadlShown `xml:"doc>p"`
	}
	// wadlShown is a heading and what stands below it.
	wadlShown struct {
		Heading []string `xml:"h6"`
		Code    []string `xml:"pre>code"`
	}
)

// shown is what a body shows below a heading.
func (b wadlBody) shown(heading string) (string, bool) {
	for _, s := range b.Shown {
		for i, h := range s.Heading {
			if h == heading && i < len(s.Code) {
				return s.Code[i], true
			}
		}
	}
	return "", false
}

func wadl(folder, name string) (*Description, error) {
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	var doc wadlDocument
	if err := xml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	d := newDescription()
	return d, d.resources("/rest", nil, doc.Resources.List)
}

func (d *Description) resources(base string, query []string, list []wadlResource) error {
	for _, r := range list {
		path := strings.TrimSuffix(base+"/"+strings.Trim(r.Path, "/"), "/")
		for _, m := range r.Methods {
			if err := d.method(path, query, r, m); err != nil {
				return fmt.Errorf("%s %s: %w", m.Name, path, err)
			}
		}
		if err := d.resources(path, query, r.Inner); err != nil {
			return err
		}
	}
	return nil
}

func (d *Description) method(path string, query []string, r wadlResource, m wadlMethod) error {
	op := operation{method: m.Name, template: path, path: templated(path), query: slices.Clone(query), answers: map[string]string{}}
	for _, p := range slices.Concat(r.Params, m.Request.Params) {
		if p.Style == "query" {
			op.query = append(op.query, p.Name)
		}
	}
	for _, b := range m.Request.Bodies {
		schema, err := d.body(b, true)
		if err != nil {
			return err
		}
		if schema != "" {
			op.request = schema
		}
	}
	for _, a := range m.Responses {
		if a.Code != "" {
			op.codes = append(op.codes, a.Code)
		}
		for _, b := range a.Bodies {
			code := a.Code
			if code == "" && b.Code != "" {
				code = b.Code
				op.codes = append(op.codes, code)
			}
			schema, err := d.body(b, false)
			if err != nil {
				return err
			}
			if schema != "" && code != "" {
				op.answers[code] = schema
			}
		}
	}
	d.operations = append(d.operations, op)
	return nil
}

// body is the address of the schema of a body: the one that is shown, or one made
// of the example.
func (d *Description) body(b wadlBody, sent bool) (string, error) {
	text, ok := b.shown("Schema")
	example := false
	if !ok {
		text, example = b.shown("Example")
		if !example {
			return "", nil
		}
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	switch {
	case err != nil && example:
		return "", nil // some are words, and some cut short
	case err != nil:
		return "", err
	case example:
		v = shape(v, sent)
	default:
		strip(v)
	}
	address := d.address()
	return address, d.compiler.AddResource(address, v)
}

// strip takes the names from a schema: several bodies show the same one.
func strip(v any) {
	if m, ok := v.(map[string]any); ok {
		if _, isText := m["id"].(string); isText {
			delete(m, "id")
		}
	}
}
