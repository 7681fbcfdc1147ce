// Package storetest is the suite every store driver passes. It tests the prose
// of store's contract clause by clause and then, against a plain model in
// memory, long random histories.
//
// A case gets a store of its own and a reporter instead of a *testing.T, so that
// the suite's own test can run it against stores that are broken on purpose and
// see it fail. No case calls Fatalf inside a transaction: fn returns an error.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Open returns an empty store. Closing it is open's business: t.Cleanup.
type Open func(t *testing.T) store.Store

// Reopen closes a store that open returned and opens the same data again.
type Reopen func(t *testing.T, s store.Store) store.Store

// Run tests a driver. Without a Reopen the cases about a restart are skipped.
func Run(t *testing.T, open func(t *testing.T) store.Store, reopen ...Reopen) {
	for _, topic := range topics {
		t.Run(topic.name, func(t *testing.T) {
			for _, c := range topic.cases {
				t.Run(c.name, func(t *testing.T) {
					t.Parallel()
					if c.reopens && len(reopen) == 0 {
						t.Skip("no way to open this store again was given")
					}
					c.run(newSubject(t, t, open, reopen))
				})
			}
		})
	}
	t.Run("model", func(t *testing.T) {
		t.Parallel()
		checkModel(t, open, reopen)
	})
}

// kase is one clause of the contract.
type kase struct {
	name    string
	reopens bool
	run     func(*subject)
}

var topics = []struct {
	name  string
	cases []kase
}{
	{"transactions", txCases},
	{"ends", endCases},
	{"list of ends", endListCases},
	{"events", eventCases},
	{"queue of events", queueCases},
	{"pruning", pruneCases},
	{"what is kept", keptCases},
	{"faults and pauses", faultCases},
	{"histories", historyCases},
	{"small records", recordCases},
	{"rules", ruleCases},
	{"restart", restartCases},
}

// reporter is what a case needs of *testing.T.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// subject is the store under test with what the cases need at hand.
type subject struct {
	reporter
	store.Store
	ctx    context.Context
	reopen func()
}

func newSubject(t *testing.T, r reporter, open Open, reopen []Reopen) *subject {
	s := &subject{reporter: r, Store: open(t), ctx: t.Context()}
	if len(reopen) > 0 {
		s.reopen = func() { s.Store = reopen[0](t, s.Store) }
	}
	return s
}

// update runs fn and ends the case if it fails.
func (s *subject) update(fn func(tx store.Tx) error) {
	s.Helper()
	if err := s.Update(s.ctx, fn); err != nil {
		s.Fatalf("update: %v", err)
	}
}

// view runs fn and ends the case if it fails.
func (s *subject) view(fn func(tx store.Tx) error) {
	s.Helper()
	if err := s.View(s.ctx, fn); err != nil {
		s.Fatalf("view: %v", err)
	}
}

// putEnds, putEvents and getEnd are single transactions.

func (s *subject) putEnds(list ...*hub.End) {
	s.Helper()
	s.update(func(tx store.Tx) error {
		for _, e := range list {
			if err := tx.Ends().Put(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// putEvents stores events; new ones have their positions afterwards.
func (s *subject) putEvents(list ...*hub.Event) {
	s.Helper()
	s.update(func(tx store.Tx) error { return putAll(tx, list) })
}

// putAll puts copies and takes over their positions only once they are stored:
// fn may run more than once.
func putAll(tx store.Tx, list []*hub.Event) error {
	for _, ev := range list {
		as := *ev
		if err := tx.Events().Put(&as); err != nil {
			return err
		}
		tx.After(func() { ev.Position = as.Position })
	}
	return nil
}

func (s *subject) getEnd(k hub.EndKey) (e *hub.End) {
	s.Helper()
	s.view(func(tx store.Tx) (err error) {
		e, err = tx.Ends().Get(k)
		return err
	})
	return e
}

func (s *subject) getEvent(id hub.EventID) (ev *hub.Event) {
	s.Helper()
	s.view(func(tx store.Tx) (err error) {
		ev, err = tx.Events().Get(id)
		return err
	})
	return ev
}

// none checks that reading answers store.ErrNone.
func (s *subject) none(what string, read func(tx store.Tx) error) {
	s.Helper()
	if err := s.View(s.ctx, read); !errors.Is(err, store.ErrNone) {
		s.Errorf("%s: got %v, want store.ErrNone", what, err)
	}
}

// equal compares by JSON, which is how records are stored: nil and empty, and
// two pointers to equal things, are the same.
func (s *subject) equal(what string, got, want any) {
	s.Helper()
	if g, w := asJSON(got), asJSON(want); g != w {
		i := differ(g, w)
		s.Errorf("%s:\n got %s\nwant %s", what, clip(g[i:]), clip(w[i:]))
	}
}

// differ is where to show two texts from: a little before they part.
func differ(a, b string) int {
	const before = 60
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return max(0, i-before)
}

// sameEnd compares ends with what their JSON leaves out.
func (s *subject) sameEnd(what string, got, want *hub.End) {
	s.Helper()
	s.equal(what, got, want)
	s.equal(what+": remote", got.Remote, want.Remote)
	s.equal(what+": traces", sortTraces(got.Traces), sortTraces(want.Traces))
}

// sortTraces returns the traces by field and local id: the contract sets no
// order.
func sortTraces(list []hub.Trace) []hub.Trace {
	list = append([]hub.Trace{}, list...)
	slices.SortFunc(list, func(a, b hub.Trace) int {
		return strings.Compare(a.Field+"\x00"+a.Local, b.Field+"\x00"+b.Local)
	})
	return list
}

// stored is the event as it must come back: its own times in milliseconds, UTC.
func stored(ev *hub.Event) *hub.Event {
	as := *ev
	v := reflect.ValueOf(&as).Elem()
	for i := range v.NumField() {
		if t, ok := v.Field(i).Interface().(time.Time); ok {
			v.Field(i).Set(reflect.ValueOf(inMillis(t)))
		}
	}
	return &as
}

func inMillis(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%T that JSON cannot show: %v", v, err)
	}
	return string(b)
}

// clip keeps a failure readable when it is about megabytes.
func clip(s string) string {
	const most = 500
	if len(s) > most {
		return fmt.Sprintf("%s... (%d bytes)", s[:most], len(s))
	}
	return s
}

// collect reads a list to its end.
func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var list []T
	for v, err := range seq {
		if err != nil {
			return list, err
		}
		list = append(list, v)
	}
	return list, nil
}
