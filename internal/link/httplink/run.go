package httplink

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
)

// Run asks the nodes that cannot call us for what they hold for us, until ctx
// ends. It returns when everything it began has ended.
func (l *Link) Run(ctx context.Context) {
	var polls sync.WaitGroup
	defer polls.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	running := map[hub.NodeID]context.CancelFunc{}
	for {
		wanted := map[hub.NodeID]bool{}
		for _, p := range l.opt.Book.Partners() {
			if l.opt.Address == "" && p.Address != "" {
				wanted[p.Node] = true
			}
		}
		for id, stop := range running {
			if !wanted[id] {
				stop()
				delete(running, id)
			}
		}
		for id := range wanted {
			if running[id] == nil {
				pctx, stop := context.WithCancel(ctx)
				running[id] = stop
				polls.Go(func() { l.poll(pctx, id) })
			}
		}
		select {
		case <-l.wake:
		case <-ctx.Done():
			return
		}
	}
}

const (
	firstWait = 250 * time.Millisecond // a restart of the other node takes about that long
	mostWait  = 30 * time.Second       // so that its return is noticed soon after a long absence
)

// poll fetches what one node holds for us, and brings what it asks for. While
// there is a connection it always waits over there, so what is put in arrives at
// once.
func (l *Link) poll(ctx context.Context, node hub.NodeID) {
	var granting sync.WaitGroup
	defer granting.Wait()
	free := make(chan struct{}, 4*maxWishes) // one may be asked for again before its last piece is answered for
	var results []receipt
	for fails := 0; ctx.Err() == nil; {
		began := time.Now()
		var got collected
		err := l.opt.Held()
		c := l.caller(node)
		if err == nil {
			err = c.pace.Wait(ctx)
		}
		if err == nil {
			pctx, cancel := context.WithTimeout(ctx, longPoll+answerWithin)
			err = c.post(pctx, pathCollect, collection{Results: results, Wait: int(longPoll / time.Second)}, &got)
			cancel()
		}
		if err == nil {
			results = nil
		}
		for _, id := range got.Ended[:min(len(got.Ended), maxEnded)] {
			if a, ok := l.opt.Book.Shared(node, id); ok && a.State == accord.Active {
				l.opt.Noticed(a, accord.Stopped)
			}
		}
		idle := err == nil && len(got.Envelopes)+len(got.Wishes) == 0 && time.Since(began) < firstWait // it does not wait as it was asked to
		if err != nil || idle {
			l.opt.Log.Debug("nothing fetched", "node", node, "err", err)
			rest(ctx, fails)
			fails++
			continue
		}
		fails = 0
		if len(got.Envelopes) > maxBatch {
			got.Envelopes = got.Envelopes[:maxBatch]
		}
		if len(got.Wishes) > maxWishes {
			got.Wishes = got.Wishes[:maxWishes]
		}
		for _, w := range got.Wishes {
			select {
			case free <- struct{}{}:
				granting.Go(func() { defer func() { <-free }(); l.grant(ctx, node, w) })
			default: // it wishes for more than it takes; what it needs it asks for again
			}
		}
		results = l.receive(ctx, node, got.Envelopes)
	}
}

// rest waits after a failure, twice as long after each, and not as long as
// others who failed at the same time.
func rest(ctx context.Context, fails int) {
	d := mostWait
	if fails < 7 {
		d = min(firstWait<<fails, mostWait)
	}
	t := time.NewTimer(d/2 + rand.N(d/2+1))
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
