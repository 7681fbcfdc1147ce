package rest

import (
	"container/list"
	"context"
	"crypto/sha256"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
)

// Pace is how fast a tracker may be asked.
type Pace struct {
	Rate     float64 // requests in any second, at most; zero: 10; negative: no limit
	Burst    int     // how many may go at once after a quiet time; zero: 10
	InFlight int     // how many may wait for an answer at a time; zero: 6, what browsers allow themselves
}

func (p Pace) withDefaults() Pace {
	p.Rate = or(p.Rate, 10) // GitLab.com allows 33, self-hosted trackers feel 20; nobody minds 10
	p.Burst = max(or(p.Burst, 10), 1)
	p.InFlight = max(or(p.InFlight, 6), 1)
	return p
}

// Pacers holds the limiters that clients share, one per site and credential. A
// process has one and gives it to all clients. The zero value is ready; it may
// be used from several goroutines.
type Pacers struct {
	mu  sync.Mutex
	all map[[sha256.Size]byte]*pacer
}

// get returns the pacer of an account. Where clients ask for different paces the
// slowest one holds for all: the tracker counts them together.
func (p *Pacers) get(site string, credential secret.Text, pace Pace) *pacer {
	key := sha256.Sum256([]byte(site + "\x00" + credential.Reveal()))
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all == nil {
		p.all = map[[sha256.Size]byte]*pacer{}
	}
	if p.all[key] == nil {
		p.all[key] = newPacer(pace.withDefaults())
	} else {
		p.all[key].tighten(pace.withDefaults())
	}
	return p.all[key]
}

// liveRun is how many live requests may overtake a waiting bulk one in a row.
// Without an end to it a busy day would stop a first import altogether.
const liveRun = 20

// pacer hands out turns. A turn needs a token of the bucket, a free place in
// flight and no pause by the tracker; live requests go before bulk ones.
type pacer struct {
	mu       sync.Mutex
	pace     Pace
	bucket   *rate.Limiter
	inFlight int
	bulk     int          // how many of those in flight are bulk
	live     int          // live turns given while bulk waited
	queues   [2]list.List // of *turn: live, bulk
	timer    *time.Timer  // for the next turn, if it waits for time to pass
	last     second
	slow     slowdown
}

// turn is one request's place in the queue.
type turn struct {
	deadline time.Time // of the request; zero: none
	patience time.Duration
	ready    chan struct{} // closed once the turn is given or refused
	given    bool
	refused  error
	bulk     bool
}

// refuse makes the turn Busy if it should not wait for a pause of that length.
func (t *turn) refuse(wait time.Duration) bool {
	late := !t.deadline.IsZero() && time.Until(t.deadline) <= wait
	if wait <= 0 || wait <= t.patience && !late {
		return false
	}
	t.refused = &hub.Error{Code: hub.Busy, Scope: hub.ScopeTracker, RetryIn: wait,
		Message: "the tracker asked us to pause"}
	return true
}

func newPacer(p Pace) *pacer {
	return &pacer{
		pace: p, bucket: rate.NewLimiter(asLimit(p.Rate), p.Burst),
		slow: slowdown{factor: 1},
	}
}

func asLimit(r float64) rate.Limit {
	if r < 0 {
		return rate.Inf
	}
	return rate.Limit(r)
}

func (p *pacer) tighten(n Pace) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pace.Rate < 0 || n.Rate >= 0 && n.Rate < p.pace.Rate {
		p.pace.Rate = n.Rate
	}
	p.pace.Burst = min(p.pace.Burst, n.Burst)
	p.pace.InFlight = min(p.pace.InFlight, n.InFlight)
	p.bucket.SetBurst(p.pace.Burst)
	p.adjust(time.Now())
}

// acquire waits for a turn. If the tracker asked for a pause that is longer than
// patience, or than ctx has left, it answers Busy at once with the time to come
// back: waiting would only hold a worker.
func (p *pacer) acquire(ctx context.Context, bulk bool, patience time.Duration) (*grant, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	t := &turn{deadline: deadline, patience: patience, ready: make(chan struct{}), bulk: bulk}
	p.mu.Lock()
	if t.refuse(time.Until(p.slow.until)) {
		p.mu.Unlock()
		return nil, t.refused
	}
	place := p.queue(bulk).PushBack(t)
	p.next()
	p.mu.Unlock()

	select {
	case <-t.ready:
		if t.refused != nil {
			return nil, t.refused
		}
		return &grant{p: p, bulk: bulk, at: time.Now()}, nil
	case <-ctx.Done():
		p.leave(t, place)
		return nil, ctx.Err()
	}
}

func (p *pacer) queue(bulk bool) *list.List {
	if bulk {
		return &p.queues[1]
	}
	return &p.queues[0]
}

// leave gives up a place in the queue, or the turn if it was given meanwhile.
func (p *pacer) leave(t *turn, place *list.Element) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.given {
		p.free(t.bulk)
	} else {
		p.queue(t.bulk).Remove(place) // does nothing if it was refused meanwhile
	}
	p.next()
}

func (p *pacer) free(bulk bool) {
	p.inFlight--
	if bulk {
		p.bulk--
	}
}

// next gives as many turns as there may be, and sets the timer for the one
// after. It is called with the lock held, whenever something has changed.
func (p *pacer) next() {
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	for {
		q := p.choose()
		if q == nil {
			if p.queues[0].Len()+p.queues[1].Len() == 0 {
				p.gather(time.Now())
			}
			return
		}
		if wait := p.wait(time.Now()); wait > 0 {
			p.timer = time.AfterFunc(wait, func() {
				p.mu.Lock()
				defer p.mu.Unlock()
				p.next()
			})
			return
		}
		p.give(q)
	}
}

// choose returns the queue whose turn it is, nil if nobody can go.
func (p *pacer) choose() *list.List {
	live, bulk := &p.queues[0], &p.queues[1]
	if p.inFlight >= p.pace.InFlight {
		return nil
	}
	// Bulk leaves one place free, so that nobody live waits for a slow export.
	bulkMay := bulk.Len() > 0 && p.bulk < max(p.pace.InFlight-1, 1)
	switch {
	case live.Len() > 0 && (!bulkMay || p.live < liveRun):
		return live
	case bulkMay:
		return bulk
	}
	return nil
}

// wait takes a token and returns zero, or says how long until there is one.
func (p *pacer) wait(now time.Time) time.Duration {
	if d := p.slow.until.Sub(now); d > 0 {
		p.gather(now)
		return d
	}
	p.adjust(now)
	d := p.last.wait(now, p.most())
	if d <= 0 {
		r := p.bucket.ReserveN(now, 1)
		if d = r.DelayFrom(now); d > 0 {
			r.CancelAt(now)
		}
	}
	if d > 0 {
		// Somebody waits: from here on they go one by one, at the rate, rather than all
		// that a second has at its beginning.
		p.bucket.SetBurstAt(now, 1)
	} else if p.counted() {
		p.last.add(now)
	}
	return d
}

// most is how many may go in a second. The burst is what was set, even above the
// rate that was; what the tracker says that it grants is another matter.
func (p *pacer) most() int {
	switch {
	case !p.counted():
		return math.MaxInt
	case p.slow.granted > 0:
		return max(int(p.slow.granted), 1)
	}
	return max(int(p.bucket.Limit()), p.pace.Burst)
}

func (p *pacer) counted() bool { return p.bucket.Limit() <= mostCounted }

// gather lets several go at once again, once that time will have passed in which
// nobody goes.
func (p *pacer) gather(now time.Time) { p.bucket.SetBurstAt(now, min(p.pace.Burst, p.most())) }

func (p *pacer) give(q *list.List) {
	t := q.Remove(q.Front()).(*turn) //nolint:forcetypeassert // only turns are put in
	p.inFlight++
	if t.bulk {
		p.bulk++
		p.live = 0
	} else if p.queues[1].Len() > 0 {
		p.live++
	} else {
		p.live = 0
	}
	t.given = true
	close(t.ready)
}

// grant is a turn in use.
type grant struct {
	p    *pacer
	bulk bool
	at   time.Time
}

// done ends the turn once the answer's header is there, not its body: a caller
// may hold one open while sending another request, as when an attachment goes
// from one issue to another, and must not wait for itself.
func (g *grant) done(h hints) {
	g.p.mu.Lock()
	defer g.p.mu.Unlock()
	g.p.free(g.bulk)
	now := time.Now()
	g.p.slow.learn(h, g.at, now)
	g.p.adjust(now)
	g.p.dismiss(g.p.slow.until.Sub(now))
	g.p.next()
}

// dismiss sends away those in the queue for whom a pause is too long.
func (p *pacer) dismiss(wait time.Duration) {
	for i := range p.queues {
		q := &p.queues[i]
		for e := q.Front(); e != nil; {
			after := e.Next()
			if t := e.Value.(*turn); t.refuse(wait) { //nolint:forcetypeassert // only turns are put in
				q.Remove(e)
				close(t.ready)
			}
			e = after
		}
	}
}

// Pace says how fast the tracker may be asked now: as it was set, or less where
// the tracker said so. A Rate below zero is no limit.
func (c *Client) Pace() Pace {
	p := c.pacer
	p.mu.Lock()
	defer p.mu.Unlock()
	p.adjust(time.Now())
	pace := p.pace
	if l := p.bucket.Limit(); l != rate.Inf {
		pace.Rate = float64(l)
	}
	return pace
}

// Reserve says what a person's edit is sure of while bulk work goes on: so many
// of the places in flight are never given to bulk requests, and so many requests
// in a row go before a bulk one that waits.
func (p Pace) Reserve() (places, before int) {
	return p.InFlight - max(p.InFlight-1, 1), liveRun
}

// Sum is how many calls those were.
func (c Counts) Sum() (n int64) {
	for _, one := range c.Calls {
		n += one.N
	}
	return n
}
