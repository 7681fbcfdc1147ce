package trial

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/internal/rule/script"
)

// An answer is what a source was recorded to say to one question.
type answer struct {
	source, query string
	params        []any
	any           bool // whatever the parameters are
	rows          script.SQLRows
}

// answers reads recorded answers of sources: a list of source, query, params and
// rows, which are maps by column, or lists in the order of columns.
func answers(v any) ([]answer, error) {
	l, err := list("sql", v)
	if err != nil {
		return nil, err
	}
	var out []answer
	for i, v := range l {
		m, ok := v.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("sql[%d] must be an object with source, query, params and rows", i)
		}
		a := answer{source: oneOf(m, "source"), query: oneOf(m, "query", "text", "sql")}
		if a.source == "" || a.query == "" {
			return nil, fmt.Errorf("sql[%d] must name source and query", i)
		}
		if a.any = m["params"] == nil; !a.any {
			if a.params, err = list("sql.params", m["params"]); err != nil {
				return nil, err
			}
		}
		if a.rows, err = recorded(asList(m["columns"]), asList(m["rows"])); err != nil {
			return nil, fmt.Errorf("sql[%d]: %w", i, err)
		}
		out = append(out, a)
	}
	return out, nil
}

func recorded(columns, rows []any) (script.SQLRows, error) {
	var out script.SQLRows
	for _, c := range columns {
		out.Columns = append(out.Columns, fmt.Sprint(c))
	}
	for _, r := range rows {
		if m, ok := r.(map[string]any); ok {
			for _, c := range slices.Sorted(maps.Keys(m)) {
				if !slices.Contains(out.Columns, c) {
					out.Columns = append(out.Columns, c)
				}
			}
		}
	}
	for _, r := range rows {
		row := make([]any, len(out.Columns))
		switch x := r.(type) {
		case map[string]any:
			for i, c := range out.Columns {
				row[i] = x[c]
			}
		case []any:
			if len(x) != len(out.Columns) {
				return out, fmt.Errorf("a row has %d values, columns names %d", len(x), len(out.Columns))
			}
			copy(row, x)
		default:
			return out, errors.New("a row must be a map by column, or a list beside columns")
		}
		for i, v := range row {
			if _, ok := v.(map[string]any); ok {
				return out, fmt.Errorf("a value of column %s is an object", out.Columns[i])
			}
		}
		out.Values = append(out.Values, row)
	}
	return out, nil
}

var _ script.Querier = (*desk)(nil)

// Query answers as recorded: by source, statement and parameters.
func (d *desk) Query(_ context.Context, q script.SQLQuery) (script.SQLRows, error) {
	call := Call{Do: "sql", What: q.Source, Body: q.Text, Of: q.Args}
	for _, a := range d.c.SQL {
		if a.source == q.Source && oneLine(a.query) == oneLine(q.Text) && (a.any || sameParams(a.params, q.Args)) {
			d.calls = append(d.calls, call)
			return a.rows, nil
		}
	}
	if d.c.Strict {
		d.calls = append(d.calls, call)
		return script.SQLRows{}, fmt.Errorf("the case holds no answer of source %s to %s; record it under \"sql\", or set \"strict\": false", q.Source, oneLine(q.Text))
	}
	call.Invented = true
	d.calls = append(d.calls, call)
	d.lack("answer", map[string]string{"of": q.Source, "to": oneLine(q.Text)})
	return script.SQLRows{Values: [][]any{{}}, StandIn: true}, nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func sameParams(a, b []any) bool {
	text := func(v any) string {
		if t, ok := v.(time.Time); ok {
			return script.Moment{Time: t}.String()
		}
		return fmt.Sprint(v)
	}
	return slices.EqualFunc(a, b, func(x, y any) bool { return text(x) == text(y) })
}
