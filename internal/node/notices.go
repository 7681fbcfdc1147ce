package node

import (
	"context"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/notify"
	"github.com/entwine-sync/entwine/internal/store"
)

// noticesKey is under which the database keeps which faults were told to whom.
const noticesKey = "notices"

// MailServer is the server that a config names for notices.
func MailServer(c config.Notices) notify.Server {
	return notify.Server{Host: c.Host, Port: c.Port, Implicit: c.TLS, User: c.User, Password: c.Password, From: c.From}
}

// Recipients are those who hear of faults by mail, each once.
func Recipients(c *config.Config) []notify.Recipient {
	type terms struct {
		all   bool
		conns []*config.Connection
	}
	of := map[string]*terms{}
	var order []string
	for _, address := range c.Node.Notices.To {
		if of[address] == nil {
			of[address], order = &terms{all: true}, append(order, address)
		}
	}
	for i := range c.Connections {
		for _, address := range c.Connections[i].Notices {
			if of[address] == nil {
				of[address], order = &terms{}, append(order, address)
			}
			of[address].conns = append(of[address].conns, &c.Connections[i])
		}
	}
	least := notify.Level(c.Node.Notices.Level)
	var list []notify.Recipient
	for _, address := range order {
		t := of[address]
		list = append(list, notify.Recipient{Address: address, Concerns: func(f hub.Fault) bool {
			return t.all && notify.Level(f.Scope) >= least || slices.ContainsFunc(t.conns, func(k *config.Connection) bool { return touches(f, k) })
		}})
	}
	return list
}

// touches reports whether a fault stops a connection or some of it. A fault of a
// tracker, or of an issue that has come into no connection yet, may stop every
// connection of that tracker, and the node's own stops all.
func touches(f hub.Fault, k *config.Connection) bool {
	switch {
	case f.Scope == hub.ScopeNode:
		return true
	case f.Scope == hub.ScopeTracker, f.Connection == "":
		return f.Tracker == k.Initiator.Tracker || f.Tracker == k.Acceptor.Tracker
	}
	return string(f.Connection) == k.Name
}

// newNotifier tells of faults as the config says; nil if nobody is to hear.
func newNotifier(n *Node) *notify.Notifier {
	c := n.cfg.Node.Notices
	to := Recipients(n.cfg)
	if c.Host == "" || len(to) == 0 {
		return nil
	}
	return notify.New(notify.Options{
		Node: n.cfg.Node.Name, Recipients: to, Wait: c.Wait, Digest: c.Digest,
		Source: faultBook{n.store}, Send: MailServer(c).Send, Now: n.now, Log: n.log,
	})
}

// tellFaults has people told until ctx ends. A staging node is a copy: those it
// would tell hear of the original's faults.
func (n *Node) tellFaults(ctx context.Context) {
	n.mu.Lock()
	staging := n.staging
	n.mu.Unlock()
	if n.notifier != nil && !staging {
		n.notifier.Run(ctx)
	}
}

// faultBook is the database as a notifier sees it.
type faultBook struct{ store.Store }

// OpenFaults implements notify.Source.
func (s faultBook) OpenFaults(ctx context.Context) (list []hub.Fault, err error) {
	err = s.View(ctx, func(tx store.Tx) error {
		list = nil
		for f, err := range tx.Faults().List("open", 0) {
			if err != nil {
				return err
			}
			one := *f
			one.Detail = "" // not told, and long
			list = append(list, one)
		}
		return nil
	})
	return list, err
}

// Recall implements notify.Source.
func (s faultBook) Recall(ctx context.Context) (state string, err error) {
	err = s.View(ctx, func(tx store.Tx) (err error) {
		state, err = tx.Meta().Get(noticesKey)
		return err
	})
	return state, err
}

// Keep implements notify.Source.
func (s faultBook) Keep(ctx context.Context, state string) error {
	return s.Update(ctx, func(tx store.Tx) error { return tx.Meta().Put(noticesKey, state) })
}
