package memtracker

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
)

// The methods here are people at the tracker, and a test's view of the truth:
// no knob but ClockOffset touches them. An issue is named by its id or by a key.
// To name one that does not exist is a mistake of the test and panics.

// Add makes an issue by hand: with comments and the like, but without the bytes
// of attachments, which Attach brings.
func (t *Tracker) Add(is hub.Issue) hub.Ref {
	t.lock()
	defer t.mu.Unlock()
	next := is.Clone()
	if next.Project == "" {
		next.Project = t.cfg.Project
	}
	if next.Status == "" {
		next.Status = t.cfg.Status
	}
	next.Attachments = nil
	t.tidy(next)
	return t.add(next, t.cfg.Person).ref
}

// Edit changes an issue by hand: fn gets a copy to change, comments, work logs
// and links included. What the tracker keeps itself (revision, times) is not
// taken from it. Nothing happens if fn changes nothing. fn must not call the
// tracker.
func (t *Tracker) Edit(id string, fn func(*hub.Issue)) { t.EditAs(t.cfg.Person, id, fn) }

// EditAs is Edit by somebody, who may well share our account.
func (t *Tracker) EditAs(by hub.User, id string, fn func(*hub.Issue)) {
	t.lock()
	defer t.mu.Unlock()
	t.edit(by, t.must(id), fn)
}

func (t *Tracker) edit(by hub.User, it *item, fn func(*hub.Issue)) {
	was := it.state()
	next := was.Clone()
	fn(next)
	if next.Project == "" {
		next.Project = was.Project
	}
	if next.Status == "" {
		next.Status = was.Status
	}
	next.Ref, next.URL, next.Created, next.Creator = it.ref, was.URL, was.Created, was.Creator
	t.tidy(next)
	if next.Mark != was.Mark && next.Mark != "" {
		t.byMark[next.Mark] = append(t.byMark[next.Mark], it)
	}
	t.commit(it, next, by, changes(was, next), "")
}

// tidy does to a state what the tracker does to whatever a person types.
func (t *Tracker) tidy(is *hub.Issue) {
	t.cfg.Norm.issue(is)
	is.CustomKeys, is.Extra, is.History, is.Cleared = nil, nil, nil, nil
	now := t.clock()
	for i := range is.Comments {
		if c := &is.Comments[i]; c.ID == "" {
			c.ID, c.Created, c.Updated = t.newID(), now, now
			c.Author = t.orPerson(c.Author)
		}
	}
	for i := range is.WorkLogs {
		if l := &is.WorkLogs[i]; l.ID == "" {
			l.ID, l.Author = t.newID(), t.orPerson(l.Author)
		}
	}
	for i := range is.Links {
		if l := &is.Links[i]; l.ID == "" {
			l.ID = t.newID()
		}
	}
}

func (t *Tracker) orPerson(u *hub.User) *hub.User {
	if u != nil {
		return u
	}
	p := t.cfg.Person
	return &p
}

// Comment writes a comment by hand and returns its id.
func (t *Tracker) Comment(id string, author hub.User, body string) (comment string) {
	t.editList(author, id, "comments", func(is *hub.Issue) {
		comment = t.comment(is, author, hub.Comment{Body: body}, "")
	})
	return comment
}

// EditComment changes the text of a comment by hand.
func (t *Tracker) EditComment(id, comment, body string) {
	t.editList(t.cfg.Person, id, "comments", func(is *hub.Issue) {
		for _, c := range is.Comments {
			if c.ID == comment {
				c.Body = body
				_ = t.editComment(is, c) // it is there
			}
		}
	})
}

// DropComment deletes a comment by hand.
func (t *Tracker) DropComment(id, comment string) {
	t.editList(t.cfg.Person, id, "comments", func(is *hub.Issue) {
		is.Comments = slices.DeleteFunc(is.Comments, func(c hub.Comment) bool { return c.ID == comment })
	})
}

// Attach uploads a file by hand and returns its id.
func (t *Tracker) Attach(id, name string, b []byte) (attachment string) {
	t.editList(t.cfg.Person, id, "attachments", func(is *hub.Issue) {
		attachment = t.attach(is, t.cfg.Person, hub.Attachment{Name: name}, slices.Clone(b), "")
	})
	return attachment
}

// Detach deletes an attachment by hand.
func (t *Tracker) Detach(id, attachment string) {
	t.editList(t.cfg.Person, id, "attachments", func(is *hub.Issue) {
		is.Attachments = slices.DeleteFunc(is.Attachments, func(a hub.Attachment) bool { return a.ID == attachment })
	})
}

func (t *Tracker) editList(by hub.User, id, field string, fn func(*hub.Issue)) {
	t.lock()
	defer t.mu.Unlock()
	it := t.must(id)
	next := it.state().Clone()
	fn(next)
	t.commit(it, next, by, partChanges(it.state(), next, field), "")
}

// Move puts an issue into another project, where it gets a new key and keeps
// its id.
func (t *Tracker) Move(id, project string) hub.Ref {
	t.lock()
	defer t.mu.Unlock()
	it := t.must(id)
	t.edit(t.cfg.Person, it, func(is *hub.Issue) { is.Project = project })
	return it.ref
}

// Delete deletes an issue. Whether that is told is for a knob to say.
func (t *Tracker) Delete(id string) {
	t.lock()
	defer t.mu.Unlock()
	it := t.must(id)
	it.deleted = true
	t.seq++
	t.tell(event{it: it, at: t.clock(), by: t.cfg.Person.ID, deleted: true})
	t.seen(Deed{Ref: it.ref, By: t.cfg.Person, Deleted: true, State: it.state()}, nil)
}

// Hide takes away our right to see an issue; Show gives it back, and tells of it
// in the feed, so that what was missed meanwhile is read.
func (t *Tracker) Hide(id string) {
	t.lock()
	defer t.mu.Unlock()
	t.must(id).hidden = true
}

// Show undoes Hide.
func (t *Tracker) Show(id string) {
	t.lock()
	defer t.mu.Unlock()
	it := t.must(id)
	it.hidden = false
	t.again(it)
}

// Break makes an issue unreadable: it is there, and reading it gives err. Mend
// undoes that.
func (t *Tracker) Break(id string, err *hub.Error) {
	t.lock()
	defer t.mu.Unlock()
	it := t.must(id)
	it.broken = err
	t.again(it)
}

// Mend undoes Break.
func (t *Tracker) Mend(id string) { t.Break(id, nil) }

// again tells of an issue that did not change.
func (t *Tracker) again(it *item) {
	is := it.state()
	t.tell(event{it: it, at: t.clock(), rev: is.Rev, state: is})
}

// Clone copies an issue as people do with one click: texts, comments, and our
// mark.
func (t *Tracker) Clone(id string) hub.Ref {
	t.lock()
	defer t.mu.Unlock()
	next := t.must(id).state().Clone()
	for i := range next.Comments {
		next.Comments[i].ID = ""
	}
	for i := range next.WorkLogs {
		next.WorkLogs[i].ID = ""
	}
	for i := range next.Links {
		next.Links[i].ID = ""
	}
	for i := range next.Attachments {
		a := &next.Attachments[i]
		b := t.blobs[a.ID]
		a.ID = t.newID()
		t.blobs[a.ID] = b
	}
	t.tidy(next)
	return t.add(next, t.cfg.Person).ref
}

// must finds an issue of the tracker by id or key.
func (t *Tracker) must(id string) *item {
	it := t.find(id)
	if it == nil {
		panic("memtracker: there is no issue " + id)
	}
	return it
}

func (t *Tracker) find(id string) *item {
	it := t.byID[id]
	if it == nil {
		it = t.byKey[id]
	}
	if it == nil || it.deleted {
		return nil
	}
	return it
}
