package script

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// notHere are names of the script API's description that are no member, method
// or class here, each with the reason.
var notHere = map[string]string{
	"comment.parent": "the list says parent/thread id: parentId and threadId",
}

// openProperties are properties of items that are no members: what the tracker
// holds under that name is given and taken as it is, and travels.
var openProperties = map[string]bool{
	"areaPath": true, "iterationPath": true, "relations": true, "tableName": true, "sys_id": true, "work_notes": true, "short_description": true,
	"state": true, "incident_state": true, "assigned_to": true, "assignment_group": true, "caller_id": true, "organization_id": true, "problem_id": true,
	"repository": true, "repositoryFullName": true, "commentsArea": true, "requested_by": true, "team": true, "template": true,
	"source": true, "group_id": true, "responder_id": true, "company_id": true, "Epic Link": true, "variables": true, "Id": true, "Subject": true,
	"Description": true, "Status": true, "Origin": true,
}

// surface is the description of the script API, beside the other references;
// it is read in place.
func surface(t *testing.T) string {
	dir := os.Getenv("ENTWINE_SHARED")
	if dir == "" {
		t.Skip("ENTWINE_SHARED names no folder with reference/script-api.md")
	}
	b, err := os.ReadFile(filepath.Join(dir, "reference", "script-api.md"))
	if os.IsNotExist(err) {
		t.Skip("there is no reference/script-api.md in ENTWINE_SHARED")
	} else if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// section is the part of the description below a heading that begins so.
func section(t *testing.T, page, heading string) string {
	_, rest, ok := strings.Cut(page, "\n"+heading)
	if !ok {
		t.Fatalf("the description has no %q", heading)
	}
	level, _, _ := strings.Cut(heading, " ")
	for _, l := range []string{"#", "##", "###"} {
		if len(l) <= len(level) {
			rest, _, _ = strings.Cut(rest, "\n"+l+" ")
		}
	}
	return rest
}

var (
	codeWord   = regexp.MustCompile("`([^`]+)`")
	methodName = regexp.MustCompile(`^([A-Za-z]+)(\(.*)?`)
	plainName  = regexp.MustCompile(`^[A-Za-z_]+$`)
)

// cells are the first cells of a table's rows.
func cells(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if c, ok := strings.CutPrefix(l, "| "); ok && !strings.HasPrefix(c, "---") {
			c, _, _ = strings.Cut(c, " | ")
			out = append(out, c)
		}
	}
	return out
}

// Every variable of the description is bound in some rule.
func TestSurfaceVariables(t *testing.T) {
	page := surface(t)
	bound := map[string]any{}
	for _, incoming := range []bool{false, true} {
		in := Input{Incoming: incoming, Desk: exampleDesk{}, Issue: read(exampleIssue), Previous: read(examplePrevious)}
		maps.Copy(bound, newRun(t.Context(), in).bindings())
	}
	n := 0
	for _, c := range cells(section(t, page, "## 2. Predefined variables")) {
		for _, m := range codeWord.FindAllStringSubmatch(c, -1) {
			n++
			if _, ok := bound[m[1]]; !ok && notHere[m[1]] == "" {
				t.Errorf("no variable %s", m[1])
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d variables were found in the description: has it another form?", n)
	}
}

// Every method of the description is in the table of its helper.
func TestSurfaceMethods(t *testing.T) {
	page := surface(t)
	page = section(t, page, "## 4. Helpers")
	n := 0
	for _, h := range (&run{}).helpers() {
		for _, name := range methodsDescribed(page, h.names) {
			n++
			if h.table[name] == nil && notHere[h.names[0]+"."+name] == "" {
				t.Errorf("%s has no %s", h.names[0], name)
			}
		}
	}
	if n < 70 {
		t.Errorf("only %d methods were found in the description: has it another form?", n)
	}
}

// methodsDescribed are the methods below the headings that name a helper.
func methodsDescribed(page string, helper []string) []string {
	found := map[string]bool{}
	for _, part := range strings.Split("\n"+page, "\n### ")[1:] {
		heading, text, _ := strings.Cut(part, "\n")
		heading, _, _ = strings.Cut(heading, " (the ")
		several := strings.Contains(heading, ", ")
		if !slices.ContainsFunc(helper, func(n string) bool { return slices.Contains(strings.FieldsFunc(heading, notName), n) }) {
			continue
		}
		for _, l := range strings.Split(text, "\n") {
			table := strings.HasPrefix(l, "| ")
			if table {
				l, _, _ = strings.Cut(l[2:], " | ")
			}
			for _, m := range codeWord.FindAllStringSubmatch(l, -1) {
				word := m[1]
				if several { // the word must name its helper: debug.error, log.info/warn
					rest, ok := strings.CutPrefix(word, helper[0]+".")
					if !ok {
						continue
					}
					word = rest
				}
				for _, one := range strings.Split(word, "/") {
					m := methodName.FindStringSubmatch(strings.TrimSpace(one))
					if m != nil && (table || m[2] != "" || several) {
						found[m[1]] = true
					}
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func notName(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') }

// Every class of the description can be named, and its short name stands for
// nothing else.
func TestSurfaceClasses(t *testing.T) {
	page := surface(t)
	have := map[string]bool{}
	for _, c := range hostClasses() {
		have[c.Name] = true
		have[c.Name[strings.LastIndexByte(c.Name, '.')+1:]] = true
	}
	n := 0
	for _, c := range cells(section(t, page, "## 5. Domain classes")) {
		for _, m := range codeWord.FindAllStringSubmatch(c, -1) {
			name, _, _ := strings.Cut(strings.TrimLeft(m[1], "."), "(")
			name, _, _ = strings.Cut(name, " ")
			n++
			if name == "Exception" || name == "IllegalStateException" {
				continue // of the language
			}
			if !have[name] && notHere[name] == "" {
				t.Errorf("no class %s", name)
			}
		}
	}
	if n < 12 {
		t.Errorf("only %d classes were found in the description: has it another form?", n)
	}
}

// Every field of the structures is a member of their kind.
func TestSurfaceStructures(t *testing.T) {
	page := surface(t)
	kindOf := map[string]string{
		"User": "user", "Comment": "comment", "Attachment": "attachment", "WorkLog": "workLog", "Status": "status", "IssueType": "issueType",
		"Priority": "priority", "Resolution": "resolution", "SecurityLevel": "securityLevel", "Project": "project", "Version": "version",
		"Component": "component", "Label": "label", "IssueLink": "issueLink", "Option": "option", "CustomField": "customField",
		"ChangeHistory": "changeHistory", "ChangeItem": "changeItem", "Sprint": "sprint", "Issue": "issueKey",
	}
	n := 0
	for _, l := range strings.Split(section(t, page, "## 6. Structures"), "\n") {
		parts := strings.Split(l, " | ")
		if !strings.HasPrefix(l, "| ") || len(parts) < 3 {
			continue
		}
		for _, object := range strings.Split(strings.TrimPrefix(parts[0], "| "), ", ") {
			word, _, _ := strings.Cut(object, " ")
			kind := kindByName[kindOf[word]]
			if kind == nil {
				if word != "Object" && word != "Watchers" && word != "---" {
					t.Errorf("no kind for %s", object)
				}
				continue
			}
			for _, f := range names(parts[1]) {
				n++
				if _, ok := kind.member(f); !ok && notHere[kind.Name+"."+f] == "" {
					t.Errorf("%s has no %s", kind.Name, f)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d fields were found in the description: has it another form?", n)
	}
}

// names are the names in a list of them, what stands in brackets left out
// unless it names more.
func names(list string) []string {
	list = strings.NewReplacer("(also ", ", ", "(", ", ", ")", ", ", "/", ", ", "*", "", "`", "", ";", ",").Replace(list)
	var out []string
	for _, w := range strings.Split(list, ",") {
		if w = strings.TrimSpace(w); plainName.MatchString(w) && !slices.Contains(prose, w) {
			out = append(out, w)
		}
	}
	return out
}

// prose are words in the lists that name nothing.
var prose = []string{
	"seconds", "list", "tags", "title", "name", "U", "D", "owner", "code", "state", "category", "incident", "Cloud", "subject", "requester", "submitter",
	"closed", "open", "body", "milestone", "feed", "dependent", "date", "number", "decimal", "checkbox", "dropdown", "Freshservice", "tasks", "projects",
	"early", "request", "value", "s", "single", "GitLab", "monday", "VSTS", "Custom__c", "records",
}

// Every property that items of some tracker have is a member of items, or is
// named as one that is taken as it is.
func TestSurfaceItems(t *testing.T) {
	page := surface(t)
	n := 0
	item := kindByName["item"]
	for _, l := range strings.Split(section(t, page, "## 7. Item properties"), "\n") {
		if !strings.HasPrefix(l, "**") {
			continue
		}
		_, list, _ := strings.Cut(l, ":")
		list, _, _ = strings.Cut(list, "Sprints are")
		list = strings.NewReplacer("[D/C, U for voters and spent]", "", "[D/C]", "", "[D]", ",", "[C]", ",", ". **Test case**:", ",", ".", ",").Replace(list)
		for _, f := range names(list) {
			n++
			if _, ok := item.member(f); !ok && !openProperties[f] && notHere[f] == "" {
				t.Errorf("items have no %s", f)
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d properties were found in the description: has it another form?", n)
	}
}

// A property that is no member is still read, set, told and taken over.
func TestOpenProperties(t *testing.T) {
	rule, err := Compile("r.groovy", `for (n in names) { replica."$n" = issue."$n"; assert replica."$n" == "v" }`)
	if err != nil {
		t.Fatal(err)
	}
	issue := map[string]any{}
	list := groovy.NewList()
	for n := range openProperties {
		issue[n] = "v"
		list.Append(n)
	}
	out, err := rule.Run(t.Context(), Input{Issue: issue, Desk: exampleDesk{}, Bindings: map[string]any{"names": list}})
	if err != nil {
		t.Fatal(err)
	}
	for n := range openProperties {
		if out.Replica[n] != "v" {
			t.Errorf("%s was told as %v", n, out.Replica[n])
		}
	}
}

// Every call counted in published rules has a method that takes so many
// arguments, and every variable is bound.
func TestSurfaceCalls(t *testing.T) {
	surface(t)
	b, err := os.ReadFile(filepath.Join(os.Getenv("ENTWINE_SHARED"), "reference", "script-frequency.md"))
	if os.IsNotExist(err) {
		t.Skip("there is no reference/script-frequency.md in ENTWINE_SHARED")
	} else if err != nil {
		t.Fatal(err)
	}
	byName := map[string]*helper{}
	for _, h := range (&run{}).helpers() {
		for _, n := range h.names {
			byName[n] = h
		}
	}
	n := 0
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-zA-Z]+)\\.([a-zA-Z]+)/(\\d)` ").FindAllStringSubmatch(string(b), -1) {
		h := byName[m[1]]
		if h == nil {
			continue
		}
		n++
		if !slices.ContainsFunc(h.table[m[2]], func(x Method) bool { return len(x.Args) == int(m[3][0]-'0') }) {
			t.Errorf("%s.%s takes no %s arguments", m[1], m[2], m[3])
		}
	}
	if n < 60 {
		t.Errorf("only %d calls were found in the count: has it another form?", n)
	}
}
