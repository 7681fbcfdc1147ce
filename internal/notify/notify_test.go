package notify_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/notify"
)

// desk is a node with faults, and who is told of them.
type desk struct {
	mu     sync.Mutex
	open   map[string]hub.Fault
	state  string
	broken error  // of whatever the node is asked
	away   error  // of the mail server
	refuse string // the mailbox that takes nothing
	mails  []notify.Message
}

func (d *desk) raise(id string, change ...func(*hub.Fault)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := hub.Fault{ID: id, Scope: hub.ScopeIssue, Code: hub.Invalid, Issue: "PRJ-" + id, Connection: "both", Message: "reason of " + id, Count: 1, State: "open", First: time.Now()}
	for _, fn := range change {
		fn(&f)
	}
	if d.open == nil {
		d.open = map[string]hub.Fault{}
	}
	d.open[id] = f
}

func (d *desk) heal(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.open, id)
}

func (d *desk) fail(node, server error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.broken, d.away = node, server
}

func (d *desk) OpenFaults(context.Context) ([]hub.Fault, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []hub.Fault
	for _, f := range d.open {
		list = append(list, f)
	}
	return list, d.broken
}

func (d *desk) Recall(context.Context) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state, d.broken
}

func (d *desk) Keep(_ context.Context, state string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.broken == nil {
		d.state = state
	}
	return d.broken
}

func (d *desk) send(_ context.Context, m notify.Message) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if m.To == d.refuse {
		return errors.New("no such mailbox")
	}
	if d.away == nil {
		d.mails = append(d.mails, m)
	}
	return d.away
}

// told is what was told since it was asked last: "to: new, ... / over, ...".
func (d *desk) told() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []string
	for _, m := range d.mails {
		s := m.To + ":"
		for _, e := range m.New {
			s += " " + e.ID
		}
		for _, e := range m.Over {
			s += " -" + e.ID
		}
		if m.Still > 0 {
			s += fmt.Sprintf(" still %d", m.Still)
		}
		list = append(list, s)
	}
	d.mails = nil
	return strings.Join(list, "; ")
}

// run runs a notifier for a while.
func (d *desk) run(t *testing.T, to []notify.Recipient, fn func(n *notify.Notifier, after func(time.Duration))) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	n := notify.New(notify.Options{Node: "acme", Recipients: to, Source: d, Send: d.send})
	var wg sync.WaitGroup
	wg.Go(func() { n.Run(ctx) })
	synctest.Wait()
	fn(n, func(w time.Duration) { time.Sleep(w); synctest.Wait() }) // time of the bubble
	stop()
	wg.Wait()
}

func expect(t *testing.T, d *desk, want string) {
	t.Helper()
	if got := d.told(); got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}

var ops = []notify.Recipient{{Address: "ops"}}

func TestAFaultIsToldOnceAndWhenItIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			d.raise("a")
			after(30 * time.Second)
			expect(t, d, "")
			after(time.Minute)
			expect(t, d, "ops: a")
			after(24 * time.Hour)
			expect(t, d, "")
			d.heal("a")
			after(time.Minute)
			expect(t, d, "ops: -a")
			after(24 * time.Hour)
			expect(t, d, "")
		})
	})
}

func TestAFaultThatPassesAtOnceIsNotTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			d.raise("a")
			after(40 * time.Second)
			d.heal("a")
			after(time.Hour)
			expect(t, d, "")
		})
	})
}

func TestManyAreToldTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			d.raise("a")
			d.raise("b", func(f *hub.Fault) { f.Scope, f.Tracker = hub.ScopeTracker, "jira" })
			after(2 * time.Minute)
			expect(t, d, "ops: b a") // what stops more is first
			d.raise("c")
			d.raise("d")
			d.heal("a")
			after(10 * time.Minute)
			expect(t, d, "") // not so soon after the last
			after(10 * time.Minute)
			expect(t, d, "ops: c d -a still 1")
		})
	})
}

// One that is over and comes back, as the same fault, is told again.
func TestAFaultComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			d.raise("a")
			after(2 * time.Minute)
			expect(t, d, "ops: a")
			d.heal("a")
			d.raise("a")
			after(time.Hour)
			d.mu.Lock()
			if len(d.mails) == 1 && !strings.Contains(d.mails[0].Text(), "It was over meanwhile, and is back.") {
				t.Errorf("the mail reads\n%s", d.mails[0].Text())
			}
			d.mu.Unlock()
			expect(t, d, "ops: a") // and not that it is over
		})
	})
}

func TestWhatWasToldIsKeptOverARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.raise("a")
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) { after(2 * time.Minute) })
		expect(t, d, "ops: a")
		d.raise("b")
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			after(time.Hour)
			expect(t, d, "ops: b still 1")
		})
		// Who joins hears of all that is open.
		d.run(t, append(ops, notify.Recipient{Address: "ann"}), func(_ *notify.Notifier, after func(time.Duration)) {
			after(time.Hour)
			expect(t, d, "ann: a b")
		})
		d.mu.Lock()
		d.state = "{nonsense"
		d.mu.Unlock()
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			after(time.Hour)
			expect(t, d, "ops: a b")
		})
	})
}

func TestEachHearsWhatConcernsThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		to := []notify.Recipient{{Address: "ops"}, {Address: "ann", Concerns: func(f hub.Fault) bool { return f.Connection == "hers" }}}
		d.run(t, to, func(_ *notify.Notifier, after func(time.Duration)) {
			d.raise("a")
			d.raise("b", func(f *hub.Fault) { f.Connection = "hers" })
			after(2 * time.Minute)
			expect(t, d, "ops: a b; ann: b")
		})
	})
}

// Faults that come and go, each younger than the wait, keep nobody from hearing
// that another one is over.
func TestWhatIsOverDoesNotWaitForYoungFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			d.raise("a")
			after(20 * time.Minute)
			expect(t, d, "ops: a")
			d.heal("a")
			for i := range 10 {
				d.raise(fmt.Sprint("young", i))
				after(30 * time.Second)
				d.heal(fmt.Sprint("young", i))
			}
			if got := d.told(); !strings.Contains(got, " -a") {
				t.Errorf("told %q", got)
			}
		})
	})
}

// Who hears of less than before is not told that what is still open is over.
func TestWhatConcernsThemNoMoreIsNotOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.raise("a")
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) { after(2 * time.Minute) })
		expect(t, d, "ops: a")
		fewer := []notify.Recipient{{Address: "ops", Concerns: func(f hub.Fault) bool { return f.Scope == hub.ScopeNode }}}
		d.run(t, fewer, func(_ *notify.Notifier, after func(time.Duration)) {
			after(time.Hour)
			d.heal("a")
			after(time.Hour)
			expect(t, d, "")
		})
	})
}

// One mailbox that takes nothing is shown until it does, however many mails others
// get meanwhile, and keeps nobody else waiting.
func TestOneMailboxTakesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{refuse: "ann"}
		d.run(t, []notify.Recipient{{Address: "ann"}, {Address: "ops"}}, func(n *notify.Notifier, after func(time.Duration)) {
			d.raise("a")
			after(2 * time.Minute)
			began := n.Status().Since
			after(20 * time.Minute)
			d.raise("b")
			after(20 * time.Minute)
			expect(t, d, "ops: a; ops: b still 1")
			if s := n.Status(); s.Sent != 2 || s.Failing != "no such mailbox" || s.Since.IsZero() || !s.Since.Equal(began) {
				t.Errorf("status: %+v, was since %v", s, began)
			}
			d.mu.Lock()
			d.refuse = ""
			d.mu.Unlock()
			after(time.Hour)
			expect(t, d, "ann: a b")
			if s := n.Status(); s.Failing != "" || s.Sent != 3 {
				t.Errorf("status: %+v", s)
			}
		})
	})
}

// Words of trackers and partners do nothing to a mail.
func TestWordsOfOthersInAMail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			d.raise("a", func(f *hub.Fault) {
				f.Issue, f.Message = "PRJ-1\r\nBcc: all", "turned \u202eround\u2066\x1b[2J\u2028Subject: x\xff"
			})
			after(2 * time.Minute)
			d.mu.Lock()
			defer d.mu.Unlock()
			if len(d.mails) != 1 {
				t.Fatalf("%d mails", len(d.mails))
			}
			m := d.mails[0]
			if s := m.Subject() + m.Text(); strings.ContainsAny(s, "\r\u202e\u2066\u2028\x1b") || !strings.Contains(s, "turned round [2J Subject: x\ufffd") || strings.Contains(s, "\nBcc") {
				t.Errorf("it reads %q", s)
			}
		})
	})
}

// A mail server that is away is asked again, less and less often; then all is told.
func TestTheMailServerIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.run(t, ops, func(n *notify.Notifier, after func(time.Duration)) {
			d.fail(nil, errors.New("nobody there"))
			d.raise("a")
			after(5 * time.Hour)
			d.raise("b")
			began := n.Status().Since
			if s := n.Status(); s.Failing != "nobody there" || time.Since(began) < 4*time.Hour || s.Sent != 0 {
				t.Errorf("status: %+v", s)
			}
			d.fail(nil, nil)
			after(time.Hour)
			expect(t, d, "ops: a b")
			if s := n.Status(); s.Failing != "" || !s.Since.IsZero() || s.Sent != 1 {
				t.Errorf("status: %+v", s)
			}
		})
	})
}

// A database that does not answer costs nobody a notice.
func TestTheNodeDoesNotAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		d.fail(errors.New("disk full"), nil)
		d.run(t, ops, func(_ *notify.Notifier, after func(time.Duration)) {
			d.raise("a")
			after(time.Hour)
			expect(t, d, "")
			d.fail(nil, nil)
			after(time.Minute)
			expect(t, d, "ops: a")
		})
	})
}

func TestTextOfMany(t *testing.T) {
	m := notify.Message{Node: "acme", To: "ops", Still: 2}
	for i := range 100 {
		m.New = append(m.New, notify.Entry{ID: fmt.Sprint("F-", i), Stops: "connection both", What: strings.Repeat("long ", 100)})
		m.Over = append(m.Over, notify.Entry{ID: fmt.Sprint("O-", i), Stops: "tracker jira", What: "gone"})
	}
	text := m.Text()
	for _, want := range []string{"\n30. connection both", "And 70 more: entwine faults", "- and 70 more", "2 faults told earlier are still open"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text has no %q", want)
		}
	}
	if len(text) > 64<<10 || len(m.Subject()) > 200 || !strings.HasPrefix(m.Subject(), "[Entwine acme] 100 faults, first connection both: long") {
		t.Errorf("%d bytes, %q", len(text), m.Subject())
	}
	if one := (notify.Message{Node: "n", Over: m.Over[:1]}).Subject(); one != "[Entwine n] over: tracker jira" {
		t.Error(one)
	}
	if two := (notify.Message{Node: "n", Over: m.Over[:2]}).Subject(); two != "[Entwine n] 2 faults are over" {
		t.Error(two)
	}
}
