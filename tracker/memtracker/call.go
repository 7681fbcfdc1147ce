package memtracker

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Call is one call of a connector.
type Call struct {
	N     int    // counts the calls of the tracker from 1
	Name  string // of the method
	Ref   hub.Ref
	Write bool
	Mark  string // that the write was given
	Phase Phase
}

// Phase says whether a call's effect has happened.
type Phase string

// The phases of a call.
const (
	Before Phase = "before"
	After  Phase = "after"
)

// Fate is what becomes of one call; the zero value lets it pass.
type Fate struct {
	Kind  FateKind
	After time.Duration // of Late
	Err   error         // of Failed
}

// FateKind names a fate.
type FateKind string

// The fates of a call. All but Failed are for writes.
const (
	Pass   FateKind = ""
	Lost   FateKind = "lost"   // it takes effect, the answer is lost
	Late   FateKind = "late"   // no answer; it takes effect later
	Never  FateKind = "never"  // no answer, no effect
	Failed FateKind = "failed" // Err is the answer, no effect
)

// Counts says how many calls connectors made, failed ones included.
type Counts struct {
	Reads, Writes int
	By            map[string]int // by name of the method
}

// Effect is one write that reached the tracker and was taken, be it late, and
// whether or not its answer arrived.
type Effect struct {
	Call    Call
	At      time.Time
	Receipt tracker.Receipt // as it was, or would have been, answered
	Changed bool            // false if everything was there already
}

// landing is a write on its way after its caller was told that nobody answered.
type landing struct {
	due    time.Time
	call   Call
	effect func(*Tracker) (tracker.Receipt, error)
}

// enter takes a call to the moment before its effect.
func (t *Tracker) enter(ctx context.Context, call *Call) (Fate, error) {
	if ctx.Err() != nil {
		return Fate{}, lost(ctx.Err())
	}
	t.lock()
	t.counts.By[call.Name]++
	if call.Write {
		t.counts.Writes++
	} else {
		t.counts.Reads++
	}
	call.N = t.counts.Reads + t.counts.Writes
	decide, latency := t.knobs.Fate, t.knobs.Latency
	t.mu.Unlock()

	call.Phase = Before
	if t.cfg.OnCall != nil {
		if err := t.cfg.OnCall(*call); err != nil {
			return Fate{}, err
		}
	}
	var fate Fate
	if decide != nil {
		fate = decide(*call)
	}
	if err := wait(ctx, latency); err != nil {
		return Fate{}, err
	}
	t.lock()
	defer t.mu.Unlock()
	return t.decide(*call, fate)
}

// decide settles a call's fate by the knobs, of which it uses up the counters.
func (t *Tracker) decide(call Call, fate Fate) (Fate, error) {
	k := &t.knobs
	switch {
	case fate.Kind == Failed:
		return fate, fate.Err
	case fate.Kind != Pass:
		return fate, nil
	case k.Down:
		return fate, lost(nil)
	case k.Denied:
		return fate, &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "the tracker refuses our credentials"}
	case k.BusyNext > 0:
		k.BusyNext--
		return fate, &hub.Error{
			Code: hub.Busy, Scope: hub.ScopeTracker, RetryIn: k.RetryIn, Message: "the tracker asks us to slow down",
		}
	case !call.Write:
		return fate, nil
	case k.NeverNext > 0:
		k.NeverNext--
		fate.Kind = Never
	case k.LateNext > 0:
		k.LateNext--
		fate.Kind, fate.After = Late, k.LateBy
	case k.LoseNext > 0:
		k.LoseNext--
		fate.Kind = Lost
	case k.LoseEvery > 0 && t.counts.Writes%k.LoseEvery == 0:
		fate.Kind = Lost
	}
	return fate, nil
}

// leave takes a call from its effect to its answer.
func (t *Tracker) leave(ctx context.Context, call Call) error {
	call.Phase = After
	if t.cfg.OnCall != nil {
		if err := t.cfg.OnCall(call); err != nil {
			return err
		}
	}
	t.lock()
	answer := t.knobs.Answer
	t.mu.Unlock()
	return wait(ctx, answer)
}

// read runs a reading call; look is called under the lock.
func (t *Tracker) read(ctx context.Context, call Call, look func() error) error {
	fate, err := t.enter(ctx, &call)
	if err != nil {
		return err
	}
	if fate.Kind != Pass {
		return lost(nil) // a read that is late or lost is one without an answer
	}
	t.lock()
	err = look()
	t.mu.Unlock()
	if left := t.leave(ctx, call); left != nil {
		return left
	}
	return err
}

// write runs a writing call; effect is called under the lock, at once, later or
// never, so it must hold copies of whatever it writes.
func (t *Tracker) write(ctx context.Context, call Call, effect func(*Tracker) (tracker.Receipt, error)) (tracker.Receipt, error) {
	call.Write = true
	fate, err := t.enter(ctx, &call)
	if err != nil {
		return tracker.Receipt{}, err
	}
	switch fate.Kind {
	case Never:
		return tracker.Receipt{}, lost(nil)
	case Late:
		t.lock()
		t.late = append(t.late, landing{t.cfg.Now().Add(fate.After), call, effect})
		t.mu.Unlock()
		return tracker.Receipt{}, lost(nil)
	}
	t.lock()
	r, err := t.take(call, effect)
	t.mu.Unlock()
	if left := t.leave(ctx, call); left != nil {
		return tracker.Receipt{}, left
	}
	if fate.Kind == Lost {
		return tracker.Receipt{}, lost(nil)
	}
	return r, err
}

// take lets a write happen and notes it.
func (t *Tracker) take(call Call, effect func(*Tracker) (tracker.Receipt, error)) (tracker.Receipt, error) {
	before := t.seq
	t.ours = true
	r, err := effect(t)
	t.ours = false
	if err != nil {
		return tracker.Receipt{}, err
	}
	call.Phase = After
	t.effects = append(t.effects, Effect{call, t.now(), r, t.seq != before})
	return r, nil
}

// wait returns after d, or with Unreachable as soon as ctx ends.
func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		if ctx.Err() != nil {
			return lost(ctx.Err())
		}
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return lost(ctx.Err())
	}
}

// lost says that no answer came; why is for the log, and may be nil.
func lost(why error) error {
	return &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the tracker did not answer", Err: why}
}
