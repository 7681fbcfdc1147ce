package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
	"github.com/entwine-sync/entwine/tracker"
)

// edits makes n edits, a burst at a time and of each pair one at a time, and
// returns how long it took until all were acknowledged.
func (r *rig) edits(ctx context.Context, n int, pick func(i int) int) (time.Duration, error) {
	began := time.Now()
	_, before := r.B.made()
	// What was noticed of our own writes may be events, too: it is the writes that
	// are counted, and then all has to come to rest.
	arrived := func(n int) error {
		err := r.until(ctx, func() bool {
			_, now := r.B.made()
			return now-before >= n
		})
		if err == nil {
			err = r.rest(ctx)
		}
		return err
	}
	burst := r.pairs
	if r.burst > 0 {
		burst = min(burst, r.burst)
	}
	for i := range n {
		if i > 0 && i%burst == 0 {
			if err := arrived(i); err != nil {
				return 0, err
			}
		}
		r.A.edit(pick(i), fmt.Sprintf("Edit %d of %s", i, began.Format(time.StampMicro)))
	}
	err := arrived(n)
	took := time.Since(began)
	if _, now := r.B.made(); err == nil && now-before != n {
		err = fmt.Errorf("%d edits were made, %d arrived", n, now-before)
	}
	r.did.edits += n
	return took, err
}

func (r *rig) inTurn(i int) int { return i%r.pairs + 1 }

// same compares what the two sites show, and returns how many pairs differ.
func (r *rig) same() int {
	differ := 0
	for n := range r.A.issues {
		if b := r.B.issues[n]; b == nil || b.Summary != r.A.issues[n].Summary {
			differ++
		}
	}
	return differ
}

// How many changes a second go the whole way, from a person's edit to the
// acknowledgement, and how much of what the database alone could take is that?
// A copier that reads, maps and writes, and remembers nothing, is what no tool
// can be faster than.
func (b *bench) whole(ctx context.Context) error {
	r, err := b.newRig(ctx, setup{pairs: b.few})
	if err != nil {
		return err
	}
	defer r.stop()
	var events, most, copied []float64
	var cpu time.Duration
	before := r.lite.Stats()
	n := 0
	for range b.rounds { // in turn, so that neighbours disturb all three
		busy := processor()
		took, err := r.edits(ctx, b.changes, r.inTurn)
		if err != nil {
			return err
		}
		cpu += processor() - busy
		n += b.changes
		events = append(events, float64(b.changes)/took.Seconds())
		c, err := b.ceiling(ctx, b.changes)
		if err != nil {
			return err
		}
		most = append(most, c)
		if c, err = copier(ctx, b.few, b.changes); err != nil {
			return err
		}
		copied = append(copied, c)
	}
	after := r.lite.Stats()
	b.violation(r.same(), "of the pairs show something else than their twins")
	e, c, k := median(events), median(most), median(copied)
	b.say("whole way, SQLite: %.0f events/s (of %d rounds: %.0f to %.0f), %.2f ms of processor time each", e, b.rounds, slices.Min(events), slices.Max(events), cpu.Seconds()*1000/float64(n))
	b.say("  updates of the database for each: %.2f, commits to disk: %.2f", float64(after.Updates-before.Updates)/float64(n), float64(after.Commits-before.Commits)/float64(n))
	b.say("  ceiling, the same writes and nothing else: %.0f events/s; reached: %.2f of it (aim 0.50)", c, e/c)
	b.say("  a copier that remembers nothing: %.0f events/s; reached: %.2f of it", k, e/k)
	b.figure("whole.sqlite.events", e)
	b.figure("whole.sqlite.ceiling", e/c)
	return nil
}

// ceiling is how many events a second the database takes, with as many updates,
// records and bytes for each as the engine makes, from as many callers, and
// nothing else to do.
func (b *bench) ceiling(ctx context.Context, n int) (float64, error) {
	r := &rig{setup: setup{pairs: b.few}, A: newSite("a", b.few), B: newSite("b", b.few)}
	s, err := sqlite.Open(ctx, b.dir+"/ceiling", sqlite.Options{})
	if err != nil {
		return 0, err
	}
	defer s.Close()
	r.store = s
	if err := r.seed(ctx); err != nil {
		return 0, err
	}
	const callers = 64 // as many as a node has workers
	began, work, errs := time.Now(), make(chan int), make([]error, callers)
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			for k := range work {
				if errs[i] == nil {
					errs[i] = r.writes(ctx, k)
				}
			}
		})
	}
	for k := range n {
		work <- k
	}
	close(work)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return float64(n) / time.Since(began).Seconds(), nil
}

// writes stores what the engine stores for one edit: noticed, told, received,
// planned, applied and acknowledged.
func (r *rig) writes(ctx context.Context, k int) error {
	n := r.inTurn(k)
	pair := pairOf(n)
	is := r.A.template(n)
	is.Summary = fmt.Sprintf("Edit %d", k)
	event := func(side hub.Side, lane hub.Lane, step hub.Step) *hub.Event {
		return &hub.Event{ID: hub.EventID(fmt.Sprintf("%d-%s-%d", k, side, time.Now().UnixNano())), Connection: connection, EndKey: hub.EndKey{Pair: pair, Side: side},
			Tracker: "a", Issue: is.Ref.ID, Lane: lane, Step: step, State: hub.Waiting, Created: time.Now()}
	}
	out, in := event(hub.Initiator, hub.Out, hub.StepCapture), event(hub.Acceptor, hub.In, hub.StepPlan)
	envelope := editOf(r.A, n, k)
	envelope.ID = out.ID
	puts := func(end hub.Side, events ...*hub.Event) error {
		return r.store.Update(ctx, func(tx store.Tx) error {
			if end != "" {
				e, err := tx.Ends().Get(hub.EndKey{Pair: pair, Side: end})
				if err != nil {
					return err
				}
				e.Captured.Summary, e.Base["summary"] = is.Summary, is.Summary
				e.OutSeq++
				if end == hub.Acceptor {
					e.Received = is
				}
				if err := tx.Ends().Put(e); err != nil {
					return err
				}
			}
			for _, ev := range events {
				if err := tx.Events().Put(ev); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := puts("", out); err != nil {
		return err
	}
	out.Step, out.Envelope = hub.StepSend, &envelope
	if err := puts(hub.Initiator, out); err != nil {
		return err
	}
	arrived := envelope
	in.Envelope = &arrived
	if err := puts("", in); err != nil {
		return err
	}
	in.Step, in.Apply = hub.StepApply, &hub.Apply{Want: is, Expected: is, Rev: is.Rev, Ops: []hub.Op{{Do: hub.DoSet, Parts: []hub.Part{"summary"}, State: hub.OpIntent}}}
	if err := puts("", in); err != nil {
		return err
	}
	in.Apply = &hub.Apply{Ops: in.Apply.Ops, Done: 1}
	for _, ev := range []*hub.Event{in, out} {
		ev.Step, ev.State, ev.Finished = hub.StepDone, hub.Done, time.Now()
	}
	return puts(hub.Acceptor, in, out)
}

// copier carries changes over as the simplest program could: it reads what
// changed, maps it by the same rules and writes it, many at a time, and keeps
// nothing: what is under way when it stops is lost or done twice.
func copier(ctx context.Context, pairs, n int) (float64, error) {
	a, b := newSite("a", pairs), newSite("b", pairs)
	began, work := time.Now(), make(chan hub.Ref)
	var wg sync.WaitGroup
	errs := make([]error, 64)
	for i := range errs {
		wg.Go(func() {
			for ref := range work {
				if err := carry(ctx, a, b, ref); err != nil {
					errs[i] = err
				}
			}
		})
	}
	cursor, _ := a.Head(ctx)
	for done := 0; done < n; {
		for range min(pairs, n-done) {
			a.edit(done%pairs+1, fmt.Sprintf("Edit %d", done))
			done++
		}
		for c, err := range a.Changes(ctx, cursor) {
			if err != nil {
				return 0, err
			}
			cursor = c.Next
			work <- c.Ref
		}
	}
	close(work)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return float64(n) / time.Since(began).Seconds(), nil
}

func carry(ctx context.Context, a, b *site, ref hub.Ref) error {
	is, err := a.Get(ctx, ref)
	if err != nil {
		return err
	}
	told, err := rule.Basic{}.Outgoing(ctx, rule.Out{Issue: *is})
	if err != nil {
		return err
	}
	there, err := b.Get(ctx, ref)
	if err != nil {
		return err
	}
	w, err := rule.Basic{Project: b.project}.Incoming(ctx, rule.In{Replica: told, Issue: *there})
	if err != nil {
		return err
	}
	p := tracker.Patch{}
	for _, part := range there.Parts().Diff(w.Issue.Parts()) {
		p.Fields.Take(part, &w.Issue)
	}
	_, err = b.Set(ctx, tracker.Write{Ref: ref}, p)
	return err
}

func median(l []float64) float64 {
	l = slices.Sorted(slices.Values(l))
	if len(l) == 0 {
		return 0
	}
	return l[len(l)/2]
}
