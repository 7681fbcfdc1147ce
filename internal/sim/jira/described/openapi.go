package described

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// openAPI reads a description with schemas.
func openAPI(folder, name, prefix string) (*Description, error) {
	d := newDescription()
	return d, d.openAPI(folder, name, prefix)
}

func (d *Description) openAPI(folder, name, prefix string) error {
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		return err
	}
	root := doc.(map[string]any)
	asSchemas(root["components"])
	asSchemas(root["paths"])
	address := d.address()
	if err := d.compiler.AddResource(address, doc); err != nil {
		return err
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	for path, item := range root["paths"].(map[string]any) {
		for method, v := range item.(map[string]any) {
			o, ok := v.(map[string]any)
			if !ok || o["responses"] == nil {
				continue
			}
			at := address + "#/paths/" + url.PathEscape(escape.Replace(path)) + "/" + method
			op := operation{method: strings.ToUpper(method), template: prefix + path, path: templated(prefix + path), answers: map[string]string{}}
			params, _ := o["parameters"].([]any)
			for _, p := range params {
				if p := p.(map[string]any); p["in"] == "query" {
					op.query = append(op.query, p["name"].(string))
				}
			}
			body, _ := o["requestBody"].(map[string]any)
			if hasSchema(body) {
				op.request = at + "/requestBody/content/application~1json/schema"
			}
			for code, r := range o["responses"].(map[string]any) {
				op.codes = append(op.codes, code)
				if r, ok := r.(map[string]any); ok && hasSchema(r) {
					op.answers[code] = at + "/responses/" + code + "/content/application~1json/schema"
				}
			}
			d.operations = append(d.operations, op)
		}
	}
	return nil
}

func hasSchema(of map[string]any) bool {
	content, _ := of["content"].(map[string]any)
	kind, _ := content["application/json"].(map[string]any)
	return kind["schema"] != nil
}

// asSchemas turns what OpenAPI says in its own way into JSON Schema.
func asSchemas(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			asSchemas(e)
		}
	case map[string]any:
		for k, e := range v {
			if k != "example" && k != "examples" {
				asSchemas(e)
			}
		}
		if v["nullable"] == true {
			if kind, ok := v["type"].(string); ok {
				v["type"] = []any{kind, "null"}
			}
		}
		if _, isText := v["default"].(string); isText {
			delete(v, "default")
		}
	}
}
