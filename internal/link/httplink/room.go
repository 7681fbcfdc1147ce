package httplink

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"
)

// room keeps what waits for a node that calls us. Nothing in it is more than a
// copy: who sends stays with its event until the envelope is known to be stored.
type room struct {
	now func() time.Time

	mu      sync.Mutex
	parcels []*parcel
	wishes  []*wished
	came    chan struct{} // closed when something comes
	seen    time.Time     // when the other node asked last
	asking  int           // how many of its requests wait here
	ended   bool          // an agreement was, which its next request must learn
}

func newRoom(now func() time.Time) *room { return &room{now: now, came: make(chan struct{})} }

// away reports whether the other node does not call at present.
func (r *room) away() bool { return r.asking == 0 && r.now().Sub(r.seen) > awayAfter }

// present reports whether the other node calls at present, and since when not.
func (r *room) present() (bool, time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return !r.away(), r.seen
}

// deliver puts a parcel in and waits until the other node names it as stored.
func (r *room) deliver(ctx context.Context, p *parcel, name string) error {
	r.mu.Lock()
	if r.away() {
		r.mu.Unlock()
		return unreachable(nil, name+" calls us, and does not at present")
	}
	r.parcels = append(r.parcels, p)
	r.call()
	r.mu.Unlock()
	err := p.wait(ctx)
	r.mu.Lock()
	r.parcels = slices.DeleteFunc(r.parcels, func(o *parcel) bool { return o == p })
	r.mu.Unlock()
	if ctx.Err() != nil && err == ctx.Err() {
		return unreachable(err, name+" did not fetch the message")
	}
	return err
}

// call wakes who waits. The caller holds mu.
func (r *room) call() {
	close(r.came)
	r.came = make(chan struct{})
}

// end lets the request that waits here go home with the news that an agreement
// ended.
func (r *room) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = true
	r.call()
}

// settle notes what became of what was fetched before.
func (r *room) settle(results []receipt) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, res := range results {
		i := slices.IndexFunc(r.parcels, func(p *parcel) bool { return p.id == res.ID })
		if i >= 0 {
			r.parcels[i].answer(res.err())
			r.parcels = slices.Delete(r.parcels, i, i+1)
		}
	}
}

// fetch returns what waits, and waits itself if that is nothing. Asked again, it
// gives the same again, until settle.
func (r *room) fetch(ctx context.Context, wait time.Duration) (c collected) {
	timeout := time.NewTimer(wait)
	defer timeout.Stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asking++
	defer func() { r.asking, r.seen = r.asking-1, r.now() }()
	for {
		r.parcels = slices.DeleteFunc(r.parcels, (*parcel).gone)
		batch, _ := nextBatch(r.parcels)
		for _, p := range batch {
			c.Envelopes = append(c.Envelopes, json.RawMessage(p.body))
		}
		told := 0
		for _, w := range r.wishes {
			if w.told {
				told++
			}
		}
		for _, w := range r.wishes {
			if !w.told && told < maxWishes {
				w.told = true
				told++
				c.Wishes = append(c.Wishes, w.wish)
			}
		}
		if len(c.Envelopes)+len(c.Wishes) > 0 || r.ended {
			r.ended = false
			return c
		}
		came := r.came
		r.mu.Unlock()
		select {
		case <-came:
		case <-timeout.C:
			r.mu.Lock()
			return c
		case <-ctx.Done():
			r.mu.Lock()
			return c
		}
		r.mu.Lock()
	}
}

// wished is an attachment that a node which calls us was asked for.
type wished struct {
	wish
	told bool
	body chan *upload // what arrives; each upload is one try
	end  chan struct{}
}

// ask puts a wish in.
func (r *room) ask(w *wished) {
	r.mu.Lock()
	defer r.mu.Unlock()
	w.told = false
	if !slices.Contains(r.wishes, w) {
		r.wishes = append(r.wishes, w)
	}
	r.call()
}

// unask takes it out again.
func (r *room) unask(w *wished) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wishes = slices.DeleteFunc(r.wishes, func(o *wished) bool { return o == w })
	r.call() // there is room for another
}

// wishOf finds a wish by its id.
func (r *room) wishOf(id string) *wished {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, w := range r.wishes {
		if w.ID == id {
			return w
		}
	}
	return nil
}

// wait says how long a collect may wait here.
func waitOf(seconds int) time.Duration {
	return min(max(time.Duration(seconds)*time.Second, 0), longPoll)
}

// resultsOf keeps a caller from naming more than it can have got.
func resultsOf(l []receipt) []receipt { return l[:min(len(l), maxBatch)] }
