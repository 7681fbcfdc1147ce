package node

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/store/blob"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// half is one of two owners, with a node and a tracker of its own.
type half struct {
	*Node
	mem *memtracker.Tracker
}

// twoNodes are joined by an invitation over loopback TLS. The second one calls,
// and is never called. Nothing is noticed unless a test says so, or polls.
func twoNodes(t *testing.T, h tracker.Habits) (a, b *half) {
	t.Helper()
	a = newHalf(t, h, "AAA", "link: {listen: \""+freeAddress(t)+"\"}")
	b = newHalf(t, h, "BBB", "link: {title: Other}")
	s, err := a.ListenLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	inv, err := a.Invite(t.Context(), InviteQuery{Connection: "shared"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Accept(t.Context(), AcceptQuery{Code: inv.Code}); err != nil {
		t.Fatal(err)
	}
	return a, b
}

// freeAddress is one at which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	return free.Addr().String()
}

func newHalf(t *testing.T, h tracker.Habits, project, link string) *half {
	t.Helper()
	return newHalfWith(t, h, project, link, "", func(c tracker.Connector) tracker.Connector { return c })
}

// newHalfWith says more of the tracker in the config, and may put something over
// its connector.
func newHalfWith(t *testing.T, h tracker.Habits, project, link, more string, over func(tracker.Connector) tracker.Connector) *half {
	t.Helper()
	w := &half{mem: memtracker.New(memtracker.Config{Identity: project, Project: project, Habits: h})}
	spec := w.mem.Spec()
	spec.New = func(tracker.Settings, tracker.Env) (tracker.Connector, error) { return over(w.mem.Connector()), nil }
	text := fmt.Sprintf("node: {name: %s, control: none, %s}\ntrackers: {t: {kind: %s, poll: 24h%s}}\n"+
		"connections: {shared: {here: {tracker: t, trigger: all, project: %s}}}\n", project, link, spec.Kind, more, project)
	cfg, err := config.Parse(filepath.Join(t.TempDir(), "entwine.yaml"), []byte(text), config.Options{Kinds: Kinds([]tracker.Spec{spec})})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if w.Node, err = Open(ctx, Options{Config: cfg, Specs: []tracker.Spec{spec}}); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- w.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := errors.Join(<-ended, w.Close()); err != nil {
			t.Errorf("node ended with %v", err)
		}
	})
	<-w.Started()
	if err := w.Engine().Poll(ctx, "t"); err != nil { // from where on it is told of changes
		t.Fatal(err)
	}
	return w
}

// hook hands on what the tracker's webhooks bring.
func (w *half) hook(t *testing.T) (n int) {
	t.Helper()
	list := w.mem.Hooks()
	if err := w.Engine().Noticed(t.Context(), "t", list); err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// until waits for something that must come.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.NewTimer(time.Minute)
	defer deadline.Stop()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// paired makes an issue at A and waits until B has it.
func paired(t *testing.T, a, b *half) (atA, atB hub.Ref) {
	t.Helper()
	atA = a.mem.Add(hub.Issue{Summary: "one", Status: "open", Priority: "low"})
	a.hook(t)
	until(t, "the pair", func() bool { return len(b.mem.Issues()) == 1 && idle(t, a, b) })
	b.hook(t) // our own write: nobody's news
	return atA, b.mem.Issues()[0].Ref
}

func idle(t *testing.T, nodes ...*half) bool {
	t.Helper()
	for _, n := range nodes {
		s, err := n.Standing(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if s.Pending > 0 {
			return false
		}
	}
	return true
}

// Two nodes that tell each other something about the same pair at the same
// instant, a thousand times: nobody waits for the other for ever, and each edit
// arrives.
func TestBothTellAtOnce(t *testing.T) {
	t.Parallel()
	rounds := 1000
	if testing.Short() {
		rounds = 50
	}
	began := time.Now()
	a, b := twoNodes(t, memtracker.Best())
	atA, atB := paired(t, a, b)
	for i := range rounds {
		summary, priority := fmt.Sprintf("summary %d", i), fmt.Sprintf("priority %d", i)
		a.mem.Edit(atA.ID, func(is *hub.Issue) { is.Summary = summary })
		b.mem.Edit(atB.ID, func(is *hub.Issue) { is.Priority = priority })
		var both sync.WaitGroup
		for _, n := range []*half{a, b} {
			both.Go(func() {
				if err := n.Engine().Noticed(t.Context(), "t", n.mem.Hooks()); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		until(t, fmt.Sprintf("both edits of round %d", i), func() bool {
			x, y := a.mem.Issue(atA.ID), b.mem.Issue(atB.ID)
			return x.Priority == priority && y.Summary == summary
		})
	}
	until(t, "rest", func() bool { return idle(t, a, b) })
	t.Logf("%d rounds in %v", rounds, time.Since(began).Round(time.Millisecond))
	x, y := a.mem.Issue(atA.ID), b.mem.Issue(atB.ID)
	if x.Summary != y.Summary || x.Priority != y.Priority || len(a.mem.Issues()) != 1 || len(b.mem.Issues()) != 1 {
		t.Errorf("in the end %v and %v", x, y)
	}
	for _, n := range []*half{a, b} {
		if f, err := n.Faults(t.Context(), "open"); err != nil || len(f) > 0 {
			t.Errorf("faults: %v, %v", f, err)
		}
	}
}

// Ten edits of one issue within a second, on a tracker whose hooks carry the
// state: ten events on both sides, in their order, and the last value stands.
func TestTenEditsWithinASecond(t *testing.T) {
	t.Parallel()
	h := memtracker.Best()
	h.CarriesState = true
	a, b := twoNodes(t, h)
	atA, atB := paired(t, a, b)
	began := time.Now()
	const edits = 10
	for i := range edits {
		a.mem.Edit(atA.ID, func(is *hub.Issue) { is.Summary = fmt.Sprintf("edit %d", i) })
	}
	list := a.mem.Hooks()
	if took := time.Since(began); took > time.Second || len(list) != edits {
		t.Fatalf("%d hooks in %v", len(list), took)
	}
	for _, c := range list {
		if c.State == nil {
			t.Fatal("the hooks do not carry the state")
		}
	}
	if err := a.Engine().Noticed(t.Context(), "t", list); err != nil {
		t.Fatal(err)
	}
	until(t, "the last edit", func() bool { return b.mem.Issue(atB.ID).Summary == "edit 9" && idle(t, a, b) })
	for _, n := range []struct {
		*half
		lane hub.Lane
	}{{a, hub.Out}, {b, hub.In}} {
		rows, err := n.Events(t.Context(), EventQuery{})
		if err != nil {
			t.Fatal(err)
		}
		count := -1 // the first made the pair
		for _, ev := range rows {
			if ev.Lane == n.lane && ev.State == hub.Done && len(ev.Changed)+len(ev.Wrote) > 0 {
				count++ // what is noticed twice, by hook and by watching, is recorded and has nothing to tell
			}
		}
		if count != edits {
			t.Errorf("%d events in lane %s, want %d", count, n.lane, edits)
		}
	}
	var order []string
	for _, l := range b.mem.Log(atB.ID) {
		if l.Field == "summary" {
			order = append(order, fmt.Sprint(l.To))
		}
	}
	for i := range edits {
		if len(order) < edits || order[len(order)-edits+i] != fmt.Sprintf("edit %d", i) {
			t.Fatalf("B went through %v", order)
		}
	}
}

// A partner is given the bytes of attachments that were told to it, over the very
// connection, and none that happen to be here too.
func TestOnlyWhatWasToldIsGiven(t *testing.T) {
	t.Parallel()
	a, b := twoNodes(t, memtracker.Best())
	atA, atB := paired(t, a, b)
	a.mem.Attach(atA.ID, "told.txt", []byte("told"))
	a.hook(t)
	until(t, "the attachment", func() bool { return len(b.mem.Issue(atB.ID).Attachments) == 1 && idle(t, a, b) })
	bytes, err := blob.Open(filepath.Join(a.cfg.Node.Data, "blobs")) // where both are that a partner may name
	if err != nil {
		t.Fatal(err)
	}
	digest := func(text string) hub.Digest {
		d, _, err := bytes.Put(t.Context(), strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	told, other := digest("told"), digest("of another connection")
	for name, c := range map[string]struct {
		from   hub.NodeID
		conn   hub.ConnectionID
		digest hub.Digest
		want   hub.Code // "": it is given
	}{
		"what was told":      {b.book.Node(), "shared", told, ""},
		"what was not":       {b.book.Node(), "shared", other, hub.NotFound},
		"another connection": {b.book.Node(), "other", told, hub.Denied},
		"somebody else":      {"n-somebody", "shared", told, hub.Denied},
		"a path":             {b.book.Node(), "shared", "sha256:../../entwine.db", hub.NotFound},
	} {
		r, err := a.Engine().OpenBlob(t.Context(), c.from, c.conn, c.digest)
		if (err == nil) != (c.want == "") || err != nil && hub.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			err = r.Close()
		}
		if c.want == "" && err != nil {
			t.Error(err)
		}
	}
}
