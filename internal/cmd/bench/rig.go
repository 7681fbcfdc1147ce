package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/queue/local"
	"github.com/entwine-sync/entwine/internal/queue/river"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

// setup says what is measured.
type setup struct {
	pairs   int           // that were synced long ago
	old     int           // issues on the first tracker that are to be taken in
	remarks int           // comments of each of those
	latency time.Duration // of each tracker call
	drop    float64       // share of answers that get lost
	url     string        // of a PostgreSQL database; "" for SQLite
	workers int           // processes that share it; 0: one
	steps   int           // that each does at a time; 0: what a node does
	burst   int           // edits under way at most; 0: one of each pair
	policy  queue.Policy
}

// rig is a node between two sites: one process with SQLite, or several workers
// on one PostgreSQL, each with a store and a queue of its own as processes have.
type rig struct {
	setup
	did     *done
	A, B    *site
	dir     string
	store   store.Store
	lite    *sqlite.Store // nil on PostgreSQL
	engines []*engine.Engine
	idle    []func() bool
	stop    func() error
}

const connection = hub.ConnectionID("c")

func (b *bench) newRig(ctx context.Context, o setup) (*rig, error) {
	r := &rig{setup: o, did: &b.did, A: newSite("a", o.pairs+o.old), B: newSite("b", o.pairs)}
	var err error
	if r.dir, err = os.MkdirTemp(b.dir, "rig-"); err != nil {
		return nil, err
	}
	r.A.remarks = o.remarks
	run, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	var closers []func() error
	r.stop = func() error {
		cancel()
		wg.Wait()
		var errs []error
		for i := len(closers) - 1; i >= 0; i-- {
			errs = append(errs, closers[i]())
		}
		return errors.Join(append(errs, os.RemoveAll(r.dir))...)
	}
	for i := range max(o.workers, 1) {
		s, q, opt, end, err := r.openStore(ctx, run)
		if err != nil {
			return nil, errors.Join(err, r.stop())
		}
		closers = append(closers, end)
		if i == 0 {
			r.store = s
			fill := func() error { return r.seed(ctx) }
			if r.lite != nil {
				err = r.lite.Fill(ctx, fill)
			} else {
				err = fill()
			}
			if err != nil {
				return nil, errors.Join(err, r.stop())
			}
		}
		r.A.latency, r.B.latency, r.A.drop, r.B.drop = o.latency, o.latency, o.drop, o.drop
		e, err := r.engine(ctx, s, q, opt)
		if err != nil {
			return nil, errors.Join(err, r.stop())
		}
		r.engines = append(r.engines, e)
		wg.Go(func() { _ = e.Run(run) })
	}
	return r, nil
}

// openStore opens a worker's own store and queue.
func (r *rig) openStore(ctx, run context.Context) (store.Store, queue.Queue, engine.Options, func() error, error) {
	var opt engine.Options
	if r.url == "" {
		s, err := sqlite.Open(ctx, r.dir, sqlite.Options{})
		if err != nil {
			return nil, nil, opt, nil, err
		}
		r.lite = s
		q, err := local.Open(ctx, s, local.Options{Policy: r.policy})
		if err == nil {
			r.idle = append(r.idle, q.Idle)
		}
		return s, q, opt, s.Close, err
	}
	s, err := postgres.Open(ctx, r.url, postgres.Options{})
	if err != nil {
		return nil, nil, opt, nil, err
	}
	q, err := river.Open(ctx, s, river.Options{Policy: r.policy})
	if err == nil {
		err = q.Start(run)
	}
	if err != nil {
		return nil, nil, opt, nil, errors.Join(err, s.Close())
	}
	r.idle = append(r.idle, q.Idle)
	opt.AnswerTime, opt.Lead, opt.Making = -1, q.Lead, q.Making
	return s, q, opt, func() error {
		within, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		return errors.Join(q.Stop(within), s.Close())
	}, nil
}

func (r *rig) engine(ctx context.Context, s store.Store, q queue.Queue, opt engine.Options) (*engine.Engine, error) {
	none := "none"                                                   // what exists is taken in by a bulk run, where that is measured
	opt.Node, opt.Store, opt.Queue, opt.Workers = "n", s, q, r.steps // without attachments nobody asks for blobs
	opt.Trackers = []engine.Tracker{
		{Name: "a", Spec: r.A.spec(), Conn: r.A, Poll: time.Hour},
		{Name: "b", Spec: r.B.spec(), Conn: r.B, Poll: time.Hour},
	}
	opt.Connections = []*engine.Connection{{ID: connection, Guard: engine.Guard{Overwrites: -1}, Halves: map[hub.Side]*engine.Half{
		hub.Initiator: {Tracker: "a", Rules: rule.Basic{Project: r.A.project}, Trigger: &none},
		hub.Acceptor:  {Tracker: "b", Rules: rule.Basic{Project: r.B.project}, Trigger: &none},
	}}}
	e, err := engine.New(ctx, opt)
	if err != nil {
		return nil, err
	}
	return e, errors.Join(e.Poll(ctx, "a"), e.Poll(ctx, "b")) // from now on changes are noticed
}

// seed stores pairs as if they had been synced long ago, in the order of their
// ids, which is the order in which a node makes them.
func (r *rig) seed(ctx context.Context) error {
	all := make([]int, r.pairs)
	for i := range all {
		all[i] = i + 1
	}
	slices.SortFunc(all, func(n, m int) int { return cmp.Compare(pairOf(n), pairOf(m)) })
	for batch := range slices.Chunk(all, 1000) {
		err := r.store.Update(ctx, func(tx store.Tx) error {
			for _, n := range batch {
				for _, s := range []*site{r.A, r.B} {
					if err := r.seedEnd(ctx, tx, s, n); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *rig) seedEnd(ctx context.Context, tx store.Tx, s *site, n int) error {
	end, err := r.seeded(ctx, s, n)
	if err != nil {
		return err
	}
	return errors.Join(tx.Ends().Put(end), tx.Ends().SetRemote(end.EndKey, end.Remote))
}

// pairOf is the pair of issue n, in as many letters as a node takes: ids do not
// come in the order of issues.
func pairOf(n int) hub.PairID { return hub.PairID(fmt.Sprintf("seed%022d", n*7919%1_000_000_007)) }

// seeded is an end of the pair of issue n as a node stores it after it has taken
// the issue in.
func (r *rig) seeded(ctx context.Context, s *site, n int) (*hub.End, error) {
	is := s.template(n)
	end := &hub.End{EndKey: hub.EndKey{Pair: pairOf(n), Side: hub.Initiator}, Connection: connection, Tracker: s.name, State: hub.EndActive, Epoch: 1,
		Local: is.Ref, Captured: is, CapRev: is.Rev, Remote: r.B.ref(n), TouchedAt: time.Now().UnixMilli()}
	shows, err := rule.Basic{}.Outgoing(ctx, rule.Out{Issue: is})
	if err != nil {
		return nil, err
	}
	end.Base = shows.Parts()
	var parts []hub.Part // that have a value
	for part, v := range end.Base {
		if v != nil {
			parts = append(parts, part)
		}
	}
	slices.Sort(parts)
	if s == r.A {
		end.OutSeq, end.SeenRev, end.Stamps = 1, is.Rev, map[hub.Part]uint64{}
		for _, part := range parts {
			end.Stamps[part] = 1
		}
		return end, nil
	}
	end.Side, end.InSeq, end.Remote, end.Wrote = hub.Acceptor, 1, r.A.ref(n), parts
	end.Received, err = rule.Basic{}.Outgoing(ctx, rule.Out{Issue: r.A.template(n)})
	return end, err
}

// ended counts the events that ended.
func (r *rig) ended() (n int64) {
	for _, e := range r.engines {
		n += e.Counts().Events
	}
	return n
}

var errStuck = errors.New("nothing has happened for a minute")

// until waits for done, as long as something happens.
func (r *rig) until(ctx context.Context, done func() bool) error {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for last, at := int64(-1), time.Now(); !done(); {
		if n := r.ended(); n != last {
			last, at = n, time.Now()
		}
		if time.Since(at) > time.Minute {
			return errStuck
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// rest waits until nothing is to be done.
func (r *rig) rest(ctx context.Context) error {
	return r.until(ctx, func() bool {
		for _, idle := range r.idle {
			if !idle() {
				return false
			}
		}
		return true
	})
}

// heap watches what is alive at the ends of garbage collections.
type heap struct {
	most atomic.Uint64
	end  chan struct{}
	wg   sync.WaitGroup
}

func watchHeap() *heap {
	h := &heap{end: make(chan struct{})}
	h.wg.Go(func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				h.most.Store(max(h.most.Load(), live()))
			case <-h.end:
				return
			}
		}
	})
	return h
}

// stop returns the most that was seen.
func (h *heap) stop() uint64 {
	close(h.end)
	h.wg.Wait()
	return h.most.Load()
}

func live() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func liveNow() uint64 {
	runtime.GC()
	return live()
}
