package main

import (
	"context"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// How fast are issues taken in, how much memory does that take, and how soon is
// a person's edit carried over while it goes on? What the sites themselves hold
// is taken off: it grows with the issues made, and a real tracker is elsewhere.
func (b *bench) bulk(ctx context.Context) error {
	var most []float64
	for _, n := range b.bulks {
		m, err := b.bulkOf(ctx, n)
		if err != nil {
			return err
		}
		most = append(most, m)
	}
	last := len(b.bulks) - 1
	b.say("  heap in use at %d issues is %.2f of that at %d", b.bulks[last], most[last]/most[0], b.bulks[0])
	b.figure("bulk.heap", most[last]/most[0])
	return nil
}

func (b *bench) bulkOf(ctx context.Context, n int) (float64, error) {
	const few = 50 // pairs that people edit meanwhile
	r, err := b.newRig(ctx, setup{pairs: few, old: n})
	if err != nil {
		return 0, err
	}
	defer r.stop()
	base := float64(liveNow())
	overtaken := make(chan int, few) // issues made when an edit arrived
	r.B.took = func(string) {
		made, _ := r.B.made()
		overtaken <- made
	}
	worst, edits, next, at := 0, 0, 0, 0
	h, began, cpu := watchHeap(), time.Now(), processor()
	done := make(chan error, 1)
	go func() {
		_, err := r.engines[0].Bulk(ctx, connection, hub.Initiator, "old", nil)
		done <- err
	}()
	for running := true; running; {
		select {
		case err := <-done:
			if err != nil {
				return 0, err
			}
			running = false
		case made := <-overtaken:
			worst = max(worst, made-at)
			edits++
			next = 0
		case <-time.After(100 * time.Millisecond):
			if next != 0 {
				continue // the last edit is still on its way
			}
			next = edits%few + 1
			at, _ = r.B.made()
			r.A.edit(next, fmt.Sprintf("Edit %d while issues are taken in", edits))
		}
	}
	err = r.until(ctx, func() bool {
		made, _ := r.B.made()
		return made >= n
	})
	if err == nil {
		err = r.rest(ctx)
	}
	if err != nil {
		return 0, err
	}
	took, busy, peak := time.Since(began), processor()-cpu, float64(h.stop())
	b.check(r, 0)
	r.did.issues += n
	r.did.edits += edits
	grown := b.ofSites(r)
	node := peak - grown
	b.say("%d issues taken in: %.0f s, %.0f issues/s, %.2f ms of processor time each; heap in use at most %.0f MB, less %.0f MB that the sites hold: %.0f MB (%.0f MB before)",
		n, took.Seconds(), float64(n)/took.Seconds(), busy.Seconds()*1000/float64(n), peak/1e6, grown/1e6, node/1e6, base/1e6)
	b.say("  %d edits of other pairs meanwhile: between an edit and its arrival %d issues were made at most (a step of the run hands over 100)", edits, worst)
	b.figure(fmt.Sprintf("bulk.%d.rate", n), float64(n)/took.Seconds())
	b.figure(fmt.Sprintf("bulk.%d.overtaken", n), float64(worst))
	return node, nil
}

// ofSites is what the sites hold in memory, which they do not any more then.
func (b *bench) ofSites(r *rig) float64 {
	with := liveNow()
	for _, s := range []*site{r.A, r.B} {
		s.mu.Lock()
		s.issues, s.marks, s.feed = map[int]*hub.Issue{}, map[string]int{}, nil
		s.mu.Unlock()
	}
	return float64(with) - float64(liveNow())
}
