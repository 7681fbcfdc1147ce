package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// errNotEmpty is why a database is not filled.
var errNotEmpty = errors.New("the database has pairs already: only an empty one can be filled")

// Fill makes a database of very many pairs: put writes them, by the same calls as
// everybody, while ends have only the index by which they are written; the
// others are made in one go afterwards. A million pairs whose issues and ids come
// in different orders would otherwise have a page fetched and written for each.
// What an interrupted Fill leaves is of no use.
func (s *Store) Fill(ctx context.Context, put func() error) error {
	err := s.View(ctx, func(tx store.Tx) error {
		n, err := tx.Ends().Count(store.EndQuery{Side: hub.Initiator})
		if n > 0 {
			err = errNotEmpty
		}
		return err
	})
	if err != nil {
		return err
	}
	var drops, makes []string
	// In the order in which they were made: equally good ones are chosen by it.
	const indexes = `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'ends' AND sql IS NOT NULL ORDER BY rowid`
	err = s.alone(ctx, func(c *conn) error {
		err := c.eachBuilt(indexes, func(r row) error {
			drops, makes = append(drops, "DROP INDEX "+r.text(0)), append(makes, r.text(1))
			return nil
		}, nil)
		return errors.Join(err, c.runAll(ctx, drops))
	})
	if err == nil {
		err = put()
	}
	if err == nil {
		err = s.alone(ctx, func(c *conn) error { return c.runAll(ctx, makes) })
	}
	return err
}

// alone gives the connection that writes, outside of any update.
func (s *Store) alone(ctx context.Context, fn func(*conn) error) error {
	if err := s.seat.Take(ctx); err != nil {
		return err
	}
	defer s.seat.Free()
	if s.group != nil { // it expected one more update and was given us
		s.settle(s.group)
	}
	return plain(fn(s.writer))
}

// runAll is run for one statement after the other.
func (c *conn) runAll(ctx context.Context, statements []string) error {
	for _, sql := range statements {
		if err := c.run(ctx, sql); err != nil {
			return fmt.Errorf("%s: %w", sql, err)
		}
	}
	return nil
}
