package engine

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

const (
	connectionOver = "recorded only: this connection was stopped"
	pairOver       = "recorded only: this issue is no longer synced"
)

// Leave ends a connection on this node: its pairs sync no more and keep what
// they have. What waits is dropped; a message being applied is applied to its
// end, so that no issue stays half written. It may be called again.
func (e *Engine) Leave(ctx context.Context, id hub.ConnectionID) error {
	e.agreed.Lock()
	e.over[id] = true
	e.agreed.Unlock()
	for after := hub.PairID(""); ; {
		var rows []store.EndRow
		err := e.opt.Store.View(ctx, func(tx store.Tx) error {
			rows = nil
			for r, err := range tx.Ends().List(store.EndQuery{Connection: id, After: after, Limit: noticeAtOnce}) {
				if err != nil {
					return err
				}
				rows = append(rows, r)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			break
		}
		after = rows[len(rows)-1].Pair
		err = e.opt.Store.Update(ctx, func(tx store.Tx) error {
			for _, r := range rows {
				if err := e.leaveEnd(tx, r.EndKey); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	// What is left ends with its next step: no pause keeps it from that, and nobody
	// over there is spared any more.
	return errors.Join(e.opt.Queue.Resume(ctx, hub.ScopePeer, string(id)), e.opt.Queue.Resume(ctx, hub.ScopeConnection, string(id)))
}

var errConnectionOver = errors.New(connectionOver)

// stoppedEnd reports whether the end of the event was stopped: then it does not
// matter that its connection is known no more, as after a copy said to be one.
func (j *job) stoppedEnd(ctx context.Context) (over bool, err error) {
	err = j.opt.Store.View(ctx, func(tx store.Tx) error {
		end, err := tx.Ends().Get(j.ev.EndKey)
		if errors.Is(err, store.ErrNone) {
			over = true
			return nil
		}
		over = err == nil && end.State == hub.EndStopped
		return err
	})
	return over, err
}

func (e *Engine) leaveEnd(tx store.Tx, k hub.EndKey) error {
	end, err := tx.Ends().Get(k)
	if errors.Is(err, store.ErrNone) {
		return nil
	} else if err != nil || end.State == hub.EndStopped {
		return err
	}
	// What nobody works on ends here, and what only waits to be sent again to a node
	// that may never answer; what somebody has ends with the step.
	idle := func(ev *hub.Event) bool {
		return ev.Step == hub.StepAwait || ev.State == hub.Blocked || ev.State == hub.Retrying && ev.Step != hub.StepApply
	}
	if err := e.supersede(tx, k, connectionOver, idle); err != nil {
		return err
	}
	end.State = hub.EndStopped
	return tx.Ends().Put(end)
}

// Stop ends one pair, on both sides: the other one is told after what was
// changed before.
func (e *Engine) Stop(ctx context.Context, k hub.EndKey) error {
	return e.opt.Store.Update(ctx, func(tx store.Tx) error {
		end, err := tx.Ends().Get(k)
		if errors.Is(err, store.ErrNone) {
			return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there is no such pair"}
		} else if err != nil {
			return err
		}
		if end.State == hub.EndStopped {
			return nil
		}
		ev := e.event(end, hub.Out, hub.StepCapture)
		ev.Reason = hub.Stop
		return e.opt.Queue.Add(tx, ev)
	})
}

// stop tells the other side that we stop syncing the issue.
func (j *job) stop(ctx context.Context) error {
	if j.end.State == hub.EndStopped {
		return j.finish(ctx, pairOver, nil)
	}
	env := j.removal()
	env.Kind = hub.KindUnpair
	return j.leave(ctx, hub.EndStopped, env)
}

// leave stores that an end has nothing more to sync, with the message that says
// so, after all that was told of it before.
func (j *job) leave(ctx context.Context, as hub.EndState, env *hub.Envelope) error {
	end := j.end
	end.State, end.MissingAt = as, 0
	j.ev.Envelope = env
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Ends().Put(end); err != nil {
			return err
		}
		if err := j.wakeHeld(tx); err != nil {
			return err
		}
		next := *j.ev
		next.Step = hub.StepSend
		return j.le.Done(tx, &next)
	})
}

// Hold pauses connections for a cause that an owner must look at, with one
// fault for all of them.
func (e *Engine) Hold(ctx context.Context, cause, message string, list []hub.ConnectionID) error {
	return e.opt.Store.Update(ctx, func(tx store.Tx) error {
		if _, err := tx.Faults().Open(cause); err == nil || len(list) == 0 {
			return nil
		} else if !errors.Is(err, store.ErrNone) {
			return err
		}
		f := &hub.Fault{Cause: cause, Scope: hub.ScopePeer, Code: hub.Held, Connection: list[0], Message: message}
		if err := e.fault(tx, f); err != nil {
			return err
		}
		for _, c := range list {
			if err := e.opt.Queue.PauseIn(tx, store.Pause{Scope: hub.ScopePeer, ID: string(c), Why: message, FaultID: f.ID, At: e.opt.Now()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Release ends what Hold began, once an owner has said how things are.
func (e *Engine) Release(ctx context.Context, cause string) error {
	var f *hub.Fault
	err := e.opt.Store.View(ctx, func(tx store.Tx) (err error) {
		f, err = tx.Faults().Open(cause)
		return err
	})
	if errors.Is(err, store.ErrNone) {
		return nil
	} else if err != nil {
		return err
	}
	_, err = e.opt.Queue.Retry(ctx, f.ID)
	return err
}

// limited leaves out of what the other side told the attachments that our owner
// does not want: nobody here ever knew of them.
func (c *Connection) limited(l []hub.Attachment) []hub.Attachment {
	if c.MaxAttachment <= 0 && len(c.AttachmentTypes) == 0 {
		return l
	}
	return slices.DeleteFunc(slices.Clone(l), func(a hub.Attachment) bool {
		_, ending := cutLast(strings.ToLower(a.Name), '.')
		return c.MaxAttachment > 0 && a.Size > c.MaxAttachment || len(c.AttachmentTypes) > 0 && !slices.Contains(c.AttachmentTypes, ending)
	})
}

func cutLast(s string, sep byte) (before, after string) {
	if i := strings.LastIndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:]
	}
	return s, ""
}
