package main

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
)

// How many tracker calls does a new issue with three comments take, when trackers
// answer at once, in 20 ms and in 100 ms?
func (b *bench) calls(ctx context.Context) error {
	for _, latency := range []time.Duration{0, 20 * time.Millisecond, 100 * time.Millisecond} {
		r, err := b.newRig(ctx, setup{old: b.issues, remarks: 3, latency: latency})
		if err != nil {
			return err
		}
		took, err := r.takeIn(ctx)
		if err != nil {
			return err
		}
		a, _ := r.A.counts()
		there, writes := r.B.counts()
		n := float64(b.issues)
		b.check(r, 3)
		b.say("trackers answer in %s: %.2f calls for each issue on one side (searches and polls included), %.2f on the other, of which %.2f write; %.0f issues/s",
			latency, float64(a)/n, float64(there)/n, float64(writes)/n, n/took.Seconds())
		b.figure("calls."+latency.String(), float64(a+there)/n)
		if err := r.stop(); err != nil {
			return err
		}
	}
	return nil
}

// takeIn has the issues that there were taken in, and returns how long it took.
func (r *rig) takeIn(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	if _, err := r.engines[0].Bulk(ctx, connection, hub.Initiator, "old", nil); err != nil {
		return 0, err
	}
	err := r.until(ctx, func() bool {
		made, _ := r.B.made()
		return made >= r.old
	})
	if err == nil {
		err = r.rest(ctx)
	}
	r.did.issues += r.old
	return time.Since(began), err
}

// check counts issues and comments that are missing over there, or are there
// twice.
func (b *bench) check(r *rig, remarks int) {
	seen := map[string]int{}
	missing, doubled := 0, 0
	r.B.mu.Lock()
	defer r.B.mu.Unlock()
	for n, is := range r.B.issues {
		if n <= r.B.old {
			continue
		}
		seen[is.Summary]++
		texts := map[string]int{}
		for _, c := range is.Comments {
			if texts[c.Body]++; texts[c.Body] > 1 {
				doubled++
			}
		}
		missing += remarks - len(texts)
	}
	for n := r.pairs + 1; n <= r.A.old; n++ {
		is := r.A.issues[n]
		if is == nil {
			t := r.A.template(n)
			is = &t
		}
		switch found := seen[is.Summary]; {
		case found == 0:
			missing++
		case found > 1:
			doubled += found - 1
		}
	}
	b.violation(missing, "issues or comments are missing")
	b.violation(doubled, "issues or comments are there twice")
}

// What becomes of changes when one answer in twenty gets lost, on both sides,
// reads and writes alike?
func (b *bench) lost(ctx context.Context) error {
	quick := queue.Default
	quick.First, quick.Most = 20*time.Millisecond, time.Second // or most of the time is waiting
	r, err := b.newRig(ctx, setup{old: b.issues, remarks: 3, latency: time.Millisecond, policy: quick})
	if err != nil {
		return err
	}
	defer r.stop()
	for _, s := range []*site{r.A, r.B} {
		s.mu.Lock()
		s.drop = 0.05
		s.mu.Unlock()
	}
	search := func() error { // a run that ends with a lost answer is run again, as its owner would
		for {
			_, err := r.engines[0].Bulk(ctx, connection, hub.Initiator, "old", nil)
			if hub.CodeOf(err) != hub.Unreachable {
				return err
			}
		}
	}
	began := time.Now()
	if err := search(); err != nil {
		return err
	}
	arrived := func() bool {
		made, _ := r.B.made()
		return made >= b.issues
	}
	if err := r.until(ctx, arrived); err != nil {
		return err
	}
	if err := r.rest(ctx); err != nil {
		return err
	}
	edited := "edited while answers got lost "
	for n := 1; n <= b.issues; n++ {
		r.A.edit(n, edited+r.A.ref(n).ID)
	}
	shown := func() bool {
		r.B.mu.Lock()
		defer r.B.mu.Unlock()
		n := 0
		for _, is := range r.B.issues {
			if len(is.Summary) > len(edited) {
				n++
			}
		}
		return n >= b.issues
	}
	if err := r.until(ctx, shown); err != nil {
		return err
	}
	if err := r.rest(ctx); err != nil {
		return err
	}
	b.check(r, 3)
	r.did.issues += b.issues
	r.did.edits += b.issues
	r.did.lost += r.A.lost + r.B.lost
	a, _ := r.A.counts()
	c, _ := r.B.counts()
	b.say("%d issues with 3 comments each, taken in and then edited, %d of %d answers lost: %d missing or doubled; %.0f s", b.issues,
		r.A.lost+r.B.lost, a+c, b.violations, time.Since(began).Seconds())
	b.figure("lost.answers", float64(r.A.lost+r.B.lost))
	return nil
}
