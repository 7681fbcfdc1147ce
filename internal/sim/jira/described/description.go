// Package described compares what goes over the wire with what the vendor says
// of it: Jira's own descriptions of its REST interface, one for each version. The
// tests of the connector put it between the connector and the simulated site,
// those of whole nodes in front of the site. So neither the one nor the other can
// drift from what a real Jira takes and gives.
//
// The descriptions are the vendor's and not part of this project: they are read
// where ENTWINE_SHARED says that they are, and where they are not nothing is
// compared. Address, method, parameters and success are compared by every
// description. For the cloud and the servers from 7 on there are schemas of the
// bodies; for version 6 there are examples, and a body must have the members of
// its example in their form.
//
// The one thing to know before changing it: what is not as described is listed in
// deviation.go, with the reason, and nowhere else.
package described

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// Description is what a version's documents say of its interface. It may be used
// from several goroutines.
type Description struct {
	operations []operation
	mu         sync.Mutex // of the compiler
	compiler   *jsonschema.Compiler
	shapes     int // documents and schemas that it has
}

type operation struct {
	method, template string
	path             *regexp.Regexp
	query            []string
	request          string            // address of the schema of the body, "" if there is none
	codes            []string          // of answers that are told of
	answers          map[string]string // schemas of their bodies
}

func newDescription() *Description {
	d := &Description{compiler: jsonschema.NewCompiler()}
	d.compiler.DefaultDraft(jsonschema.Draft4)
	return d
}

// address is one for a document or a schema that has none of the vendor's.
func (d *Description) address() string {
	d.shapes++
	return fmt.Sprintf("http://vendor/%d", d.shapes)
}

// sources read the descriptions of the dialects.
var sources = map[sim.Dialect]func(folder string) (*Description, error){
	sim.Cloud: func(folder string) (*Description, error) {
		d, err := openAPI(folder, "jira-cloud/platform-v3.openapi.json", "")
		if err != nil {
			return nil, err
		}
		// People, and their scripts, still use the second version.
		return d, d.openAPI(folder, "jira-cloud/platform-v2.openapi.json", "")
	},
	sim.DC10: func(folder string) (*Description, error) {
		return openAPI(folder, "jira-server-dc/jira-10.0.openapi.json", "/rest")
	},
	sim.Server8: func(folder string) (*Description, error) { return wadl(folder, "jira-server-dc/jira-8.4.3.wadl") },
	sim.Server7: func(folder string) (*Description, error) { return wadl(folder, "jira-server-dc/jira-7.6.1.wadl") },
	sim.Server6: func(folder string) (*Description, error) { return wadl(folder, "jira-server-dc/jira-6.1.7.wadl") },
}

var (
	mu   sync.Mutex
	read = map[sim.Dialect]*Description{}
)

// Of is the description of a dialect, nil where the vendor's documents are not at
// hand. It is read once.
func Of(dialect sim.Dialect) (*Description, error) {
	shared := os.Getenv("ENTWINE_SHARED")
	if shared == "" {
		return nil, nil
	}
	mu.Lock()
	defer mu.Unlock()
	if d := read[dialect]; d != nil {
		return d, nil
	}
	d, err := sources[dialect](filepath.Join(shared, "specs"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		read[dialect] = d
	}
	return d, err
}

var templateName = regexp.MustCompile(`\\\{[^}]*\\\}`)

func templated(path string) *regexp.Regexp {
	return regexp.MustCompile("^" + templateName.ReplaceAllString(regexp.QuoteMeta(path), `[^/]+`) + "$")
}

// find is the operation of a request: of several that fit that with the fewest
// places for names.
func (d *Description) find(method, path string) *operation {
	var best *operation
	for i, o := range d.operations {
		if o.method == method && o.path.MatchString(path) && (best == nil || strings.Count(o.template, "{") < strings.Count(best.template, "{")) {
			best = &d.operations[i]
		}
	}
	return best
}

// validate compares a body with a schema, and gives what is not as it should be.
func (d *Description) validate(schema string, body []byte) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	s, err := d.compiler.Compile(schema)
	if err != nil {
		return []string{err.Error()}
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return []string{err.Error()}
	}
	return slices.Compact(leaves(s.Validate(v)))
}

// leaves are the complaints themselves, without what they are part of.
func leaves(err error) []string {
	var ve *jsonschema.ValidationError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &ve):
		return []string{err.Error()}
	case len(ve.Causes) == 0:
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
