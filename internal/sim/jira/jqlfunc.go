package jira

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Functions of JQL: those that people write into triggers.

// moment is how a function of time stands in a query.
const moment = "2006-01-02 15:04"

// call reads the arguments of a function, and gives what it stands for.
func (p *parser) function(name string) []string {
	p.want("(")
	var args []string
	for p.peek() != ")" {
		args = append(args, strings.TrimPrefix(p.next(), `"`))
		if p.peek() == "," {
			p.at++
		}
	}
	p.want(")")
	arg := func(n int) string {
		if n < len(args) {
			return args[n]
		}
		return ""
	}
	low := strings.ToLower(name)
	if t, ok := p.timeFunction(low, arg(0)); ok {
		return []string{t.Format(moment)}
	}
	s := p.site
	switch low {
	case "currentuser":
		return []string{s.userName(p.user)}
	case "membersof":
		var out []string
		for _, u := range s.users {
			if slices.Contains(u.Groups, arg(0)) {
				out = append(out, s.userName(u))
			}
		}
		return out
	case "opensprints", "closedsprints", "futuresprints":
		want := map[string]string{"opensprints": "active", "closedsprints": "closed", "futuresprints": "future"}[low]
		var out []string
		for _, b := range s.boards {
			for _, sp := range b.Sprints {
				if sp.State == want {
					out = append(out, strconv.Itoa(sp.ID))
				}
			}
		}
		return out
	case "linkedissues":
		return p.linked(arg(0), arg(1))
	case "watchedissues", "votedissues":
		var out []string
		for _, i := range s.issues {
			if low == "watchedissues" && slices.Contains(i.Watchers, p.user) || low == "votedissues" && slices.Contains(i.Voters, p.user) {
				out = append(out, strconv.Itoa(i.ID))
			}
		}
		return out
	case "updatedby":
		return p.updatedBy(arg(0), arg(1))
	case "standardissuetypes":
		return slices.DeleteFunc(slices.Clone(typeNames), func(t string) bool { return t == "Sub-task" })
	case "subtaskissuetypes":
		return []string{"Sub-task"}
	case "releasedversions", "unreleasedversions":
		var out []string
		for _, pr := range s.projects {
			for _, v := range pr.Versions {
				if (arg(0) == "" || strings.EqualFold(arg(0), pr.Key)) && v.Released == (low == "releasedversions") {
					out = append(out, v.Name)
				}
			}
		}
		return out
	case "projectsleadbyuser":
		var out []string
		for _, pr := range s.projects {
			if pr.Lead == p.user || arg(0) != "" && s.userName(pr.Lead) == arg(0) {
				out = append(out, pr.Key)
			}
		}
		return out
	}
	p.fail("Unable to find JQL function '%s(%s)'.", name, strings.Join(args, ", "))
	return nil
}

// timeFunction is a moment that a function names, moved on by its argument: now,
// the start or end of a day, week (from Sunday), month or year.
func (p *parser) timeFunction(name, by string) (time.Time, bool) {
	now := p.site.now().In(p.site.zone(p.user))
	y, m, d := now.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, now.Location())
	edge, unit := "", ""
	if name != "now" {
		var ok bool
		if edge, unit, ok = strings.Cut(name, "of"); !ok || edge != "start" && edge != "end" {
			return now, false
		}
	} else {
		unit = "now"
	}
	move := func(t time.Time, unit string, n int) time.Time {
		switch unit {
		case "y":
			return t.AddDate(n, 0, 0)
		case "M":
			return t.AddDate(0, n, 0)
		case "w":
			return t.AddDate(0, 0, 7*n)
		case "d":
			return t.AddDate(0, 0, n)
		case "h":
			return t.Add(time.Duration(n) * time.Hour)
		}
		return t.Add(time.Duration(n) * time.Minute)
	}
	own := map[string]string{"day": "d", "week": "w", "month": "M", "year": "y", "now": "m"}[unit]
	n, step := 0, own
	if by != "" {
		g := increment().FindStringSubmatch(by)
		if g == nil {
			p.fail("Date value '%s' for function '%s' is invalid.", by, name)
		}
		n, _ = strconv.Atoi(g[1] + g[2])
		if g[3] != "" {
			step = g[3]
		}
	}
	var t time.Time
	switch unit {
	case "now":
		return move(now, step, n), true
	case "day":
		t = day
	case "week":
		t = day.AddDate(0, 0, -int(day.Weekday()))
	case "month":
		t = day.AddDate(0, 0, 1-d)
	case "year":
		t = time.Date(y, 1, 1, 0, 0, 0, 0, now.Location())
	default:
		return now, false
	}
	t = move(t, step, n)
	if edge == "end" {
		t = move(t, own, 1).Add(-time.Minute) // what is compared are minutes
	}
	return t, true
}

var increment = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([+-]?)([0-9]+)([yMwdhm]?)$`) })

// linked are the issues that an issue is linked with, by links of a name if one
// is given.
func (p *parser) linked(key, words string) []string {
	i := p.site.byKey(strings.ToUpper(key))
	if i == nil || !p.site.sees(p.user, i) {
		p.fail("Issue '%s' could not be found in function 'linkedIssues'.", key)
	}
	var out []string
	for _, l := range p.site.links {
		switch {
		case l.From == i.ID && (words == "" || strings.EqualFold(words, l.Type.Outward)):
			out = append(out, strconv.Itoa(l.To))
		case l.To == i.ID && (words == "" || strings.EqualFold(words, l.Type.Inward)):
			out = append(out, strconv.Itoa(l.From))
		}
	}
	return out
}

// updatedBy are the issues that somebody changed or commented on, since a moment
// if one is given.
func (p *parser) updatedBy(name, since string) []string {
	var from time.Time
	if since != "" {
		from = p.moment("updatedBy", since)
	}
	is := func(u *user, at time.Time) bool { return u != nil && p.site.userName(u) == name && !at.Before(from) }
	var out []string
	for _, i := range p.site.issues {
		if is(i.Creator, i.Created) || slices.ContainsFunc(i.Histories, func(h *history) bool { return is(h.Author, h.Created) }) ||
			slices.ContainsFunc(i.Comments, func(c *comment) bool { return is(c.Author, c.Created) }) {
			out = append(out, strconv.Itoa(i.ID))
		}
	}
	return out
}

// past is a condition on an issue's history: was, was not, was in, was not in,
// changed, with what may stand behind it.
type past struct {
	field            string
	from, to, by     []string
	after, before    time.Time
	changed, negated bool
}

// logNames are the fields of which a query may ask the history, as that names
// them.
var logNames = map[string]string{
	"status": "status", "assignee": "assignee", "reporter": "reporter", "priority": "priority", "resolution": "resolution", "fixversion": "Fix Version",
}

// history reads what stands behind was or changed.
func (p *parser) history(field, op string) matcher {
	h := past{field: logNames[field], changed: op == "changed"}
	if h.field == "" {
		p.fail("The operator '%s' is not supported by the '%s' field.", op, field)
	}
	if !h.changed {
		if p.isWord("not") {
			p.at++
			h.negated = true
		}
		if p.isWord("in") {
			p.at++
			h.to = p.list()
		} else {
			h.to = p.value()
		}
	}
	for {
		switch w := strings.ToLower(p.peek()); w {
		case "from", "to", "by":
			p.at++
			to := map[string]*[]string{"from": &h.from, "to": &h.to, "by": &h.by}[w]
			if *to = nil; p.peek() == "(" {
				*to = p.list()
			} else {
				*to = p.value()
			}
		case "after", "before", "on":
			p.at++
			t := p.moment(w, p.value()[0])
			if w != "before" {
				h.after = t
			}
			if w == "before" {
				h.before = t
			} else if w == "on" {
				h.before = t.Add(24 * time.Hour)
			}
		case "during":
			p.at++
			l := p.list()
			if len(l) != 2 {
				p.fail("'during' wants two dates.")
			}
			h.after, h.before = p.moment("during", l[0]), p.moment("during", l[1])
		default:
			return func(i *issue, c *content) bool { return p.site.happened(h, i, c) != h.negated }
		}
	}
}

// happened reports whether an issue's history has what is asked for.
func (s *Site) happened(h past, i *issue, now *content) bool {
	among := func(want []string, got ...any) bool {
		return want == nil || slices.ContainsFunc(want, func(w string) bool {
			return slices.ContainsFunc(got, func(g any) bool {
				t, _ := g.(string)
				if u := s.user(func(u *user) bool { return t != "" && u.Key == t }); u != nil {
					t = s.userName(u) // histories of servers name people by their keys
				}
				return strings.EqualFold(t, w) || t == "" && empty(w)
			})
		})
	}
	fits := func(u *user, at time.Time) bool {
		return among(h.by, s.userName(u)) && (h.after.IsZero() || !at.Before(h.after)) && (h.before.IsZero() || at.Before(h.before))
	}
	seen := false
	for _, e := range i.Histories {
		for _, it := range e.Items {
			if it["field"] != h.field {
				continue
			}
			if !seen && !h.changed && among(h.to, it["from"], it["fromString"]) && fits(i.Creator, i.Created) {
				return true // as it was made
			}
			seen = true
			if fits(e.Author, e.Created) && among(h.to, it["to"], it["toString"]) && (!h.changed || among(h.from, it["from"], it["fromString"])) {
				return true
			}
		}
	}
	if h.changed || seen {
		return false
	}
	value := map[string]string{"status": now.Status, "resolution": now.Resolution, "priority": text(now.Values["priority"])}[h.field]
	if u, _ := now.Values[h.field].(*user); u != nil {
		value = s.userName(u)
	}
	return among(h.to, value) && fits(i.Creator, i.Created)
}

func empty(w string) bool { return strings.EqualFold(w, "empty") || strings.EqualFold(w, "null") }

// list is what stands in brackets, functions among it.
func (p *parser) list() []string {
	var out []string
	p.want("(")
	for {
		out = append(out, p.value()...)
		if p.peek() != "," {
			break
		}
		p.at++
	}
	p.want(")")
	return out
}
