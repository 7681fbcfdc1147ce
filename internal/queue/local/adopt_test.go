package local

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// watched is a store whose views are counted, and after which something may
// come to pass before who read has looked at what was read.
type watched struct {
	store.Store
	views int
	after func(n int)
}

func (w *watched) View(ctx context.Context, fn func(store.Tx) error) error {
	err := w.Store.View(ctx, fn)
	w.views++
	if w.after != nil {
		w.after(w.views)
	}
	return err
}

// sharing runs fn on fake time with a queue that works on the ends it adopts.
func sharing(t *testing.T, fn func(t *testing.T, d *desk, w *watched)) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		w := &watched{Store: d.store}
		q, err := Open(t.Context(), w, Options{Shared: true, Seen: seenOf})
		if err != nil {
			t.Fatal(err)
		}
		d.Queue, d.clock = q, time.Now()
		fn(t, d, w)
	})
}

// An event that somebody else ended is not looked at again and again.
func TestAdoptedEventEndedByAnother(t *testing.T) {
	sharing(t, func(t *testing.T, d *desk, w *watched) {
		ev := d.event("p", hub.StepCapture)
		rest := d.adopt(ev.EndKey)
		<-rest
		d.add(ev)
		w.after = func(n int) {
			if n > 10 {
				t.Error("it is read again and again")
				panic("read again and again")
			}
		}
		ended := *ev
		ended.Step, ended.State, ended.Finished = hub.StepDone, hub.Skipped, time.Now()
		d.update(func(tx store.Tx) error { return tx.Events().Put(&ended) }) // as another process does
		ctx, cancel := context.WithCancel(t.Context())
		ch := d.taking(ctx)
		if len(ch) > 0 {
			t.Errorf("got %+v", <-ch)
		}
		if d.Depth() != 0 {
			t.Error("what ended is still pending")
		}
		select {
		case <-rest:
		default:
			t.Error("the end does not come to rest")
		}
		cancel()
		synctest.Wait()
	})
}

// What ends while an event is read is not pending again because the reader did not
// see it end.
func TestAdoptedEndChangesWhileItIsRead(t *testing.T) {
	sharing(t, func(t *testing.T, d *desk, w *watched) {
		message, edit := d.event("p", hub.StepSend, seq(1)), d.event("p", hub.StepCapture)
		<-d.adopt(edit.EndKey)
		d.add(message)
		got := <-d.taking(t.Context())
		if got.err != nil || got.ev.ID != message.ID {
			t.Fatalf("got %+v", got)
		}
		d.add(edit)
		w.after = func(n int) {
			if n == 2 { // the edit was read, with the message still there, and before it the message
				next := *message
				next.Step = hub.StepDone
				d.update(func(tx store.Tx) error { return got.le.Done(tx, &next) })
			}
		}
		if got := <-d.taking(t.Context()); got.err != nil || got.ev.ID != edit.ID {
			t.Fatalf("got %+v", got)
		}
		if n := d.Depth(); n != 1 {
			t.Errorf("%d events are pending, want the edit alone", n)
		}
	})
}

// adopt is Adopt with a channel that has a token once the end came to rest.
func (d *desk) adopt(k hub.EndKey) (rest chan struct{}) {
	rest = make(chan struct{}, 1)
	d.Adopt(k, nil, nil, func(*Adoption) {
		select {
		case rest <- struct{}{}:
		default:
		}
	})
	return rest
}

// seenOf reads one after the other what PostgreSQL gives together.
func seenOf(tx store.Tx, k hub.EndKey, id hub.EventID) (ev *hub.Event, heads []store.Head, pauses []store.Pause, err error) {
	for h, err := range tx.Events().OfEnd(k) {
		if err != nil {
			return nil, nil, nil, err
		}
		heads = append(heads, h)
	}
	if pauses, err = tx.Pauses().List(); err == nil && id != "" {
		ev, err = tx.Events().Get(id)
	}
	return ev, heads, pauses, err
}
