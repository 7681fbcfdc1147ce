package jira

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

type history struct {
	ID      int
	Author  *user
	Created time.Time
	Items   []obj
}

// differences are the items of history between two states.
func (s *Site) differences(a, b *issue) []obj {
	var items []obj
	add := func(name, id string, isCustom bool, from, fromString, to, toString any) {
		o := obj{"field": name, "fieldtype": "jira", "from": from, "fromString": fromString, "to": to, "toString": toString}
		if isCustom {
			o["fieldtype"] = "custom"
		}
		if s.cloud() {
			o["fieldId"] = id
		}
		items = append(items, o)
	}
	for _, f := range s.fields {
		x, y := a.Values[f.ID], b.Values[f.ID]
		if reflect.DeepEqual(x, y) || isEmpty(x) && isEmpty(y) {
			continue
		}
		name := f.ID
		if f.Custom != "" {
			name = f.Name
		}
		if f.Kind == several {
			s.eachListed(f, x, y, func(from, fromString, to, toString any) {
				add(map[string]string{"components": "Component", "versions": "Version", "fixVersions": "Fix Version"}[f.ID], f.ID, false, from, fromString, to, toString)
			})
			continue
		}
		from, fromString := s.logged(b.Project, f, x)
		to, toString := s.logged(b.Project, f, y)
		add(name, f.ID, f.Custom != "", from, fromString, to, toString)
	}
	if a.Type != b.Type {
		add("issuetype", "issuetype", false, s.showType(a.Type)["id"], a.Type, s.showType(b.Type)["id"], b.Type)
	}
	if a.Status != b.Status {
		add("status", "status", false, s.showStatus(a.Status)["id"], a.Status, s.showStatus(b.Status)["id"], b.Status)
	}
	if a.Resolution != b.Resolution {
		id := func(name string) any {
			if name == "" {
				return nil
			}
			return strconv.Itoa(slices.Index(resolutions, name) + 1)
		}
		add("resolution", "resolution", false, id(a.Resolution), orNil(a.Resolution), id(b.Resolution), orNil(b.Resolution))
	}
	if a.Parent != b.Parent {
		name := "Parent"
		if s.cloud() {
			name = "IssueParentAssociation"
		}
		key := func(id int) (any, any) {
			if i := s.issues[id]; i != nil {
				return strconv.Itoa(id), i.Key()
			}
			return nil, nil
		}
		from, fromString := key(a.Parent)
		to, toString := key(b.Parent)
		add(name, "parent", false, from, fromString, to, toString)
	}
	for _, t := range []struct {
		name string
		a, b *int
	}{{"timeoriginalestimate", a.Original, b.Original}, {"timeestimate", a.Remaining, b.Remaining}} {
		if !reflect.DeepEqual(t.a, t.b) {
			x, y := number0(t.a), number0(t.b)
			add(t.name, t.name, false, x, x, y, y)
		}
	}
	return items
}

func number0(n *int) any {
	if n == nil {
		return nil
	}
	return strconv.Itoa(*n)
}

func isEmpty(v any) bool {
	r := reflect.ValueOf(v)
	return v == nil || (r.Kind() == reflect.Slice || r.Kind() == reflect.String) && r.Len() == 0
}

func (s *Site) eachListed(f *field, x, y any, add func(from, fromString, to, toString any)) {
	a, _ := x.([]*named)
	b, _ := y.([]*named)
	for _, n := range a {
		if !slices.Contains(b, n) {
			add(strconv.Itoa(n.ID), n.Name, nil, nil)
		}
	}
	for _, n := range b {
		if !slices.Contains(a, n) {
			add(nil, nil, strconv.Itoa(n.ID), n.Name)
		}
	}
}

// logged is a value as the history has it: perhaps an id, and a text for people.
func (s *Site) logged(p *project, f *field, v any) (id, shown any) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		switch f.Kind {
		case longText:
			return nil, s.showText(false, v)
		case date:
			return v, v + " 00:00:00.0"
		case oneOf:
			return strconv.Itoa(slices.Index(f.Options, v) + 1), v
		case option:
			return strconv.Itoa(f.choice(p, v).ID), v
		case link1:
			if e := s.byKey(v); e != nil {
				return strconv.Itoa(e.ID), v
			}
		}
		return nil, v
	case float64:
		return nil, strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format("2006-01-02T15:04:05-0700"), v.Format("02/Jan/06 3:04 PM")
	case *user:
		if s.cloud() {
			return v.ID, v.Display
		}
		return v.Key, v.Display
	case []string:
		if f.Kind == words {
			return nil, strings.Join(v, " ")
		}
		return "[" + strings.Join(s.choiceIDs(p, f, v), ", ") + "]", strings.Join(v, ",")
	case []*user:
		var names []string
		for _, u := range v {
			names = append(names, u.Display)
		}
		return nil, strings.Join(names, ",")
	case [2]string:
		up := f.choice(p, v[0])
		shown := "Parent values: " + v[0] + "(" + strconv.Itoa(up.ID) + ")"
		if down := among(up.Children, v[1], ""); down != nil {
			shown += "Level 1 values: " + v[1] + "(" + strconv.Itoa(down.ID) + ")"
		}
		return nil, shown
	case []*sprint:
		var ids, names []string
		for _, sp := range v {
			ids, names = append(ids, strconv.Itoa(sp.ID)), append(names, sp.Name)
		}
		return strings.Join(ids, ", "), strings.Join(names, ", ")
	}
	return nil, fmt.Sprint(v)
}

func (s *Site) choiceIDs(p *project, f *field, values []string) []string {
	var l []string
	for _, v := range values {
		l = append(l, strconv.Itoa(f.choice(p, v).ID))
	}
	return l
}

func (s *Site) showHistory(c *call, h *history) obj {
	items := []any{}
	for _, it := range h.Items {
		items = append(items, it)
	}
	return obj{"id": strconv.Itoa(h.ID), "author": s.showUser(h.Author, c.user), "created": s.stamp(c, h.Created), "items": items}
}
