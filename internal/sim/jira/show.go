package jira

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// wants reports whether a field is asked for.
func wants(fields []string, name string) bool {
	if len(fields) == 0 {
		return true
	}
	return !slices.Contains(fields, "-"+name) && (slices.Contains(fields, name) || slices.Contains(fields, "*all") || slices.Contains(fields, "*navigable"))
}

// showIssue is an issue as answers have it.
func (s *Site) showIssue(c *call, i *issue, fields, expand, properties []string) obj {
	o := obj{"expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations", "id": strconv.Itoa(i.ID), "self": s.self("/issue/" + strconv.Itoa(i.ID)), "key": i.Key()}
	f := s.showFields(c, i)
	maps.DeleteFunc(f, func(name string, _ any) bool { return !wants(fields, name) })
	o["fields"] = f
	if slices.Contains(expand, "changelog") {
		l := []any{}
		for _, h := range i.Histories {
			l = append(l, s.showHistory(c, h))
		}
		total := len(l)
		if s.cloud() { // the newest first, and not all
			slices.Reverse(l)
			l = l[:min(len(l), 40)]
		}
		o["changelog"] = obj{"startAt": 0, "maxResults": len(l), "total": total, "histories": l}
	}
	if slices.Contains(expand, "transitions") || slices.Contains(expand, "transitions.fields") {
		o["transitions"] = s.showTransitions(c, i, slices.Contains(expand, "transitions.fields"))
	}
	s.expanded(c, i, o, expand)
	if len(properties) > 0 && s.atLeast(7, 0) {
		shown := obj{}
		for name, v := range i.Properties {
			if slices.Contains(properties, name) || slices.Contains(properties, "*all") {
				shown[name] = v
			}
		}
		o["properties"] = shown
	}
	return o
}

func (s *Site) stamp(c *call, t time.Time) string { return t.In(s.zone(c.user)).Format(stamp) }

func (s *Site) showFields(c *call, i *issue) obj {
	o := obj{
		"project": s.showProject(i.Project), "issuetype": s.showType(i.Type), "status": s.showStatus(i.Status), "created": s.stamp(c, i.Created),
		"updated": s.stamp(c, i.Updated), "creator": s.showUser(i.Creator, c.user), "resolution": s.showNamed("resolution", resolutions, i.Resolution),
		"resolutiondate": nil, "votes": obj{"self": s.self("/issue/" + i.Key() + "/votes"), "votes": len(i.Voters), "hasVoted": slices.Contains(i.Voters, c.user)},
		"watches":   obj{"self": s.self("/issue/" + i.Key() + "/watchers"), "watchCount": len(i.Watchers), "isWatching": slices.Contains(i.Watchers, c.user)},
		"workratio": -1, "lastViewed": nil, "subtasks": []any{}, "issuelinks": s.showLinks(i), "attachment": s.showFiles(c, i),
		"timespent": nil, "timeestimate": nil, "timeoriginalestimate": nil,
	}
	if s.knobs.NoTypeFlag {
		delete(o["project"].(obj), "projectTypeKey")
	}
	if !i.Resolved.IsZero() {
		o["resolutiondate"] = s.stamp(c, i.Resolved)
	}
	for _, f := range s.fields {
		if f.in(i.Project, i.Type) {
			o[f.ID] = s.show(c, i.Project, f, i.Values[f.ID])
		}
	}
	if up := s.issues[i.Parent]; up != nil {
		o["parent"] = s.showShort(up)
	}
	var subs []any
	for _, id := range slices.Sorted(maps.Keys(s.issues)) {
		if d := s.issues[id]; d.Parent == i.ID && d.Type == "Sub-task" {
			subs = append(subs, s.showShort(d))
		}
	}
	if subs != nil {
		o["subtasks"] = subs
	}
	spent := 0
	for _, w := range i.Worklogs {
		spent += w.Seconds
	}
	times := obj{}
	for _, t := range []struct {
		name, long string
		n          *int
	}{{"originalEstimate", "timeoriginalestimate", i.Original}, {"remainingEstimate", "timeestimate", i.Remaining}, {"timeSpent", "timespent", &spent}} {
		if t.n != nil && (t.name != "timeSpent" || spent > 0) {
			times[t.name], times[t.name+"Seconds"], o[t.long] = pretty(*t.n), *t.n, *t.n
		}
	}
	o["timetracking"] = times
	o["comment"] = s.pageOf(s.showComments(c, i, false), "comments", s.embedded())
	o["worklog"] = s.pageOf(s.showWorklogs(c, i), "worklogs", s.embedded())
	return o
}

func (s *Site) embedded() int {
	if s.knobs.Embedded > 0 {
		return s.knobs.Embedded
	}
	return 5000
}

func (s *Site) pageOf(l []any, name string, size int) obj {
	return obj{name: l[:min(len(l), size)], "maxResults": min(len(l), size), "total": len(l), "startAt": 0}
}

func (s *Site) showShort(i *issue) obj {
	return obj{"id": strconv.Itoa(i.ID), "key": i.Key(), "self": s.self("/issue/" + strconv.Itoa(i.ID)), "fields": obj{
		"summary": i.Values["summary"], "status": s.showStatus(i.Status), "priority": s.showNamed("priority", priorities, text(i.Values["priority"])), "issuetype": s.showType(i.Type),
	}}
}

func (s *Site) bulkFetch(c *call) {
	in, ok := c.object()
	if !ok {
		return
	}
	ids, _ := in["issueIdsOrKeys"].([]any)
	if len(ids) == 0 || len(ids) > 100 {
		c.refuse(http.StatusBadRequest, "Between 1 and 100 issues may be fetched.")
		return
	}
	l, missing := []any{}, []any{}
	seen := map[int]bool{}
	for _, id := range ids {
		i := s.byKey(text(id))
		if n, err := strconv.Atoi(text(id)); err == nil {
			i = s.issues[n]
		}
		if i == nil || !s.sees(c.user, i) {
			missing = append(missing, obj{"id": text(id), "errorMessage": "Issue does not exist or you do not have permission to see it."})
			continue
		}
		if !seen[i.ID] {
			seen[i.ID] = true
			l = append(l, s.showIssue(c, i, list(in["fields"]), list(in["expand"]), list(in["properties"])))
		}
	}
	c.answer(http.StatusOK, obj{"issues": l, "issueErrors": missing})
}
