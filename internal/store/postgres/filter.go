package postgres

import (
	"fmt"
	"strings"
)

// filter collects the conditions of a list. Values are always bound.
type filter struct {
	terms []string
	args  []any
}

// bind adds a value and returns its place in the statement.
func (w *filter) bind(v any) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d", len(w.args))
}

// text adds a condition unless the value is empty.
func (w *filter) text(column, value string) {
	if value != "" {
		w.terms = append(w.terms, column+" = "+w.bind(text(value)))
	}
}

// with returns a copy to which a page adds its own conditions.
func (w filter) with() filter {
	return filter{append([]string(nil), w.terms...), append([]any(nil), w.args...)}
}

// where returns the WHERE clause, "" without conditions.
func (w *filter) where() string {
	if len(w.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.terms, " AND ")
}
