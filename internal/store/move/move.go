// Package move takes what a SQLite database holds over into one on PostgreSQL,
// and proves that it is all there.
//
// Before changing it: a move may end anywhere and is begun again, so everything
// is written in the order of its key, and what is there is not written twice.
// Nothing may write to either database meanwhile; that is the caller's business.
package move

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

// table is one whose rows are the same in both databases.
type table struct {
	name    string
	columns []string
	by      []string // its key
}

var tables = []table{
	{"faults", []string{"number", "id", "cause", "state", "first", "body"}, []string{"number"}},
	{"pauses", []string{"scope", "id", "why", "fault_id", "at"}, []string{"scope", "id"}},
	{"histories", []string{"number", "pair", "side", "event", "at", "kind", "part", "value", "by"}, []string{"number"}},
	{"bulks", []string{"number", "id", "started", "body"}, []string{"number"}},
	{"audits", []string{"number", "at", "who", "verb", "what", "note"}, []string{"number"}},
	{"meta", []string{"key", "value"}, []string{"key"}},
	{"rules", []string{"connection", "side", "number", "body", "files"}, []string{"connection", "side", "number"}},
	{"attachments", []string{"tracker", "id", "size", "digest"}, []string{"tracker", "id", "size"}},
	{"blobs", []string{"digest", "size", "used"}, []string{"digest"}},
}

// Sum is how much there is of something, and a digest of it all.
type Sum struct {
	What   string `json:"what"`
	Count  int    `json:"count"`
	Digest string `json:"digest"`
}

// Bytes is a place for attachments.
type Bytes interface {
	Has(d hub.Digest) (bool, error)
	Open(d hub.Digest) (io.ReadCloser, int64, error)
}

// Mover moves a database.
type Mover struct {
	From  *sqlite.Store
	To    *postgres.Store
	Files Bytes           // attachments beside From
	Pages *postgres.Bytes // attachments in To
	// Skip names keys of meta that stay behind: what each database says of itself.
	Skip []string
	// Told hears how far it came; nil: nobody.
	Told func(what string, count int)
}

// atOnce is how many records share a transaction.
const atOnce = 200

// Copy takes over what is not there yet. Missing are the attachments that the
// database knows and that are not beside it.
func (m *Mover) Copy(ctx context.Context) (missing []hub.Digest, err error) {
	position, last, err := m.To.Last(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.ends(ctx, last); err != nil {
		return nil, err
	}
	if err := m.events(ctx, position); err != nil {
		return nil, err
	}
	for _, t := range tables {
		if err := m.rows(ctx, t); err != nil {
			return nil, fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	if err := m.To.Update(ctx, m.To.Renumber); err != nil {
		return nil, err
	}
	return m.bytes(ctx)
}

func (m *Mover) told(what string, count int) {
	if m.Told != nil {
		m.Told(what, count)
	}
}

// ends copies the ends from the last one on, which may have come without its
// traces.
func (m *Mover) ends(ctx context.Context, from hub.EndKey) error {
	var keys []hub.EndKey
	err := m.From.View(ctx, func(tx store.Tx) error {
		keys = nil
		for r, err := range tx.Ends().List(store.EndQuery{}) {
			if err != nil {
				return err
			}
			if r.Pair > from.Pair || r.Pair == from.Pair && r.Side >= from.Side {
				keys = append(keys, r.EndKey)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	done := 0
	for part := range slices.Chunk(keys, atOnce) {
		var ends []*hub.End
		err := m.From.View(ctx, func(tx store.Tx) error {
			ends = nil
			for _, k := range part {
				e, err := tx.Ends().Get(k)
				if err != nil {
					return err
				}
				ends = append(ends, e)
			}
			return nil
		})
		if err != nil {
			return err
		}
		err = m.To.Update(ctx, func(tx store.Tx) error {
			for _, e := range ends {
				if err := errors.Join(tx.Ends().Put(e), tx.Ends().SetRemote(e.EndKey, e.Remote), tx.Ends().AddTraces(e.EndKey, e.Traces...)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		done += len(part)
		m.told("ends", done)
	}
	return nil
}

// events copies the events behind a position, oldest first.
func (m *Mover) events(ctx context.Context, from int64) error {
	ids, err := m.eventIDs(ctx, from)
	if err != nil {
		return err
	}
	done := 0
	for part := range slices.Chunk(ids, atOnce) {
		var list []*hub.Event
		err := m.From.View(ctx, func(tx store.Tx) error {
			list = nil
			for _, id := range part {
				ev, err := tx.Events().Get(id)
				if err != nil {
					return err
				}
				list = append(list, ev)
			}
			return nil
		})
		if err != nil {
			return err
		}
		err = m.To.Update(ctx, func(tx store.Tx) error {
			for _, ev := range list {
				if err := m.To.Place(tx, ev); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		done += len(part)
		m.told("events", done)
	}
	return nil
}

func (m *Mover) eventIDs(ctx context.Context, from int64) (ids []hub.EventID, err error) {
	err = m.From.View(ctx, func(tx store.Tx) error {
		ids = nil
		return sqlite.Rows(tx, "events", []string{"id", "position"}, []string{"position"}, func(row []any) error {
			if row[1].(int64) > from {
				ids = append(ids, hub.EventID(row[0].(string)))
			}
			return nil
		})
	})
	return ids, err
}

// rows copies a table.
func (m *Mover) rows(ctx context.Context, t table) error {
	return m.From.View(ctx, func(tx store.Tx) error {
		var part [][]any
		done := 0
		flush := func() error {
			if len(part) == 0 {
				return nil
			}
			if err := m.To.Update(ctx, func(tx store.Tx) error { return postgres.Insert(tx, t.name, t.columns, part) }); err != nil {
				return err
			}
			done += len(part)
			part = nil
			m.told(t.name, done)
			return nil
		}
		err := sqlite.Rows(tx, t.name, t.columns, t.by, func(row []any) error {
			if t.name == "meta" && slices.Contains(m.Skip, row[0].(string)) {
				return nil
			}
			if part = append(part, row); len(part) < atOnce {
				return nil
			}
			return flush()
		})
		return errors.Join(err, flush())
	})
}

// bytes copies attachments.
func (m *Mover) bytes(ctx context.Context) (missing []hub.Digest, err error) {
	digests, err := m.digests(ctx)
	if err != nil {
		return nil, err
	}
	for i, d := range digests {
		if there, err := m.Pages.Has(d); err != nil {
			return nil, err
		} else if there {
			continue
		}
		there, err := m.Files.Has(d)
		if err != nil {
			return nil, err
		}
		if !there {
			missing = append(missing, d)
			continue
		}
		if err := m.one(ctx, d); err != nil {
			return nil, err
		}
		m.told("bytes", i+1)
	}
	return missing, nil
}

func (m *Mover) one(ctx context.Context, d hub.Digest) error {
	r, _, err := m.Files.Open(d)
	if err != nil {
		return err
	}
	_, err = m.Pages.PutAs(ctx, d, r) // refuses bytes that are not what their name says
	return errors.Join(err, r.Close())
}

func (m *Mover) digests(ctx context.Context) (l []hub.Digest, err error) {
	err = m.From.View(ctx, func(tx store.Tx) error {
		l = nil
		return sqlite.Rows(tx, "blobs", []string{"digest"}, []string{"digest"}, func(row []any) error {
			l = append(l, hub.Digest(row[0].(string)))
			return nil
		})
	})
	return l, err
}

// walk yields the rows of a table of one of the two databases.
type walk func(tx store.Tx, table string, columns, by []string, fn func(row []any) error) error

// Verify counts and digests both databases, and fails where they differ.
func (m *Mover) Verify(ctx context.Context) ([]Sum, error) {
	from, err := m.sums(ctx, m.From, sqlite.Rows)
	if err != nil {
		return nil, err
	}
	to, err := m.sums(ctx, m.To, postgres.Rows)
	if err != nil {
		return nil, err
	}
	var wrong []string
	for i := range from {
		if from[i] != to[i] {
			wrong = append(wrong, fmt.Sprintf("%s: %d (%.12s) here, %d (%.12s) there", from[i].What, from[i].Count, from[i].Digest, to[i].Count, to[i].Digest))
		}
	}
	if len(wrong) > 0 {
		return to, fmt.Errorf("what was copied is not the same: %s", strings.Join(wrong, "; "))
	}
	return to, nil
}

func (m *Mover) sums(ctx context.Context, s store.Store, rows walk) (sums []Sum, err error) {
	err = s.View(ctx, func(tx store.Tx) error {
		ends, events := newSum("ends"), newSum("events")
		for r, err := range tx.Ends().List(store.EndQuery{}) {
			if err != nil {
				return err
			}
			e, err := tx.Ends().Get(r.EndKey)
			if err != nil {
				return err
			}
			slices.SortFunc(e.Traces, func(a, b hub.Trace) int { return strings.Compare(a.Field+"\x00"+a.Local, b.Field+"\x00"+b.Local) })
			if err := ends.add(e, e.Remote, e.Traces); err != nil {
				return err
			}
		}
		var ids []string
		err := rows(tx, "events", []string{"id", "position"}, []string{"position"}, func(row []any) error {
			ids = append(ids, row[0].(string))
			return nil
		})
		if err != nil {
			return err
		}
		for _, id := range ids {
			ev, err := tx.Events().Get(hub.EventID(id))
			if err != nil {
				return err
			}
			if err := events.add(ev, ev.Position); err != nil {
				return err
			}
		}
		sums = []Sum{ends.done(), events.done()}
		for _, t := range tables {
			sum := newSum(t.name)
			err := rows(tx, t.name, t.columns, t.by, func(row []any) error {
				if t.name == "meta" && slices.Contains(m.Skip, row[0].(string)) {
					return nil
				}
				return sum.add(row)
			})
			if err != nil {
				return err
			}
			sums = append(sums, sum.done())
		}
		return nil
	})
	return sums, err
}

type sum struct {
	Sum
	hash hash.Hash
}

func newSum(what string) *sum { return &sum{Sum{What: what}, sha256.New()} }

func (s *sum) add(values ...any) error {
	b, err := json.Marshal(values)
	if err != nil {
		return err
	}
	s.Count++
	s.hash.Write(append(b, '\n')) // never fails
	return nil
}

func (s *sum) done() Sum {
	s.Digest = hex.EncodeToString(s.hash.Sum(nil))
	return s.Sum
}
