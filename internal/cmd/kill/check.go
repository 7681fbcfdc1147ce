package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// wrong is what is missing, doubled or other than people left it.
func (w *town) wrong(ctx context.Context) ([]string, error) {
	var out []string
	for _, s := range w.sites {
		all, err := s.issues(ctx)
		if err != nil {
			return nil, err
		}
		for _, t := range w.made {
			l := all[t.label]
			delete(all, t.label)
			if len(l) != 1 {
				out = append(out, fmt.Sprintf("%s has %d issues %s", s.name, len(l), t.label))
				continue
			}
			out = append(out, t.differs(s.name, l[0])...)
		}
		for name, l := range all {
			out = append(out, fmt.Sprintf("%s has %d issues %s, which nobody made", s.name, len(l), name))
		}
	}
	slices.Sort(out)
	return out, nil
}

func (t *thing) differs(site string, i issue) (out []string) {
	say := func(format string, a ...any) {
		out = append(out, fmt.Sprintf("%s %s (%s): ", site, i.Key, t.label)+fmt.Sprintf(format, a...))
	}
	if i.Summary != t.summary {
		say("the summary is %q, people left %q", i.Summary, t.summary)
	}
	if strings.TrimSpace(i.Body) != t.body {
		say("the description is %q, people left %q", i.Body, t.body)
	}
	if t.urgency != "" && i.Urgency != t.urgency {
		say("the priority is %s, people left %s", i.Urgency, t.urgency)
	}
	for _, c := range t.comments {
		n := 0
		for _, b := range i.Comments {
			if strings.Contains(b, c) {
				n++
			}
		}
		if n != 1 {
			say("%q is there %d times", c, n)
		}
	}
	if len(i.Comments) != len(t.comments) {
		say("%d comments, people made %d", len(i.Comments), len(t.comments))
	}
	return out
}
