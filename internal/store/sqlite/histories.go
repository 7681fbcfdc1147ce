package sqlite

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var (
	historyAdd = newQuery(`INSERT INTO histories (pair, side, event, at, kind, part, value, by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
	historyOfEnd = newQuery(`SELECT number, at, event, kind, part, value, by FROM histories
		WHERE pair = ? AND side = ? AND (at, number) < (?, ?) ORDER BY at DESC, number DESC LIMIT ?`)
	// An end tells its connection, a history does not. CROSS JOIN fixes the order:
	// the values since a moment are few, the ends of a connection may be many.
	historySince = newQuery(`SELECT count(DISTINCT h.pair) FROM histories h
		CROSS JOIN ends e ON e.pair = h.pair AND e.side = h.side
		WHERE h.kind = 'replaced' AND h.at >= ? AND e.connection = ?`)
	historyDrop = newQuery(`DELETE FROM histories WHERE pair = ? AND side = ?`)
)

// histories implements store.Histories.
type histories struct{ t *tx }

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
		_, err = h.t.exec(historyAdd, string(v.Pair), string(v.Side), string(v.Event), store.Millis(v.At), v.Kind,
			string(v.Part), string(value), string(by))
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
			err = h.t.each(historyOfEnd, func(r row) error {
				number, at = r.int(0), r.int(1)
				v, err := history(k, r)
				list = append(list, v)
				return err
			}, string(k.Pair), string(k.Side), at, number, int64(n))
			return list, err
		}
	})
}

func history(k hub.EndKey, r row) (v store.History, err error) {
	v = store.History{EndKey: k, At: r.time(1), Event: hub.EventID(r.text(2)), Kind: r.text(3), Part: hub.Part(r.text(4))}
	var err2 error
	v.Value, err = hub.DecodeValue([]byte(r.text(5)))
	v.By, err2 = hub.DecodeValue([]byte(r.text(6)))
	if err = errors.Join(err, err2); err != nil {
		err = errors.Join(errBody, err)
	}
	return v, err
}

func (h histories) Since(c hub.ConnectionID, t time.Time) (int, error) {
	r, err := h.t.one(historySince, store.Millis(t), string(c))
	if err != nil {
		return 0, err
	}
	return int(r.int(0)), nil
}

func (h histories) drop(k hub.EndKey) error {
	_, err := h.t.exec(historyDrop, string(k.Pair), string(k.Side))
	return err
}
