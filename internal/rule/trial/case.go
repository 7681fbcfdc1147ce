// Package trial runs rules where no tracker is in reach: on cases, which hold
// what a rule sees, as JSON under the names of the script API.
package trial

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/internal/rule/table"
)

// A Case is what one run of a rule sees.
type Case struct {
	Name       string
	Item       map[string]any // the local item, under issue, workItem, ticket ...
	Replica    map[string]any
	Previous   map[string]any
	First      bool
	Traces     []any
	Connection map[string]any
	Entity     string
	Tracker    map[string]any // projects, issueTypes, statuses, users, options ...
	HTTP       []exchange
	SQL        []answer
	Twins      []any // items synced with the other side: id, key, remoteId, remoteKey
	Bindings   map[string]any
	Unknown    []string                  // names that cases do not have; bindings, where not strict
	Sides      map[string]map[string]any // local connections: items by the short name of their side
	URLs       map[string]any
	Tables     table.Tables
	Format     string // of long texts in the tracker
	Now        time.Time
	// Strict makes look-ups that the case does not answer find nothing. Without,
	// something plausible stands in for them.
	Strict bool
}

// An exchange is one recorded call of httpClient.
type exchange struct {
	method, path string
	code         int
	header       map[string][]string
	body         string
}

// mostCase bounds a case: the largest items of the field have some hundred kB.
const mostCase = 64 << 20

// entityNames are those of itemNames that are the entity type of the item too.
var entityNames = map[string]bool{"sprint": true, "defect": true, "testCase": true, "enhancement": true, "story": true}

// itemNames are the names that the local item may have in a case.
var itemNames = []string{"issue", "workItem", "entity", "incident", "ticket", "defect", "testCase", "task", "request", "sprint", "enhancement", "story"}

// ReadCase reads a case. Errors name line and column.
func ReadCase(name string, r io.Reader) (*Case, error) {
	b, err := io.ReadAll(io.LimitReader(r, mostCase+1))
	if err != nil {
		return nil, err
	}
	if len(b) > mostCase {
		return nil, fmt.Errorf("%s: a case may have %d MB, this one has more", name, mostCase>>20)
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	var m map[string]any
	if err := dec.Decode(&m); err != nil {
		return nil, misread(name, b, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, placed(name, b, dec.InputOffset()+1, "something follows the case")
	}
	c, err := caseOf(m)
	var key *keyError
	if errors.As(err, &key) {
		e := placed(name, b, keyOffset(b, key.name), key.Error())
		e.Hint = key.hint
		return nil, e
	}
	if err != nil {
		// It begins with the name whose value is wrong.
		key, _, _ := strings.Cut(err.Error(), " ")
		if at := keyOffset(b, key); at > 0 {
			return nil, placed(name, b, at, err.Error())
		}
		return nil, &CaseError{File: name, Message: err.Error()}
	}
	c.Name = name
	return c, nil
}

// A CaseError is what is wrong with a case, and where.
type CaseError struct {
	File         string
	Line, Column int // 0 if it concerns no one place
	Message      string
	Hint         string
}

// Error gives file:line:column: message, and the hint.
func (e *CaseError) Error() string {
	s := e.File
	if e.Line > 0 {
		s += fmt.Sprintf(":%d:%d", e.Line, e.Column)
	}
	s += ": " + e.Message
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// placed makes an error of a place in the text.
func placed(name string, b []byte, at int64, message string) *CaseError {
	head := b[:min(max(at, 0), int64(len(b)))]
	return &CaseError{
		File: name, Line: bytes.Count(head, []byte("\n")) + 1, Column: max(1, len(head)-bytes.LastIndexByte(head, '\n')-1), Message: message,
	}
}

// misread makes an error of one of JSON.
func misread(name string, b []byte, err error) *CaseError {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return placed(name, b, syntax.Offset, err.Error())
	case errors.As(err, &typ):
		return placed(name, b, typ.Offset, "a case is an object: {\"issue\": {...}, \"replica\": {...}}")
	case errors.Is(err, io.EOF):
		return placed(name, b, 0, "the case is empty; it is an object: {\"issue\": {...}, \"replica\": {...}}")
	}
	return placed(name, b, int64(len(b)), "the case ends in the middle: "+err.Error())
}

// A keyError is a name that cases do not have.
type keyError struct{ name, hint string }

func (e *keyError) Error() string { return fmt.Sprintf("a case has no %q", e.name) }

// keyOffset finds the place of a name among those of the outermost object.
func keyOffset(b []byte, name string) int64 {
	dec := json.NewDecoder(bytes.NewReader(b))
	depth, wantKey := 0, true
	for {
		tok, err := dec.Token()
		if err != nil {
			return 0
		}
		d, isDelim := tok.(json.Delim)
		switch {
		case isDelim && (d == '{' || d == '['):
			depth++
		case isDelim:
			depth--
			wantKey = depth == 1
		case depth == 1 && wantKey:
			if tok == name {
				return dec.InputOffset() - int64(len(name)) - 1
			}
			wantKey = false
		case depth == 1:
			wantKey = true
		}
	}
}

func caseOf(m map[string]any) (*Case, error) {
	c := &Case{Strict: true}
	if b, ok := m["strict"].(bool); ok {
		c.Strict = b // what the names below mean depends on it
	}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		var err error
		v := m[k]
		switch k {
		case "replica":
			c.Replica, err = object(k, v)
		case "previous":
			c.Previous, err = object(k, v)
		case "connection", "relation":
			c.Connection, err = object(k, v)
		case "tracker":
			c.Tracker, err = object(k, v)
		case "bindings":
			var all map[string]any
			all, err = object(k, v)
			for name, x := range all {
				if c.Bindings == nil {
					c.Bindings = map[string]any{}
				}
				c.Bindings[name] = x
			}
		case "on":
			var sides map[string]any
			if sides, err = object(k, v); err == nil {
				c.Sides = map[string]map[string]any{}
				for name, item := range sides {
					if c.Sides[name], err = object("on."+name, item); err != nil {
						return nil, err
					}
				}
			}
		case "urls":
			c.URLs, err = object(k, v)
		case "firstSync":
			c.First, err = boolean(k, v)
		case "strict":
			c.Strict, err = boolean(k, v)
		case "traces":
			c.Traces, err = list(k, v)
		case "twins":
			c.Twins, err = list(k, v)
		case "entityType":
			c.Entity, err = text(k, v)
		case "format":
			c.Format, err = text(k, v)
		case "now":
			var s string
			if s, err = text(k, v); err == nil {
				if c.Now, err = time.Parse(time.RFC3339, s); err != nil {
					err = fmt.Errorf("now is not a moment like 2026-11-23T10:00:00Z: %q", s)
				}
			}
		case "tables":
			c.Tables, err = tablesOf(v)
		case "http":
			c.HTTP, err = exchanges(v)
		case "sql":
			c.SQL, err = answers(v)
		case "name", "description", "direction", "rule", "expect":
			// For people and for tests of rules.
		default:
			isItem := slices.Contains(itemNames, k) || m["entityType"] == k
			if !isItem && !c.Strict {
				// It may well be what the rule reads under that name.
				c.asBinding(k, v)
				break
			}
			if !isItem {
				return nil, &keyError{k, "it has " + strings.Join(caseNames(), ", ")}
			}
			if c.Item, err = object(k, v); c.Entity == "" && entityNames[k] {
				c.Entity = k
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

// asBinding gives the rule a value under the name that the case has for it,
// unless the case names its bindings itself.
func (c *Case) asBinding(name string, v any) {
	c.Unknown = append(c.Unknown, name)
	if c.Bindings == nil {
		c.Bindings = map[string]any{}
	}
	if _, ok := c.Bindings[name]; !ok {
		c.Bindings[name] = v
	}
}

// tablesOf reads lookup tables written into a case: by name, either the text of
// a CSV file or a list of rows, the heading first.
func tablesOf(v any) (table.Tables, error) {
	m, err := object("tables", v)
	if err != nil {
		return nil, err
	}
	all := table.Tables{}
	for name, x := range m {
		text, ok := x.(string)
		if !ok {
			var b strings.Builder
			w := csv.NewWriter(&b)
			for _, row := range asList(x) {
				var cells []string
				for _, c := range asList(row) {
					cells = append(cells, fmt.Sprint(c))
				}
				if err := w.Write(cells); err != nil {
					return nil, err
				}
			}
			w.Flush()
			text = b.String()
		}
		if all[name], err = table.CSV(name, "tables."+name, []byte(text)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func caseNames() []string {
	return append(slices.Clone(itemNames), "replica", "previous", "firstSync", "traces", "connection", "entityType", "tracker", "http", "sql", "twins", "on", "bindings", "urls", "format", "now", "strict", "expect")
}

func object(k string, v any) (map[string]any, error) {
	if v == nil {
		return nil, nil
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%s must be an object", k)
	}
	return m, nil
}

func list(k string, v any) ([]any, error) {
	if v == nil {
		return nil, nil
	}
	l, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("%s must be a list", k)
	}
	return l, nil
}

func boolean(k string, v any) (bool, error) {
	b, ok := v.(bool)
	if !ok {
		return false, fmt.Errorf("%s must be true or false", k)
	}
	return b, nil
}

func text(k string, v any) (string, error) {
	if v == nil {
		return "", nil
	}
	s, ok := v.(string)
	if !ok {
		return "", fmt.Errorf("%s must be a text", k)
	}
	return s, nil
}

// exchanges reads recorded answers: a list of calls, or a map from "GET /path"
// or "/path" to the body.
func exchanges(v any) ([]exchange, error) {
	var out []exchange
	switch x := v.(type) {
	case nil:
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			e := exchange{method: "GET", path: k, code: 200}
			if verb, path, ok := strings.Cut(k, " "); ok && isVerb(verb) {
				e.method, e.path = strings.ToUpper(verb), path
			}
			if err := e.answer(x[k]); err != nil {
				return nil, fmt.Errorf("http[%q]: %w", k, err)
			}
			out = append(out, e)
		}
	case []any:
		for i, v := range x {
			m, ok := v.(map[string]any)
			if !ok {
				return nil, fmt.Errorf("http[%d] must be an object with method, path, code and body", i)
			}
			e := exchange{method: "GET", code: 200}
			asked := m
			if in, ok := m["request"].(map[string]any); ok {
				asked = in
			}
			if s := oneOf(asked, "method", "verb"); s != "" {
				e.method = strings.ToUpper(s)
			}
			if e.path = oneOf(asked, "path", "url", "uri"); e.path == "" {
				return nil, fmt.Errorf("http[%d] names no path", i)
			}
			_, err := e.head(m)
			for _, k := range []string{"body", "response", "answer", "json"} {
				if err == nil && m[k] != nil {
					err = e.answer(m[k])
					break
				}
			}
			if err != nil {
				return nil, fmt.Errorf("http[%d]: %w", i, err)
			}
			out = append(out, e)
		}
	default:
		return nil, errors.New("http must be a list of recorded calls, or a map from path to body")
	}
	return out, nil
}

// answer takes what was answered: the body, or an object that holds it beside
// its status.
func (e *exchange) answer(v any) error {
	m, ok := v.(map[string]any)
	if body, has := m["body"]; ok && has {
		found, err := e.head(m)
		if err != nil {
			return err
		}
		if found {
			v = body
		}
	}
	e.body = bodyOf(v)
	return nil
}

// head takes status and headers of an answer, and reports whether there is a
// status.
func (e *exchange) head(m map[string]any) (found bool, err error) {
	for _, k := range []string{"code", "status", "statusCode"} {
		n, ok := m[k].(json.Number)
		if !ok {
			continue
		}
		c, err := n.Int64()
		if err != nil || c < 100 || c > 999 {
			return false, fmt.Errorf("%s is no status of HTTP: %s", k, n)
		}
		e.code, found = int(c), true
	}
	if h, ok := m["headers"].(map[string]any); ok {
		e.header = map[string][]string{}
		for k, v := range h {
			for _, s := range asList(v) {
				e.header[k] = append(e.header[k], fmt.Sprint(s))
			}
		}
	}
	return found, nil
}

// isVerb tells a method of HTTP from the beginning of a path with a blank in it.
func isVerb(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == ""
}

func oneOf(m map[string]any, names ...string) string {
	for _, n := range names {
		if s, ok := m[n].(string); ok && s != "" {
			return s
		}
	}
	return ""
}

// bodyOf is a body as it goes over the wire.
func bodyOf(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

func asList(v any) []any {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		return x
	}
	return []any{v}
}
