package local

import (
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// pending adds events of so many ends, in few transactions.
func (d *desk) pending(ends int) {
	d.t.Helper()
	const lot = 5000
	for from := 0; from < ends; from += lot {
		var evs []*hub.Event
		for i := from; i < min(ends, from+lot); i++ {
			evs = append(evs, d.event(fmt.Sprintf("p%06d", i), hub.StepCapture))
		}
		d.add(evs...)
	}
}

// Does taking and finishing an event cost more when many ends have something
// pending? It must not: a node that has been down for a week catches up at the
// speed of one that has not. Most of what is measured is the store's commit.
func BenchmarkTakeDone(b *testing.B) {
	for _, ends := range []int{100, 100_000} {
		b.Run(fmt.Sprintf("ends=%d", ends), func(b *testing.B) {
			d := newDesk(b)
			d.pending(ends)
			b.ReportAllocs()
			for b.Loop() {
				ev, le := d.take()
				if ev == nil {
					b.Fatal("nothing is due")
				}
				d.done(ev, le, hub.StepCapture) // so that as many are pending as before
			}
			if n := d.Depth(); n != ends {
				b.Fatalf("%d pending", n)
			}
		})
	}
}

// The same without the store: what does the index alone take?
func BenchmarkTakeRelease(b *testing.B) {
	for _, ends := range []int{100, 100_000} {
		b.Run(fmt.Sprintf("ends=%d", ends), func(b *testing.B) {
			d := newDesk(b)
			d.pending(ends)
			b.ReportAllocs()
			for b.Loop() {
				le, _ := d.next()
				if le == nil {
					b.Fatal("nothing is due")
				}
				le.Release()
			}
		})
	}
}

// How long does a node stand still to look at everything: at a start, and when
// a tracker answers again (the lock is held for so long)?
func BenchmarkLookAtAll(b *testing.B) {
	const ends = 100_000
	d := newDesk(b)
	d.pending(ends)
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			d.open()
		}
		if n := d.Depth(); n != ends {
			b.Fatalf("%d pending", n)
		}
	})
	b.Run("resume", func(b *testing.B) {
		for b.Loop() {
			d.mu.Lock()
			d.lookAll()
			d.mu.Unlock()
		}
	})
}

// Does an end with a long tail behind a blocked head slow down what is added?
func BenchmarkAddBehindABlockedHead(b *testing.B) {
	for _, behind := range []int{1, 1000} {
		b.Run(fmt.Sprintf("behind=%d", behind), func(b *testing.B) {
			d := newDesk(b)
			var evs []*hub.Event
			for range behind {
				evs = append(evs, d.event("p", hub.StepCapture))
			}
			d.add(evs...)
			ev, le := d.take()
			d.fail(ev, le, refused(hub.ScopeIssue))
			last := evs[len(evs)-1]
			b.ReportAllocs()
			for b.Loop() {
				d.update(func(tx store.Tx) error { return d.Wake(tx, last) })
			}
			if n := d.Depth(); n != behind {
				b.Fatalf("%d pending", n)
			}
		})
	}
}
