package node

import (
	"context"
	"time"
)

// Rest says how AtRest waits.
type Rest struct {
	// Waiting, if not nil, is asked when all seems at rest, and answers why it is
	// not: a tracker may know of a change before it can tell it. It is told which
	// trackers do not answer.
	Waiting func(ctx context.Context, silent map[string]string) (why string, err error)
	// Progress, if not nil, hears a few times a second how it stands.
	Progress func(Standing)
	// Patience is how long nothing at all may come to pass before what is left
	// counts as stuck; zero: 30 s, which is longer than the first five tries of
	// anything.
	Patience time.Duration
}

// Standing is how far the work has come.
type Standing struct {
	Events  int64  `json:"events"`
	Effects int64  `json:"effects"`
	Pending int    `json:"pending"` // events that are not at an end, blocked ones included
	Why     string `json:"why,omitempty"`
}

// Rested is how a wait ended.
type Rested struct {
	Stuck   bool              `json:"stuck,omitempty"`   // something still tries, without getting on
	Silent  map[string]string `json:"silent,omitempty"`  // trackers that do not answer, and why
	Waiting string            `json:"waiting,omitempty"` // what it gave up waiting for
}

const (
	lookEvery = 50 * time.Millisecond  // how often AtRest looks
	askEvery  = 500 * time.Millisecond // how often it asks trackers again that had nothing new
)

// AtRest waits until all is at rest while Run is at work: the trackers have
// nothing new to tell, and what is left in the queue needs somebody.
func (n *Node) AtRest(ctx context.Context, o Rest) (Rested, error) {
	if o.Patience <= 0 {
		o.Patience = 30 * time.Second
	}
	w := restWait{node: n, opt: o, moved: time.Now()}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		done, err := w.look(ctx)
		if done || err != nil {
			return w.end, err
		}
		select {
		case <-ctx.Done():
			return w.end, ctx.Err()
		case <-tick.C:
		}
	}
}

type restWait struct {
	node  *Node
	opt   Rest
	last  Standing
	moved time.Time // when something came to pass last
	asked time.Time // when the trackers were asked to no avail
	end   Rested
}

func (n *Node) standing() Standing {
	c := n.engine.Counts()
	return Standing{Events: c.Events, Effects: c.Effects, Pending: n.queue.Depth()}
}

func (w *restWait) look(ctx context.Context) (done bool, err error) {
	s := w.node.standing()
	s.Why = w.last.Why
	if s != w.last {
		w.moved = time.Now()
	}
	w.last = s
	if w.opt.Progress != nil {
		w.opt.Progress(s)
	}
	late := time.Since(w.moved) > w.opt.Patience
	if !w.node.queue.Idle() {
		w.last.Why = ""
		return w.stuck(ctx, late)
	}
	if time.Since(w.asked) < askEvery {
		return false, ctx.Err()
	}
	if err := w.poll(ctx); err != nil {
		return false, err
	}
	// A poll that found something has put it into the queue by now, or it has
	// been worked off already: either shows.
	if now := w.node.standing(); !w.node.queue.Idle() || now.Events != s.Events || now.Effects != s.Effects {
		return false, nil
	}
	why := ""
	if w.opt.Waiting != nil {
		if why, err = w.opt.Waiting(ctx, w.end.Silent); err != nil {
			return false, err
		}
	}
	w.asked = time.Now()
	w.last.Why, w.end.Waiting = why, why
	if why != "" {
		return late, ctx.Err()
	}
	// A tracker that does not answer is given a moment: it may be starting.
	return len(w.end.Silent) == 0 || time.Since(w.moved) > silence, ctx.Err()
}

// stuck judges a queue that still has to do: whether it keeps trying in vain,
// and because a tracker does not answer.
func (w *restWait) stuck(ctx context.Context, late bool) (done bool, err error) {
	w.end.Stuck = late
	if late || time.Since(w.moved) < silence || time.Since(w.asked) < askEvery {
		return late, ctx.Err()
	}
	err = w.poll(ctx)
	w.asked = time.Now()
	w.end.Stuck = len(w.end.Silent) > 0
	return w.end.Stuck, err
}

// silence is how long a tracker may not answer before we go on without it.
const silence = 5 * time.Second

// poll asks every tracker for changes, and notes which do not answer.
func (w *restWait) poll(ctx context.Context) error {
	w.end.Silent = nil
	for _, t := range w.node.cfg.Trackers {
		err := w.node.engine.Poll(ctx, t.Name)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if w.end.Silent == nil {
				w.end.Silent = map[string]string{}
			}
			w.end.Silent[t.Name] = plainError(err)
		}
	}
	return nil
}
