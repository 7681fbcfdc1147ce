package memtracker

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Tracker is the server: all issues, whoever edits them. Its methods may be
// called from several goroutines at once.
type Tracker struct {
	cfg Config

	mu      sync.Mutex
	knobs   Knobs
	source  *rand.PCG // of rng
	rng     *rand.Rand
	items   []*item          // in the order they were made, deleted ones included
	byID    map[string]*item // never shrinks: ids are not used again
	byKey   map[string]*item // old keys of moved issues included
	byMark  map[string][]*item
	numbers map[string]int // last number used in a key, by project
	blobs   map[string][]byte
	nextID  int    // of comments, attachments, work logs and links
	seq     uint64 // of changes
	events  []event
	hooked  int       // events that Hooks has handed out
	feed    []int     // events as Changes shows them
	waiting []showing // events that Changes does not show yet
	late    []landing
	landing time.Time // the moment at which a late write lands, while it does
	ours    bool      // a connector's write is taking effect
	wake    chan struct{}
	counts  Counts
	effects []Effect
}

// item is one issue with what is remembered of it.
type item struct {
	ref     hub.Ref
	past    []version // oldest first; the last is the present one
	log     []hub.HistoryItem
	broken  *hub.Error
	hidden  bool
	deleted bool
}

// version is a state as it was stored; it is never changed.
type version struct {
	is *hub.Issue
	at time.Time // by our clock, for the read lag
}

func (it *item) state() *hub.Issue { return it.past[len(it.past)-1].is }

// New returns an empty tracker.
func New(cfg Config) *Tracker {
	cfg = cfg.withDefaults()
	source := rand.NewPCG(cfg.Seed, 0x656e7477696e65)
	return &Tracker{
		cfg:     cfg,
		source:  source,
		rng:     rand.New(source),
		byID:    map[string]*item{},
		byKey:   map[string]*item{},
		byMark:  map[string][]*item{},
		numbers: map[string]int{},
		blobs:   map[string][]byte{},
		wake:    make(chan struct{}),
		counts:  Counts{By: map[string]int{}},
	}
}

// Spec describes the tracker; New of it returns a connector to it.
func (t *Tracker) Spec() tracker.Spec {
	s := tracker.Spec{Kind: Kind, Title: "In memory", Habits: t.cfg.Habits}
	s.Habits.Marks, s.Habits.Kept = slices.Clone(t.cfg.Habits.Marks), slices.Clone(t.cfg.Habits.Kept)
	if !t.cfg.Habits.Marked("issue") {
		s.Once = "what was made cannot be found again by a mark"
	}
	s.New = func(tracker.Settings, tracker.Env) (tracker.Connector, error) { return t.Connector(), nil }
	return s
}

// lock locks, after letting land what is due.
func (t *Tracker) lock() {
	t.mu.Lock()
	if len(t.late) > 0 {
		t.land(t.cfg.Now())
	}
}

// land lets the writes that are due by then take effect, in order of their time.
// What the tracker answers to them goes nowhere.
func (t *Tracker) land(then time.Time) {
	due := func(l landing) bool { return !l.due.After(then) }
	var ready []landing
	for _, l := range t.late {
		if due(l) {
			ready = append(ready, l)
		}
	}
	t.late = slices.DeleteFunc(t.late, due)
	slices.SortStableFunc(ready, func(a, b landing) int { return a.due.Compare(b.due) })
	defer func() { t.landing = time.Time{} }()
	for _, l := range ready {
		t.landing = l.due
		if now := t.cfg.Now(); now.Before(l.due) {
			t.landing = now
		}
		_, _ = t.take(l.call, l.effect)
	}
}

// now is our clock's time at which the present write takes effect.
func (t *Tracker) now() time.Time {
	if !t.landing.IsZero() {
		return t.landing
	}
	return t.cfg.Now()
}

// Land lets all late writes take effect now and returns how many there were.
func (t *Tracker) Land() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(t.late)
	last := t.cfg.Now()
	for _, l := range t.late {
		if l.due.After(last) {
			last = l.due
		}
	}
	t.land(last)
	return n
}

// Calls says how many calls connectors made.
func (t *Tracker) Calls() Counts {
	t.lock()
	defer t.mu.Unlock()
	c := t.counts
	c.By = maps.Clone(c.By)
	return c
}

// Effects lists the writes of connectors that took effect, in order.
func (t *Tracker) Effects() []Effect {
	t.lock()
	defer t.mu.Unlock()
	return slices.Clone(t.effects)
}

// lookup finds an issue by id, or by a present or former key where no id is given.
func (t *Tracker) lookup(ref hub.Ref) *item {
	if ref.ID != "" {
		return t.byID[ref.ID]
	}
	return t.byKey[ref.Key]
}

// visible finds an issue that our account may see.
func (t *Tracker) visible(ref hub.Ref) (*item, error) {
	it := t.lookup(ref)
	if it == nil || !t.shown(it) {
		return nil, notFound("there is no issue " + ref.String())
	}
	if it.broken != nil {
		e := *it.broken
		return nil, &e
	}
	return it, nil
}

func (t *Tracker) shown(it *item) bool {
	return !it.deleted && !it.hidden && !t.knobs.Unreadable[it.state().Project]
}

func (t *Tracker) newID() string {
	t.nextID++
	return strconv.Itoa(t.nextID)
}

func notFound(message string) *hub.Error {
	return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: message}
}

func invalid(field, message string) *hub.Error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Field: field, Message: message}
}
