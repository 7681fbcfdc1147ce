package trial

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/table"
)

// A Suite is the tests of the rules of one folder. Each file tests/NAME.json is
// a case with a direction; what must come of it is its own "expect", or the file
// tests/NAME.want.json. A file with "cases" is a table: each of them is laid over
// the rest of the file. TrackerFile has values that are tried by checks.
type Suite struct {
	Dir      string
	Out, In  *script.Rule
	Tables   table.Tables
	Limits   groovy.Limits
	tests    []*test
	OutFile  string // what results call the rules
	InFile   string
	Problems []error // files that are no tests
	// Other, if not nil, are the rules of the other side, for the checks that go
	// over and back.
	Other  *Rules
	checks *checks
}

type test struct {
	file, name string
	incoming   bool
	c          *Case
	expect     map[string]any // nil if nobody said
	inline     bool
}

// Tested is how one test went.
type Tested struct {
	Name        string        `json:"name"`
	File        string        `json:"file"`
	OK          bool          `json:"ok"`
	Differences []Difference  `json:"differences,omitempty"`
	Missing     bool          `json:"missing,omitempty"` // nobody said what is expected
	Took        time.Duration `json:"-"`
	Result      *Result       `json:"result,omitempty"`
}

// Difference is one thing that came out otherwise.
type Difference struct {
	Field string `json:"field"`
	Want  any    `json:"want"`
	Got   any    `json:"got"`
	Line  int    `json:"line,omitempty"` // of the rule, if it set the field
}

const wantEnding = ".want.json"

// Read finds the tests of a folder. Files that cannot be read as tests are
// Problems; the others are run all the same.
func (s *Suite) Read() error {
	dir := filepath.Join(s.Dir, "tests")
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s holds no folder tests", s.Dir)
	} else if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) != ".json" || strings.HasSuffix(e.Name(), wantEnding) || e.Name() == TrackerFile {
			continue
		}
		if err := s.read(filepath.Join(dir, e.Name())); err != nil {
			s.Problems = append(s.Problems, err)
		}
	}
	if s.checks, err = readChecks(s.Dir); err != nil {
		s.Problems = append(s.Problems, err)
	}
	return nil
}

// Len is how many tests there are.
func (s *Suite) Len() int { return len(s.tests) }

func (s *Suite) read(file string) error {
	m, err := readObject(file)
	if err != nil {
		return err
	}
	wants, err := readObject(strings.TrimSuffix(file, ".json") + wantEnding)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	rows, isTable := m["cases"].([]any)
	if !isTable {
		if m["cases"] != nil {
			return fmt.Errorf("%s: cases is a list", file)
		}
		rows = []any{map[string]any{}}
	}
	delete(m, "cases")
	for i, row := range rows {
		r, ok := row.(map[string]any)
		if !ok {
			return fmt.Errorf("%s: cases[%d] is no object", file, i)
		}
		one := overlay(m, r)
		t := &test{file: file, name: strings.TrimSuffix(filepath.Base(file), ".json")}
		if isTable {
			name, _ := one["name"].(string)
			if name == "" {
				name = fmt.Sprint(i + 1)
			}
			t.name += "/" + name
		}
		switch one["direction"] {
		case "incoming":
			t.incoming = true
		case "outgoing":
		default:
			return fmt.Errorf("%s: %s: direction must be outgoing or incoming", file, t.name)
		}
		if t.c, err = caseOf(one); err != nil {
			return fmt.Errorf("%s: %s: %w", file, t.name, err)
		}
		if t.expect, t.inline = one["expect"].(map[string]any); !t.inline {
			t.expect, _ = wants[t.name].(map[string]any)
		}
		s.tests = append(s.tests, t)
	}
	return nil
}

func readObject(file string) (map[string]any, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if len(b) > mostCase {
		return nil, fmt.Errorf("%s: a case may have %d MB, this one has more", file, mostCase>>20)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil {
		return nil, misread(file, b, err)
	}
	return m, nil
}

// overlay is a with b laid over it, maps within maps too.
func overlay(a, b map[string]any) map[string]any {
	out := maps.Clone(a)
	for k, v := range b {
		x, ok1 := out[k].(map[string]any)
		y, ok2 := v.(map[string]any)
		if ok1 && ok2 && k != "expect" {
			out[k] = overlay(x, y)
		} else {
			out[k] = v
		}
	}
	return out
}

// Run runs all tests in order; each is told to done as it ends.
func (s *Suite) Run(ctx context.Context, done func(Tested)) {
	for _, t := range s.tests {
		if ctx.Err() != nil {
			return
		}
		began := time.Now()
		x := s.one(ctx, t)
		x.Took = time.Since(began)
		done(x)
	}
	if s.checks != nil {
		s.checks.ours = Rules{Out: s.Out, In: s.In, OutFile: s.OutFile, InFile: s.InFile, Tables: s.Tables}
		s.checks.theirs, s.checks.limits = s.Other, s.Limits
		s.checks.run(ctx, done)
	}
}

func (s *Suite) one(ctx context.Context, t *test) Tested {
	x := Tested{Name: t.name, File: t.file}
	rule, file := s.Out, s.OutFile
	if t.incoming {
		rule, file = s.In, s.InFile
	}
	if rule == nil {
		x.Differences = []Difference{{Field: "rule", Want: filepath.Base(file), Got: "none"}}
		return x
	}
	if t.c.Tables == nil {
		t.c.Tables = s.Tables
	}
	x.Result = Run(ctx, rule, file, t.incoming, t.c, s.Limits)
	if x.Missing = t.expect == nil; x.Missing {
		return x
	}
	got := Expectation(x.Result)
	for _, k := range slices.Sorted(maps.Keys(t.expect)) {
		x.Differences = append(x.Differences, differ(k, t.expect[k], got[k], x.Result)...)
	}
	x.OK = len(x.Differences) == 0
	return x
}

// Expectation is what a result is expected to be, as tests write it: the whole
// replica, or the fields that change with their new values, and what else the
// rule asked for.
func Expectation(r *Result) map[string]any {
	e := map[string]any{}
	if r.Direction == "outgoing" {
		e["replica"] = r.Replica
	} else {
		ch := map[string]any{}
		for _, c := range r.Changes {
			if c.Added != nil || c.Changed != nil || c.Removed != nil {
				l := map[string]any{}
				for name, v := range map[string][]any{"added": c.Added, "changed": c.Changed, "removed": c.Removed} {
					if v != nil {
						l[name] = v
					}
				}
				ch[c.Field] = l
			} else {
				ch[c.Field] = c.To
			}
		}
		e["changes"] = ch
	}
	put := func(name string, v any, is bool) {
		if is {
			e[name] = v
		}
	}
	put("link", r.Link, r.Link != nil)
	put("syncBack", true, r.SyncBack)
	put("unExalate", true, r.Stop)
	put("exalate", r.Expose, r.Expose != nil)
	put("calls", r.Calls, r.Calls != nil)
	if r.Fault != nil {
		e["fault"] = map[string]any{"level": r.Fault.Level, "class": r.Fault.Class, "message": r.Fault.Message}
	}
	b, err := json.Marshal(e)
	if err != nil {
		return e
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var out map[string]any
	if d.Decode(&out) != nil {
		return e
	}
	return out
}

// differ compares what is expected under one name, field by field.
func differ(name string, want, got any, r *Result) []Difference {
	if same(want, got) {
		return nil
	}
	w, ok1 := want.(map[string]any)
	g, ok2 := got.(map[string]any)
	if !ok1 || !ok2 || name != "replica" && name != "changes" && name != "fault" {
		return []Difference{{Field: name, Want: want, Got: got}}
	}
	fields := map[string]bool{}
	for k := range w {
		fields[k] = true
	}
	for k := range g {
		fields[k] = true
	}
	var l []Difference
	for _, k := range slices.Sorted(maps.Keys(fields)) {
		if !same(w[k], g[k]) {
			l = append(l, Difference{Field: name + "." + k, Want: w[k], Got: g[k], Line: lineOf(r, k)})
		}
	}
	return l
}

func lineOf(r *Result, field string) int {
	for _, c := range r.Changes {
		if c.Field == field {
			return c.Line
		}
	}
	return r.Lines[field]
}

// Update writes what came out as what is expected, beside each case that does
// not say so itself, and returns the files it wrote.
func Update(all []Tested) ([]string, error) {
	byFile := map[string]map[string]any{}
	for _, x := range all {
		if x.Result == nil || x.OK {
			continue
		}
		file := strings.TrimSuffix(x.File, ".json") + wantEnding
		if byFile[file] == nil {
			m, err := readObject(file)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
			if m == nil {
				m = map[string]any{}
			}
			byFile[file] = m
		}
		byFile[file][x.Name] = Expectation(x.Result)
	}
	var wrote []string
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(byFile[file]); err != nil {
			return wrote, err
		}
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			return wrote, err
		}
		wrote = append(wrote, file)
	}
	return wrote, nil
}

// JUnit writes the results in the form that CI servers read.
func JUnit(all []Tested) ([]byte, error) {
	type failure struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
	type testcase struct {
		Name    string   `xml:"name,attr"`
		Class   string   `xml:"classname,attr"`
		Time    string   `xml:"time,attr"`
		Failure *failure `xml:"failure"`
	}
	suite := struct {
		XMLName  xml.Name   `xml:"testsuite"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Cases    []testcase `xml:"testcase"`
	}{Name: "rules", Tests: len(all)}
	for _, x := range all {
		c := testcase{Name: x.Name, Class: x.File, Time: fmt.Sprintf("%.3f", x.Took.Seconds())}
		if !x.OK {
			suite.Failures++
			c.Failure = &failure{Message: fmt.Sprintf("%d differences", len(x.Differences)), Text: x.Explain()}
		}
		suite.Cases = append(suite.Cases, c)
	}
	b, err := xml.MarshalIndent(suite, "", "  ")
	return append([]byte(xml.Header), append(b, '\n')...), err
}

// Explain says in a few lines what came out otherwise.
func (x *Tested) Explain() string {
	var b strings.Builder
	if x.Missing {
		fmt.Fprintf(&b, "nobody said what is expected: add \"expect\" to the case, or run with --update\n")
	}
	for _, d := range x.Differences {
		at := ""
		if d.Line > 0 {
			at = fmt.Sprintf(" (line %d of the rule)", d.Line)
		}
		fmt.Fprintf(&b, "%s%s\n  want %s\n  got  %s\n", d.Field, at, asJSON(d.Want), asJSON(d.Got))
	}
	if x.Result != nil && x.Result.Fault != nil && !x.OK {
		b.WriteString(x.Result.Fault.Report + "\n")
	}
	return b.String()
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}
