package jira

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// What people type into triggers finds what it finds in the real one.
func TestJQL(t *testing.T) {
	for _, d := range Dialects {
		t.Run(string(d), func(t *testing.T) {
			now := time.Date(2026, 3, 4, 9, 30, 0, 0, time.UTC) // a Wednesday
			s := New(Options{Dialect: d, Now: func() time.Time { return now }})
			dev, ann := s.Person("dev"), s.Person("ann")
			name := func(who string) string { return s.userName(s.user(func(u *user) bool { return u.Name == who })) }
			person := func(who string) map[string]any { return map[string]any{"name": who, "accountId": s.Person(who).ID()} }
			do := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			make := func(p *Person, fields map[string]any) string {
				t.Helper()
				fields["project"], fields["issuetype"] = map[string]any{"key": "ACME"}, map[string]any{"name": "Task"}
				key, err := p.Make(fields)
				do(err)
				return key
			}
			one := make(dev, map[string]any{"summary": "Printer jams in Leipzig", "assignee": person("dev"), "labels": []string{"office"}, "duedate": "2026-03-06", "customfield_10003": 5})
			s.Advance(25 * time.Hour)
			two := make(ann, map[string]any{"summary": "Scanner loses the network", "priority": map[string]any{"name": "High"}, "customfield_10007": map[string]any{"value": "red"}})
			do(dev.Move(one, "11", ""))
			do(dev.Edit(one, map[string]any{"fields": map[string]any{"assignee": person("ann")}}))
			s.Advance(2 * time.Hour)
			do(ann.Move(one, "21", ""))
			do(dev.Comment(two, "It is the lift"))
			do(dev.Link(one, "Blocks", two))
			three := make(dev, map[string]any{"summary": "printing at night", "components": []map[string]any{{"name": "ui"}}})
			all := []string{one, two, three}
			for query, want := range map[string][]string{
				"project = ACME ORDER BY key":              all,
				"project = acme and labels = office":       {one},
				"labels is EMPTY":                          {two, three},
				"labels = empty":                           {two, three},
				"assignee is not empty":                    {one},
				"assignee in (" + name("ann") + ", EMPTY)": all[:1],
				"assignee = currentUser()":                 nil,
				"reporter in membersOf(\"jira-users\")":    all,
				"status was \"In Progress\"":               {one},
				"status was not \"In Progress\"":           {two, three},
				"status was in (\"In Review\", Done)":      nil,
				"status changed":                           {one},
				"status changed from \"To Do\" to \"In Progress\" by " + name("dev"): {one},
				"status changed to \"To Do\" by " + name("dev"):                      nil,
				"status changed after -1h":                                           {one},
				"status changed before startOfDay()":                                 nil,
				"status changed to \"In Progress\" after -1h":                        nil,
				"assignee was " + name("dev"):                                        {one},
				"assignee changed during (\"2026-03-05\", \"2026-03-06\")":           {one},
				"created >= startOfDay()":                                            {two, three},
				"created < startOfDay()":                                             {one},
				"created >= -2h AND created <= now()":                                {two, three},
				"created > \"-1d 2h\"":                                               {two, three},
				"created >= startOfWeek() and created < endOfMonth(-1)":              nil,
				"due <= endOfWeek()":                                                 {one},
				"duedate is EMPTY":                                                   {two, three},
				"updated > -5m":                                                      all,
				"resolution = Unresolved":                                            all,
				"resolution is empty":                                                all,
				"statusCategory != Done":                                             all,
				"summary ~ print*":                                                   {one, three},
				"summary ~ \"printer leipzig\"":                                      {one},
				"summary ~ \"\\\"jams in\\\"\"":                                      {one},
				"text ~ lift":                                                        {two},
				"comment ~ \"the lift\"":                                             {two},
				"summary !~ printer":                                                 {two, three},
				"issue in linkedIssues(" + one + ")":                                 {two},
				"issue in linkedIssues(" + one + ", \"blocks\")":                     {two},
				"issuekey in linkedIssues(" + one + ", \"is blocked by\")":           nil,
				"issue in updatedBy(" + name("ann") + ", -1d)":                       {one, two},
				"Points > 3":                                                         {one},
				"cf[10003] <= 5":                                                     {one},
				"Team = red":                                                         {two},
				"\"Team\" in (red, blue)":                                            {two},
				"component = ui":                                                     {three},
				"component not in (ui)":                                              nil,
				"priority = High or (labels = office and not status = Done)":         {one, two},
				"issuetype in standardIssueTypes()":                                  all,
				"sprint in openSprints()":                                            nil,
				"watcher = " + name("dev"):                                           {one, three},
				"fixVersion in unreleasedVersions(ACME)":                             nil,
			} {
				got, why := keysOf(s, query)
				if why != "" {
					t.Errorf("%s: %s", query, why)
					continue
				}
				if slices.Sort(got); !slices.Equal(got, want) {
					t.Errorf("%s: %v, want %v", query, got, want)
				}
			}
			for query, why := range map[string]string{
				"colour = blue": "Field 'colour' does not exist", "status = Gone": "does not exist for the field 'status'", "summary = printer": "not supported by the 'summary' field",
				"assignee is dev": "only supported by EMPTY", "created > yesterday": "is invalid", "project = ACME AND": "ends", "project = \"ACME": "quoted string",
				"issue in nonsense()": "Unable to find JQL function", "labels changed": "not supported by the 'labels' field", "ORDER BY colour": "Not able to sort", "Team = purple": "does not exist",
				"key = ACME-999": "does not exist",
			} {
				if _, got := keysOf(s, query); !strings.Contains(got, why) {
					t.Errorf("%s: refused with %q, want %q", query, got, why)
				}
			}
		})
	}
}

func keysOf(s *Site, query string) ([]string, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &call{site: s, user: s.user(func(u *user) bool { return u.Name == "entwine" })}
	l, why := s.found(c, query, false)
	var keys []string
	for _, i := range l {
		keys = append(keys, i.Key())
	}
	return keys, why
}
