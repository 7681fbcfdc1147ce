package jira_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// The vendor describes each version's interface. What the connector sends and
// what the simulated site answers is compared with that: address, method and
// parameters by every description, bodies by those that have schemas (the cloud
// and version 10).
//
// deviations are where a description is not followed, each with the reason.
var deviations = []struct {
	dialects []sim.Dialect
	pattern  string // of the complaint
	reason   string
}{
	{[]sim.Dialect{sim.Server6, sim.Server7, sim.Server8, sim.DC10}, `^GET /secure/attachment/`, "the bytes of attachments are not part of the interface; its answers name this address"},
	{[]sim.Dialect{sim.Cloud}, `^GET /secure/media/`, "the store to which the interface leads, which is nobody's business but the store's"},
	{[]sim.Dialect{sim.Cloud}, `^GET /rest/api/2/serverInfo: there is no such operation`, "of the second version, which all have: the one way to learn which there is"},
	{sim.Dialects, `^(GET|POST) /rest/agile/`, "another product's interface, described in a document of its own"},
	{[]sim.Dialect{sim.Cloud}, `^(GET|POST) /oauth/token`, "where apps are let in is described in prose, apart from the interface"},
	{[]sim.Dialect{sim.DC10}, `^POST /rest/oauth2/latest/token`, "as above"},
	{servers, `^POST /plugins/servlet/oauth/`, "as above"},
	{sim.Dialects, `^(GET|POST) /rest/servicedeskapi/`, "another product's interface, described in prose"},
	{sim.Dialects, `^(GET|POST|PUT|DELETE) /rest/(webhooks|jira-webhook)/1.0/`, "webhooks of administrators are described in prose"},
	{servers, `/transitions: there is no parameter expand`, "named in the text of the operation, not in its list of parameters"},
	{[]sim.Dialect{sim.Server6, sim.Server7}, `/createmeta: there is no parameter expand`, "named in the text of the operation, not in its list of parameters"},
	{[]sim.Dialect{sim.Server6, sim.Server7}, `/createmeta/ACME/issuetypes/[0-9]+: there is no such operation`, "asked for first, since it is found by asking which of the two there is"},
	{[]sim.Dialect{sim.Cloud, sim.DC10}, `is not valid date-time: invalid time element: offset`, "Jira writes offsets without a colon, in the vendor's own examples too"},
	{[]sim.Dialect{sim.Cloud, sim.DC10}, `items/[0-9]+/(from|fromString|to|toString): got null`, "a change from or to nothing has null there, in the vendor's own examples too"},
	{[]sim.Dialect{sim.Cloud}, `POST|PUT .*/worklog.* sends at /started: .* is not valid date-time`, "as above"},
	{[]sim.Dialect{sim.Cloud, sim.DC10}, `/remotelink is answered at : got array`, "the document describes one link; its own example is a list"},
	{[]sim.Dialect{sim.DC10}, `at (/issues/[0-9]+)?/fields/[a-zA-Z0-9_]+: got (null|string|number|array), want object`, "the document says of every field that it is an object"},
	{[]sim.Dialect{sim.DC10}, `/value: got object, want string`, "properties hold any JSON"},
	{[]sim.Dialect{sim.DC10}, `(/status|/attachments|/field|/resolution|/priority|/issuetype|/versions|/components|/user/search) is answered at : got array, want object`, "the document describes one element of the list"},
}

var servers = []sim.Dialect{sim.Server6, sim.Server7, sim.Server8, sim.DC10}

// description is what a version's document says of its interface.
type description struct {
	operations []operation
	compiler   *jsonschema.Compiler
	mu         sync.Mutex // of the compiler
}

type operation struct {
	method, template string
	path             *regexp.Regexp
	query            []string
	request          string            // pointer to the schema of the body, "" if there is none
	answers          map[string]string // the same by status
}

var descriptions = map[sim.Dialect]func() (*description, error){
	sim.Cloud:   sync.OnceValues(func() (*description, error) { return openAPI("jira-cloud/platform-v3.openapi.json", "") }),
	sim.DC10:    sync.OnceValues(func() (*description, error) { return openAPI("jira-server-dc/jira-10.0.openapi.json", "/rest") }),
	sim.Server8: sync.OnceValues(func() (*description, error) { return wadl("jira-server-dc/jira-8.4.3.wadl") }),
	sim.Server7: sync.OnceValues(func() (*description, error) { return wadl("jira-server-dc/jira-7.6.1.wadl") }),
	sim.Server6: sync.OnceValues(func() (*description, error) { return wadl("jira-server-dc/jira-6.1.7.wadl") }),
}

func specFile(name string) string { return filepath.Join(os.Getenv("ENTWINE_SHARED"), "specs", name) }

// openAPI reads a description with schemas.
func openAPI(name, prefix string) (*description, error) {
	f, err := os.Open(specFile(name))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		return nil, err
	}
	root := doc.(map[string]any)
	asSchemas(root["components"])
	asSchemas(root["paths"])
	d := &description{compiler: jsonschema.NewCompiler()}
	d.compiler.DefaultDraft(jsonschema.Draft4)
	if err := d.compiler.AddResource("http://vendor/doc.json", doc); err != nil {
		return nil, err
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	for path, item := range root["paths"].(map[string]any) {
		for method, v := range item.(map[string]any) {
			o, ok := v.(map[string]any)
			if !ok || o["responses"] == nil {
				continue
			}
			at := "http://vendor/doc.json#/paths/" + url.PathEscape(escape.Replace(path)) + "/" + method
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
				if r, ok := r.(map[string]any); ok && hasSchema(r) {
					op.answers[code] = at + "/responses/" + code + "/content/application~1json/schema"
				}
			}
			d.operations = append(d.operations, op)
		}
	}
	return d, nil
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

var templateName = regexp.MustCompile(`\\\{[^}]*\\\}`)

func templated(path string) *regexp.Regexp {
	return regexp.MustCompile("^" + templateName.ReplaceAllString(regexp.QuoteMeta(path), `[^/]+`) + "$")
}

// wadl reads a description without schemas.
func wadl(name string) (*description, error) {
	b, err := os.ReadFile(specFile(name))
	if err != nil {
		return nil, err
	}
	type param struct {
		Name  string `xml:"name,attr"`
		Style string `xml:"style,attr"`
	}
	type resource struct {
		Path    string  `xml:"path,attr"`
		Params  []param `xml:"param"`
		Methods []struct {
			Name   string  `xml:"name,attr"`
			Params []param `xml:"request>param"`
		} `xml:"method"`
		Inner []byte `xml:",innerxml"`
	}
	var doc struct {
		Resources struct {
			List []resource `xml:"resource"`
		} `xml:"resources"`
	}
	if err := xml.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	d := &description{}
	var walk func(base string, query []string, list []resource) error
	walk = func(base string, query []string, list []resource) error {
		for _, r := range list {
			path := strings.TrimSuffix(base+"/"+strings.Trim(r.Path, "/"), "/")
			for _, m := range r.Methods {
				op := operation{method: m.Name, template: path, path: templated(path), query: slices.Clone(query)}
				for _, p := range append(r.Params, m.Params...) {
					if p.Style == "query" {
						op.query = append(op.query, p.Name)
					}
				}
				d.operations = append(d.operations, op)
			}
			var inner struct {
				List []resource `xml:"resource"`
			}
			if err := xml.Unmarshal(slices.Concat([]byte(`<r xmlns:ns2="x" xmlns:ns3="y" xmlns:xs="z">`), r.Inner, []byte("</r>")), &inner); err != nil {
				return err
			}
			if err := walk(path, query, inner.List); err != nil {
				return err
			}
		}
		return nil
	}
	return d, walk("/rest", nil, doc.Resources.List)
}

// find is the operation of a request: of several that fit that with the fewest
// places for names.
func (d *description) find(method, path string) *operation {
	var best *operation
	for i, o := range d.operations {
		if o.method == method && o.path.MatchString(path) && (best == nil || strings.Count(o.template, "{") < strings.Count(best.template, "{")) {
			best = &d.operations[i]
		}
	}
	return best
}

func (d *description) validate(pointer string, body []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	s, err := d.compiler.Compile(pointer)
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

// leaves are the complaints themselves, without what they are part of.
func leaves(err error) []string {
	var ve *jsonschema.ValidationError
	if !errors.As(err, &ve) {
		return []string{err.Error()}
	}
	if len(ve.Causes) == 0 {
		text := ve.Error() // a line of its own after one that names the schema: - at '/a/b': reason
		text = text[strings.LastIndexByte(text, '\n')+1:]
		text = strings.Replace(strings.TrimPrefix(strings.TrimPrefix(text, "- "), "at '"), "': ", ": ", 1)
		return []string{"at " + text}
	}
	var out []string
	for _, c := range ve.Causes {
		out = append(out, leaves(c)...)
	}
	return out
}

// checker compares what goes over the wire with a description.
type checker struct {
	t    *testing.T
	d    *description
	of   sim.Dialect
	next http.RoundTripper
}

// checked is a transport that compares, where there are descriptions.
func checked(t *testing.T, of sim.Dialect) http.RoundTripper {
	t.Helper()
	if os.Getenv("ENTWINE_SHARED") == "" {
		return http.DefaultTransport
	}
	d, err := descriptions[of]()
	if errors.Is(err, os.ErrNotExist) {
		return http.DefaultTransport
	}
	if err != nil {
		t.Fatal(err)
	}
	return &checker{t, d, of, http.DefaultTransport}
}

func (c *checker) complain(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	for _, d := range deviations {
		if slices.Contains(d.dialects, c.of) && regexp.MustCompile(d.pattern).MatchString(s) {
			return
		}
	}
	c.t.Errorf("against the vendor's description: %s", s)
}

func (c *checker) RoundTrip(r *http.Request) (*http.Response, error) {
	path := strings.TrimPrefix(r.URL.Path, "/ex/jira/"+sim.CloudID) // under which apps see the site
	op := c.d.find(r.Method, path)
	name := r.Method + " " + path
	if op == nil {
		c.complain("%s: there is no such operation", name)
	} else {
		for q := range r.URL.Query() {
			if !slices.Contains(op.query, q) {
				c.complain("%s: there is no parameter %s", name, q)
			}
		}
	}
	if op != nil && r.Body != nil && strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(b))
		if op.request != "" {
			if err := c.d.validate(op.request, b); err != nil {
				for _, l := range leaves(err) {
					c.complain("%s sends %s (%.300s)", name, l, b)
				}
			}
		}
	}
	res, err := c.next.RoundTrip(r)
	if err != nil || op == nil {
		return res, err
	}
	if pointer := op.answers[fmt.Sprint(res.StatusCode)]; pointer != "" && strings.HasPrefix(res.Header.Get("Content-Type"), "application/json") {
		b, err := io.ReadAll(res.Body)
		_ = res.Body.Close() // read to its end
		if err != nil {
			return nil, err
		}
		res.Body = io.NopCloser(bytes.NewReader(b))
		if err := c.d.validate(pointer, b); err != nil {
			for _, l := range leaves(err) {
				c.complain("%s is answered %s (%.300s)", name, l, b)
			}
		}
	}
	return res, nil
}
