package httplink

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link"
)

// parcel is an envelope on its way, and who waits for it.
type parcel struct {
	id   hub.EventID
	body json.RawMessage
	done chan error // has room for the one answer
	left chan struct{}
	once sync.Once
}

func newParcel(e *hub.Envelope) (*parcel, error) {
	b, err := json.Marshal(e)
	if err != nil {
		return nil, &hub.Error{Code: hub.Internal, Scope: hub.ScopeIssue, Message: "the message cannot be written: " + err.Error(), Err: err}
	}
	if len(b) > maxBody-1024 {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue,
			Message: fmt.Sprintf("the message has %d MB, more than the other node takes (%d)", len(b)>>20, maxBody>>20)}
	}
	return &parcel{id: e.ID, body: b, done: make(chan error, 1), left: make(chan struct{})}, nil
}

func (p *parcel) answer(err error) { p.done <- err }

// wait waits for the answer as long as ctx lets it.
func (p *parcel) wait(ctx context.Context) error {
	select {
	case err := <-p.done:
		return err
	case <-ctx.Done():
		p.once.Do(func() { close(p.left) })
		return ctx.Err()
	}
}

// gone reports that nobody waits any more.
func (p *parcel) gone() bool {
	select {
	case <-p.left:
		return true
	default:
		return false
	}
}

// outbox sends what is waiting in as few requests as possible: while some are
// on their way, what comes is collected for the next.
type outbox struct {
	send func(batch []*parcel)
	turn func() error // waits until one more request is welcome; an error: there will be none

	mu      sync.Mutex
	waiting []*parcel
	busy    int
}

// trips is how many batches are on their way at a time: two keep the line full
// while the first is being stored over there.
const trips = 2

func (o *outbox) put(p *parcel, start func(func())) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.waiting = append(o.waiting, p)
	if o.busy < trips {
		o.busy++
		start(o.run)
	}
}

func (o *outbox) run() {
	for o.more() {
		// Before the batch is made, so that it takes along what comes meanwhile. The
		// error is that the link is being closed, which the request will find out too.
		_ = o.turn()
		o.mu.Lock()
		var batch []*parcel
		batch, o.waiting = nextBatch(o.waiting)
		o.mu.Unlock()
		if len(batch) > 0 {
			o.send(batch)
		}
	}
}

// more reports whether there is something to be sent; if not, one trip less is
// under way.
func (o *outbox) more() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.waiting) == 0 {
		o.busy--
	}
	return len(o.waiting) > 0
}

// nextBatch takes the first parcels that together make one request.
func nextBatch(l []*parcel) (batch, rest []*parcel) {
	size, i := 0, 0
	for ; i < len(l) && len(batch) < maxBatch && size < batchBytes; i++ {
		if l[i].gone() {
			continue
		}
		if len(batch) > 0 && size+len(l[i].body) > maxBody-1024 {
			break
		}
		batch, size = append(batch, l[i]), size+len(l[i].body)+1
	}
	return batch, l[i:]
}

// deliver sends a parcel with the next batch.
func (c *caller) deliver(ctx context.Context, p *parcel) error {
	c.out.put(p, func(run func()) { c.l.work.Go(run) })
	return p.wait(ctx)
}

// sendBatch makes one request and tells everybody what came of it.
func (c *caller) sendBatch(batch []*parcel) {
	ctx, cancel := context.WithTimeout(c.l.ctx, bodyWithin+answerWithin)
	defer cancel()
	d := delivery{}
	for _, p := range batch {
		d.Envelopes = append(d.Envelopes, p.body)
	}
	var r receipts
	err := c.post(ctx, pathDeliver, d, &r)
	settle(batch, r.Results, err)
}

// settle answers who waits for the parcels of a batch.
func settle(batch []*parcel, results []receipt, err error) {
	byID := make(map[hub.EventID]receipt, len(results))
	for _, r := range results {
		byID[r.ID] = r
	}
	for _, p := range batch {
		r, ok := byID[p.id]
		switch {
		case err != nil:
			p.answer(err)
		case !ok:
			p.answer(unreachable(nil, "the other node did not say what became of a message"))
		default:
			p.answer(r.err())
		}
	}
}

// err is what a receipt means to who sent the envelope.
func (r receipt) err() error {
	switch {
	case r.Ended:
		return errOver
	case r.Fault != nil:
		return heard(r.Fault)
	case r.Gap > 0:
		return &link.Gap{Want: r.Gap}
	}
	return nil
}

// heard makes an error of what another node says: it may stop what it takes
// part in, and no more, and its words are shown as its own.
func heard(f *hub.Error) error {
	e := &hub.Error{Code: f.Code, Scope: f.Scope, RetryIn: min(max(f.RetryIn, 0), time.Hour)}
	switch f.Code {
	case hub.NotFound, hub.Invalid, hub.Denied, hub.Conflict, hub.Busy, hub.Unreachable, hub.Script, hub.Held:
	default:
		e.Code = hub.Busy
	}
	switch f.Scope {
	case hub.ScopeIssue, hub.ScopeConnection, hub.ScopePeer:
	default:
		e.Scope = hub.ScopePeer
	}
	e.Message = "the other node says: " + sentence(f.Message)
	return e
}

// sentence is a text of somebody else, fit for a list and a log.
func sentence(s string) string {
	const most = 300
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}
