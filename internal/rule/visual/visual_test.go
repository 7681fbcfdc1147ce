package visual

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/internal/rule/script"
)

// desk knows every name there is, and two people.
type desk struct{ script.Desk }

func (desk) Find(_ context.Context, what string, by map[string]string) (map[string]any, error) {
	if what == "user" {
		key, ok := people[by["email"]]
		if !ok {
			return nil, nil
		}
		return map[string]any{"key": key, "email": by["email"]}, nil
	}
	if what == "customField" {
		return map[string]any{"name": by["name"]}, nil
	}
	return map[string]any{"name": by["name"]}, nil
}

func (desk) URL(of string) string { return "https://" + of + ".example.com" }

var people = map[string]string{"ada@example.com": "u1", "lead@example.com": "u2"}

func clean(v any) any {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // made by the tests
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		panic(err)
	}
	return out
}

// take runs a mapping's incoming script and gives the item as it is then.
func take(t interface{ Fatalf(string, ...any) }, m *Mapping, in script.Input) map[string]any {
	r, err := script.Compile("incoming", m.Incoming())
	if err != nil {
		t.Fatalf("%v\n%s", err, m.Incoming())
	}
	in.Incoming, in.Desk = true, desk{}
	out, err := r.Run(context.Background(), in)
	if err != nil {
		t.Fatalf("%v\n%s", err, m.Incoming())
	}
	is := maps.Clone(in.Issue)
	if is == nil {
		is = map[string]any{}
	}
	fields := map[string]any{} // those that the rule did not reach for are not in After
	for _, m := range []map[string]any{is, out.After} {
		f, _ := m["customFields"].(map[string]any)
		maps.Copy(fields, f)
	}
	maps.Copy(is, out.After)
	if len(fields) > 0 {
		is["customFields"] = fields
	}
	return clean(is).(map[string]any)
}

const example = `
tell:
  - summary
  - {field: description, convert: [strip_html, trim]}
  - status
  - {field: comments, only: public}
  - {field: customFields.Team, as: customFields.Squad}
  - {field: priority, as: urgency}
take:
  - {to: project, value: PROJ, when: first}
  - {to: type, from: type, values: {Bug: Defect}, default: Task, when: first}
  - {to: summary, convert: trim}
  - {to: status, values: {New: "To Do", "It's done": Closed}}
  - {to: assignee, default: lead@example.com}
  - {to: labels, add: true}
  - {to: customFields.Team, from: customFields.Squad, values: {Core: A}, default: Other}
  - {to: comments, author: none, private: true}
  - attachments
`

func TestExample(t *testing.T) {
	m, err := Read("mapping.yaml", []byte(example))
	if err != nil {
		t.Fatal(err)
	}
	out, err := script.Compile("outgoing", m.Outgoing())
	if err != nil {
		t.Fatal(err)
	}
	res, err := out.Run(t.Context(), script.Input{Desk: desk{}, Issue: map[string]any{
		"summary": "s", "description": "<p>a <b>b</b></p>", "status": "Open", "priority": "High",
		"comments":     []any{map[string]any{"id": "1", "body": "x"}, map[string]any{"id": "2", "body": "y", "internal": true}},
		"customFields": map[string]any{"Team": "Core"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"comments":[{"body":"x","id":1}],"customFields":{"Squad":{"value":"Core"}},"description":"a b","status":{"name":"Open"},"summary":"s","urgency":{"name":"High"}}`
	if b, _ := json.Marshal(res.Replica); string(b) != want {
		t.Errorf("told %s\nwant %s", b, want)
	}
	got := take(t, m, script.Input{First: true, Issue: map[string]any{"labels": []any{"old"}}, Replica: map[string]any{
		"summary": " s ", "type": "Bug", "status": "It's done", "assignee": map[string]any{"email": "nobody@example.com"}, "labels": []any{"old", "new"},
		"customFields": map[string]any{"Squad": "X"}, "comments": []any{map[string]any{"id": "5", "body": "hello"}},
		"attachments": []any{map[string]any{"id": "6", "filename": "a.png"}},
	}})
	want = `{"assignee":{"email":"lead@example.com","key":"u2"},"attachments":[{"filename":"a.png","remoteId":6}],"comments":[{"body":"hello","internal":true,"remoteId":5}],` +
		`"customFields":{"Team":{"value":"Other"}},"labels":[{"label":"old"},{"label":"new"}],"project":{"key":"PROJ"},"status":{"name":"Closed"},"summary":"s","type":{"name":"Defect"}}`
	if b, _ := json.Marshal(got); string(b) != want {
		t.Errorf("took over %s\nwant %s", b, want)
	}
}

// What the scripts do is what the mapping says, told a second time here without
// any script, on a thousand random mappings, items and replicas.
func TestScriptsDoWhatTheMappingSays(t *testing.T) {
	name := rapid.SampledFrom([]string{"Open", "It's\n$done", `a\b`, "", "x y", "${1}"})
	flat := []string{"summary", "status", "priority", "type", "project", "customFields.Team"}
	rapid.Check(t, func(t *rapid.T) {
		m := &Mapping{File: "m.yaml"}
		for i, to := range slices.Sorted(maps.Keys(maps.Collect(func(yield func(string, bool) bool) {
			for _, f := range append(slices.Clone(flat), "labels", "assignee") {
				if rapid.Bool().Draw(t, "has "+f) && !yield(f, true) {
					return
				}
			}
		}))) {
			e := Take{To: to, From: to, Line: i + 1, When: rapid.SampledFrom([]string{"", "first", "later"}).Draw(t, "when")}
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				e.From, e.Fixed, e.Value = "", true, name.Draw(t, "value")
			case 1:
				e.Values = map[string]string{}
				for range rapid.IntRange(1, 3).Draw(t, "n") {
					k := name.Draw(t, "theirs")
					if _, ok := e.Values[k]; !ok {
						e.Values[k] = name.Draw(t, "ours")
						e.Order = append(e.Order, k)
					}
				}
				fallthrough
			case 2:
				if to != "labels" || e.Values != nil {
					e.HasDef, e.Default = rapid.Bool().Draw(t, "has default"), name.Draw(t, "default")
				}
			}
			e.Add = to == "labels" && rapid.Bool().Draw(t, "add")
			m.Take = append(m.Take, e)
		}
		draw := func(what string) map[string]any {
			is := map[string]any{}
			for _, f := range flat[:5] {
				if rapid.Bool().Draw(t, what+f) {
					is[f] = name.Draw(t, what+f)
				}
			}
			is["customFields"] = map[string]any{"Team": name.Draw(t, what+"team")}
			is["labels"] = clean(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "It's\n$done"}), 0, 3).Draw(t, what+"labels"))
			is["assignee"] = map[string]any{"email": rapid.SampledFrom([]string{"ada@example.com", "x@example.com", "Open"}).Draw(t, what+"mail")}
			return is
		}
		for range 10 { // a hundred mappings, ten items each
			here, told, first := draw("here "), draw("told "), rapid.Bool().Draw(t, "first")
			got := take(t, m, script.Input{First: first, Issue: clean(here).(map[string]any), Replica: clean(told).(map[string]any)})
			want := said(m, first, here, told)
			for f, v := range want {
				if g := shown(got, f); g != v {
					t.Fatalf("%s becomes %q, the mapping says %q\n%+v\n%s", f, g, v, m.Take, m.Incoming())
				}
			}
		}
	})
}

// shown is a field of a record as one text.
func shown(is map[string]any, f string) string {
	switch f {
	case "labels":
		var l []string
		list, _ := is["labels"].([]any)
		for _, e := range list {
			if m, ok := e.(map[string]any); ok {
				e = m["label"]
			}
			l = append(l, fmt.Sprint(e))
		}
		return strings.Join(l, ",")
	case "assignee":
		m, _ := is["assignee"].(map[string]any)
		return textOf(m["email"])
	case "customFields.Team":
		m, _ := is["customFields"].(map[string]any)
		if d, ok := m["Team"].(map[string]any); ok {
			return textOf(d["value"])
		}
		return textOf(m["Team"])
	}
	if m, ok := is[f].(map[string]any); ok {
		return textOf(m["name"]) + textOf(m["key"])
	}
	return textOf(is[f])
}

func textOf(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// said is what a mapping says of an item, read without any script.
func said(m *Mapping, first bool, here, told map[string]any) map[string]string {
	want := map[string]string{}
	for _, f := range []string{"summary", "status", "priority", "type", "project", "customFields.Team", "labels", "assignee"} {
		want[f] = shown(here, f)
	}
	for i := range m.Take {
		e := &m.Take[i]
		if e.When == "first" && !first || e.When == "later" && first {
			continue
		}
		one := func(v string, has bool) (string, bool) {
			if e.Values != nil {
				if o, ok := e.Values[v]; ok && has {
					return o, true
				}
				if e.HasDef {
					return e.Default, true
				}
			} else if e.HasDef && v == "" {
				return e.Default, true
			}
			return v, has
		}
		v := shown(told, e.To)
		_, has := told[e.To]
		has = has || e.To == "customFields.Team"
		switch e.To {
		case "labels":
			var l []string
			for _, x := range strings.Split(v, ",") {
				if x == "" {
					continue
				}
				if e.Values != nil {
					x, _ = one(x, true)
				}
				l = append(l, x)
			}
			if e.Fixed {
				l = []string{e.Value}
			}
			if e.Add && want["labels"] != "" {
				l = append(strings.Split(want["labels"], ","), l...)
			}
			var once []string
			for i, x := range l {
				if !slices.Contains(once, x) || e.Add && i < len(l) && slices.Contains(strings.Split(want["labels"], ","), x) && i < len(strings.Split(want["labels"], ",")) {
					once = append(once, x)
				}
			}
			want["labels"] = strings.Join(once, ",")
		case "assignee":
			if e.Fixed {
				v = e.Value
			}
			if o, ok := e.Values[v]; ok {
				v = o
			}
			if people[v] == "" && e.HasDef {
				v = e.Default
			}
			if people[v] != "" {
				want["assignee"] = v
			}
		default:
			if e.Fixed {
				v, has = e.Value, true
			} else {
				v, has = one(v, has)
			}
			if e.To == "status" && v == "" {
				continue // no transition leads nowhere
			}
			want[e.To] = v
			_ = has
		}
	}
	return want
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"tell: summary", "m:1:7: tell is a list of fields: - summary"},
		{"sell: []", `m:1:1: unknown key "sell"; there are tell and take`},
		{"", "m:1:1: a mapping has tell: and take:"},
		{"tell: [summry]", `m:1:8: items have no field "summry"`},
		{"tell:\n  - {field: summary, onyl: x}", `m:2:22: unknown key "onyl"; there are field, as, only, convert`},
		{"tell:\n  - {field: summary, only: public}", "m:2:5: only is for comments"},
		{"tell:\n  - {field: comments, only: some}", `m:2:29: "some" is not among public, private`},
		{"tell:\n  - {field: labels, convert: trim}", "convert is for texts; labels is none"},
		{"take:\n  - {to: summary, convert: shout}", `there is no converter "shout"; there are first_line`},
		{"take:\n  - {from: summary}", "m:2:5: this names no field: to: summary"},
		{"take:\n  - {to: status, from: status, value: x}", "comes from a field or is one value, not both"},
		{"take:\n  - {to: comments, default: x}", "comments are merged as they come"},
		{"take:\n  - {to: summary, add: true}", "add is for labels"},
		{"take:\n  - {to: status, values: {a: b, a: c}}", ""},
		{"take:\n  - {to: status, values: [a]}", "values is a map from theirs to ours"},
		{"take:\n  - {to: status, when: never}", `"never" is not among first, later`},
		{"take: [", "m: "},
	} {
		_, err := Read("m", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q gives %v, want %s", c.text, err, c.want)
		}
	}
}

// Whatever a mapping holds, its scripts compile.
func FuzzMappings(f *testing.F) {
	f.Add([]byte(example))
	f.Add([]byte("tell: [{field: \"customFields.a'b\\n${x}\", convert: [upper, without_quotes]}]\ntake: [{to: labels, values: {a: b}, default: c}, {to: components, add: true}]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Read("m", b)
		if err != nil {
			return
		}
		for name, text := range map[string]string{"outgoing": m.Outgoing(), "incoming": m.Incoming()} {
			if _, err := script.Compile(name, text); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
		}
	})
}
