package memory

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

func putMeta(s store.Store, k, v string) error {
	return s.Update(ctx, func(tx store.Tx) error { return tx.Meta().Put(k, v) })
}

func getMeta(t *testing.T, s store.Store, k string) (v string) {
	t.Helper()
	err := s.View(ctx, func(tx store.Tx) (err error) {
		v, err = tx.Meta().Get(k)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestOpen_refuses_a_disk_in_use(t *testing.T) {
	d := New()
	s := open(t, d)
	if _, err := d.Open(); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	if err := putMeta(s, "k", "v"); err != nil { // the first one is not hurt
		t.Error(err)
	}
	for range 2 { // the second does nothing
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := putMeta(s, "k", "w"); !errors.Is(err, ErrClosed) {
		t.Errorf("update after close: %v, want ErrClosed", err)
	}
	if err := s.View(ctx, func(store.Tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("view after close: %v, want ErrClosed", err)
	}
	next := open(t, d)
	if err := s.Close(); err != nil { // nor does it to the next one
		t.Error(err)
	}
	if _, err := d.Open(); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	if got := getMeta(t, next, "k"); got != "v" {
		t.Errorf("got %q, want v", got)
	}
}

func TestCut(t *testing.T) {
	d := New()
	d.Cut() // of nothing
	s := open(t, d)
	if err := putMeta(s, "k", "committed"); err != nil {
		t.Fatal(err)
	}
	ev := &hub.Event{ID: "ev1"}
	err := s.Update(ctx, func(tx store.Tx) error {
		tx.After(func() { t.Error("after ran without power") })
		if err := errors.Join(tx.Meta().Put("k", "lost"), tx.Events().Put(ev)); err != nil {
			return err
		}
		err := s.View(ctx, func(view store.Tx) error {
			view.After(func() { t.Error("after of a view ran without power") })
			d.Cut()
			_, err := view.Meta().Get("k")
			if !errors.Is(err, ErrCut) {
				t.Errorf("read in a view: %v, want ErrCut", err)
			}
			return nil
		})
		if !errors.Is(err, ErrCut) {
			t.Errorf("view: %v, want ErrCut", err)
		}
		_, err = tx.Meta().Get("k")
		if !errors.Is(err, ErrCut) || !errors.Is(tx.Meta().Put("k", "x"), ErrCut) {
			t.Errorf("in the update: %v, want ErrCut", err)
		}
		return nil
	})
	if !errors.Is(err, ErrCut) || ev.Position != 0 {
		t.Errorf("update: %v, position %d; want ErrCut and no position", err, ev.Position)
	}
	next := open(t, d)
	for what, err := range map[string]error{
		"update": putMeta(s, "k", "w"), "view": s.View(ctx, func(store.Tx) error { return nil }), "close": s.Close(), "close again": s.Close(),
	} {
		if !errors.Is(err, ErrCut) {
			t.Errorf("%s: %v, want ErrCut", what, err)
		}
	}
	if got := getMeta(t, next, "k"); got != "committed" {
		t.Errorf("got %q, want what was committed", got)
	}
	if err := putMeta(next, "k", "more"); err != nil { // the dead one's seat is not the next one's
		t.Error(err)
	}
}

var errDisk = errors.New("the disk refuses")

func TestOnCommit(t *testing.T) {
	d := New()
	s := open(t, d)
	asked := 0
	var answer func() error
	d.OnCommit = func() error { asked++; return answer() }

	answer = func() error { return errDisk }
	ev := &hub.Event{ID: "ev1"}
	err := s.Update(ctx, func(tx store.Tx) error {
		tx.After(func() { t.Error("after ran") })
		return errors.Join(tx.Events().Put(ev), tx.Meta().Put("k", "v"))
	})
	if !errors.Is(err, errDisk) || asked != 1 || ev.Position != 0 {
		t.Errorf("%v, asked %d times, position %d; want the disk's error, once, and no position", err, asked, ev.Position)
	}
	if got := getMeta(t, s, "k"); got != "" {
		t.Errorf("got %q, want nothing written", got)
	}

	asked = 0
	for what, fn := range map[string]func(store.Tx) error{
		"nothing":             func(store.Tx) error { return nil },
		"only reads":          func(tx store.Tx) error { _, err := tx.Meta().Get("k"); return err },
		"writes and fails":    func(tx store.Tx) error { return errors.Join(tx.Meta().Put("k", "v"), errRefused) },
		"writes what is none": func(tx store.Tx) error { _ = tx.Ends().SetRemote(hub.EndKey{}, hub.Ref{}); return nil },
	} {
		if err := s.Update(ctx, fn); errors.Is(err, errDisk) || asked != 0 {
			t.Errorf("%s: %v, asked %d times, want not to be asked", what, err, asked)
		}
	}

	answer = func() error { return nil }
	if err := putMeta(s, "k", "v"); err != nil { // the store is as good as before
		t.Fatal(err)
	}
	answer = func() error { d.Cut(); return nil }
	if err := putMeta(s, "k", "w"); !errors.Is(err, ErrCut) {
		t.Errorf("cut: got %v, want ErrCut", err)
	}
	if got := getMeta(t, open(t, d), "k"); got != "v" {
		t.Errorf("got %q, want what was there before the cut", got)
	}
}

func TestOnCommitted(t *testing.T) {
	for name, c := range map[string]struct {
		knob func(d *Disk) error
		want error
	}{
		"an error cuts": {func(*Disk) error { return errDisk }, errDisk},
		"a cut":         {func(d *Disk) error { d.Cut(); return nil }, ErrCut},
	} {
		t.Run(name, func(t *testing.T) {
			d := New()
			s := open(t, d)
			if err := putMeta(s, "k", "before"); err != nil {
				t.Fatal(err)
			}
			d.OnCommitted = func() error { return c.knob(d) }
			ev := &hub.Event{ID: "ev1"}
			err := s.Update(ctx, func(tx store.Tx) error {
				tx.After(func() { t.Error("after ran, of a process that was cut") })
				return errors.Join(tx.Meta().Put("k", "after"), tx.Events().Put(ev))
			})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if err := putMeta(s, "k", "more"); !errors.Is(err, ErrCut) {
				t.Errorf("got %v, want the store dead", err)
			}
			d.OnCommitted = nil
			s = open(t, d)
			if got := getMeta(t, s, "k"); got != "after" || d.LastPosition() != ev.Position {
				t.Errorf("got %q and position %d, want what was committed and %d", got, d.LastPosition(), ev.Position)
			}
		})
	}
}

func TestAfter_may_cut(t *testing.T) {
	d := New()
	s := open(t, d)
	ran := 0
	err := s.Update(ctx, func(tx store.Tx) error {
		tx.After(func() { ran++; d.Cut() })
		tx.After(func() { ran++ })
		return tx.Meta().Put("k", "v")
	})
	if !errors.Is(err, ErrCut) || ran != 1 {
		t.Errorf("%v, %d ran; want ErrCut and one", err, ran)
	}
	if got := getMeta(t, open(t, d), "k"); got != "v" {
		t.Errorf("got %q, want v", got)
	}
}

// walked collects what a disk holds.
func walked(d *Disk) (list []any) {
	for r := range d.Walk() {
		list = append(list, r)
	}
	return list
}

// fillDisk puts a few of every kind of record, in an order that is not theirs.
func fillDisk(t *testing.T, s store.Store) {
	t.Helper()
	update(t, s, func(tx store.Tx) error {
		var errs []error
		for i := range 40 {
			i = i * 7 % 40
			name, k := fmt.Sprintf("%02d", i), benchKey(i)
			at := someMoment.AddDate(0, 0, i/2)
			errs = append(errs, tx.Ends().Put(benchEnd(1000, k)), tx.Ends().SetRemote(k, hub.Ref{ID: name}),
				tx.Ends().AddTraces(k, hub.Trace{Field: "comments", Local: name}),
				tx.Events().Put(&hub.Event{ID: hub.EventID(name), EndKey: k}),
				tx.Faults().Put(&hub.Fault{ID: name, First: at}), tx.Pauses().Put(store.Pause{Scope: hub.ScopeTracker, ID: name}),
				tx.Histories().Add(store.History{EndKey: k, At: at, Value: name}), tx.Bulks().Put(&store.Bulk{ID: name, Started: at}),
				tx.Audits().Add(store.Audit{What: name, At: at}), tx.Meta().Put(name, "v"),
				tx.Blobs().PutDigest("jira", name, 1, "d"), tx.Blobs().Use(hub.Digest(name), 1, at),
				tx.Rules().Put(&store.RuleVersion{Connection: hub.ConnectionID(name), Number: 1}))
		}
		return errors.Join(errs...)
	})
}

func TestWalk_lists_everything_in_order(t *testing.T) {
	d := New()
	fillDisk(t, open(t, d))
	list := walked(d)
	kinds := []reflect.Type{reflect.TypeFor[*hub.End](), reflect.TypeFor[*hub.Event](), reflect.TypeFor[*hub.Fault](),
		reflect.TypeFor[*store.Pause](), reflect.TypeFor[*store.History](), reflect.TypeFor[*store.Bulk](),
		reflect.TypeFor[*store.Audit](), reflect.TypeFor[*Meta](), reflect.TypeFor[*Attachment](), reflect.TypeFor[*Blob](),
		reflect.TypeFor[*store.RuleVersion]()}
	if len(list) != 40*len(kinds) {
		t.Fatalf("%d records, want %d", len(list), 40*len(kinds))
	}
	put := make([]string, 40) // the order in which they were put
	for i := range put {
		put[i] = fmt.Sprintf("%02d", i*7%40)
	}
	for i, r := range list {
		if got := reflect.TypeOf(r); got != kinds[i/40] {
			t.Fatalf("record %d is a %v, want a %v", i, got, kinds[i/40])
		}
		sorted := fmt.Sprintf("%02d", i%40)
		got, want := "", sorted
		switch r := r.(type) {
		case *hub.End:
			got = r.Remote.ID
			if len(r.Traces) != 1 || r.Traces[0].Local != sorted {
				t.Errorf("end %s has traces %v", got, r.Traces)
			}
		case *hub.Event:
			got, want = string(r.ID), put[i%40]
		case *hub.Fault:
			got, want = r.ID, inOrderOfTime(put, i%40)
		case *store.Pause:
			got = r.ID
		case *store.History:
			got = r.Value.(string)
		case *store.Bulk:
			got, want = r.ID, inOrderOfTime(put, i%40)
		case *store.Audit:
			got, want = r.What, inOrderOfTime(put, i%40)
		case *Meta:
			got = r.Key
		case *Attachment:
			got = r.ID
		case *Blob:
			got = string(r.Digest)
		case *store.RuleVersion:
			got = string(r.Connection)
		}
		if got != want {
			t.Errorf("%v %d is %s, want %s", kinds[i/40], i%40, got, want)
		}
	}
	for n := range list { // and may be left
		if got := walkSome(d, n); got != n {
			t.Fatalf("walked %d, want %d", got, n)
		}
	}
}

// inOrderOfTime is the n-th of the names, where each two of them have the same
// time and the one put first comes first.
func inOrderOfTime(put []string, n int) string {
	two := []string{}
	for _, name := range put {
		if i, _ := strconv.Atoi(name); i/2 == n/2 {
			two = append(two, name)
		}
	}
	return two[n%2]
}

func walkSome(d *Disk, n int) (seen int) {
	for range d.Walk() {
		if seen == n {
			return seen
		}
		seen++
	}
	return seen
}

// Copies share what neither has changed, and nothing else.
func TestCopy(t *testing.T) {
	d := New()
	s := open(t, d)
	fillDisk(t, s)
	k := benchKey(3)
	var c *Disk
	update(t, s, func(tx store.Tx) error {
		if err := tx.Meta().Put("uncommitted", "v"); err != nil {
			return err
		}
		c = d.Copy() // beside an update
		return nil
	})
	d.OnCommit = func() error { return errDisk }
	before := walked(c)
	other := open(t, c) // though the first is in use
	update(t, other, func(tx store.Tx) error {
		e, err := tx.Ends().Get(k)
		if err != nil {
			return err
		}
		e.OutSeq++
		return errors.Join(tx.Ends().Put(e), tx.Events().Put(&hub.Event{ID: "new", EndKey: k}), tx.Meta().Put("03", "changed"))
	})
	after := walked(c)
	if len(after) != len(before)+1 {
		t.Fatalf("%d records, want one more than %d", len(after), len(before))
	}
	changed, had := 0, map[any]bool{}
	for _, r := range before {
		had[r] = true
	}
	for _, r := range after {
		if !had[r] {
			changed++
		}
	}
	if changed != 3 {
		t.Errorf("%d records are not the same pointers, want 3", changed)
	}
	if got := getMeta(t, s, "03"); got != "v" || d.LastPosition() == c.LastPosition() {
		t.Errorf("the disk that was copied has %q, positions %d and %d", got, d.LastPosition(), c.LastPosition())
	}
	if got := getMeta(t, other, "uncommitted"); got != "" {
		t.Errorf("the copy has %q, which was not committed", got)
	}
	if got := getMeta(t, s, "uncommitted"); got != "v" {
		t.Errorf("got %q, want v", got)
	}
	if n := testing.AllocsPerRun(100, func() { d.Copy() }); n > 1 {
		t.Errorf("a copy takes %v allocations, want the disk's own", n)
	}
}
