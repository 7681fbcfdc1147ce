package node

import (
	"context"
	"errors"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/rule/source"
)

// sourcesOf are the databases that a config lets rules read. None is asked yet.
func sourcesOf(cfg *config.Config) (source.Sources, error) {
	all := source.Sources{}
	for _, s := range cfg.Sources {
		one, err := source.New(source.Config{
			Name: s.Name, Kind: s.Kind, Path: s.Path, URL: s.URL, Password: s.Password, Timeout: s.Timeout, Rows: s.Rows,
		})
		if err != nil {
			return nil, err
		}
		all[s.Name] = one
	}
	return all, nil
}

// askSource answers a rule's question to one of them. A database that cannot be
// reached says nothing of the rule: it is asked again later.
func askSource(ctx context.Context, all source.Sources, m map[string]hub.Value) (hub.Value, error) {
	name, _ := m["source"].(string)
	text, _ := m["text"].(string)
	args, _ := m["args"].([]hub.Value)
	q := source.Query{Text: text}
	for _, a := range args {
		q.Args = append(q.Args, a)
	}
	rows, err := all.Ask(ctx, name, q)
	var away *source.UnreachableError
	if errors.As(err, &away) {
		return nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeIssue, Message: err.Error(), Err: err}
	} else if err != nil {
		return nil, err
	}
	columns := make([]hub.Value, len(rows.Columns))
	for i, c := range rows.Columns {
		columns[i] = c
	}
	values := make([]hub.Value, len(rows.Values))
	for i, r := range rows.Values {
		cells := make([]hub.Value, len(r))
		for j, v := range r {
			cells[j] = v
		}
		values[i] = cells
	}
	return map[string]hub.Value{"columns": columns, "rows": values}, nil
}

// errNoRequests is what a rule is told that asks a tracker without an API.
var errNoRequests = errors.New("this tracker takes no requests of rules")
