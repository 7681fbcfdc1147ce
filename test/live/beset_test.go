package live

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// The story between two real trackers, kept in step by the program itself, which
// is killed (SIGKILL) at random moments while people work: some forty times each way.
// Every expectation of the story holds all the same. Chance is of ENTWINE_LIVE_SEED,
// which is printed.
func TestStoryKilled_RedmineRT(t *testing.T) {
	long(t) // alone four minutes each way
	t.Parallel()
	t.Run("a node each", func(t *testing.T) {
		a, b := newRedmine(t), newRT(t)
		tellBy(t, besetApart(t, a, b), a, b, false, (*story).play)
	})
	t.Run("one node", func(t *testing.T) {
		a, b := newRedmine(t), newRT(t)
		tellBy(t, besetTogether(t, a, b), a, b, false, (*story).play)
	})
}

// The same between simulated Jiras, which need no package.
func TestStoryKilled_JiraCloudServer8(t *testing.T) {
	long(t)
	t.Parallel()
	a, b := newJira(t, sim.Cloud), newJira(t, sim.Server8)
	tellBy(t, besetApart(t, a, b), a, b, true, (*story).play)
}

// Such a program takes no request to last longer than eight seconds, and looks
// every two for what trackers do not tell.
const besetFlags = "-X main.longest=8s -X main.rounds=2s"

// beset is the program at work, one node for both places or one for each, that
// somebody kills while a story is told.
type beset struct {
	t      testing.TB // the part of the test that asks
	places [2]place
	nodes  []*process
	r      *rand.Rand
	later  time.Duration // of the programs' clocks

	over   chan struct{} // closed when the kills after the latest rest are
	failed error         // what went wrong with them
	kills  int

	alive sync.Mutex // held by who kills until all run again, and by who must not be disturbed
}

// half is one owner's config where each place has a node of its own.
type half struct {
	near, far place
	name      string
	link      string // lines of the node's link
}

func (h half) trackers() []string { return []string{h.name} }

func (h half) text(data string) string {
	return fmt.Sprintf("node: {name: %s, data: %q, link: {%s}}\ntrackers:\n", h.name, data, h.link) + h.near.tracker(h.name) +
		"connections:\n  " + connection + ":\n    here: " + h.near.half(h.name, ", trigger: all") + "\n" + both(h.near, h.far).values()
}

func besetTogether(t *testing.T, a, b place) *beset {
	return newBeset(t, a, b, both(hasty{a}, hasty{b}))
}

// besetApart has two owners agree on a connection; the second one calls.
func besetApart(t *testing.T, a, b place) *beset {
	at := freeAddress(t)
	k := newBeset(t, a, b,
		half{hasty{a}, b, "a", fmt.Sprintf("title: A, listen: %q, address: \"https://%s\"", at, at)}, half{hasty{b}, a, "b", "title: B"})
	invited, err := k.nodes[0].desk.Invite(t.Context(), node.InviteQuery{Connection: connection})
	if err != nil {
		t.Fatal(err)
	}
	k.until(func(stand) bool { // its trackers may still have to say who they are
		_, err = k.nodes[1].desk.Accept(t.Context(), node.AcceptQuery{Code: invited.Code})
		if err != nil && hub.CodeOf(err) != hub.Busy {
			t.Fatal(err)
		}
		return err == nil
	})
	return k
}

func newBeset(t *testing.T, a, b place, nodes ...configured) *beset {
	t.Helper()
	seed := liveSeed(t)
	t.Logf("ENTWINE_LIVE_SEED=%d", seed)
	k := &beset{t: t, places: [2]place{a, b}, r: rand.New(rand.NewPCG(seed, 1)), over: make(chan struct{})}
	close(k.over)
	for _, c := range nodes {
		k.nodes = append(k.nodes, serveWith(t, build(t, besetFlags), c))
	}
	t.Cleanup(func() {
		<-k.over
		t.Logf("killed %d times at random", k.kills)
		if k.kills < 20 && !t.Failed() {
			t.Errorf("killed %d times only", k.kills)
		}
	})
	return k
}

func (k *beset) within(t testing.TB) {
	<-k.over
	if k.t = t; t != nil {
		k.calm() // from here on a tracker knows what is new to us
	}
}

// effects are known of each life of a process only; that nothing is written to a
// tracker any more is for the proxies to say.
func (k *beset) effects() int64 { return 0 }

// moment waits for one to kill at: by the clock, or just before or after a request
// to a tracker is carried out.
func (k *beset) moment(kill func()) {
	timer := time.NewTimer(time.Duration(k.r.IntN(2500)) * time.Millisecond)
	defer timer.Stop()
	p := k.places[k.r.IntN(2)].proxy()
	if k.r.IntN(2) == 0 || p == nil {
		<-timer.C
		kill()
		return
	}
	which := isWrite // of which there may be none
	if k.r.IntN(3) == 0 {
		which = func(*http.Request) bool { return true }
	}
	at, early := 1+k.r.IntN(3), k.r.IntN(2) == 0
	var once sync.Once
	hit := make(chan struct{})
	due := func(n int, before bool) {
		if n >= at && before == early {
			once.Do(func() { kill(); close(hit) })
		}
	}
	p.on(which, func(n int) { due(n, true) }, func(n int) { due(n, false) })
	select {
	case <-hit:
	case <-timer.C:
		once.Do(kill)
	}
	p.on(nil, nil, nil)
}

// pursue kills a process or two from now on, and starts them again.
func (k *beset) pursue() {
	k.over = make(chan struct{})
	over := k.over
	kills := 1 + k.r.IntN(2)
	go func() {
		defer close(over)
		for range kills {
			p := k.nodes[k.r.IntN(len(k.nodes))]
			k.moment(func() { k.alive.Lock(); p.kill() })
			k.kills++
			k.failed = p.begin()
			k.alive.Unlock()
			if k.failed != nil {
				return
			}
		}
	}()
}

// calm waits until nobody kills any more and nothing is left to do, and returns the
// open faults: what trackers tell was asked for twice since anything came to pass.
func (k *beset) calm() (faults []hub.Fault) {
	k.t.Helper()
	<-k.over
	if k.failed != nil {
		k.t.Fatal(k.failed)
	}
	was := k.stand()
	k.until(func(is stand) bool {
		if !is.idle || is.effects != was.effects || is.pending > 0 && is.faults == 0 {
			was = is
		}
		return beyond(is.polls, was.polls)
	})
	return k.faults()
}

// rounds waits for one that began after this.
func (k *beset) rounds() {
	k.t.Helper()
	<-k.over
	was := k.stand()
	k.until(func(is stand) bool { return beyond(is.rounds, was.rounds) })
}

// stand is what all nodes say of themselves.
type stand struct {
	pending, faults int
	idle            bool
	effects         int64
	polls           []int64 // of each tracker of each node
	rounds          []int64 // of each node
}

// until asks the nodes, which nobody kills, until they stand as they should.
func (k *beset) until(so func(is stand) bool) {
	k.t.Helper()
	every := time.NewTicker(200 * time.Millisecond)
	defer every.Stop()
	late := time.NewTimer(5 * time.Minute) // an unknown outcome is looked for after eight seconds, but trackers may be slow
	defer late.Stop()
	for is := k.stand(); !so(is); is = k.stand() {
		select {
		case <-every.C:
		case <-late.C:
			k.t.Fatalf("not at rest: %+v, faults %v", is, k.faults())
		}
	}
}

// beyond reports whether each count is higher by two: what was under way when the
// first was taken may have begun before.
func beyond(is, was []int64) bool {
	for i := range is {
		if is[i] < was[i]+2 {
			return false
		}
	}
	return true
}

func (k *beset) stand() (all stand) {
	k.t.Helper()
	all.idle = true
	for _, p := range k.nodes {
		st, err := p.desk.Status(k.t.Context())
		if err != nil {
			k.t.Fatal(err)
		}
		left, err := p.desk.Standing(k.t.Context())
		if err != nil {
			k.t.Fatal(err)
		}
		all.pending, all.faults, all.idle = all.pending+left.Pending, all.faults+left.Faults, all.idle && left.Idle
		all.effects += st.Counts.Effects
		all.rounds = append(all.rounds, st.Counts.Rounds)
		for _, tr := range st.Trackers {
			all.polls = append(all.polls, tr.Polls)
		}
	}
	return all
}

func (k *beset) faults() (all []hub.Fault) {
	k.t.Helper()
	for _, p := range k.nodes {
		l, err := p.desk.Faults(k.t.Context(), "open")
		if err != nil {
			k.t.Fatal(err)
		}
		all = append(all, l...)
	}
	return all
}

func (k *beset) settle() {
	k.t.Helper()
	if l := k.calm(); len(l) > 0 {
		for _, f := range l {
			k.t.Errorf("fault: %s of %s %s: %s", f.Code, f.Scope, f.Issue, f.Message)
		}
		k.t.FailNow()
	}
	k.pursue()
}

func (k *beset) round() {
	k.t.Helper()
	k.rounds()
	k.settle()
}

// look has the programs killed, and begun again eleven minutes later by their clocks.
func (k *beset) look() {
	k.t.Helper()
	<-k.over
	k.later += 11 * time.Minute
	for _, p := range k.nodes {
		p.kill()
		p.program = build(k.t, besetFlags+" -X main.aside="+k.later.String())
		p.start()
	}
	k.rounds()
	k.calm()
}

func (k *beset) twin(id string, from hub.Side) string {
	k.t.Helper()
	k.alive.Lock()
	defer k.alive.Unlock()
	list, err := k.nodes[0].desk.Pairs(k.t.Context(), node.PairQuery{}) // the initiator's, or both
	if err != nil {
		k.t.Fatal(err)
	}
	return twinIn(k.t, list, id, from)
}
