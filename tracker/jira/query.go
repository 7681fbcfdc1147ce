package jira

import (
	"context"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// Query implements tracker.Asker. Texts are asked for by the words in them,
// since JQL does not compare them; other fields are.
func (c *connector) Query(ctx context.Context, field, value string) (string, error) {
	words := " ~ " + jqlText(`"`+strings.NewReplacer(`"`, " ", `\`, " ").Replace(value)+`"`)
	if field == "summary" {
		return "summary" + words, nil
	}
	t, err := c.table(ctx, false)
	if err != nil {
		return "", err
	}
	d, ok := t.named(field)
	if !ok {
		if t, err = c.table(ctx, true); err != nil {
			return "", err
		}
		d, ok = t.named(field)
	}
	if !ok {
		return "", &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: "Jira has no field " + quote(field) + ", or the account is not shown it"}
	}
	by := "cf[" + strings.TrimPrefix(d.ID, "customfield_") + "]"
	if d.Schema.Type == "string" && !strings.HasSuffix(d.Schema.Custom, ":url") {
		return by + words, nil
	}
	return by + " = " + jqlText(value), nil
}
