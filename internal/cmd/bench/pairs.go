package main

import (
	"context"
	"time"
)

// Does an event cost the same however many pairs are kept? The edits are all over
// the place, not in order of age, as many are under way at every size, and the
// sizes take turns.
func (b *bench) pairs(ctx context.Context) error {
	var rigs []*rig
	defer func() {
		for _, r := range rigs {
			_ = r.stop() // its folder goes with the others
		}
	}()
	for _, n := range b.sizes {
		began := time.Now()
		r, err := b.newRig(ctx, setup{pairs: n, burst: b.sizes[0]})
		if err != nil {
			return err
		}
		rigs = append(rigs, r)
		s := r.lite.Stats()
		b.say("%d pairs: database of %.0f MB, %.1f kB of records for each end, seeded in %.0f s", n, float64(s.File+s.Log)/1e6,
			float64(s.Bodies)/float64(2*n)/1000, time.Since(began).Seconds())
	}
	speed, busy := make([][]float64, len(rigs)), make([][]float64, len(rigs))
	k := 0
	for range b.rounds {
		for i, r := range rigs {
			used := processor()
			took, err := r.edits(ctx, b.changes, func(j int) int { return (k+j)*7919%r.pairs + 1 })
			if err != nil {
				return err
			}
			speed[i] = append(speed[i], float64(b.changes)/took.Seconds())
			busy[i] = append(busy[i], (processor()-used).Seconds()*1000/float64(b.changes))
		}
		k += b.changes
	}
	first, last := median(busy[0]), median(busy[len(busy)-1])
	for i, r := range rigs {
		b.violation(r.same(), "of the pairs show something else than their twins")
		b.say("%d pairs: %.0f events/s, %.2f ms of processor time each", r.pairs, median(speed[i]), median(busy[i]))
	}
	b.say("  an event at %d pairs costs %.2f of one at %d (aim: 1.20)", rigs[len(rigs)-1].pairs, last/first, rigs[0].pairs)
	b.figure("pairs.cost", last/first)
	return nil
}
