//go:build unix

package engine

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue/local"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// live is a running node between two trackers in memory, on a real file.
type live struct {
	A, B  *memtracker.Tracker
	eng   *Engine
	store *sqlite.Store
	queue *local.Queue
	refs  []hub.Ref
	stop  func()
}

// newLive starts a node over so many pairs that were synced long ago, and has it
// take in so many issues more.
func newLive(tb testing.TB, latency time.Duration, seeded, pairs int) *live {
	tb.Helper()
	dir := tb.TempDir()
	l := &live{
		A: memtracker.New(memtracker.Config{Identity: "a", Project: "AAA", Seed: 1}),
		B: memtracker.New(memtracker.Config{Identity: "b", Project: "BBB", Seed: 2}),
	}
	var err error
	if l.store, err = sqlite.Open(ctx, dir, sqlite.Options{}); err != nil {
		tb.Fatal(err)
	}
	if l.queue, err = local.Open(ctx, l.store, local.Options{}); err != nil {
		tb.Fatal(err)
	}
	all := ""
	l.eng, err = New(ctx, Options{
		Node: "n", Store: l.store, Queue: l.queue, Blobs: &memBlobs{m: map[hub.Digest][]byte{}},
		Trackers: []Tracker{
			{Name: "a", Spec: l.A.Spec(), Conn: l.A.Connector(), Poll: time.Hour},
			{Name: "b", Spec: l.B.Spec(), Conn: l.B.Connector(), Poll: time.Hour},
		},
		Connections: []*Connection{{ID: "c", Guard: Guard{Overwrites: -1}, Halves: map[hub.Side]*Half{
			hub.Initiator: {Tracker: "a", Rules: rule.Basic{Project: "AAA"}, Trigger: &all},
			hub.Acceptor:  {Tracker: "b", Rules: rule.Basic{Project: "BBB"}, Trigger: &all},
		}}},
	})
	if err != nil {
		tb.Fatal(err)
	}
	l.seed(tb, seeded)
	for i := range pairs {
		l.refs = append(l.refs, l.A.Add(hub.Issue{
			Summary: fmt.Sprintf("Issue %d", i), Status: "open", Priority: "high", Labels: []string{"bench", "ui"},
			Description: "The quick brown fox jumps over the lazy dog. It does so again and again, until somebody looks.",
		}))
	}
	run, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { l.eng.Run(run); close(done) }()
	l.stop = func() { cancel(); <-done; l.store.Close() }
	if pairs == 0 {
		pairs = -1
	} else if _, err := l.eng.Bulk(ctx, "c", hub.Initiator, "", nil); err != nil {
		tb.Fatal(err)
	}
	l.rest(tb, pairs)
	for _, tr := range []*memtracker.Tracker{l.A, l.B} {
		tr.Set(func(k *memtracker.Knobs) { k.Latency = latency })
	}
	return l
}

// rest waits until B has so many issues and the queue is idle.
func (l *live) rest(tb testing.TB, issues int) {
	tb.Helper()
	for end := time.Now().Add(10 * time.Minute); ; {
		if len(l.B.Effects()) >= issues && l.queue.Idle() {
			return
		}
		if time.Now().After(end) {
			tb.Fatal("no rest after ten minutes")
		}
		pause(ctx, time.Millisecond)
	}
}

// acknowledged waits until so many more events have ended.
func (l *live) acknowledged(from, n int64) {
	for l.eng.Counts().Events-from < n {
		pause(ctx, 100*time.Microsecond)
	}
}

// How many changes a second go the whole way, from capture to confirm, on
// SQLite with synchronous FULL, when the trackers answer at once or in 20 ms;
// and how many commits and calls does each take?
func BenchmarkWholeWay(b *testing.B) {
	for _, latency := range []time.Duration{0, 20 * time.Millisecond} {
		b.Run(fmt.Sprintf("latency=%s", latency), func(b *testing.B) {
			l := newLive(b, latency, 0, 1000)
			defer l.stop()
			before, calls, commits, busy := l.eng.Counts().Events, l.eng.TrackerCalls(), l.store.Stats(), processorTime(b)
			n := 0
			b.ResetTimer()
			start := time.Now()
			for b.Loop() {
				ref := l.refs[n%len(l.refs)]
				n++
				l.A.Edit(ref.ID, func(is *hub.Issue) { is.Summary = fmt.Sprintf("Edit %d", n) })
				if n%len(l.refs) == 0 { // one edit of each issue under way at a time
					l.acknowledged(before, int64(2*n))
				}
			}
			l.acknowledged(before, int64(2*n))
			took := time.Since(start)
			b.StopTimer()
			if got := l.B.Issue(l.B.Issues()[0].Ref.ID).Summary; n > 1000 && got == "Issue 0" {
				b.Fatal("nothing arrived")
			}
			after := l.store.Stats()
			b.ReportMetric((processorTime(b)-busy).Seconds()*1000/float64(n), "cpu-ms/event")
			b.ReportMetric(float64(n)/took.Seconds(), "events/s")
			b.ReportMetric(float64(after.Commits-commits.Commits)/float64(n), "commits/event")
			b.ReportMetric(float64(after.Updates-commits.Updates)/float64(n), "updates/event")
			b.ReportMetric(float64(l.eng.TrackerCalls()-calls)/float64(n), "calls/event")
		})
	}
}

// How long does one edit take to arrive when nothing else is to do?
func BenchmarkLatency(b *testing.B) {
	l := newLive(b, 0, 0, 100)
	defer l.stop()
	var took []time.Duration
	n := 0
	for b.Loop() {
		n++
		ref := l.refs[n%len(l.refs)]
		before := l.eng.Counts().Events
		start := time.Now()
		l.A.Edit(ref.ID, func(is *hub.Issue) { is.Summary = fmt.Sprintf("Edit %d", n) })
		l.acknowledged(before, 2)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// seed puts pairs into trackers and store as if they had been synced long ago.
func (l *live) seed(tb testing.TB, n int) {
	tb.Helper()
	const batch = 500
	for from := 0; from < n; from += batch {
		type pair struct{ a, b *hub.End }
		var pairs []pair
		for i := from; i < min(from+batch, n); i++ {
			is := hub.Issue{Project: "AAA", Summary: fmt.Sprintf("Issue %d", i), Status: "open", Labels: []string{"bench"},
				Description: "The quick brown fox jumps over the lazy dog. It does so again and again, until somebody looks."}
			a, b := l.A.Add(is), l.B.Add(is)
			l.refs = append(l.refs, a)
			id := hub.PairID(fmt.Sprintf("seed%07d", i))
			x := l.seeded(tb, hub.EndKey{Pair: id, Side: hub.Initiator}, "a", l.A.Issue(a.ID))
			y := l.seeded(tb, hub.EndKey{Pair: id, Side: hub.Acceptor}, "b", l.B.Issue(b.ID))
			x.OutSeq, y.InSeq = 1, 1
			x.Remote, y.Remote = b, a
			pairs = append(pairs, pair{x, y})
		}
		err := l.store.Update(ctx, func(tx store.Tx) error {
			for _, p := range pairs {
				for _, end := range []*hub.End{p.a, p.b} {
					if err := tx.Ends().Put(end); err != nil {
						return err
					}
					if err := tx.Ends().SetRemote(end.EndKey, end.Remote); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	for name, t := range l.eng.trackers {
		if err := l.eng.startCursor(ctx, t); err != nil {
			tb.Fatal(name, err)
		}
	}
}

func (l *live) seeded(tb testing.TB, k hub.EndKey, name string, is hub.Issue) *hub.End {
	tb.Helper()
	end := &hub.End{EndKey: k, Connection: "c", Tracker: name, State: hub.EndActive, Epoch: 1, Local: is.Ref, Captured: is, CapRev: is.Rev}
	told, err := rule.Basic{}.Outgoing(ctx, rule.Out{Issue: is})
	if err != nil {
		tb.Fatal(err)
	}
	end.Base = told.Parts()
	return end
}

// Does an event cost the same however many pairs are kept?
func BenchmarkPairs(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l := newLive(b, 0, n, 0)
			defer l.stop()
			runtime.GC()
			before, k, busy := l.eng.Counts().Events, 0, processorTime(b)
			start := time.Now()
			for b.Loop() {
				k++
				ref := l.refs[(k*7919)%len(l.refs)] // all over the place, not in order of age
				l.A.Edit(ref.ID, func(is *hub.Issue) { is.Summary = fmt.Sprintf("Edit %d", k) })
				if k%500 == 0 {
					l.acknowledged(before, int64(2*k))
				}
			}
			l.acknowledged(before, int64(2*k))
			b.ReportMetric(float64(k)/time.Since(start).Seconds(), "events/s")
			b.ReportMetric((processorTime(b)-busy).Seconds()*1000/float64(k), "cpu-ms/event")
		})
	}
}

// processorTime is what this process has used of all processors so far.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// How many tracker calls does a new issue with three comments take?
func BenchmarkNewIssueCalls(b *testing.B) {
	l := newLive(b, 0, 0, 0)
	defer l.stop()
	n, calls := 0, int64(0)
	for b.Loop() {
		before, ended := l.A.Calls(), l.eng.Counts().Events
		was := l.B.Calls()
		ref := l.A.Add(hub.Issue{Summary: "new"})
		for range 3 {
			l.A.Comment(ref.ID, hub.User{}, "remark")
		}
		l.acknowledged(ended, 2)
		for !l.queue.Idle() {
			runtime.Gosched()
		}
		after, now := l.A.Calls(), l.B.Calls()
		calls += int64(after.Reads + after.Writes - before.Reads - before.Writes + now.Reads + now.Writes - was.Reads - was.Writes)
		n++
	}
	b.ReportMetric(float64(calls)/float64(n), "calls/issue")
}
