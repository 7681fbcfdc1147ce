package script

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/internal/rule/table"
)

var update = flag.Bool("update", false, "rewrite docs/script-api.md")

const referenceFile = "../../../docs/script-api.md"

// The reference is made of the tables that rules run on; docs/script-api.md is
// it, and every example in it runs.
func TestReference(t *testing.T) {
	want := reference(t)
	have, err := os.ReadFile(referenceFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if bytes.Equal(have, []byte(want)) {
		return
	}
	if !*update {
		t.Fatalf("%s is not what the code says; run go test ./internal/rule/script -update", referenceFile)
	}
	if err := os.WriteFile(referenceFile, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// An example is a rule that uses a member and asserts what came of it.
func TestExamples(t *testing.T) {
	used := map[string]bool{}
	for _, h := range (&run{}).helpers() {
		for _, l := range h.table {
			for _, m := range l {
				k := fmt.Sprintf("%s.%s/%d", h.names[0], m.Name, len(m.Args))
				used[k] = true
				if examples[k] == "" {
					t.Errorf("%s has no example", k)
				}
			}
		}
	}
	for _, k := range variables {
		used[k.name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(examples)) {
		if !used[name] {
			t.Errorf("%s is an example of nothing", name)
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := example(examples[name]); err != nil {
				t.Error(err)
			}
		})
	}
}

// example runs a rule on the item and the replica that all examples work on.
func example(text string) error {
	rule, err := Compile("example.groovy", text)
	if err != nil {
		return err
	}
	in := Input{
		Incoming: true, Issue: read(exampleIssue), Replica: read(exampleReplica), Previous: read(examplePrevious), Desk: exampleDesk{},
		Connection: map[string]any{"name": "acme-globex", "remoteInstance": map[string]any{"name": "globex", "url": "https://globex.example.com"}},
		Traces:     []any{map[string]any{"type": "COMMENT", "localId": "11", "remoteId": "21"}},
		Tables:     table.Tables{},
	}
	if in.Tables["routing"], err = table.CSV("routing", "routing.csv", []byte("product,team\ncar,Motors\n")); err != nil {
		return err
	}
	out, err := rule.Run(context.Background(), in)
	if want := strings.HasPrefix(text, "// fails"); want && err == nil {
		return fmt.Errorf("it did not fail: %+v", out)
	} else if want {
		return nil
	}
	return err
}

func read(s string) map[string]any {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil {
		panic(err) // a text of this file
	}
	return m
}

const (
	exampleIssue = `{"id": "10001", "key": "ACME-7", "summary": "Broken", "description": "<p>It is <b>broken</b></p>",
  "status": {"name": "Open"}, "type": {"name": "Bug"}, "project": {"id": "1", "key": "ACME", "name": "Acme"}, "labels": [{"label": "red"}],
  "comments": [{"id": 11, "body": "theirs", "author": {"displayName": "Bob"}}, {"id": 12, "body": "ours", "roleLevel": "Developers"}],
  "attachments": [], "workLogs": [{"id": 31, "timeSpent": 60, "groupLevel": "staff"}],
  "customFields": {"Team": {"id": 10010, "value": "Core"}, "Severity": {"id": 10011, "value": {"value": "S1"}}}, "commentsArea": "old"}`
	exampleReplica = `{"id": "20001", "key": "GLOBEX-3", "summary": "Broken thing", "status": {"name": "Done"}, "type": {"name": "Task"}, "parentId": "20000",
  "priority": {"name": "High"}, "assignee": {"key": "u9", "email": "ada@example.com", "displayName": "Ada"}, "product": "car",
  "comments": [{"id": 21, "body": "theirs, edited", "author": {"displayName": "Bob"}}, {"id": 22, "body": "new", "author": {"displayName": "Bob"}}],
  "attachments": [{"id": 41, "filename": "a.png"}], "workLogs": [{"id": 51, "timeSpent": 3600}],
  "issueLinks": [{"linkTypeName": "blocks", "otherIssueId": 20000}, {"url": "https://docs.example.com", "title": "Manual"}]}`
	examplePrevious = `{"id": "20001", "key": "GLOBEX-3", "summary": "Broken thing",
  "comments": [{"id": 21, "body": "theirs", "author": {"displayName": "Bob"}}]}`
)

// exampleDesk is a tracker that has what the examples ask for.
type exampleDesk struct{}

func (exampleDesk) Find(_ context.Context, what string, by map[string]string) (map[string]any, error) {
	if what == "option" && by["value"] == "new" || by["name"] == "nothing" || by["email"] == "nobody@example.com" {
		return nil, nil
	}
	if what == "options" {
		boats := map[string]any{"value": "Ashore", "childOptions": []any{map[string]any{"value": "On a boat"}}}
		return map[string]any{"options": []any{map[string]any{"value": "Failed"}, boats}}, nil
	}
	m := map[string]any{"id": "1"}
	if what == "issue" {
		m["key"] = "ACME-1"
	}
	for k, v := range by {
		m[k] = v
	}
	if what == "user" {
		m["displayName"], m["key"] = "Ada", "u1"
	}
	if what == "customField" {
		m["defaultValue"] = "none"
	}
	if what == "issueType" && m["name"] == nil {
		m["name"] = "Task"
	}
	return m, nil
}

func (exampleDesk) Make(_ context.Context, _ string, of map[string]any) (map[string]any, error) {
	of["id"] = json.Number("99")
	return of, nil
}

func (exampleDesk) Twin(_ context.Context, id, key string) (map[string]any, error) {
	if id == "20000" || key == "GLOBEX-1" {
		return map[string]any{"id": json.Number("10000"), "urn": "ACME-1", "entityType": "issue"}, nil
	}
	return nil, nil
}

func (exampleDesk) UnderSync(_ context.Context, id, _ string) (bool, error) {
	return id == "10001", nil
}

func (exampleDesk) HTTP(_ context.Context, q Request) (Response, error) {
	if q.Path == "/missing" {
		return Response{Code: 404, Body: "no such thing"}, nil
	}
	b, err := json.Marshal(map[string]any{"method": q.Method, "path": q.Path, "body": q.Body, "query": q.Query})
	return Response{Code: 200, Body: string(b), Header: map[string][]string{"X-Count": {"3"}}}, err
}

func (exampleDesk) Query(_ context.Context, q SQLQuery) (SQLRows, error) {
	return SQLRows{Columns: []string{"Team", "text", "args"}, Values: [][]any{{"Motors", q.Text, fmt.Sprint(q.Args)}, {"Bikes", q.Text, fmt.Sprint(q.Args)}}}, nil
}

func (exampleDesk) Store(context.Context, map[string]any) (map[string]any, error) {
	return map[string]any{"id": "10002", "key": "ACME-8"}, nil
}

func (exampleDesk) URL(of string) string { return "https://" + of + ".example.com" }

// variables are the bound names that are no helpers.
var variables = []struct{ name, doc, side, mark string }{
	{"issue", "the local item, also under the tracker's own name: `workItem`, `entity`, `incident`, `ticket`, `defect`, `testCase`, `task`, `request`, `sprint`, `enhancement`, `story`, and whatever `entityType` is", "both", "D"},
	{"replica", "what is told: outgoing rules fill it, incoming rules read it", "both", "D"},
	{"previous", "what was told before", "both", "D"},
	{"issueBeforeScript", "the item as it was before the rule ran", "in", "C"},
	{"firstSync", "whether the item does not exist here yet", "both", "D"},
	{"entityType", "what kind of thing is synced", "both", "D"},
	{"connection", "the connection, also `relation`", "both", "C"},
	{"issueKey", "id and key of the local item", "both", "C"},
	{"globex", "where a side's short name can be a name of Groovy's: its item, `globex.issue`; the other side's is the replica", "both", "D"},
	{"traces", "which element here is which over there; a rule that makes comments by REST adds to it", "in", "C"},
	{"syncRequest", "the message that is applied: `traces`, `blobMetadataList`", "in", "C"},
	{"blobMetadataList", "empty: contents travel apart from rules", "in", "C"},
	{"issueUrl", "the address of the item on the other side", "in", "C"},
	{"store", "creates or updates the item at once, so that its id and key can be used", "in", "C"},
	{"context", "all variables: `context.getBindings(100)` dumps them", "both", "D"},
	{"lookup", "asks a table of the owner's; [script-mode.md](script-mode.md)", "both", "ours"},
	{"sources", "the databases that the owner declared, each read like a `groovy.sql.Sql`; [script-mode.md](script-mode.md)", "both", "ours"},
}

// reference is the whole page.
func reference(t *testing.T) string {
	var b strings.Builder
	b.WriteString(`# What a rule can see and call

Made from the code by a test; do not edit. Every example runs as a test, on the same item and replica
(` + "`internal/rule/script/reference_test.go`" + `); each member is read as its example says and given its own value
(` + "`members_test.go`" + ` there). Where no trackers are named, all have it.

Marks: **D** documented for the product that rules were written for, **C** seen in published rules, **U** not known for sure: built as a
user would expect, which is our reading; **ours** is new here.

## Variables

| name | side | mark | meaning |
|---|---|---|---|
`)
	for _, v := range variables {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", v.name, v.side, v.mark, v.doc)
	}
	for _, v := range variables {
		if e := examples[v.name]; e != "" {
			fmt.Fprintf(&b, "\n```groovy\n%s\n```\n", strings.TrimSpace(e))
		}
	}
	b.WriteString("\n## Helpers\n")
	for _, h := range (&run{}).helpers() {
		fmt.Fprintf(&b, "\n### %s\n", strings.Join(h.names, ", "))
		for _, name := range slices.Sorted(maps.Keys(h.table)) {
			for _, m := range h.table[name] {
				on := ""
				if m.On != "" {
					on = ", " + m.On
				}
				fmt.Fprintf(&b, "\n**`%s(%s)`** (%s%s): %s.\n", m.Name, strings.Join(m.Args, ", "), m.Mark, on, m.Doc)
				if e := examples[fmt.Sprintf("%s.%s/%d", h.names[0], m.Name, len(m.Args))]; e != "" {
					fmt.Fprintf(&b, "\n```groovy\n%s\n```\n", strings.TrimSpace(e))
				} else {
					t.Errorf("%s.%s/%d has no example", h.names[0], m.Name, len(m.Args))
				}
			}
		}
	}
	b.WriteString("\n## Objects\n\nReading what is not there gives null. Any other name may be set on an item, and travels with a replica.\n")
	for i := range kinds {
		k := &kinds[i]
		fmt.Fprintf(&b, "\n### %s\n\n`%s`", k.Name, k.Class)
		if k.Short != "" {
			fmt.Fprintf(&b, "; as a text it is its `%s`", k.Short)
		}
		b.WriteString(".\n\n| member | also | holds | trackers | mark | example | |\n|---|---|---|---|---|---|---|\n")
		for _, m := range k.Members {
			also := ""
			for j, a := range m.Aliases {
				if j > 0 {
					also += ", "
				}
				also += "`" + a + "`"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | `%s` | %s |\n", m.Name, also, holds(&m), m.On, m.Mark, memberExample(k, &m), m.Doc)
		}
	}
	b.WriteString("\n## Classes that rules may construct or name\n\n")
	for _, c := range hostClasses() {
		if !strings.HasSuffix(c.Name, "$") { // companion objects of Scala's classes, as Option$
			fmt.Fprintf(&b, "- `%s`\n", c.Name)
		}
	}
	b.WriteString("\n## Names of the program that ran rules elsewhere\n\nClass libraries that rules bring along reach for its inside. What has a meaning here is here " +
		"([ADR 17](adr/0017-insides-that-rules-name.md)):\n\n| what is named | what it is here |\n|---|---|\n")
	for _, f := range families {
		fmt.Fprintf(&b, "| %s | %s |\n", f.names, f.here)
	}
	b.WriteString(`
## What is not here

- ` + "`httpClient.get(path, true)`" + `: what the flag means is not documented; paths are taken as they are.
- The post-sync processor of one server product, with its Java objects, and Jira's managers (ComponentAccessor): use httpClient with the REST path, and nodeHelper.
- Databases of the node, threads, reflection: the fault says what to use instead.
- ` + "`.class`, `.jar`" + ` files on a class path: there is no JVM.
- ` + "`nodeHelper`" + ` look-ups answer what the connector can tell; one that cannot tell (a folder has no directory of people) answers null.
`)
	return b.String()
}

func holds(m *Member) string {
	s := map[Plain]string{Any: "anything", Text: "text", Whole: "whole number", Date: "date", Boolean: "true or false"}[m.Plain]
	if m.Of != "" {
		s = m.Of
	}
	if m.Get != nil {
		s = "a view"
	}
	if m.List {
		s = "list of " + s
	}
	return s
}
