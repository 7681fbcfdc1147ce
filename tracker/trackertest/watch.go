package trackertest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// soon is how long a call may take to notice that its context has ended.
const soon = 5 * time.Second

func watchChecks() []check {
	list := []check{
		{topic: "watch", name: "ends with its context", run: func(x *trial) {
			ctx, cancel := context.WithCancel(x.ctx())
			done := make(chan error, 1)
			go func() { done <- x.c.(tracker.Watcher).Watch(ctx, func() {}) }()
			cancel()
			select {
			case <-done:
			case <-time.After(soon):
				x.Fatalf("Watch goes on after its context ended")
			}
		}},
		{topic: "watch", name: "tells of a change", run: watchTells},
	}
	return given(list, can[tracker.Watcher]("Watcher"))
}

func watchTells(x *trial) {
	ctx, cancel := context.WithCancel(x.ctx())
	ref := x.create(nil)
	told, done := make(chan struct{}, 1), make(chan error, 1)
	go func() {
		done <- x.c.(tracker.Watcher).Watch(ctx, func() {
			select {
			case told <- struct{}{}:
			default: // one is enough
			}
		})
	}()
	defer func() {
		cancel()
		select {
		case <-done:
		case <-time.After(soon): // another check says so
		}
	}()
	// Nobody says when watching has begun, so there is a change now and again.
	tick, end := time.NewTicker(10*time.Millisecond), time.NewTimer(2*soon)
	defer tick.Stop()
	defer end.Stop()
	for n := 0; ; n++ {
		select {
		case <-told:
			return
		case err := <-done:
			done <- err
			x.Skipf("watching is not possible: %v", err)
		case <-end.C:
			x.Fatalf("no word of %d changes", n)
		case <-tick.C:
			x.setText(ref, "summary", fmt.Sprintf("change %d", n))
		}
	}
}

func cancelChecks() []check {
	return []check{
		{"context", "one that has ended ends every call", nil, func(x *trial) {
			ref := x.create(nil)
			before := x.get(ref)
			ctx, cancel := context.WithCancel(x.ctx())
			cancel()
			for name, call := range sorted(calls(x, ref)) {
				x.ends(name, func() error { return call(ctx) })
			}
			x.untouched(before, x.get(ref))
		}},
		{"context", "one that ends between two changes ends the list", nil, func(x *trial) {
			head := x.head()
			x.create(nil)
			x.create(nil)
			x.settle()
			ctx, cancel := context.WithCancel(x.ctx())
			defer cancel()
			for _, err := range x.c.Changes(ctx, head) {
				if err != nil {
					x.ctxError("Changes", err)
					break
				}
				cancel()
			}
			if ctx.Err() == nil {
				x.Errorf("nothing is told")
			}
		}},
	}
}

// calls are one of each method, of the capabilities that are there.
func calls(x *trial, ref hub.Ref) map[string]func(context.Context) error {
	w := tracker.Write{Ref: ref}
	m := map[string]func(context.Context) error{
		"Check":  func(ctx context.Context) error { _, err := x.c.Check(ctx); return err },
		"Get":    func(ctx context.Context) error { _, err := x.c.Get(ctx, ref); return err },
		"Head":   func(ctx context.Context) error { _, err := x.c.Head(ctx); return err },
		"Create": func(ctx context.Context) error { _, err := x.c.Create(ctx, tracker.Write{}, x.base()); return err },
		"Set":    func(ctx context.Context) error { _, err := x.c.Set(ctx, w, fieldPatch("summary", "x")); return err },
		"Changes": func(ctx context.Context) error {
			for _, err := range x.c.Changes(ctx, "") {
				return err
			}
			return nil
		},
		"Find": func(ctx context.Context) error {
			for _, err := range x.c.Find(ctx, "") {
				return err
			}
			return nil
		},
	}
	if c, ok := x.c.(tracker.Commenter); ok {
		m["AddComment"] = func(ctx context.Context) error { _, err := c.AddComment(ctx, w, hub.Comment{Body: "x"}); return err }
	}
	if c, ok := x.c.(tracker.Attacher); ok {
		m["AddAttachment"] = func(ctx context.Context) error {
			_, err := c.AddAttachment(ctx, w, hub.Attachment{Name: "x"}, &endless{ctx: ctx})
			return err
		}
	}
	if c, ok := x.c.(tracker.WorkLogger); ok {
		m["AddWorkLog"] = func(ctx context.Context) error {
			_, err := c.AddWorkLog(ctx, w, hub.WorkLog{Seconds: 60, Started: started})
			return err
		}
	}
	if c, ok := x.c.(tracker.Marker); ok {
		m["FindMarked"] = func(ctx context.Context) error { _, err := c.FindMarked(ctx, x.mark()); return err }
	}
	if c, ok := x.c.(tracker.Logger); ok {
		m["Entries"] = func(ctx context.Context) error { _, err := c.Entries(ctx, ref, ""); return err }
	}
	return m
}

// endless is a source that goes on until its context has ended.
type endless struct{ ctx context.Context }

func (e *endless) Read(p []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	return len(p), nil
}

// ends wants a call to return soon, with the context's error or Unreachable.
func (x *trial) ends(name string, call func() error) {
	x.Helper()
	done := make(chan error, 1)
	go func() { done <- call() }()
	timer := time.NewTimer(soon)
	defer timer.Stop()
	select {
	case err := <-done:
		x.ctxError(name, err)
	case <-timer.C:
		x.Fatalf("%s goes on after its context ended", name)
	}
}

func (x *trial) ctxError(name string, err error) {
	x.Helper()
	if !errors.Is(err, context.Canceled) && hub.CodeOf(err) != hub.Unreachable {
		x.Errorf("%s with a context that has ended: %v, want its error or %s", name, err, hub.Unreachable)
	}
}
