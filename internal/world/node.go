package world

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/queue/local"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// Node is one node: a disk that survives everything, and a process that does
// not.
type Node struct {
	w     *World
	i     int
	disk  Disk
	blobs *blobs // as durable as the disk
	p     *process
}

// process is what runs from a start to the next power cut.
type process struct {
	node    *Node
	dead    bool
	stalled bool // it was taken over while it made a call
	store   store.Store
	plug    *plug
	queue   *local.Queue
	eng     *engine.Engine
}

// On reports whether the node runs.
func (n *Node) On() bool { return n.p != nil }

// Engine returns the engine of a node that runs.
func (n *Node) Engine() *engine.Engine { return n.p.eng }

// Queue returns the queue of a node that runs.
func (n *Node) Queue() *local.Queue { return n.p.queue }

// View looks into the store of a node that runs, unseen by the driver.
func (n *Node) View(ctx context.Context, fn func(store.Tx) error) error {
	return n.p.store.View(ctx, fn)
}

// Cut pulls the plug: what was committed stays, all else is gone.
func (n *Node) Cut() {
	if n.p != nil {
		n.p.cut()
	}
}

func (p *process) cut() {
	if p.dead {
		return
	}
	p.dead = true
	p.node.w.Stats.Cuts++
	if p.node.p == p {
		p.node.p = nil
	}
	_ = p.store.Close() // it holds nothing that was not committed
}

// Start puts a process over what the disk has.
func (n *Node) Start(ctx context.Context) error {
	if n.p != nil {
		return nil
	}
	s, err := n.disk.Open(ctx)
	if err != nil {
		return err
	}
	p := &process{node: n, store: s}
	p.plug = &plug{Store: s, p: p}
	if p.queue, err = local.Open(ctx, p.plug, local.Options{Now: n.w.now, Rand: rand.New(rand.NewPCG(1, 2)), Log: n.w.opt.Log}); err != nil {
		return errors.Join(err, s.Close())
	}
	if p.eng, err = engine.New(ctx, n.options(p)); err != nil {
		return errors.Join(err, s.Close())
	}
	n.p = p
	return nil
}

func (n *Node) options(p *process) engine.Options {
	w := n.w
	conn := &engine.Connection{
		ID: Connection, Winner: w.opt.Winner, Merge: w.opt.Merge, Halves: map[hub.Side]*engine.Half{},
		Guard: engine.Guard{Deletions: -1, Overwrites: -1}, // storms destroy a lot, on purpose
	}
	o := engine.Options{
		Node: nodeID(n.i), Store: p.plug, Queue: p.queue, Blobs: n.blobs, Now: w.now, NewID: w.newID, Log: w.opt.Log.With("node", n.i),
		Connections: []*engine.Connection{conn}, AnswerTime: w.opt.Await, Sweep: w.opt.Sweep,
	}
	for side := range w.Trackers {
		if w.nodeOf(side) != n {
			continue
		}
		all := ""
		half := &engine.Half{Tracker: TrackerName(side), Rules: w.opt.Rules[side], Trigger: &all}
		if w.opt.Effect != nil {
			half.Effect = func(_ context.Context, request hub.Value) (hub.Value, error) { return w.effect(p, side, request) }
		}
		conn.Halves[Sides[side]] = half
		o.Trackers = append(o.Trackers, engine.Tracker{
			Name: TrackerName(side), Spec: w.Trackers[side].Spec(), Conn: w.Trackers[side].Connector(),
		})
	}
	if !w.opt.OneNode {
		conn.Node = nodeID(1 - n.i)
		conn.Peer = &wire{p: p, to: 1 - n.i}
	}
	if w.opt.Change != nil {
		w.opt.Change(n.i, conn)
	}
	return o
}

func nodeID(i int) hub.NodeID { return []hub.NodeID{"node-a", "node-b"}[i] }

func (w *World) now() time.Time { return w.Clock }

// Backup copies the disk as it is now.
func (n *Node) Backup(ctx context.Context) (Disk, error) { return n.disk.Copy(ctx) }

// Restore replaces the disk by an older copy and starts the node from it.
func (n *Node) Restore(ctx context.Context, old Disk) (err error) {
	n.Cut()
	if n.disk, err = old.Copy(ctx); err != nil {
		return err
	}
	return n.Start(ctx)
}

// Poll lets a side's node ask its tracker once for changes. What went wrong is
// returned; it is nothing that a node would not live with.
func (w *World) Poll(ctx context.Context, side int) error {
	n := w.nodeOf(side)
	if n.p == nil {
		return nil
	}
	return w.in(n.p, func() error { return n.p.eng.Poll(ctx, TrackerName(side)) })
}

// Sweep lets a node look for missing issues.
func (n *Node) Sweep(ctx context.Context) error {
	if n.p == nil {
		return nil
	}
	return n.w.in(n.p, func() error { return n.p.eng.Sweep(ctx) })
}

// Settle lets a node note which of its messages await an answer.
func (n *Node) Settle(ctx context.Context) error {
	if n.p == nil {
		return nil
	}
	return n.w.in(n.p, func() error { return n.p.eng.Settle(ctx) })
}

// Due lists what the node could do now, in the order in which the queue hands
// it out, and when something will be due if nothing is.
func (n *Node) Due(ctx context.Context) ([]*hub.Event, time.Time, error) {
	evs, leases, next, err := n.takeAll(ctx)
	for _, le := range slices.Backward(leases) {
		le.Release()
	}
	return evs, next, err
}

func (n *Node) takeAll(ctx context.Context) (evs []*hub.Event, leases []queue.Lease, next time.Time, err error) {
	if n.p == nil {
		return nil, nil, time.Time{}, nil
	}
	for {
		ev, le, at, err := n.p.queue.TryTake(ctx)
		if err != nil || ev == nil {
			return evs, leases, at, err
		}
		evs, leases = append(evs, ev), append(leases, le)
	}
}

// Step carries out the k-th of the steps that are due, and reports whether
// there was one.
func (n *Node) Step(ctx context.Context, k int) (*hub.Event, error) {
	if k == 0 { // the common way, without taking the others
		if n.p == nil {
			return nil, nil
		}
		ev, le, _, err := n.p.queue.TryTake(ctx)
		if err != nil || ev == nil {
			return nil, err
		}
		return ev, n.do(ctx, ev, le)
	}
	evs, leases, _, err := n.takeAll(ctx)
	if err != nil {
		return nil, err
	}
	for i, le := range slices.Backward(leases) {
		if i != k {
			le.Release()
		}
	}
	if k >= len(evs) {
		return nil, nil
	}
	return evs[k], n.do(ctx, evs[k], leases[k])
}

func (n *Node) do(ctx context.Context, ev *hub.Event, le queue.Lease) error {
	p := n.p
	n.w.Stats.Steps++
	return n.w.in(p, func() error {
		p.eng.Do(ctx, ev, le)
		return nil
	})
}

// Pause stops the connection at a node, Resume starts it again.
func (n *Node) Pause(ctx context.Context) error {
	return n.p.queue.Pause(ctx, store.Pause{Scope: hub.ScopeConnection, ID: string(Connection), Why: "owner", At: n.w.Clock})
}

// Resume undoes Pause.
func (n *Node) Resume(ctx context.Context) error {
	return n.p.queue.Resume(ctx, hub.ScopeConnection, string(Connection))
}

// plug is the store as a process has it: dead with the process, and under the
// driver's eyes.
type plug struct {
	store.Store
	p *process
}

func (s *plug) View(ctx context.Context, fn func(store.Tx) error) error {
	if s.p.dead {
		return errPower
	}
	return s.Store.View(ctx, fn)
}

func (s *plug) Update(ctx context.Context, fn func(store.Tx) error) error {
	return s.p.node.w.commit(s.p, func(full bool) error {
		return s.Store.Update(ctx, func(tx store.Tx) error {
			if err := fn(tx); err != nil || !full {
				return err
			}
			return errFull
		})
	})
}

// wire is the network as a process sees it.
type wire struct {
	p  *process
	to int
}

// Deliver hands an envelope to the other node.
func (l *wire) Deliver(ctx context.Context, e hub.Envelope) error {
	w, p := l.p.node.w, l.p
	if p.dead {
		return errPower
	}
	point := Point{Kind: BeforeDeliver, Node: p.node.i, Side: p.node.i, Name: string(e.Kind), Ref: e.Ref}
	f := w.opt.Driver.At(point)
	if f.Do == Cut {
		p.cut()
	}
	if p.dead {
		return errPower
	}
	letter := Letter{From: p.node.i, To: l.to, Envelope: e}
	switch f.Do {
	case Never:
		w.Stats.Lost++
		return errNoAnswer
	case Late:
		w.Stats.Lost++
		w.Mail = append(w.Mail, letter)
		return errNoAnswer
	}
	err := w.receive(ctx, letter)
	point.Kind = AfterDeliver
	if after := w.opt.Driver.At(point); after.Do == Cut {
		p.cut()
	}
	if p.dead {
		return errPower
	}
	if f.Do == Lose {
		w.Stats.Lost++
		return errNoAnswer
	}
	return err
}

// Bring delivers the i-th letter that is still on its way.
func (w *World) Bring(ctx context.Context, i int) error {
	l := w.Mail[i]
	w.Mail = slices.Delete(w.Mail, i, i+1)
	return w.receive(ctx, l)
}

func (w *World) receive(ctx context.Context, l Letter) error {
	to := w.Nodes[l.To]
	if to.p == nil {
		return errNoAnswer
	}
	e, err := w.copied(l.Envelope)
	if err != nil {
		return err
	}
	p := to.p
	err = w.in(p, func() error { return p.eng.Receive(ctx, nodeID(l.From), e) })
	if p.dead {
		return errNoAnswer
	}
	return err
}

// Collect finds nothing: both nodes can be called.
// Blob opens bytes of the other node.
func (l *wire) Blob(ctx context.Context, c hub.ConnectionID, d hub.Digest) (io.ReadCloser, error) {
	to := l.p.node.w.Nodes[l.to]
	if l.p.dead || to.p == nil {
		return nil, errNoAnswer
	}
	return to.p.eng.OpenBlob(ctx, nodeID(l.p.node.i), c, d)
}

// Hook lets a node hear by webhook what changed in its tracker.
func (n *Node) Hook(ctx context.Context, side int, changes ...tracker.Change) error {
	if n.p == nil {
		return nil
	}
	return n.w.in(n.p, func() error { return n.p.eng.Noticed(ctx, TrackerName(side), changes) })
}

// Verify says in words what an end's records and its tracker disagree about.
func (n *Node) Verify(ctx context.Context, k hub.EndKey) ([]string, error) {
	return n.p.eng.Verify(ctx, k)
}

// Cursor is the place a node has reached in its tracker's changes.
func (n *Node) Cursor(ctx context.Context, side int) (cur string) {
	_ = n.View(ctx, func(tx store.Tx) (err error) { // none yet: the beginning
		cur, err = tx.Meta().Get("cursor/" + TrackerName(side))
		return err
	})
	return cur
}

// Restored lets the owner of a node say that its disk is an older copy.
func (n *Node) Restored(ctx context.Context) error {
	return n.w.in(n.p, func() error { return n.p.eng.Restored(ctx, Connection) })
}

// Rejoin lets a node carry on with finding together after a restore, and
// reports whether anything was left to do.
func (n *Node) Rejoin(ctx context.Context) (left bool, err error) {
	if n.p == nil {
		return false, nil
	}
	if left, err = n.p.eng.Rejoining(ctx); err != nil || !left {
		return left, err
	}
	return left, n.w.in(n.p, func() error { return n.p.eng.Rejoin(ctx) })
}
