package sqlite

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

func openBench(b *testing.B) *Store {
	b.Helper()
	s, err := Open(context.Background(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// How many small durable updates a second does a group commit give, and how
// many would single commits give (callers=1)?
func BenchmarkUpdate(b *testing.B) {
	for _, callers := range []int{1, 8, 32} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			s := openBench(b)
			ctx := context.Background()
			before := s.Stats()
			inParallel(b, callers, func(i int) error {
				return s.Update(ctx, func(tx store.Tx) error {
					return tx.Meta().Put(fmt.Sprintf("cursor/%d", i%1000), "2026-11-22T10:00:00Z")
				})
			})
			after := s.Stats()
			b.ReportMetric(float64(after.Updates-before.Updates)/float64(max(1, after.Commits-before.Commits)), "updates/commit")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
		})
	}
}

// inParallel shares b.N calls among callers.
func inParallel(b *testing.B, callers int, fn func(i int) error) {
	b.ReportAllocs()
	b.ResetTimer()
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			for i := c; i < b.N; i += callers {
				if err := fn(i); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.StopTimer()
}

// benchIssue is an issue of about n bytes with the texture of a real one.
func benchIssue(n int) hub.Issue {
	is := hub.Issue{
		Ref: hub.Ref{ID: "10042", Key: "PRJ-42"}, Project: "PRJ", Type: "Bug", Summary: "Export fails for large projects",
		Status: "In Progress", Priority: "High", Labels: []string{"export", "customer"},
		Assignee: &hub.User{ID: "u1", Name: "Ada", Email: "ada@example.org"},
		Created:  time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Updated: time.Date(2026, 1, 3, 3, 4, 5, 0, time.UTC),
		CustomFields: hub.Values{"Team": "blue", "Points": hub.Number("5"), "Seen": time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)},
	}
	words := strings.Fields("the export of a large project stops after some minutes with a message that nobody can read and the log shows that memory was short on that machine")
	for i := 0; n > 900; i++ {
		var body []string
		for w := range 40 {
			body = append(body, words[(i*7+w*w)%len(words)])
		}
		c := hub.Comment{ID: fmt.Sprint(i), Author: is.Assignee, Body: strings.Join(body, " "), Created: is.Created}
		is.Comments = append(is.Comments, c)
		n -= 360
	}
	is.Description = strings.Repeat("It stops here. ", max(0, n-500)/15)
	return is
}

func benchEnd(n int, k hub.EndKey) *hub.End {
	is := benchIssue(n)
	return &hub.End{EndKey: k, Connection: "c1", Tracker: "jira", State: hub.EndActive, Local: is.Ref,
		Captured: is, CapRev: "7", Base: is.Parts(), Received: is, OutSeq: 3, InSeq: 2, TouchedAt: 1767322800000}
}

// What does it cost to store and to read an end whose issue has 1 kB or 14 kB?
func BenchmarkEnd(b *testing.B) {
	ctx := context.Background()
	for _, size := range []int{1 << 10, 14 << 10} {
		k := hub.EndKey{Pair: "p1", Side: hub.Initiator}
		b.Run(fmt.Sprintf("put/bytes=%d", size), func(b *testing.B) {
			s := openBench(b)
			end := benchEnd(size, k)
			b.ReportAllocs()
			err := s.Update(ctx, func(tx store.Tx) error {
				for b.Loop() {
					end.OutSeq++
					if err := tx.Ends().Put(end); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			st := s.Stats()
			b.ReportMetric(float64(st.Bodies)/float64(b.N), "B/body")
			b.ReportMetric(float64(st.Packed)/float64(b.N), "B/packed")
		})
		b.Run(fmt.Sprintf("get/bytes=%d", size), func(b *testing.B) {
			s := openBench(b)
			put := func(tx store.Tx) error { return tx.Ends().Put(benchEnd(size, k)) }
			if err := s.Update(ctx, put); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			err := s.View(ctx, func(tx store.Tx) error {
				for b.Loop() {
					if _, err := tx.Ends().Get(k); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}

// What does it cost to store an event again: with nothing changed that is
// indexed, with another state, with another issue?
func BenchmarkEvent(b *testing.B) {
	ctx := context.Background()
	for name, change := range map[string]func(*hub.Event, int){
		"attempt": func(ev *hub.Event, i int) { ev.Attempt = i },
		"state":   func(ev *hub.Event, i int) { ev.State = []hub.State{hub.Running, hub.Waiting}[i%2] },
		"issue":   func(ev *hub.Event, i int) { ev.Issue = fmt.Sprint(i) },
	} {
		b.Run(name, func(b *testing.B) {
			s := openBench(b)
			fillEnds(b, s, 1000)
			b.ReportAllocs()
			err := s.Update(ctx, func(tx store.Tx) error {
				ev, err := tx.Events().Get("500")
				for i := 0; err == nil && b.Loop(); i++ {
					change(ev, i)
					err = tx.Events().Put(ev)
				}
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}

// What does one step of an event cost: read the event and its end in a view,
// store both with a little changed, durably, with so many workers at it?
func BenchmarkStep(b *testing.B) {
	ctx := context.Background()
	for _, size := range []int{1 << 10, 14 << 10} {
		for _, callers := range []int{1, 8, 32} {
			b.Run(fmt.Sprintf("bytes=%d/callers=%d", size, callers), func(b *testing.B) {
				s := openBench(b)
				is := benchIssue(size)
				err := s.Update(ctx, func(tx store.Tx) error {
					for i := range 100 {
						k := hub.EndKey{Pair: hub.PairID(fmt.Sprint("p", i)), Side: hub.Initiator}
						ev := &hub.Event{ID: hub.EventID(fmt.Sprint("e", i)), EndKey: k, Connection: "c1", Lane: hub.Out,
							Step: hub.StepPrepare, State: hub.Running, Snapshot: &is, Created: is.Created,
							Envelope: &hub.Envelope{ID: "x", Seq: 1, Replica: &hub.Replica{Issue: is}}}
						if err := tx.Ends().Put(benchEnd(size, k)); err != nil {
							return err
						}
						if err := tx.Events().Put(ev); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
				inParallel(b, callers, func(i int) error { return benchStep(ctx, s, i%100) })
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "steps/s")
			})
		}
	}
}

func benchStep(ctx context.Context, s *Store, i int) error {
	var end *hub.End
	var ev *hub.Event
	err := s.View(ctx, func(tx store.Tx) (err error) {
		if ev, err = tx.Events().Get(hub.EventID(fmt.Sprint("e", i))); err == nil {
			end, err = tx.Ends().Get(ev.EndKey)
		}
		return err
	})
	if err != nil {
		return err
	}
	ev.Attempt++
	end.OutSeq++
	end.Captured.Status = fmt.Sprint(ev.Attempt)
	return s.Update(ctx, func(tx store.Tx) error {
		if err := tx.Events().Put(ev); err != nil {
			return err
		}
		return tx.Ends().Put(end)
	})
}

// Does an end or an event cost more when there are many? The contract of the
// node says it must not.
func BenchmarkAmong(b *testing.B) {
	ctx := context.Background()
	for _, n := range []int{1_000, 100_000} {
		s := openBench(b)
		fillEnds(b, s, n)
		for name, op := range map[string]func(tx store.Tx, i int) error{
			"get": func(tx store.Tx, i int) error {
				_, err := tx.Ends().Get(benchKey(i))
				return err
			},
			"put": func(tx store.Tx, i int) error {
				e := benchEnd(1<<10, benchKey(i))
				e.Local = hub.Ref{ID: fmt.Sprint(i), Key: fmt.Sprint("PRJ-", i)}
				e.OutSeq++
				return tx.Ends().Put(e)
			},
			"byIssue": func(tx store.Tx, i int) error {
				keys, err := tx.Ends().ByIssue("jira", fmt.Sprint(i))
				if err == nil && len(keys) != 1 {
					err = fmt.Errorf("%d ends of issue %d", len(keys), i)
				}
				return err
			},
			"ofEnd": func(tx store.Tx, i int) error { return walk(tx.Events().OfEnd(benchKey(i)), 1) },
			"list of ends": func(tx store.Tx, i int) error {
				return walk(tx.Ends().List(store.EndQuery{Connection: "c1", After: benchKey(i).Pair, Limit: 50}), 0)
			},
			"search of ends": func(tx store.Tx, i int) error {
				return walk(tx.Ends().List(store.EndQuery{Search: fmt.Sprintf("prj-%d", i), Limit: 50}), 0)
			},
			"list of failed events": func(tx store.Tx, i int) error {
				return walk(tx.Events().List(store.EventQuery{States: []hub.State{hub.Failed}, Limit: 50}), 0)
			},
			"counts": func(tx store.Tx, i int) error { _, err := tx.Events().Counts(""); return err },
		} {
			b.Run(fmt.Sprintf("%s/ends=%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				err := s.Update(ctx, func(tx store.Tx) error {
					for b.Loop() {
						i += 7919 // a prime: walks all over the keys
						if err := op(tx, i%n); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			})
		}
	}
}

func benchKey(i int) hub.EndKey {
	return hub.EndKey{Pair: hub.PairID(fmt.Sprintf("pair-%08d", i)), Side: hub.Initiator}
}

func fillEnds(b *testing.B, s *Store, n int) {
	b.Helper()
	for from := 0; from < n; from += 1000 {
		err := s.Update(context.Background(), func(tx store.Tx) error {
			for i := from; i < min(n, from+1000); i++ {
				e := benchEnd(1<<10, benchKey(i))
				e.Local = hub.Ref{ID: fmt.Sprint(i), Key: fmt.Sprint("PRJ-", i)}
				ev := &hub.Event{ID: hub.EventID(fmt.Sprint(i)), EndKey: e.EndKey, Connection: "c1", Lane: hub.Out, State: hub.Blocked}
				if err := errors.Join(tx.Ends().Put(e), tx.Events().Put(ev)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func walk[T any](seq iter.Seq2[T, error], want int) error {
	n := 0
	for _, err := range seq {
		if err != nil {
			return err
		}
		n++
	}
	if n < want {
		return fmt.Errorf("%d entries, want %d", n, want)
	}
	return nil
}
