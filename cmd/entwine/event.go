package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
)

func (a *app) showEvents(list []node.EventRow) error {
	if len(list) == 0 {
		fmt.Fprintln(a.out, "No events. Each change of a synced issue, and each message that arrives, is one.")
		return nil
	}
	t := &table{look: a.look, state: 3, head: []string{"SEEN (" + a.look.zoneName() + ")", "ISSUE", "LANE", "STATE", "STEP", "ID", "WHAT"}}
	for _, ev := range list {
		t.add(a.look.time(ev.Created), orDash(ev.Key, ev.Issue), ev.Tracker+" "+string(ev.Lane), string(ev.State), string(ev.Step), string(ev.ID), about(ev))
	}
	return t.write()
}

func orDash(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return "-"
}

// about says what an event is about, or what is the matter with it, and what the
// rule warned of.
func about(ev node.EventRow) string {
	s := gist(ev)
	if len(ev.Warnings) > 0 {
		s += "; warning: " + strings.Join(ev.Warnings, "; ")
	}
	return s
}

func gist(ev node.EventRow) string {
	switch {
	case ev.Fault != nil && ev.State != hub.Done:
		return ev.Fault.Message
	case ev.Skip != "":
		return "skipped: " + ev.Skip
	case ev.Lane == hub.In && len(ev.Wrote) > 0:
		return "wrote " + parts(ev.Wrote)
	case ev.Lane == hub.In:
		return orDash(ev.Note, "nothing to write")
	case ev.Note != "":
		return ev.Note
	case len(ev.Changed) > 0:
		return string(ev.Reason) + ": " + parts(ev.Changed)
	}
	return string(ev.Reason)
}

// nouns are the sets whose elements are counted rather than named.
var nouns = map[string]string{
	"comments": "comment", "attachments": "attachment", "labels": "label", "workLogs": "work log", "links": "link",
	"watchers": "watcher", "components": "component", "sprints": "sprint",
}

// parts says which parts of an issue: status, 2 comments.
func parts(list []hub.Part) string {
	var names []string
	counts := map[string]int{}
	for _, p := range list {
		f := p.Field()
		if counts[f]++; counts[f] == 1 {
			names = append(names, f)
		}
	}
	const most = 6 // more is "everything", as when an issue is made
	more := 0
	if len(names) > most {
		names, more = names[:most], len(names)-most
	}
	for i, f := range names {
		if noun := nouns[f]; noun != "" {
			names[i] = plural(counts[f], noun)
		}
	}
	s := strings.Join(names, ", ")
	if more > 0 {
		s += fmt.Sprintf(" and %d more", more)
	}
	return s
}

func (a *app) showEvent(ev *hub.Event) error {
	if a.json {
		return a.answer(ev)
	}
	b, err := json.MarshalIndent(ev, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s\n", clean(string(b)))
	return err
}
