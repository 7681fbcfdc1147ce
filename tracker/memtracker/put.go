package memtracker

import (
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// fixed are the fields that an issue always has.
var fixed = []string{"project", "status"}

// ownCalls are the sets that Set does not write.
var ownCalls = []string{"links", "comments", "attachments", "workLogs"}

func hasElement(is *hub.Issue, field string) bool {
	switch field {
	case "links":
		return len(is.Links) > 0
	case "comments":
		return len(is.Comments) > 0
	case "attachments":
		return len(is.Attachments) > 0
	case "workLogs":
		return len(is.WorkLogs) > 0
	}
	return false
}

// clearable reports whether a field exists and may be empty.
func clearable(field string) bool {
	if strings.HasPrefix(field, "customFields.") {
		return true
	}
	return slices.Contains(hub.FieldNames(), field) && !slices.Contains(fixed, field) && !slices.Contains(ownCalls, field)
}

// put writes one part, or says why it cannot be written.
func (t *Tracker) put(next *hub.Issue, w want) error {
	group, key, dotted := strings.Cut(w.field, ".")
	switch {
	case dotted && (group != "customFields" || t.cfg.Custom != nil && !slices.Contains(t.cfg.Custom, key)):
		return invalid(w.field, "there is no field "+w.field)
	case w.field == "watchers" && w.part.Elem() != "":
		putWatcher(next, w)
		return nil
	case w.part.Elem() == "" && hub.IsSet(w.field):
		return empty(next, w.field)
	case w.value != nil:
		if err := t.check(next, &w); err != nil {
			return err
		}
	}
	next.Set(w.part, w.value)
	if w.field == "parent" && next.Parent != nil {
		next.Parent.Key = t.byID[next.Parent.ID].ref.Key
	}
	return nil
}

// check proves that a value makes sense here, and completes it.
func (t *Tracker) check(next *hub.Issue, w *want) error {
	switch v := w.value.(type) {
	case hub.User:
		u, err := t.user(w.field, v)
		w.value = u
		return err
	case map[string]hub.Value:
		if w.field != "parent" {
			return nil
		}
		id, _ := v["id"].(string)
		it := t.byID[id]
		if it == nil || it.deleted || id == next.Ref.ID {
			return invalid("parent", "there is no issue "+id+" to be the parent")
		}
	case string:
		if w.field == "project" && t.cfg.Projects != nil && !slices.Contains(t.cfg.Projects, v) {
			return invalid("project", "there is no project "+v)
		}
	}
	return nil
}

// user finds who is meant, where the tracker knows its people.
func (t *Tracker) user(field string, u hub.User) (hub.User, error) {
	if t.cfg.Users == nil {
		return u, nil
	}
	for _, known := range t.cfg.Users {
		if known.Is(u) {
			return known, nil
		}
	}
	return u, invalid(field, "there is no account "+u.Name+" "+u.ID)
}

func watcherPart(u hub.User) hub.Part {
	for p := range (&hub.Issue{Watchers: []hub.User{u}}).Parts() {
		return p
	}
	return ""
}

func putWatcher(next *hub.Issue, w want) {
	next.Watchers = slices.DeleteFunc(next.Watchers, func(u hub.User) bool { return watcherPart(u) == w.part })
	if w.value != nil {
		next.Watchers = append(next.Watchers, w.user)
	}
}

// empty takes all elements out of a set that somebody cleared.
func empty(next *hub.Issue, field string) error {
	if names := nameSets(next)[field]; names != nil {
		*names = nil
		return nil
	}
	next.Watchers = nil
	return nil
}

// complete proves that what every issue needs is there.
func (t *Tracker) complete(next *hub.Issue) error {
	for _, field := range append(slices.Clone(fixed), t.cfg.Required...) {
		if next.Get(hub.PartOf(field, "")) == nil {
			return invalid(field, field+" must not be empty")
		}
	}
	return nil
}

// transition proves that the workflow has a way from one status to the other,
// and that a call for a status is for nothing else where it is one of its own.
func (t *Tracker) transition(from, to string, wants []want) error {
	if from == to {
		return nil
	}
	if t.cfg.Habits.StatusApart && len(wants) > 1 {
		return invalid("status", "the status is changed by a call of its own")
	}
	if next, ok := t.knobs.Workflow[from]; ok && !slices.Contains(next, to) {
		return invalid("status", "there is no way from "+from+" to "+to)
	}
	return nil
}
