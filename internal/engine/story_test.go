package engine

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

func TestStory(t *testing.T) {
	w := newWorld(t, worldOptions{})
	ref := w.A.Add(hub.Issue{Summary: "Login fails", Description: "Since Monday.", Labels: []string{"ui", "login"}})
	w.A.Comment(ref.ID, hub.User{ID: "bob", Name: "Bob"}, "me too")
	w.A.Attach(ref.ID, "log.txt", []byte("line 1\nline 2\n"))
	w.settle()
	w.atRest()
	twin := w.twinOf(ref.ID)
	if twin.Summary != "Login fails" || twin.Description != "Since Monday." || len(twin.Labels) != 2 {
		t.Errorf("twin is %+v", twin)
	}
	if got := bodies(twin); len(got) != 1 || got[0] != "me too" {
		t.Errorf("comments %q", got)
	}
	if len(twin.Attachments) != 1 || string(w.B.Bytes(twin.Attachments[0].ID)) != "line 1\nline 2\n" {
		t.Errorf("attachments %+v", twin.Attachments)
	}
	if n := len(w.B.Issues()); n != 1 {
		t.Errorf("B has %d issues", n)
	}
	w.B.Edit(twin.Ref.ID, func(is *hub.Issue) { is.Summary = "Login fails on Safari"; is.Labels = append(is.Labels, "safari") })
	w.B.Comment(twin.Ref.ID, hub.User{}, "found it")
	w.settle()
	w.atRest()
	is := w.A.Issue(ref.ID)
	if is.Summary != "Login fails on Safari" || !hasLabel(is, "safari") {
		t.Errorf("A shows %+v", is)
	}
	if got := bodies(is); len(got) != 2 || got[1] != "found it" {
		t.Errorf("comments at A %q", got)
	}
}
