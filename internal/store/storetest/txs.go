package storetest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/internal/store"
)

var errRefused = errors.New("refused by the test")

var txCases = []kase{
	{name: "an update sees its own writes", run: func(s *subject) {
		s.update(func(tx store.Tx) error {
			if err := tx.Meta().Put("k", "v"); err != nil {
				return err
			}
			if got, err := tx.Meta().Get("k"); got != "v" || err != nil {
				return fmt.Errorf("got %q, %w", got, err)
			}
			return nil
		})
	}},
	{name: "an update that fails writes nothing and its error comes back", run: failingUpdate},
	{name: "a failing update leaves those beside it alone", run: failingNeighbours},
	{name: "an update that panics writes nothing and hurts nobody else", run: panickingUpdate},
	{name: "updates run alone", run: aloneAmongWriters},
	{name: "after runs in order before the update returns", run: afterInOrder},
	{name: "after does not run for an update that fails", run: afterNotOnError},
	{name: "after runs when the writes can be seen", run: afterIsDurable},
	{name: "a view sees one state", run: viewSnapshot},
	{name: "a view sees what is committed only", run: viewCommitted},
	{name: "views run beside each other and beside an update", run: viewsBesideUpdate},
	{name: "a view returns fn's error", run: func(s *subject) {
		if err := s.View(s.ctx, func(store.Tx) error { return errRefused }); !errors.Is(err, errRefused) {
			s.Errorf("got %v, want fn's error", err)
		}
	}},
	{name: "an ended context stops a call before it begins", run: endedContext},
	{name: "a context that ends in the queue takes the update out", run: cancelledInQueue},
	{name: "an update that has begun is finished", run: cancelledWhileRunning},
	{name: "a transaction ends with its function", run: txEnds},
	{name: "a closed store refuses", run: closedStore},
}

func failingUpdate(s *subject) {
	s.update(func(tx store.Tx) error { return tx.Meta().Put("k", "before") })
	err := s.Update(s.ctx, func(tx store.Tx) error {
		if err := errors.Join(tx.Meta().Put("k", "after"), tx.Ends().Put(richEnd(key("p1"))),
			tx.Events().Put(richEvent("ev1", key("p1"))), tx.Audits().Add(store.Audit{Who: "x"})); err != nil {
			return err
		}
		return errRefused
	})
	if !errors.Is(err, errRefused) {
		s.Errorf("got %v, want fn's error", err)
	}
	s.view(func(tx store.Tx) error {
		if got, err := tx.Meta().Get("k"); got != "before" || err != nil {
			s.Errorf("meta is %q, %v; want it as before", got, err)
		}
		if list, err := tx.Audits().List(0); len(list) != 0 || err != nil {
			s.Errorf("audits: %v, %v", list, err)
		}
		return nil
	})
	s.none("end", func(tx store.Tx) error { _, err := tx.Ends().Get(key("p1")); return err })
	s.none("event", func(tx store.Tx) error { _, err := tx.Events().Get("ev1"); return err })
}

func failingNeighbours(s *subject) {
	const n = 60
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			err := s.Update(s.ctx, func(tx store.Tx) error {
				if err := tx.Meta().Put(fmt.Sprint(i), "written"); err != nil {
					return err
				}
				if i%3 == 0 {
					return errRefused
				}
				return nil
			})
			if i%3 == 0 && !errors.Is(err, errRefused) || i%3 != 0 && err != nil {
				s.Errorf("update %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	s.view(func(tx store.Tx) error {
		for i := range n {
			want := "written"
			if i%3 == 0 {
				want = ""
			}
			if got, err := tx.Meta().Get(fmt.Sprint(i)); got != want || err != nil {
				s.Errorf("%d: got %q, %v; want %q", i, got, err, want)
			}
		}
		return nil
	})
}

func panickingUpdate(s *subject) {
	var err error
	fine := func() (fine bool) {
		defer func() { fine = recover() == nil }()
		err = s.Update(s.ctx, func(tx store.Tx) error {
			if err := tx.Meta().Put("k", "v"); err != nil {
				return err
			}
			panic("by the test")
		})
		return true
	}()
	if fine && err == nil {
		s.Errorf("an update that panicked was reported as done")
	}
	s.update(func(tx store.Tx) error {
		if got, err := tx.Meta().Get("k"); got != "" || err != nil {
			return fmt.Errorf("its write is there: %q, %w", got, err)
		}
		return tx.Meta().Put("k2", "v")
	})
}

func aloneAmongWriters(s *subject) {
	const callers, each = 16, 20
	var wg sync.WaitGroup
	for range callers {
		wg.Go(func() {
			for range each {
				err := s.Update(s.ctx, func(tx store.Tx) error {
					text, err := tx.Meta().Get("count")
					if err != nil {
						return err
					}
					n, _ := strconv.Atoi("0" + text)
					return tx.Meta().Put("count", strconv.Itoa(n+1))
				})
				if err != nil {
					s.Errorf("update: %v", err)
				}
			}
		})
	}
	wg.Wait()
	s.view(func(tx store.Tx) error {
		if got, err := tx.Meta().Get("count"); got != strconv.Itoa(callers*each) || err != nil {
			s.Errorf("count is %s, %v; want %d", got, err, callers*each)
		}
		return nil
	})
}

func afterInOrder(s *subject) {
	var order []int
	s.update(func(tx store.Tx) error {
		for i := range 5 {
			tx.After(func() { order = append(order, i) })
		}
		return tx.Meta().Put("k", "v")
	})
	s.equal("order", order, []int{0, 1, 2, 3, 4})
	order = nil
	s.update(func(tx store.Tx) error { // also where nothing was written
		tx.After(func() { order = append(order, 1) })
		return nil
	})
	s.equal("without writes", order, []int{1})
}

func afterNotOnError(s *subject) {
	ran := false
	err := s.Update(s.ctx, func(tx store.Tx) error {
		tx.After(func() { ran = true })
		return errRefused
	})
	if err == nil || ran {
		s.Errorf("error %v, after ran: %v; want an error and no after", err, ran)
	}
}

func afterIsDurable(s *subject) {
	var seen string
	s.update(func(tx store.Tx) error {
		tx.After(func() {
			err := s.View(s.ctx, func(tx store.Tx) (err error) {
				seen, err = tx.Meta().Get("k")
				return err
			})
			if err != nil {
				s.Errorf("view in after: %v", err)
			}
		})
		return tx.Meta().Put("k", "v")
	})
	if seen != "v" {
		s.Errorf("after saw %q, want the write", seen)
	}
}

// viewSnapshot changes records of several kinds between two looks of a view.
func viewSnapshot(s *subject) {
	k := key("p1")
	s.putEnds(richEnd(k))
	ev := plainEvent("ev1", k, hubOut)
	s.putEvents(ev)
	s.view(func(tx store.Tx) error {
		for i := range 3 {
			end, err := tx.Ends().Get(k)
			if err != nil {
				return err
			}
			got, err := tx.Events().Get("ev1")
			if err != nil {
				return err
			}
			heads, err := collect(tx.Events().Pending())
			if err != nil {
				return err
			}
			if end.OutSeq != 5 || end.Remote.ID != "" || got.Attempt != 0 || len(heads) != 1 {
				s.Errorf("look %d: seq %d, remote %v, attempt %d, %d pending; want the state of the first look",
					i, end.OutSeq, end.Remote, got.Attempt, len(heads))
			}
			changeAll(s, i)
		}
		return nil
	})
	if end := s.getEnd(k); end.OutSeq != 102 {
		s.Errorf("a later view sees seq %d, want 102", end.OutSeq)
	}
}

func changeAll(s *subject, i int) {
	s.update(func(tx store.Tx) error {
		end := richEnd(key("p1"))
		end.OutSeq = uint64(100 + i)
		ev, err := tx.Events().Get("ev1")
		if err != nil {
			return err
		}
		ev.Attempt = 100 + i
		return errors.Join(tx.Ends().Put(end), tx.Ends().SetRemote(end.EndKey, refOf("r")), tx.Events().Put(ev),
			tx.Events().Put(plainEvent(fmt.Sprint("more", i), key("p2"), hubOut)))
	})
}

func viewCommitted(s *subject) {
	s.update(func(tx store.Tx) error { return tx.Meta().Put("k", "old") })
	s.update(func(tx store.Tx) error {
		if err := tx.Meta().Put("k", "new"); err != nil {
			return err
		}
		return s.View(s.ctx, func(tx store.Tx) error {
			if got, err := tx.Meta().Get("k"); got != "old" || err != nil {
				s.Errorf("got %q, %v beside the update; want the committed value", got, err)
			}
			return nil
		})
	})
}

func viewsBesideUpdate(s *subject) {
	s.view(func(tx store.Tx) error { // a view is open
		if _, err := tx.Meta().Get("k"); err != nil {
			return err
		}
		return s.View(s.ctx, func(store.Tx) error { // another one
			return s.Update(s.ctx, func(tx store.Tx) error { return tx.Meta().Put("k", "v") })
		})
	})
}

func endedContext(s *subject) {
	ctx, end := context.WithCancel(s.ctx)
	end()
	fn := func(store.Tx) error {
		s.Errorf("fn ran")
		return nil
	}
	if err := s.Update(ctx, fn); !errors.Is(err, context.Canceled) {
		s.Errorf("update: got %v, want canceled", err)
	}
	if err := s.View(ctx, fn); !errors.Is(err, context.Canceled) {
		s.Errorf("view: got %v, want canceled", err)
	}
}

func cancelledInQueue(s *subject) {
	ctx, end := context.WithCancel(s.ctx)
	begun, release, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		var once sync.Once
		done <- s.Update(s.ctx, func(tx store.Tx) error {
			once.Do(func() { close(begun) })
			<-release
			return tx.Meta().Put("first", "v")
		})
	}()
	<-begun
	queued := make(chan error, 1)
	go func() {
		queued <- s.Update(ctx, func(tx store.Tx) error { return tx.Meta().Put("second", "v") })
	}()
	end()
	select {
	case err := <-queued:
		if !errors.Is(err, context.Canceled) {
			s.Errorf("queued update: got %v, want canceled", err)
		}
	case <-time.After(5 * time.Second): // only a broken driver takes that long
		s.Errorf("the queued update did not heed its context")
	}
	close(release)
	if err := <-done; err != nil {
		s.Errorf("running update: %v", err)
	}
	s.update(func(tx store.Tx) error { // the queue still moves
		if got, err := tx.Meta().Get("second"); got != "" || err != nil {
			s.Errorf("second is %q, %v; want it never run", got, err)
		}
		return nil
	})
}

func cancelledWhileRunning(s *subject) {
	ctx, end := context.WithCancel(s.ctx)
	err := s.Update(ctx, func(tx store.Tx) error {
		end()
		return tx.Meta().Put("k", "v")
	})
	var got string
	s.view(func(tx store.Tx) (err error) {
		got, err = tx.Meta().Get("k")
		return err
	})
	if (err == nil) != (got == "v") {
		s.Errorf("update said %v, but the value is %q", err, got)
	}
}

func txEnds(s *subject) {
	var kept store.Tx
	s.update(func(tx store.Tx) error { kept = tx; return nil })
	if kept.Meta().Put("k", "v") == nil {
		s.Errorf("a write after the update was accepted")
	}
	s.view(func(tx store.Tx) error { kept = tx; return nil })
	if _, err := kept.Meta().Get("k"); err == nil {
		s.Errorf("a read after the view was answered")
	}
	s.update(func(tx store.Tx) error {
		if got, err := tx.Meta().Get("k"); got != "" || err != nil {
			s.Errorf("got %q, %v; want nothing", got, err)
		}
		return nil
	})
}

func closedStore(s *subject) {
	if err := s.Close(); err != nil {
		s.Fatalf("close: %v", err)
	}
	fn := func(store.Tx) error { return nil }
	if err := s.Update(s.ctx, fn); err == nil {
		s.Errorf("update after close: no error")
	}
	if err := s.View(s.ctx, fn); err == nil {
		s.Errorf("view after close: no error")
	}
}
