package memtracker

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// The engine finds capabilities by assertion, so a tracker without marks or
// change log gets a connector that lacks the method.
type (
	marks struct{ t *Tracker }
	logs  struct{ t *Tracker }

	withMarks struct {
		*connector
		marks
	}
	withLogs struct {
		*connector
		logs
	}
	withBoth struct {
		*connector
		marks
		logs
	}
	plain struct{ tracker.Connector } // what the contract requires, no more
)

var (
	_ tracker.Marker = withBoth{}
	_ tracker.Logger = withBoth{}
)

// Connector returns a new connector. There may be several at once; they share
// the account, and remember nothing.
func (t *Tracker) Connector() tracker.Connector {
	c := &connector{t}
	hasMarks, hasLogs := t.cfg.Habits.Marked("issue"), t.cfg.Habits.ChangeLog
	switch {
	case t.cfg.Plain:
		return plain{c}
	case hasMarks && hasLogs:
		return withBoth{c, marks{t}, logs{t}}
	case hasMarks:
		return withMarks{c, marks{t}}
	case hasLogs:
		return withLogs{c, logs{t}}
	}
	return c
}

// FindMarked implements tracker.Marker. Of a mark that a clone carries too, it
// finds the original.
func (m marks) FindMarked(ctx context.Context, mark string) (ref hub.Ref, err error) {
	t := m.t
	err = t.read(ctx, Call{Name: "FindMarked", Mark: mark}, func() error {
		for _, it := range t.byMark[mark] {
			if t.shown(it) && it.state().Mark == mark && t.stale(it) != nil {
				ref = it.ref
				return nil
			}
		}
		return notFound("no issue carries the mark " + mark)
	})
	return ref, err
}

// Entries implements tracker.Logger. An entry for an element of a set has the
// name of its part for a field, "labels/ui"; values are those of the part.
func (l logs) Entries(ctx context.Context, ref hub.Ref, after string) (list []hub.HistoryItem, err error) {
	t := l.t
	err = t.read(ctx, Call{Name: "Entries", Ref: ref}, func() error {
		it, err := t.visible(ref)
		if err != nil {
			return err
		}
		log := it.log
		if keep := t.knobs.LogKeep; keep > 0 && len(log) > keep {
			log = log[len(log)-keep:]
		}
		list, err = newer(log, after)
		return err
	})
	return list, err
}
