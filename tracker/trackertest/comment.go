package trackertest

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func commentChecks() []check {
	list := []check{
		{topic: "comments", name: "one call makes one comment", run: commentAdd},
		{topic: "comments", name: "touches nothing else", run: func(x *trial) {
			ref := x.full()
			before := x.get(ref)
			x.comment(ref, "a remark")
			x.untouched(before, x.get(ref), "comments")
		}},
		{topic: "comments", name: "oldest first, equal ones apart", run: func(x *trial) {
			ref := x.create(nil)
			var ids []string
			for _, s := range []string{"one", "same", "same", "four"} {
				x.tick()
				ids = append(ids, x.comment(ref, s))
			}
			var got []string
			for _, c := range x.get(ref).Comments {
				got = append(got, c.ID)
			}
			if !slices.Equal(got, ids) {
				x.Errorf("the comments are %v, made were %v", got, ids)
			}
		}},
		{topic: "comments", name: "canon is what a read shows", run: func(x *trial) {
			ref := x.create(nil)
			for _, s := range x.sample(nasty(), 5) {
				r, err := x.commenter().AddComment(x.ctx(), writeTo(ref), hub.Comment{Body: s})
				if err != nil {
					x.refused(err, "comment "+s, hub.Invalid)
					continue
				}
				x.showsElement(x.get(ref), "comments", r.ID, map[string]hub.Value{"body": s, "private": false})
			}
		}},
		{topic: "comments", name: "an edit changes one comment", needs: keeps("comments", false), run: func(x *trial) {
			ref := x.create(nil)
			first, second := x.comment(ref, "first"), x.comment(ref, "second")
			_, err := x.commenter().EditComment(x.ctx(), writeTo(ref), hub.Comment{ID: first, Body: "edited"})
			x.ok(err, "edit a comment")
			_, err = x.commenter().EditComment(x.ctx(), writeTo(ref), hub.Comment{ID: first, Body: "edited"})
			x.ok(err, "edit it to what it is")
			is := x.get(ref)
			x.showsElement(is, "comments", first, map[string]hub.Value{"body": "edited", "private": false})
			x.showsElement(is, "comments", second, map[string]hub.Value{"body": "second", "private": false})
			if len(is.Comments) != 2 {
				x.Errorf("%d comments, want 2", len(is.Comments))
			}
		}},
		{topic: "comments", name: "what is kept stays as it was made", needs: keeps("comments", true), run: func(x *trial) {
			ref := x.create(nil)
			id := x.comment(ref, "first")
			before := x.get(ref)
			_, err := x.commenter().EditComment(x.ctx(), writeTo(ref), hub.Comment{ID: id, Body: "edited"})
			x.keeps("comments", err)
			_, err = x.commenter().DropComment(x.ctx(), writeTo(ref), id)
			x.keeps("comments", err)
			x.untouched(before, x.get(ref))
		}},
		{topic: "comments", name: "one is taken out, the others stay", needs: keeps("comments", false), run: func(x *trial) {
			ref := x.create(nil)
			first, second := x.comment(ref, "first"), x.comment(ref, "second")
			_, err := x.commenter().DropComment(x.ctx(), writeTo(ref), first)
			x.ok(err, "drop a comment")
			if l := x.get(ref).Comments; len(l) != 1 || l[0].ID != second {
				x.Errorf("left are %+v, want only %s", l, second)
			}
		}},
		{topic: "comments", name: "missing issue or comment", run: func(x *trial) {
			ref, c := x.create(nil), x.commenter()
			_, err := c.AddComment(x.ctx(), writeTo(missing), hub.Comment{Body: "x"})
			x.refused(err, "comment on a missing issue", hub.NotFound)
			_, err = c.EditComment(x.ctx(), writeTo(ref), hub.Comment{ID: missing.ID, Body: "x"})
			x.refused(err, "edit a missing comment", hub.NotFound)
			_, err = c.DropComment(x.ctx(), writeTo(ref), missing.ID)
			x.refused(err, "drop a missing comment", hub.NotFound)
		}},
		{topic: "comments", name: "a private one never becomes public", run: commentPrivate},
		{topic: "comments", name: "carries a mark", needs: marks("comments"), run: func(x *trial) {
			ref, mark := x.create(nil), x.mark()
			r, err := x.commenter().AddComment(x.ctx(), tracker.Write{Ref: ref, Mark: mark}, hub.Comment{Body: "marked"})
			x.ok(err, "comment with a mark")
			is := x.get(ref)
			if len(is.Comments) != 1 || is.Comments[0].Mark != mark {
				x.Fatalf("the comments are %+v, want one with mark %s", is.Comments, mark)
			}
			x.showsElement(is, "comments", r.ID, map[string]hub.Value{"body": "marked", "private": false})
		}},
		{
			topic: "comments", name: "a person's is shown", run: func(x *trial) {
				ref := x.create(nil)
				x.ok(x.s.Comment(ref, "by hand"), "comment by hand")
				if l := x.get(ref).Comments; len(l) != 1 || l[0].Body != "by hand" || l[0].ID == "" {
					x.Errorf("the comments are %+v", l)
				}
			},
			needs: when("the subject has no Comment", func(x *trial) bool { return x.s.Comment != nil }),
		},
	}
	return given(list, can[tracker.Commenter]("Commenter"))
}

// given puts a condition before those of each check.
func given(list []check, first func(*trial) string) []check {
	for i, c := range list {
		list[i].needs = first
		if c.needs != nil {
			list[i].needs = need(first, c.needs)
		}
	}
	return list
}

// keeps is the condition that elements of a set stay as they were made, or that
// they can be changed.
func keeps(field string, kept bool) func(*trial) string {
	reason := "Habits do not say that " + field + " are kept"
	if !kept {
		reason = "Habits say that " + field + " stay as they were made"
	}
	return when(reason, func(x *trial) bool { return x.habits().Keeps(field) == kept })
}

// keeps wants a refusal to change what stays as it was made.
func (x *trial) keeps(field string, err error) {
	x.Helper()
	if e := x.refused(err, "change what is kept", hub.Invalid); e.Field != field {
		x.Errorf("the refusal names field %q, want %q", e.Field, field)
	}
}

func marks(field string) func(*trial) string {
	return when("Habits.Marks does not name "+field, func(x *trial) bool { return x.habits().Marked(field) })
}

func (x *trial) commenter() tracker.Commenter { return x.c.(tracker.Commenter) }

// comment writes a comment and returns its id.
func (x *trial) comment(ref hub.Ref, body string) string {
	x.Helper()
	r, err := x.commenter().AddComment(x.ctx(), writeTo(ref), hub.Comment{Body: body})
	x.ok(err, "comment")
	if r.ID == "" {
		x.Fatalf("AddComment answered without the id of the comment: %+v", r)
	}
	return r.ID
}

func commentAdd(x *trial) {
	me, err := x.c.Check(x.ctx())
	x.ok(err, "check")
	ref := x.create(nil)
	x.tick()
	r, err := x.commenter().AddComment(x.ctx(), writeTo(ref), hub.Comment{Body: "one remark"})
	x.ok(err, "comment")
	is := x.get(ref)
	if len(is.Comments) != 1 {
		x.Fatalf("%d comments after one call: %+v", len(is.Comments), is.Comments)
	}
	if c := is.Comments[0]; c.ID != r.ID || c.Author != nil && !c.Author.Is(me) {
		x.Errorf("the comment is %+v by %+v; the receipt names %q, our account is %+v", c, c.Author, r.ID, me)
	}
	x.showsElement(is, "comments", r.ID, map[string]hub.Value{"body": "one remark", "private": false})
	x.proves(r)
}

func commentPrivate(x *trial) {
	ref, c := x.create(nil), x.commenter()
	r, err := c.AddComment(x.ctx(), writeTo(ref), hub.Comment{Body: "only for us", Private: true})
	if err != nil {
		x.refused(err, "make a private comment", hub.Invalid)
		if n := len(x.get(ref).Comments); n != 0 {
			x.Errorf("refused, and made all the same")
		}
		return
	}
	private := map[string]hub.Value{"body": "only for us", "private": true}
	x.showsElement(x.get(ref), "comments", r.ID, private)
	if x.habits().Keeps("comments") {
		return
	}
	private["body"] = "edited"
	_, err = c.EditComment(x.ctx(), writeTo(ref), hub.Comment{ID: r.ID, Body: "edited", Private: true})
	x.ok(err, "edit a private comment")
	x.showsElement(x.get(ref), "comments", r.ID, private)
}

// showsElement wants an element of a set to show what was sent, in the
// tracker's form.
func (x *trial) showsElement(is *hub.Issue, field, id string, sent hub.Value) {
	x.Helper()
	got := is.Parts()[hub.PartOf(field, id)]
	if want := x.c.Canon(field, sent); !hub.Same(got, want) {
		x.Errorf("%s/%s shows %.200q, want %.200q", field, id, text(got), text(want))
	}
}
