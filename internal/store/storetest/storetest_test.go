package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

// broken wraps a good store. Its hooks spoil one thing each; nil ones do not.
type broken struct {
	store.Store
	update func(inner store.Store, ctx context.Context, fn func(store.Tx) error) error
	view   func(inner store.Store, ctx context.Context, fn func(store.Tx) error) error
	tx     func(store.Tx) store.Tx
}

func (b *broken) Update(ctx context.Context, fn func(store.Tx) error) error {
	return b.update(b.Store, ctx, b.spoil(fn))
}

func (b *broken) View(ctx context.Context, fn func(store.Tx) error) error {
	return b.view(b.Store, ctx, b.spoil(fn))
}

func (b *broken) spoil(fn func(store.Tx) error) func(store.Tx) error {
	return func(tx store.Tx) error { return fn(b.tx(tx)) }
}

func spoilt(s store.Store, with func(*broken)) store.Store {
	b := &broken{Store: s, update: store.Store.Update, view: store.Store.View, tx: func(tx store.Tx) store.Tx { return tx }}
	with(b)
	return b
}

// The wrappers of records; each embeds the good one.
type (
	brokenTx struct {
		store.Tx
		ends   func(store.Ends) store.Ends
		events func(store.Events) store.Events
		faults func(store.Faults) store.Faults
		past   func(store.Histories) store.Histories
		rules  func(store.Rules) store.Rules
		after  func(store.Tx, func())
	}
	putsRemote   struct{ store.Ends }
	oneTrace     struct{ store.Ends }
	strictSearch struct{ store.Ends }
	sharedEnd    struct {
		store.Ends
		known *sync.Map
	}
	reversed    struct{ store.Events }
	allPending  struct{ store.Events }
	anyEpoch    struct{ store.Events }
	greedyPrune struct{ store.Events }
	oldestFirst struct{ store.Events }
	anyFault    struct{ store.Faults }
	countsAll   struct{ store.Histories }
	keepsRevs   struct {
		store.Ends
		revs *sync.Map
	}
	forgivesValues struct{ store.Ends }
	oldRules       struct{ store.Rules }
	listsFiles     struct{ store.Rules }
)

func (t brokenTx) Ends() store.Ends {
	if t.ends == nil {
		return t.Tx.Ends()
	}
	return t.ends(t.Tx.Ends())
}

func (t brokenTx) Events() store.Events {
	if t.events == nil {
		return t.Tx.Events()
	}
	return t.events(t.Tx.Events())
}

func (t brokenTx) Faults() store.Faults {
	if t.faults == nil {
		return t.Tx.Faults()
	}
	return t.faults(t.Tx.Faults())
}

func (t brokenTx) Histories() store.Histories {
	if t.past == nil {
		return t.Tx.Histories()
	}
	return t.past(t.Tx.Histories())
}

func (t brokenTx) Rules() store.Rules {
	if t.rules == nil {
		return t.Tx.Rules()
	}
	return t.rules(t.Tx.Rules())
}

// oldRules keeps the first draft.
func (r oldRules) Put(v *store.RuleVersion) error {
	if _, err := r.Get(v.Connection, v.Side, v.Number); err == nil && v.Number == 0 {
		return nil
	}
	return r.Rules.Put(v)
}

// listsFiles lists the files with the versions.
func (r listsFiles) List(c hub.ConnectionID, side hub.Side, limit int) ([]store.RuleVersion, error) {
	list, err := r.Rules.List(c, side, limit)
	for i := range list {
		v, err := r.Get(c, side, list[i].Number)
		if err != nil {
			return nil, err
		}
		list[i].Files = v.Files
	}
	return list, err
}

func (t brokenTx) After(fn func()) {
	if t.after == nil {
		t.Tx.After(fn)
		return
	}
	t.after(t.Tx, fn)
}

func (p putsRemote) Put(e *hub.End) error {
	return errors.Join(p.Ends.Put(e), p.SetRemote(e.EndKey, e.Remote))
}

func (o oneTrace) AddTraces(k hub.EndKey, list ...hub.Trace) error {
	return o.Ends.AddTraces(k, list[:min(1, len(list))]...)
}

func (s strictSearch) List(q store.EndQuery) iter.Seq2[store.EndRow, error] {
	return func(yield func(store.EndRow, error) bool) {
		for r, err := range s.Ends.List(q) {
			if strings.Contains(r.Local.Key+" "+r.Remote.Key, q.Search) && !yield(r, err) {
				return
			}
		}
	}
}

func (s sharedEnd) Get(k hub.EndKey) (*hub.End, error) {
	if e, ok := s.known.Load(k); ok {
		return e.(*hub.End), nil
	}
	e, err := s.Ends.Get(k)
	if err == nil {
		s.known.Store(k, e)
	}
	return e, err
}

func reverse[T any](seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		list, err := collect(seq)
		slices.Reverse(list)
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}

func (r reversed) Pending() iter.Seq2[store.Head, error] { return reverse(r.Events.Pending()) }

func (a allPending) Pending() iter.Seq2[store.Head, error] {
	return func(yield func(store.Head, error) bool) {
		for ev, err := range reverse(a.List(store.EventQuery{})) {
			if err == nil && !ev.State.Ended() && !yield(store.HeadOf(ev), nil) {
				return
			}
		}
	}
}

func (a anyEpoch) LastSeq(k hub.EndKey, l hub.Lane, _ uint64) (last uint64, err error) {
	for epoch := range uint64(9) {
		n, err := a.Events.LastSeq(k, l, epoch)
		if err != nil {
			return 0, err
		}
		last = max(last, n)
	}
	return last, nil
}

func (g greedyPrune) Prune(t time.Time, _ int) (int, error) { return g.Events.Prune(t, 1000) }

func (o oldestFirst) List(q store.EventQuery) iter.Seq2[*hub.Event, error] {
	return reverse(o.Events.List(q))
}

func (a anyFault) Open(cause string) (*hub.Fault, error) {
	for f, err := range a.List("", 0) {
		if err != nil || f.Cause == cause {
			return f, err
		}
	}
	return nil, store.ErrNone
}

func (c countsAll) Since(id hub.ConnectionID, t time.Time) (int, error) {
	n, err := c.Histories.Since(id, t)
	return 2 * n, err
}

func (k keepsRevs) Put(e *hub.End) error {
	k.revs.Store(e.EndKey, e.Captured.Rev)
	return k.Ends.Put(e)
}

func (k keepsRevs) Get(key hub.EndKey) (*hub.End, error) {
	e, err := k.Ends.Get(key)
	if rev, ok := k.revs.Load(key); ok && err == nil {
		e.Captured.Rev = rev.(hub.Rev)
	}
	return e, err
}

func (f forgivesValues) Put(e *hub.End) error {
	as := *e
	as.Base = maps.Clone(e.Base)
	maps.DeleteFunc(as.Base, func(_ hub.Part, v hub.Value) bool {
		_, err := hub.EncodeValue(v)
		return err != nil
	})
	return f.Ends.Put(&as)
}

func withTx(t brokenTx) func(*broken) {
	return func(b *broken) {
		b.tx = func(tx store.Tx) store.Tx {
			as := t
			as.Tx = tx
			return as
		}
	}
}

// spoiling is one way to break a store, and the topic that must notice. Only
// that one is played: a test that takes minutes is not run.
type spoiling struct {
	topic string
	with  func(*broken)
}

var breaks = map[string]spoiling{
	"a failing update is stored": {"transactions", func(b *broken) {
		b.update = func(s store.Store, ctx context.Context, fn func(store.Tx) error) error {
			var failed error
			return errors.Join(s.Update(ctx, func(tx store.Tx) error { failed = fn(tx); return nil }), failed)
		}
	}},
	"contexts are not heeded": {"transactions", func(b *broken) {
		b.update = func(s store.Store, ctx context.Context, fn func(store.Tx) error) error {
			return s.Update(context.WithoutCancel(ctx), fn)
		}
	}},
	"updates do not run alone": {"transactions", func(b *broken) {
		b.update = func(s store.Store, ctx context.Context, fn func(store.Tx) error) error {
			// Meta is read before the update and so may be stale in it.
			return s.View(ctx, func(old store.Tx) error {
				return s.Update(ctx, func(tx store.Tx) error { return fn(staleMeta{tx, old}) })
			})
		}
	}},
	"a view sees what is committed meanwhile": {"transactions", func(b *broken) {
		b.view = func(s store.Store, ctx context.Context, fn func(store.Tx) error) error {
			return s.View(ctx, func(tx store.Tx) error { return fn(restless{brokenTx{Tx: tx}, s}) })
		}
	}},
	"after runs at once":            {"transactions", withTx(brokenTx{after: func(_ store.Tx, fn func()) { fn() }})},
	"put takes the remote ref":      {"ends", withTx(brokenTx{ends: func(e store.Ends) store.Ends { return putsRemote{e} }})},
	"only one trace is added":       {"ends", withTx(brokenTx{ends: func(e store.Ends) store.Ends { return oneTrace{e} }})},
	"search is by exact case":       {"list of ends", withTx(brokenTx{ends: func(e store.Ends) store.Ends { return strictSearch{e} }})},
	"pending is not in order":       {"queue of events", withTx(brokenTx{events: func(e store.Events) store.Events { return reversed{e} }})},
	"pending has the awaiting":      {"queue of events", withTx(brokenTx{events: func(e store.Events) store.Events { return allPending{e} }})},
	"the epoch is not looked at":    {"events", withTx(brokenTx{events: func(e store.Events) store.Events { return anyEpoch{e} }})},
	"prune knows no limit":          {"pruning", withTx(brokenTx{events: func(e store.Events) store.Events { return greedyPrune{e} }})},
	"events come oldest first":      {"events", withTx(brokenTx{events: func(e store.Events) store.Events { return oldestFirst{e} }})},
	"a resolved fault is open":      {"faults and pauses", withTx(brokenTx{faults: func(f store.Faults) store.Faults { return anyFault{f} }})},
	"values are counted, not pairs": {"histories", withTx(brokenTx{past: func(h store.Histories) store.Histories { return countsAll{h} }})},
	"a draft is not replaced":       {"rules", withTx(brokenTx{rules: func(r store.Rules) store.Rules { return oldRules{r} }})},
	"a list has the files":          {"rules", withTx(brokenTx{rules: func(r store.Rules) store.Rules { return listsFiles{r} }})},
	"what is no value is left out":  {"what is kept", withTx(brokenTx{ends: func(e store.Ends) store.Ends { return forgivesValues{e} }})},
	"revisions are kept": {"what is kept", func(b *broken) {
		revs := new(sync.Map)
		withTx(brokenTx{ends: func(e store.Ends) store.Ends { return keepsRevs{e, revs} }})(b)
	}},
	"one end is handed to all": {"ends", func(b *broken) {
		known := new(sync.Map)
		withTx(brokenTx{ends: func(e store.Ends) store.Ends { return sharedEnd{e, known} }})(b)
	}},
}

type staleMeta struct {
	store.Tx
	old store.Tx
}

func (s staleMeta) Meta() store.Meta { return splitMeta{s.Tx.Meta(), s.old.Meta()} }

type splitMeta struct {
	store.Meta
	old store.Meta
}

func (s splitMeta) Get(k string) (string, error) { return s.old.Get(k) }

type restless struct {
	brokenTx
	s store.Store
}

func (r restless) Ends() store.Ends { return restlessEnds{r.brokenTx.Ends(), r.s} }

type restlessEnds struct {
	store.Ends
	s store.Store
}

func (r restlessEnds) Get(k hub.EndKey) (e *hub.End, err error) {
	err = r.s.View(context.Background(), func(tx store.Tx) (err error) {
		e, err = tx.Ends().Get(k)
		return err
	})
	return e, err
}

// recorder is a reporter that only remembers.
type recorder struct {
	mu     sync.Mutex
	failed []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = append(r.failed, clip(fmt.Sprintf(format, args...)))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// play runs the cases of a topic ("" for all) on stores made by open until one
// fails, and returns what failed in it.
func play(t *testing.T, name string, open Open) (failed []string) {
	for _, topic := range topics {
		if name != "" && topic.name != name {
			continue
		}
		for _, c := range topic.cases {
			if c.reopens {
				continue
			}
			r := &recorder{}
			done := make(chan struct{})
			go func() {
				defer close(done)
				defer func() {
					if p := recover(); p != nil {
						r.Errorf("panic: %v", p)
					}
				}()
				c.run(newSubject(t, r, open, nil))
			}()
			<-done
			for _, f := range r.failed {
				failed = append(failed, topic.name+"/"+c.name+": "+f)
			}
			if len(failed) > 0 {
				return failed
			}
		}
	}
	return failed
}

func openGood(t *testing.T) store.Store {
	s, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestSuite_fails_on_a_broken_store(t *testing.T) {
	for name, spoil := range breaks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failed := play(t, spoil.topic, func(t *testing.T) store.Store { return spoilt(openGood(t), spoil.with) })
			if len(failed) == 0 {
				t.Error("nothing failed")
			}
			for _, f := range failed {
				t.Log(f)
			}
		})
	}
}

// A driver may run fn more than once; the suite must not hold it against it.
func TestSuite_passes_on_a_store_that_runs_fn_twice(t *testing.T) {
	errAgain := errors.New("again")
	twice := func(b *broken) {
		b.update = func(s store.Store, ctx context.Context, fn func(store.Tx) error) error {
			err := s.Update(ctx, func(tx store.Tx) error { return errors.Join(fn(tx), errAgain) })
			if !errors.Is(err, errAgain) || ctx.Err() != nil {
				return err
			}
			return s.Update(ctx, fn)
		}
	}
	for _, f := range play(t, "", func(t *testing.T) store.Store { return spoilt(openGood(t), twice) }) {
		t.Error(f)
	}
}
