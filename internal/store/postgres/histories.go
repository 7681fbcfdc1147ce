package postgres

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

func (h histories) Add(list ...store.History) error {
	for _, v := range list {
		value, err := hub.EncodeValue(v.Value)
		if err != nil {
			return fmt.Errorf("add history of %s: %w", v.Part, err)
		}
		by, err := hub.EncodeValue(v.By)
		if err != nil {
			return fmt.Errorf("add history of %s: %w", v.Part, err)
		}
		err = h.t.later(&statement{sql: `INSERT INTO histories (pair, side, event, at, kind, part, value, by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			args: []any{text(v.Pair), text(v.Side), text(v.Event), store.Millis(v.At), text(v.Kind), text(v.Part), string(value), string(by)}})
		if err != nil {
			return err
		}
	}
	return nil
}

func (h histories) OfEnd(k hub.EndKey, limit int) iter.Seq2[store.History, error] {
	return store.Pages(h.t.given, store.PageSize, limit, func() func(int) ([]store.History, error) {
		at, number := int64(math.MaxInt64), int64(math.MaxInt64)
		return func(n int) (list []store.History, err error) {
			err = h.t.each(`SELECT number, at, event, kind, part, value, by FROM histories
				WHERE pair = $1 AND side = $2 AND (at, number) < ($3::bigint, $4::bigint) ORDER BY at DESC, number DESC LIMIT $5`,
				[]any{text(k.Pair), text(k.Side), at, number, n}, func(r pgx.Rows) error {
					v, value, by := store.History{EndKey: k}, "", ""
					if err := r.Scan(&number, &at, as(&v.Event), as(&v.Kind), as(&v.Part), &value, &by); err != nil {
						return err
					}
					v.At = store.FromMillis(at)
					var errs [2]error
					v.Value, errs[0] = hub.DecodeValue([]byte(value))
					v.By, errs[1] = hub.DecodeValue([]byte(by))
					if err := errors.Join(errs[:]...); err != nil {
						return errors.Join(errBody, err)
					}
					list = append(list, v)
					return nil
				})
			return list, err
		}
	})
}
