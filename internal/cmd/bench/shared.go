package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// startPostgres returns who gives the addresses of empty schemas of a server for
// this run, and who ends it.
func startPostgres() (url func() (string, error), end func() error) {
	return func() (string, error) { return pgtest.Schema(context.Background()) }, pgtest.Stop
}

// How many changes a second go the whole way where processes share a PostgreSQL
// database: with one process and with two, when trackers answer at once and in 20
// ms? Twelve steps at a time are what six requests at a time at each of two trackers
// come to, as many as a process allows itself: then the machine is what binds. With
// three, the trackers are.
func (b *bench) shared(ctx context.Context) error {
	for _, c := range []struct {
		latency time.Duration
		steps   int
	}{{0, 12}, {20 * time.Millisecond, 12}, {20 * time.Millisecond, 3}} {
		var rigs []*rig
		for workers := 1; workers <= 2; workers++ {
			url, err := b.url()
			if none := pgtest.Missing(""); errors.As(err, &none) {
				b.say("skipped: %s", none)
				return nil
			} else if err != nil {
				return err
			}
			r, err := b.newRig(ctx, setup{pairs: b.few, latency: c.latency, url: url, workers: workers, steps: c.steps})
			if err != nil {
				return err
			}
			rigs = append(rigs, r)
		}
		err := b.oneAndTwo(ctx, c.latency, c.steps, rigs)
		for _, r := range rigs {
			err = errors.Join(err, r.stop())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// oneAndTwo has one worker and two take turns.
func (b *bench) oneAndTwo(ctx context.Context, latency time.Duration, steps int, rigs []*rig) error {
	speed, busy := make([][]float64, 2), make([][]float64, 2)
	n := b.changes / 6 // a database of its own takes longer for each
	for range b.rounds {
		for i, r := range rigs {
			used := processor()
			took, err := r.edits(ctx, n, r.inTurn)
			if err != nil {
				return err
			}
			speed[i] = append(speed[i], float64(n)/took.Seconds())
			busy[i] = append(busy[i], (processor()-used).Seconds()*1000/float64(n))
		}
	}
	one, two := median(speed[0]), median(speed[1])
	for _, r := range rigs {
		b.violation(r.same(), "of the pairs show something else than their twins")
	}
	b.say("whole way, PostgreSQL, trackers answer in %s, %d steps at a time for each worker: one %.0f events/s (%.2f ms of processor time each, the server's not counted), two %.0f (%.2f ms)",
		latency, steps, one, median(busy[0]), two, median(busy[1]))
	b.say("  two are %.2f of one (aim at 20 ms: 1.8)", two/one)
	b.figure(fmt.Sprintf("whole.postgres.two.%s.%d", latency, steps), two/one)
	return nil
}
