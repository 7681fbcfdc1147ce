package sqlite

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/internal/store"
)

// filter collects the conditions of a list. Values are always bound.
type filter struct {
	hint  string // which index to use, where SQLite would choose badly
	terms []string
	args  []any
}

func (w *filter) add(term string, args ...any) {
	w.terms = append(w.terms, term)
	w.args = append(w.args, args...)
}

// text adds a condition unless the value is empty.
func (w *filter) text(column, value string) {
	if value != "" {
		w.add(column+" = ?", value)
	}
}

// where returns the WHERE clause, "" without conditions.
func (w *filter) where() string {
	if len(w.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.terms, " AND ")
}

// and returns the WHERE clause with one more condition, whose values follow
// those of the filter.
func (w *filter) and(term string) string {
	if len(w.terms) == 0 {
		return " WHERE " + term
	}
	return w.where() + " AND " + term
}

// found turns a change of no row into store.ErrNone.
func found(res driver.Result, format string, args ...any) error {
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		err = fmt.Errorf(format+": %w", append(args, store.ErrNone)...)
	}
	return err
}
