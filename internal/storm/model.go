package storm

import (
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// model is what a bystander with full view of both trackers saw. It knows
// nothing of the nodes but when they read an issue.
type model struct {
	seq    int // of everything that happened
	sides  [2]map[string]*item
	order  [2][]*item // as they were made
	writes map[int]*writing
	late   []*writing // not answered, and perhaps still under way
}

// item is one issue with all that ever happened to it.
type item struct {
	side    int
	id      string
	ours    bool // made by a connector
	deleted bool
	hidden  bool
	state   *hub.Issue // not to be changed
	deeds   []*deed
	parts   map[hub.Part][]*shown
	reads   []moment // when a node read it
	shows   int      // how often it was shown again
}

// deed is one change of an issue.
type deed struct {
	memtracker.Deed
	moment
	read moment // the last read before the call that made it; ours only
}

// moment is a place in the course of events and on the clock.
type moment struct {
	seq int
	at  time.Time
}

// shown is a value that a part of an issue had from a deed on.
type shown struct {
	deed *deed
	v    hub.Value
}

// writing is a call that is being made, or that got no answer.
type writing struct {
	side  int
	id    string
	read  moment
	until time.Time // of one that is late
}

func newModel() *model {
	return &model{sides: [2]map[string]*item{{}, {}}, writes: map[int]*writing{}}
}

func (m *model) now(at time.Time) moment {
	m.seq++
	return moment{m.seq, at}
}

// read notes that a node has read an issue.
func (m *model) read(side int, id string, at time.Time) {
	if it := m.sides[side][id]; it != nil {
		it.reads = append(it.reads, m.now(at))
	}
}

// calls notes that a write is about to be made, depth calls within others.
func (m *model) calls(depth, side int, id string) {
	w := &writing{side: side, id: id}
	if it := m.sides[side][id]; it != nil && len(it.reads) > 0 {
		w.read = it.reads[len(it.reads)-1]
	}
	m.writes[depth] = w
}

// over notes that nothing comes of the write any more.
func (m *model) over(depth int) { delete(m.writes, depth) }

// delayed notes that the write may take effect until then.
func (m *model) delayed(depth int, until time.Time) {
	if w := m.writes[depth]; w != nil {
		w.until = until
		m.late = append(m.late, w)
		delete(m.writes, depth)
	}
}

// saw takes note of a change as it takes effect.
func (m *model) saw(side int, d memtracker.Deed, at time.Time) *deed {
	it := m.sides[side][d.Ref.ID]
	if it == nil {
		it = &item{side: side, id: d.Ref.ID, ours: d.Ours, parts: map[hub.Part][]*shown{}}
		m.sides[side][it.id] = it
		m.order[side] = append(m.order[side], it)
	}
	e := &deed{Deed: d, moment: m.now(at)}
	if d.Ours {
		e.read = m.readFor(side, it, at)
	}
	it.state, it.deleted = d.State, it.deleted || d.Deleted
	it.deeds = append(it.deeds, e)
	for _, c := range d.Changes {
		it.parts[c.Part] = append(it.parts[c.Part], &shown{e, c.To})
	}
	return e
}

// readFor finds the last read before the call that takes effect now. Of
// several that it may be it is the oldest, since nobody can tell which.
func (m *model) readFor(side int, it *item, now time.Time) (oldest moment) {
	look := func(w *writing) {
		if w.side == side && w.id == it.id && (oldest.seq == 0 || w.read.seq < oldest.seq) {
			oldest = w.read
		}
	}
	for _, w := range m.writes {
		look(w)
	}
	m.late = slices.DeleteFunc(m.late, func(w *writing) bool { return w.until.Add(longest).Before(now) })
	for _, w := range m.late {
		look(w)
	}
	return oldest
}

// live lists the issues of a side that are there.
func (m *model) live(side int) []*item {
	var l []*item
	for _, it := range m.order[side] {
		if !it.deleted {
			l = append(l, it)
		}
	}
	return l
}

// origin is the word that says by which act an issue came to be: people never
// edit descriptions, so the twin on the other side has the same.
func (it *item) origin() string { return it.state.Description }

// before is what a part showed until a deed, and who had written it.
func (it *item) before(p hub.Part, d *deed) *shown {
	var last *shown
	for _, s := range it.parts[p] {
		if s.deed.seq >= d.seq {
			break
		}
		last = s
	}
	return last
}

// edits counts what people changed here.
func (it *item) edits() int {
	n := 0
	for _, d := range it.deeds {
		if !d.Ours {
			n++
		}
	}
	return n
}

// edited reports whether a person changed a part after the issue was made.
func (it *item) edited(p hub.Part) bool {
	return slices.ContainsFunc(it.parts[p], func(s *shown) bool { return !s.deed.Ours && !s.deed.Made })
}
