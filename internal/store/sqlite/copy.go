package sqlite

import (
	"maps"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// copyIssue returns a copy that shares nothing a caller could change.
// hub.Issue's Clone shares what its lists point to; that is enough for rules,
// but what is cached must stay as it is.
func copyIssue(is *hub.Issue) hub.Issue {
	c := is.Clone()
	for i := range c.Comments {
		c.Comments[i].Author = copyUser(c.Comments[i].Author)
	}
	for i := range c.Attachments {
		c.Attachments[i].Author = copyUser(c.Attachments[i].Author)
	}
	for i := range c.WorkLogs {
		c.WorkLogs[i].Author = copyUser(c.WorkLogs[i].Author)
	}
	for i := range c.History {
		h := &c.History[i]
		h.By, h.From, h.To = copyUser(h.By), copyValue(h.From), copyValue(h.To)
	}
	return *c
}

func copyUser(u *hub.User) *hub.User {
	if u == nil {
		return nil
	}
	v := *u
	return &v
}

func copyParts(ps hub.Parts) hub.Parts {
	if ps == nil {
		return nil
	}
	c := make(hub.Parts, len(ps))
	for p, v := range ps {
		c[p] = copyValue(v)
	}
	return c
}

// copyValue copies what the codec of Value returns; all else in it cannot be
// changed.
func copyValue(v hub.Value) hub.Value {
	switch v := v.(type) {
	case []hub.Value:
		if v == nil {
			return v
		}
		l := make([]hub.Value, len(v))
		for i, e := range v {
			l[i] = copyValue(e)
		}
		return l
	case map[string]hub.Value:
		if v == nil {
			return v
		}
		m := make(map[string]hub.Value, len(v))
		for k, e := range v {
			m[k] = copyValue(e)
		}
		return m
	}
	return v
}

// identical reports whether two contents are the same to the last digit, which
// is more than what hub.Same asks. What it does not know is different: then it
// is only encoded once more. reflect.DeepEqual takes several times as long.
func identical(a, b hub.Parts) bool { return maps.EqualFunc(a, b, identicalValues) }

func identicalValues(a, b hub.Value) bool {
	switch a := a.(type) {
	case []hub.Value:
		l, ok := b.([]hub.Value)
		return ok && (a == nil) == (l == nil) && slices.EqualFunc(a, l, identicalValues)
	case map[string]hub.Value:
		m, ok := b.(map[string]hub.Value)
		return ok && (a == nil) == (m == nil) && maps.EqualFunc(a, m, identicalValues)
	case nil, bool, string, hub.Number, hub.User, time.Time:
		return a == b
	}
	return false
}
