// Package sample holds rules as owners write them, of 20 to 60 lines, each with
// what it is given. Benchmarks run them; the same files run in a JVM, so they
// keep to what Groovy 2.4 can do.
package sample

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

//go:embed rules
var rules embed.FS

// Names are the rules from the plainest to the heaviest; empty and loop are no
// rules, but show what a run and a round of a loop cost by themselves.
func Names() []string {
	return []string{"empty", "outgoing", "incoming", "mixed", "strings", "regex", "collections", "classes", "dates", "loop"}
}

// A Rule is a script and what it is given.
type Rule struct {
	Name   string
	Source string
	shared map[string]any
	fresh  map[string]any // built anew for each run, since the rule changes it
}

// Load reads a rule.
func Load(name string) (*Rule, error) {
	src, err := rules.ReadFile("rules/" + name + ".groovy")
	if err != nil {
		return nil, err
	}
	text, err := rules.ReadFile("rules/" + name + ".json")
	if err != nil {
		return nil, err
	}
	var in struct{ Shared, Fresh map[string]any }
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&in); err != nil {
		return nil, fmt.Errorf("%s.json: %w", name, err)
	}
	r := &Rule{Name: name, Source: string(src), shared: map[string]any{}, fresh: in.Fresh}
	for k, v := range in.Shared {
		r.shared[k] = build(v)
	}
	for k, v := range in.Fresh {
		r.fresh[k] = plain(v)
	}
	return r, nil
}

// Binding makes the variables of one run.
func (r *Rule) Binding() map[string]any {
	vars := make(map[string]any, len(r.shared)+len(r.fresh))
	maps.Copy(vars, r.shared)
	for k, v := range r.fresh {
		vars[k] = build(v)
	}
	return vars
}

// Compile compiles the rule.
func (r *Rule) Compile() (*groovy.Script, error) {
	return groovy.Compile(r.Name+".groovy", r.Source, nil)
}

// plain turns JSON's numbers into Go's.
func plain(v any) any {
	switch x := v.(type) {
	case json.Number:
		return number(x)
	case []any:
		for i := range x {
			x[i] = plain(x[i])
		}
	case map[string]any:
		for k := range x {
			x[k] = plain(x[k])
		}
	}
	return v
}

func number(n json.Number) any {
	if !strings.ContainsAny(n.String(), ".eE") {
		if i, err := n.Int64(); err == nil {
			return groovy.FromGo(int(i))
		}
	}
	f, err := n.Float64()
	if err != nil {
		return n.String()
	}
	return f
}

// build makes the values of one side of the host: maps, lists and, where
// $class says so, objects.
func build(v any) any {
	switch x := v.(type) {
	case json.Number:
		return number(x)
	case []any:
		items := make([]any, len(x))
		for i, e := range x {
			items[i] = build(e)
		}
		return groovy.NewList(items...)
	case map[string]any:
		class, _ := x["$class"].(string)
		if class != "" {
			return newObject(class, x)
		}
		m := make(map[string]any, len(x))
		for k, e := range x {
			m[k] = build(e)
		}
		return groovy.FromGo(m)
	}
	return v
}

// Write puts the files of all rules into a folder, for those who cannot read
// what is embedded.
func Write(dir string) error {
	files, err := rules.ReadDir("rules")
	if err != nil {
		return err
	}
	for _, f := range files {
		b, err := rules.ReadFile("rules/" + f.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name()), b, 0o600); err != nil {
			return err
		}
	}
	return nil
}
