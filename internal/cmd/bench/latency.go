package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"
)

// How long does an edit take to arrive at the other tracker, while fifty of them
// are made in every second?
func (b *bench) latency(ctx context.Context) error {
	const every = 20 * time.Millisecond
	r, err := b.newRig(ctx, setup{pairs: b.few})
	if err != nil {
		return err
	}
	defer r.stop()
	var mu sync.Mutex
	made, took := map[string]time.Time{}, []float64{}
	r.B.took = func(id string) {
		mu.Lock()
		defer mu.Unlock()
		took = append(took, time.Since(made[id]).Seconds()*1000)
	}
	n := int(b.listen / every)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for i := range n { // at their times, however long each takes
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
		mu.Lock()
		made[strconv.Itoa(r.inTurn(i))] = time.Now()
		mu.Unlock()
		r.A.edit(r.inTurn(i), fmt.Sprintf("Edit %d", i))
	}
	err = r.until(ctx, func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(took) >= n
	})
	if err != nil {
		return err
	}
	b.violation(r.same(), "of the pairs show something else than their twins")
	r.did.edits += n
	slices.Sort(took)
	at := func(q int) float64 { return took[len(took)*q/100] }
	b.say("edit to applied, at 50 a second for %s: p50 %.1f ms, p99 %.1f ms, at most %.1f ms (aim: p99 50 ms)", b.listen, at(50), at(99), took[len(took)-1])
	b.figure("latency.p99", at(99))
	return nil
}
