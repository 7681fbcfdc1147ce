package scripted

import (
	"context"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

var _ script.Querier = (*desk)(nil)

// AskSQL is what a request says that asks a source: do, beside source, text and
// args; its answer has columns and rows.
const AskSQL = "sql"

// Query asks a source of the node. It changes nothing, so it is asked like the
// tracker: a run that computes an expectation gets the answer of the run before.
func (d *desk) Query(ctx context.Context, q script.SQLQuery) (script.SQLRows, error) {
	args := make([]any, len(q.Args))
	copy(args, q.Args)
	v, err := valueOf(args)
	if err != nil {
		return script.SQLRows{}, err
	}
	got, err := d.tools.Ask(ctx, map[string]hub.Value{"do": AskSQL, "source": q.Source, "text": q.Text, "args": v})
	if err != nil {
		return script.SQLRows{}, err
	}
	rows, size, err := rowsOf(got)
	if err != nil {
		return script.SQLRows{}, fmt.Errorf("source %s: %w", q.Source, err)
	}
	if d.log.size += size; d.log.size > mostKept {
		d.log.short = true
		return rows, nil
	}
	kept := make([]any, len(rows.Values))
	for i, r := range rows.Values {
		kept[i] = r
	}
	columns := make([]any, len(rows.Columns))
	for i, c := range rows.Columns {
		columns[i] = c
	}
	d.log.sql = append(d.log.sql, map[string]any{"source": q.Source, "query": q.Text, "params": args, "columns": columns, "rows": kept})
	return rows, nil
}

// rowsOf reads the answer to a request of AskSQL, and says what it takes.
func rowsOf(v hub.Value) (rows script.SQLRows, size int, err error) {
	m, _ := v.(map[string]hub.Value)
	columns, _ := m["columns"].([]hub.Value)
	values, ok := m["rows"].([]hub.Value)
	if !ok {
		return rows, 0, fmt.Errorf("an answer without rows")
	}
	for _, c := range columns {
		s, _ := c.(string)
		rows.Columns = append(rows.Columns, s)
	}
	for _, r := range values {
		cells, _ := r.([]hub.Value)
		if len(cells) != len(columns) {
			return rows, 0, fmt.Errorf("a row of %d values for %d columns", len(cells), len(columns))
		}
		row := make([]any, len(cells))
		for i, c := range cells {
			switch x := c.(type) {
			case string:
				size += len(x)
			case time.Time, hub.Number, bool, nil:
			default:
				return rows, 0, fmt.Errorf("a value of type %T", c)
			}
			size += 16
			row[i] = c
		}
		rows.Values = append(rows.Values, row)
	}
	return rows, size, nil
}
