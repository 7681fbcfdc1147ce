package node

import (
	"context"
	"fmt"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// mostFound are told of where one issue is looked for: two would do to see that
// it is not clear which, some more help to find the right one.
const mostFound = 5

// mostRead are looked at: a tracker that cannot compare may find others too, and
// who has more of them asks by a field that says nothing.
const mostRead = 50

// issuesWith are issues of a tracker that show a value in a field.
func issuesWith(ctx context.Context, conn tracker.Connector, field, value string) (hub.Value, error) {
	a, ok := conn.(tracker.Asker)
	if !ok {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: "this tracker cannot be asked for issues by a field"}
	}
	q, err := a.Query(ctx, field, value)
	if err != nil {
		return nil, err
	}
	list := []hub.Value{}
	read := 0
	for ref, err := range conn.Find(ctx, q) {
		if err != nil {
			return nil, err
		}
		if read++; read > mostRead {
			return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: fmt.Sprintf("more than %d issues may have %q as %s", mostRead, value, field)}
		}
		is, err := conn.Get(ctx, ref)
		switch hub.CodeOf(err) {
		case "":
		case hub.NotFound:
			continue // it went away, or nobody may see it
		default:
			return nil, err
		}
		if !showsValue(is, field, value) {
			continue
		}
		if list = append(list, map[string]hub.Value{"id": is.Ref.ID, "key": is.Ref.Key}); len(list) == mostFound {
			break
		}
	}
	return list, nil
}

// showsValue tells whether an issue has a value in a field, or among its values.
func showsValue(is *hub.Issue, field, value string) bool {
	if field == "summary" {
		return is.Summary == value
	}
	return isValue(is.CustomFields[field], value)
}

func isValue(v hub.Value, text string) bool {
	switch v := v.(type) {
	case string:
		return v == text
	case hub.Number:
		return v.String() == text
	case hub.User:
		return slices.Contains([]string{v.ID, v.Name, v.Email}, text)
	case []hub.Value:
		return slices.ContainsFunc(v, func(e hub.Value) bool { return isValue(e, text) })
	case map[string]hub.Value:
		return isValue(v["value"], text) || isValue(v["name"], text) || isValue(v["key"], text)
	}
	return false
}

// itemOf reads the issue that a rule names by id or key; nil if there is none.
func itemOf(ctx context.Context, conn tracker.Connector, ref hub.Ref) (hub.Value, error) {
	is, err := conn.Get(ctx, ref)
	if hub.CodeOf(err) == hub.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return is, nil
}
