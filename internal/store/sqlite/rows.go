package sqlite

import (
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/internal/store"
)

// Rows yields all rows of a table, in order of the columns named by, for who
// moves a database elsewhere. Values are int64, string or nil. fn must keep
// nothing of the row itself.
func Rows(of store.Tx, table string, columns, by []string, fn func(row []any) error) error {
	t, ok := of.(*tx)
	if !ok {
		return fmt.Errorf("sqlite: %T is a transaction of another store", of)
	}
	sql := "SELECT " + strings.Join(columns, ", ") + " FROM " + table + " ORDER BY " + strings.Join(by, ", ")
	return t.eachBuilt(sql, func(r row) error {
		values := make([]any, len(r))
		for i, v := range r {
			values[i] = v
		}
		return fn(values)
	}, nil)
}
