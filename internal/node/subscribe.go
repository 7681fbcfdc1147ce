package node

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/tracker"
)

// Trackers that can be asked to call are asked by the node, as long as one of its
// connections needs them. Where they call is written down before they are asked,
// so that it is ended even if the node knows no more that it was begun.

// CallsYes is how a tracker stands that was asked to call and will.
const CallsYes = "yes"

const (
	// lookAtSubs is how often it is looked whether a tracker is still needed, beside
	// the moments at which that is known to change.
	lookAtSubs = time.Minute
	// subsWithin is how long one tracker may take to be asked.
	subsWithin = 2 * time.Minute
	// firstAgain and lastAgain are how long it is waited after a tracker refused: it
	// takes a person to give the account a right.
	firstAgain, lastAgain = time.Minute, time.Hour
)

// subscriptions has trackers call.
type subscriptions struct {
	node *Node
	wake chan struct{}

	mu   sync.Mutex
	list map[string]*subscription // by tracker
}

type subscription struct {
	done  bool      // since this process began
	until time.Time // when it must be renewed; zero: never
	wait  time.Duration
	again time.Time // not before
	why   string    // it does not call
}

func newSubscriptions(n *Node) *subscriptions {
	s := &subscriptions{node: n, wake: make(chan struct{}, 1), list: map[string]*subscription{}}
	for _, t := range n.cfg.Trackers {
		s.list[t.Name] = &subscription{}
	}
	return s
}

// poke has it looked at once whether trackers are needed.
func (s *subscriptions) poke() {
	select {
	case s.wake <- struct{}{}:
	default: // it is about to be looked
	}
}

// state is whether a tracker that is to call will; "" of those that are not to.
func (s *subscriptions) state(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch sub := s.list[name]; {
	case sub == nil || s.node.cfg.Tracker(name) == nil || !s.node.cfg.Tracker(name).Subscribe:
		return ""
	case sub.why != "":
		return sub.why
	case sub.done:
		return CallsYes
	}
	return "not asked yet"
}

func (s *subscriptions) run(ctx context.Context) {
	tick := time.NewTicker(lookAtSubs)
	defer tick.Stop()
	for {
		// Of several processes of the node one speaks for it.
		if s.node.heldBack() == nil && (s.node.shared == nil || s.node.shared.queue.Leads()) {
			for i := range s.node.cfg.Trackers {
				s.look(ctx, &s.node.cfg.Trackers[i])
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-s.wake:
		}
	}
}

// needed reports whether a connection that works has the tracker.
func (s *subscriptions) needed(name string) bool {
	return slices.ContainsFunc(s.node.cfg.Connections, func(c config.Connection) bool {
		if c.Apart {
			a, ok := s.node.book.Local(hub.ConnectionID(c.Name))
			return ok && a.State == accord.Active && c.Initiator.Tracker == name
		}
		return c.Initiator.Tracker == name || c.Acceptor.Tracker == name
	})
}

// subscribedKey is where the address is kept at which a tracker was asked to call.
func subscribedKey(name string) string { return "subscribed/" + name }

// look has one tracker call, or no longer.
func (s *subscriptions) look(ctx context.Context, t *config.Tracker) {
	sub, ok := s.node.Tracker(t.Name).(tracker.Subscriber)
	if !ok {
		if t.Subscribe {
			s.note(t.Name, func(n *subscription) { n.why = "this kind of tracker cannot be asked to" })
		}
		return
	}
	s.mu.Lock()
	was := *s.list[t.Name]
	s.mu.Unlock()
	now := s.node.now()
	if now.Before(was.again) {
		return
	}
	at := ""
	if t.Subscribe && s.needed(t.Name) {
		at = s.node.cfg.Node.HooksAt + "/hooks/" + url.PathEscape(t.Name) + "/" + t.Hook
	}
	if at != "" && was.done && (was.until.IsZero() || now.Before(was.until)) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, subsWithin)
	defer cancel()
	until, err := s.change(ctx, sub, t, at)
	if ctx.Err() != nil && err != nil {
		return
	}
	s.note(t.Name, func(n *subscription) {
		if err == nil {
			*n = subscription{done: at != "", until: until}
			return
		}
		n.wait = min(max(2*n.wait, firstAgain), lastAgain)
		n.again, n.why = now.Add(n.wait), plainError(err)
	})
	if err != nil {
		s.node.log.Warn("a tracker could not be asked to call, or to call no longer", "tracker", t.Name, "err", err)
	}
}

func (s *subscriptions) note(name string, change func(*subscription)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s.list[name])
}

// change has the tracker call at an address and no other of ours; at none if it is "".
func (s *subscriptions) change(ctx context.Context, sub tracker.Subscriber, t *config.Tracker, at string) (time.Time, error) {
	book := drawer{s.node.store}
	made, err := book.Read(ctx, subscribedKey(t.Name))
	if err != nil {
		return time.Time{}, err
	}
	if made != "" && made != at {
		if err := sub.Unsubscribe(ctx, made); err != nil {
			return time.Time{}, err
		}
		s.node.log.Info("a tracker calls no longer", "tracker", t.Name)
		if err := book.Write(ctx, subscribedKey(t.Name), ""); err != nil {
			return time.Time{}, err
		}
	}
	if at == "" {
		return time.Time{}, nil
	}
	if err := book.Write(ctx, subscribedKey(t.Name), at); err != nil {
		return time.Time{}, err
	}
	until, err := sub.Subscribe(ctx, at, signingSecret(t.Hook))
	if err == nil {
		s.node.log.Info("a tracker was asked to call", "tracker", t.Name, "until", until)
	}
	return until, err
}

// signingSecret is what a tracker signs with: another one than that of the
// address, which stands in its own logs and lists, but made of it, so that there
// is one less to keep.
func signingSecret(hook string) string {
	mac := hmac.New(sha256.New, []byte(hook))
	mac.Write([]byte("entwine: signature of calls"))
	return hex.EncodeToString(mac.Sum(nil))
}
