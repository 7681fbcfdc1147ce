package memtracker

import (
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// change is one part that a write changes.
type change struct {
	part     hub.Part
	from, to hub.Value
}

// Deed is one change as it took effect: what a bystander with full view of the
// tracker saw.
type Deed struct {
	Ref     hub.Ref
	By      hub.User
	Ours    bool // made by a connector; By may be the same for a person who shares our account
	Made    bool // the issue was made
	Deleted bool
	State   *hub.Issue // after it; not to be changed
	Changes []PartChange
}

// PartChange is one part that a deed changed; nil stands for absent.
type PartChange struct {
	Part     hub.Part
	From, To hub.Value
}

// seen lets the configured bystander see a deed.
func (t *Tracker) seen(d Deed, list []change) {
	if t.cfg.OnChange == nil {
		return
	}
	d.Ours = t.ours
	for _, c := range list {
		d.Changes = append(d.Changes, PartChange{c.part, c.from, c.to})
	}
	t.cfg.OnChange(d)
}

// core returns what Set can write: an issue without the parts that have calls
// of their own, so that comparing costs nothing for a long thread.
func core(is *hub.Issue) *hub.Issue {
	c := *is
	c.Comments, c.Attachments, c.WorkLogs, c.Links, c.History = nil, nil, nil, nil, nil
	return &c
}

// nameSets returns the sets whose elements are plain names.
func nameSets(is *hub.Issue) map[string]*[]string {
	return map[string]*[]string{
		"labels": &is.Labels, "components": &is.Components, "affectedVersions": &is.AffectedVersions,
		"fixVersions": &is.FixVersions, "sprints": &is.Sprints,
	}
}

// changes lists what differs between two states, in a fixed order.
func changes(before, after *hub.Issue) []change {
	from, to := before.Parts(), after.Parts()
	var list []change
	for _, p := range from.Diff(to) {
		list = append(list, change{p, from[p], to[p]})
	}
	return list
}

// clock is the tracker's own time, as precise as its revisions.
func (t *Tracker) clock() time.Time {
	now := t.now().Add(t.knobs.ClockOffset).UTC()
	if t.cfg.Habits.Revision == tracker.Coarse {
		now = now.Truncate(t.cfg.Habits.Unit)
	}
	return now
}

// revision of a state that is about to be stored.
func (t *Tracker) revision(is *hub.Issue) hub.Rev {
	switch t.cfg.Habits.Revision {
	case tracker.Coarse:
		return hub.Rev(is.Updated.Format("2006-01-02T15:04:05.000000000Z"))
	case tracker.None:
		return hub.Rev(is.Parts().Digest()[len("sha256:"):][:16])
	}
	return hub.Rev(strconv.FormatUint(t.seq, 10))
}

// commit stores the next state of an issue and tells of it. id is that of the
// comment or the like that was written, if any. It does nothing if nothing
// changed, and returns the change-log id otherwise.
func (t *Tracker) commit(it *item, next *hub.Issue, by hub.User, list []change, id string) string {
	if len(list) == 0 {
		return ""
	}
	was := it.ref
	if len(it.past) > 0 && next.Project != it.state().Project {
		t.rekey(it, next)
	}
	t.seq++
	next.Ref, next.Updated, next.Cleared = it.ref, t.clock(), nil
	next.Spent = spent(next)
	logged := t.record(it, by, list, next.Updated)
	if logged != "" {
		next.Log, id = logged, logged
	}
	t.store(it, next)
	e := event{it: it, at: next.Updated, rev: next.Rev, id: id, by: by.ID, state: next}
	if was != it.ref {
		e.was = was
	}
	t.tell(e)
	t.seen(Deed{Ref: it.ref, By: by, State: next}, list)
	return logged
}

// store makes next the present state, and forgets those that no read can show.
func (t *Tracker) store(it *item, next *hub.Issue) {
	next.Rev = t.revision(next)
	now := t.now()
	it.past = append(it.past, version{next, now})
	n := 0
	for n < len(it.past)-1 && !it.past[n+1].at.After(now.Add(-t.cfg.Habits.ReadLag)) {
		n++
	}
	if n > 0 {
		it.past = append(it.past[:0:0], it.past[n:]...)
	}
}

// record writes the change log, an entry for each part, and returns the id of the
// last one: all have the same, or else each its own.
func (t *Tracker) record(it *item, by hub.User, list []change, at time.Time) string {
	if !t.cfg.Habits.ChangeLog {
		return ""
	}
	id := strconv.FormatUint(t.seq, 10)
	for i, c := range list {
		if i > 0 && t.cfg.LogEach {
			t.seq++
			id = strconv.FormatUint(t.seq, 10)
		}
		author := by
		it.log = append(it.log, hub.HistoryItem{
			ID: id, At: at, By: &author, Field: logField(c.part), From: c.from, To: c.to,
		})
	}
	return id
}

// logField names what changed: a field by its name, an element of a set by that
// of its part, "labels/ui".
func logField(p hub.Part) string {
	if p.Elem() == "" {
		return p.Field()
	}
	return string(p)
}

// add stores a new issue. Its log is empty: a change log begins with the first
// change.
func (t *Tracker) add(is *hub.Issue, by hub.User) *item {
	t.seq++
	it := &item{ref: hub.Ref{ID: strconv.Itoa(10001 + len(t.items))}}
	it.ref.Key = t.newKey(is.Project)
	is.Ref, is.URL = it.ref, "memory://"+t.cfg.Identity+"/"+it.ref.Key
	is.Updated = t.clock()
	is.Created, is.Creator = is.Updated, &hub.User{ID: by.ID, Name: by.Name, Email: by.Email}
	is.Log, is.Cleared, is.History, is.Spent = "", nil, nil, spent(is)
	t.items = append(t.items, it)
	t.byID[it.ref.ID], t.byKey[it.ref.Key] = it, it
	if is.Mark != "" {
		t.byMark[is.Mark] = append(t.byMark[is.Mark], it)
	}
	t.store(it, is)
	t.tell(event{it: it, at: is.Updated, rev: is.Rev, by: by.ID, state: is})
	if t.cfg.OnChange != nil {
		t.seen(Deed{Ref: it.ref, By: by, Made: true, State: is}, changes(&hub.Issue{}, is))
	}
	return it
}

func (t *Tracker) newKey(project string) string {
	t.numbers[project]++
	return project + "-" + strconv.Itoa(t.numbers[project])
}

// rekey gives an issue that moves its new key; the old one still leads to it.
func (t *Tracker) rekey(it *item, next *hub.Issue) {
	it.ref.Key = t.newKey(next.Project)
	t.byKey[it.ref.Key] = it
	next.URL = "memory://" + t.cfg.Identity + "/" + it.ref.Key
}

func spent(is *hub.Issue) *int64 {
	var sum int64
	for i := range is.WorkLogs {
		sum += is.WorkLogs[i].Seconds
	}
	if sum == 0 {
		return nil
	}
	return &sum
}
