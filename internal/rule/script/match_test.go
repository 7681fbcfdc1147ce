package script

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

// site knows some statuses and people, and two synced items.
type site struct{ exampleDesk }

func (site) Find(_ context.Context, what string, by map[string]string) (map[string]any, error) {
	switch what {
	case "status":
		if slices.Contains([]string{"To Do", "Closed", "Shut"}, by["name"]) {
			return map[string]any{"name": by["name"]}, nil
		}
	case "user":
		for _, u := range []map[string]any{{"key": "u1", "email": "ada@here", "username": "ada", "displayName": "Ada L"}, {"key": "u2", "email": "lead@here", "username": "lead"}} {
			fits := true
			for k, v := range by {
				fits = fits && u[k] == v
			}
			if fits {
				return u, nil
			}
		}
	}
	return nil, nil
}

func TestMatch(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		rule string
		warn string // among the warnings; "" for none at all
	}{
		"by the table": {`assert matchHelper.status("New", [New: "To Do"]).name == "To Do"`, ""},
		"whatever its letters are, exactly first": {`assert matchHelper.status("NEW", [new: "To Do", NEW: "Closed"]).name == "Closed"
assert matchHelper.status("New", [NEW: "To Do"]).name == "To Do"`, ""},
		"all others":               {`assert matchHelper.status("Odd", [New: "To Do", "*": "Shut"]).name == "Shut"`, ""},
		"the same name":            {`assert matchHelper.status("Closed", [New: "To Do"]).name == "Closed"`, ""},
		"several, and one stands":  {`issue.status = "Shut"; assert matchHelper.status("Done", [Done: ["Closed", "Shut"]]).name == "Shut"`, ""},
		"several, and none stands": {`assert matchHelper.status("Done", [Done: ["Closed", "Shut"]]).name == "Closed"`, ""},
		"nothing of that name":     {`issue.status = "Closed"; issue.status = matchHelper.status("Odd", [New: "To Do"]); assert issue.status.name == "Closed"`, `their status "Odd" would be "Odd" here, and there is none of that name: the item keeps its own`},
		"a name the tracker lacks": {`assert matchHelper.status("New", [New: "Todo"]).name == "Open"`, `their status "New" would be "Todo" here`},
		"meant to say nothing":     {`assert matchHelper.status("New", [New: null]).name == "Open"`, ""},
		"none is told":             {`assert matchHelper.status(null, [New: "To Do"]).name == "Open"`, ""},
		"no table":                 {`assert shouldFail { matchHelper.status("New", 5) }.contains("a table is a map")`, ""},
		"people by mail":           {`assert matchHelper.user("ada@here").key == "u1" && matchHelper.user([email: "lead@here", displayName: "Ada L"]).key == "u2"`, ""},
		"people by name":           {`assert matchHelper.user("ada").key == "u1" && matchHelper.user("Ada L").key == "u1"`, ""},
		"people by a table":        {`assert matchHelper.user("eve@there", null, ["eve@there": "lead"]).key == "u2"`, ""},
		"a table that is wrong":    {`assert matchHelper.user("eve@there", "lead@here", ["eve@there": "gone"]).key == "u2"`, "the table says that eve@there is gone here, and nobody is"},
		"nobody":                   {`assert matchHelper.user("eve@there") == null`, "nobody here is eve@there"},
		"a fallback":               {`assert matchHelper.user("eve@there", "lead@here").key == "u2"`, "nobody here is eve@there: u2 stands in"},
		"nobody is meant":          {`assert matchHelper.user(null, "lead@here") == null`, ""},
		"a parent is taken away":   {`replica.parentId = null; assert matchHelper.parent(replica) == null`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := matching(t, x.rule)
			if err != nil {
				t.Fatal(err)
			}
			switch warned := strings.Join(out.Warnings, "\n"); {
			case x.warn == "" && warned != "", !strings.Contains(warned, x.warn):
				t.Errorf("it warns %q, want %q", warned, x.warn)
			}
		})
	}
}

func matching(t *testing.T, text string) (*Outcome, error) {
	t.Helper()
	rule, err := Compile("match.groovy", "def shouldFail(Closure c) { try { c() } catch (e) { return e.message }; 'it did not' }\n"+text)
	if err != nil {
		t.Fatal(err)
	}
	return rule.Run(t.Context(), Input{
		Incoming: true, Issue: map[string]any{"id": "1", "status": "Open", "parentId": "5"}, Replica: map[string]any{"key": "X-1"}, Desk: site{},
	})
}

// A child whose parent is not here ends its run in a way that no rule can catch;
// where nothing is told of a parent, ours stays.
func TestMatchParent(t *testing.T) {
	t.Parallel()
	_, err := matching(t, "replica.parentId = '99'\ntry { matchHelper.parent(replica) } catch (Throwable e) { }\nissue.summary = 'made all the same'")
	var wait *WaitError
	if !errors.As(err, &wait) || wait.Field != "parent" || !strings.Contains(err.Error(), "waits for its parent 99") {
		t.Errorf("got %v", err)
	}
	if _, err := matching(t, "assert matchHelper.parent(replica) == '5'"); err != nil {
		t.Error(err)
	}
}
