package kept

import (
	"maps"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// The functions of this file tell whether something that is put would be kept as
// the very thing that is kept already (was). A wrong no costs time, a wrong yes
// loses a write. Most texts of the two are the same memory, since what is put was
// mostly got before; comparing those takes no time.

// SameIssue reports whether an issue would be kept as the very thing that is kept
// already. What its tracker alone needs (revision, marks, log) is not kept.
func SameIssue(was, is *hub.Issue) bool { return sameIssue(was, is) }

// SameParts reports whether parts would be kept as those that are kept already.
func SameParts(was, is hub.Parts) bool {
	return (was == nil) == (is == nil) && sameMap(was, is)
}

func sameIssue(was, is *hub.Issue) bool {
	return was.Ref == is.Ref && was.Project == is.Project && was.Type == is.Type && was.Summary == is.Summary &&
		was.Description == is.Description && was.Environment == is.Environment && was.Status == is.Status &&
		was.Resolution == is.Resolution && was.Priority == is.Priority && was.Severity == is.Severity &&
		was.SecurityLevel == is.SecurityLevel && was.URL == is.URL &&
		samePtr(was.Assignee, is.Assignee) && samePtr(was.Reporter, is.Reporter) && samePtr(was.Creator, is.Creator) &&
		samePtr(was.Parent, is.Parent) &&
		was.Due == is.Due && was.Created == is.Created && was.Updated == is.Updated && was.Resolved == is.Resolved &&
		samePtr(was.Estimate, is.Estimate) && samePtr(was.Remaining, is.Remaining) && samePtr(was.Spent, is.Spent) &&
		slices.Equal(was.Labels, is.Labels) && slices.Equal(was.Components, is.Components) &&
		slices.Equal(was.AffectedVersions, is.AffectedVersions) && slices.Equal(was.FixVersions, is.FixVersions) &&
		slices.Equal(was.Sprints, is.Sprints) && slices.Equal(was.Cleared, is.Cleared) &&
		slices.Equal(was.Watchers, is.Watchers) && slices.Equal(was.Links, is.Links) &&
		sameList(was.Comments, is.Comments, sameComment) && sameList(was.Attachments, is.Attachments, sameAttachment) &&
		sameList(was.WorkLogs, is.WorkLogs, sameWorkLog) && sameList(was.History, is.History, sameItem) &&
		sameValues(was.CustomFields, is.CustomFields) && sameValues(was.CustomKeys, is.CustomKeys) &&
		sameValues(was.Extra, is.Extra)
}

func equal[T comparable](was, is *T) bool { return *was == *is }

func samePtr[T comparable](was, is *T) bool {
	return was == is || was != nil && is != nil && *was == *is
}

// sameList compares lists, of which an empty one is kept as none.
func sameList[T any](was, is []T, same func(was, is *T) bool) bool {
	if len(was) != len(is) {
		return false
	}
	for i := range was {
		if !same(&was[i], &is[i]) {
			return false
		}
	}
	return true
}

// Elements are compared whole but for what they lead to. What one is marked with
// is never kept.

func sameComment(was, is *hub.Comment) bool {
	a, b := *was, *is
	a.Author, b.Author, b.Mark = nil, nil, ""
	return a == b && samePtr(was.Author, is.Author)
}

func sameAttachment(was, is *hub.Attachment) bool {
	a, b := *was, *is
	a.Author, b.Author, b.Mark = nil, nil, ""
	return a == b && samePtr(was.Author, is.Author)
}

func sameWorkLog(was, is *hub.WorkLog) bool {
	a, b := *was, *is
	a.Author, b.Author, b.Mark = nil, nil, ""
	return a == b && samePtr(was.Author, is.Author)
}

func sameItem(was, is *hub.HistoryItem) bool {
	a, b := *was, *is
	a.By, a.From, a.To, b.By, b.From, b.To = nil, nil, nil, nil, nil, nil
	return a == b && samePtr(was.By, is.By) && sameValue(was.From, is.From) && sameValue(was.To, is.To)
}

// sameValue compares values to the last digit, which is more than hub.Same asks.
func sameValue(was, is hub.Value) bool {
	switch was := was.(type) {
	case nil:
		return is == nil
	case string:
		s, ok := is.(string)
		return ok && was == s
	case bool:
		b, ok := is.(bool)
		return ok && was == b
	case hub.Number:
		n, ok := is.(hub.Number)
		return ok && was == n
	case time.Time:
		t, ok := is.(time.Time)
		return ok && was == t
	case hub.User:
		u, ok := is.(hub.User)
		return ok && was == u
	case []hub.Value:
		l, ok := is.([]hub.Value)
		return ok && slices.EqualFunc(was, l, sameValue)
	case map[string]hub.Value:
		m, ok := is.(map[string]hub.Value)
		return ok && m != nil && sameMap(was, m)
	}
	return false
}

// sameValues compares values of which none are kept as nil.
func sameValues(was, is hub.Values) bool {
	return len(was) == len(is) && (len(is) == 0 || sameMap(was, is))
}

func sameMap[K comparable, M ~map[K]hub.Value](was, is M) bool {
	return maps.EqualFunc(was, is, sameValue)
}

func sameAlias(was, is hub.Alias) bool {
	return sameValue(was.Stored, is.Stored) && sameValue(was.Meant, is.Meant)
}
