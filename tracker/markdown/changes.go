package markdown

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Head implements tracker.Connector.
func (c *connector) Head(ctx context.Context) (tracker.Cursor, error) {
	f, err := c.folder(ctx)
	if err == nil {
		err = f.scan(ctx, true)
	}
	if err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ix.cursor(f.ix.seq), nil
}

// cursor names a place in what this index tells.
func (ix *index) cursor(seq uint64) tracker.Cursor {
	return tracker.Cursor(ix.generation + "-" + strconv.FormatUint(seq, 10))
}

// after returns the number behind which a cursor continues: 0 if it is of
// another index, so that all is told.
func (ix *index) after(c tracker.Cursor) uint64 {
	generation, number, _ := strings.Cut(string(c), "-")
	seq, err := strconv.ParseUint(number, 10, 64)
	if err != nil || generation != ix.generation || seq > ix.seq {
		return 0
	}
	return seq
}

// Changes implements tracker.Connector. Each issue comes once, with its last
// change. What the folder refuses is told after the changes, so that one bad
// place does not stop the others.
func (c *connector) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	return func(yield func(tracker.Change, error) bool) {
		f, err := c.folder(ctx)
		if err == nil {
			err = f.scan(ctx, since == "")
		}
		if err != nil {
			yield(tracker.Change{}, err)
			return
		}
		list, trouble := f.changes(since)
		for _, ch := range list {
			if err := ctx.Err(); err != nil {
				yield(tracker.Change{}, err)
				return
			}
			if !yield(ch, nil) {
				return
			}
		}
		if trouble != nil {
			yield(tracker.Change{}, trouble)
		}
	}
}

// changes lists what was numbered after the cursor, in that order.
func (f *folder) changes(since tracker.Cursor) ([]tracker.Change, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ix == nil {
		return nil, away("the folder "+f.name+" is not ready", nil)
	}
	after := f.ix.after(since)
	type numbered struct {
		seq uint64
		tracker.Change
	}
	var list []numbered
	for _, e := range f.ix.byPath {
		if e.seq <= after || e.missing != 0 {
			continue
		}
		ch := tracker.Change{Ref: hub.Ref{ID: e.id, Key: e.id}, At: time.Unix(0, e.at.mtime).UTC(), Rev: revOf(e.digest, e.files),
			// A broken file without a key went by its path.
			Was: hub.Ref{ID: e.path}}
		if e.fault != "" {
			ch.Fault = &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: e.fault}
		}
		list = append(list, numbered{e.seq, ch})
	}
	for id, t := range f.ix.gone {
		if t.seq > after {
			list = append(list, numbered{t.seq, tracker.Change{
				Ref: hub.Ref{ID: id, Key: id}, At: time.Unix(0, t.at).UTC(), Deleted: true,
			}})
		}
	}
	slices.SortFunc(list, func(a, b numbered) int {
		if a.seq < b.seq {
			return -1
		}
		return 1
	})
	out := make([]tracker.Change, len(list))
	for i, n := range list {
		out[i] = n.Change
		out[i].Next = f.ix.cursor(n.seq)
	}
	return out, f.trouble
}
