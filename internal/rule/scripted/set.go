package scripted

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/table"
	"github.com/entwine-sync/entwine/richtext"
)

// Set is the rules of one side: an outgoing script and an incoming one. Either
// may be nil: nothing is told, or nothing is taken over.
type Set struct {
	Out, In    *script.Rule
	Version    string         // of the scripts, as events remember it
	Visual     bool           // the scripts are those of a mapping
	Connection map[string]any // connection, as rules see it
	Entity     string         // what items are called here: issue, ticket ...
	Side       string         // the short name of this side, for local connections
	Tables     table.Tables
	URLs       map[string]string // tracker, node, remoteTracker ...
	Limits     groovy.Limits
	Location   *time.Location
}

var _ rule.Set = (*Set)(nil)

// Limits bounds one run of a rule on a node. The longest published rule takes
// some thousand steps and a few hundred kB; one that waits for the tracker's
// answers may take a while.
var Limits = groovy.Limits{Steps: 5_000_000, Memory: 256 << 20, Time: time.Minute}

// Outgoing runs the outgoing script: what it leaves in the replica is told.
// Comments, attachments and work logs that were made for the other side's are
// never told back.
func (s *Set) Outgoing(ctx context.Context, in rule.Out) (hub.Issue, error) {
	if s.Out == nil {
		return hub.Issue{}, nil
	}
	d := &desk{tools: in.Tools, urls: s.URLs}
	input := s.input(script.Input{
		Issue: Record(&in.Issue), First: in.First, Traces: traces(in.Traces), Format: richtext.Format(in.Format), Desk: d,
	})
	out, err := s.Out.Run(ctx, input)
	s.say(in.Tools, out)
	in.Tools.Ran(s.Version, func() hub.Values { return d.seen(input, out.Warnings) })
	if err != nil {
		return hub.Issue{}, fault(err)
	}
	var r hub.Issue
	if out.Replica == nil {
		return r, nil
	}
	if err := merge(&r, nil, out.Replica, nil); err != nil {
		return r, refused(err, out, "replica")
	}
	r.Ref = in.Issue.Ref
	r.Comments = apart(r.Comments, in.Traces, "comments", func(c hub.Comment) string { return c.ID })
	r.Attachments = digests(apart(r.Attachments, in.Traces, "attachments", func(a hub.Attachment) string { return a.ID }), &in.Issue)
	r.WorkLogs = apart(r.WorkLogs, in.Traces, "workLogs", func(w hub.WorkLog) string { return w.ID })
	return r, nil
}

// apart drops the elements that we made for the other side's.
func apart[T any](l []T, traces []hub.Trace, field string, id func(T) string) []T {
	return slices.DeleteFunc(l, func(e T) bool {
		return slices.ContainsFunc(traces, func(t hub.Trace) bool { return t.Field == field && t.Ours && t.Local == id(e) })
	})
}

// digests leaves no attachment whose content nobody here has: rules can name
// files, they cannot make them.
func digests(l []hub.Attachment, is *hub.Issue) []hub.Attachment {
	return slices.DeleteFunc(l, func(a hub.Attachment) bool {
		return !slices.ContainsFunc(is.Attachments, func(h hub.Attachment) bool { return h.ID == a.ID })
	})
}

// Incoming runs the incoming script on the item and says what it made of it.
func (s *Set) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	if s.In == nil {
		return rule.Result{Issue: in.Issue}, nil
	}
	replica := here(&in)
	d := &desk{tools: in.Tools, urls: s.URLs, theirs: in.Replica.URL}
	input := s.input(script.Input{
		Incoming: true, Issue: Record(&in.Issue), Replica: Record(replica), Previous: previous(&in), First: in.First,
		Traces: traces(in.Traces), Format: richtext.Format(in.Format), Desk: d,
	})
	out, err := s.In.Run(ctx, input)
	s.say(in.Tools, out)
	in.Tools.Ran(s.Version, func() hub.Values { return d.seen(input, out.Warnings) })
	var limit *groovy.LimitError
	makes := errors.As(err, &limit) && errors.Is(limit.Cause, rule.ErrMakeFirst)
	if err != nil && !makes {
		return rule.Result{}, fault(err)
	}
	res := rule.Result{Store: makes, SyncBack: out.SyncBack, Stop: out.Stop, Transition: out.Transition, Traces: newTraces(out.Traces, in.Traces)}
	w := in.Issue.Clone()
	if err := merge(w, out.Before, out.After, replica); err != nil {
		return res, refused(err, out, "item")
	}
	if in.First && w.Ref.ID != "" {
		res.Link = w.Ref
	}
	w.Ref = in.Issue.Ref
	res.Issue = *w
	res.Expose = exposed(out.Expose)
	res.Edits, err = d.edits(out)
	return res, err
}

// exposed are the items that a rule wants synced too.
func exposed(keys []any) []hub.Ref {
	var l []hub.Ref
	for _, k := range keys {
		m, _ := k.(map[string]any)
		id, _ := textOf(m["id"], "")
		key, _ := textOf(m["urn"], "")
		if id != "" || key != "" {
			l = append(l, hub.Ref{ID: id, Key: key})
		}
	}
	return l
}

// here is the replica with its long texts in the format of this side, so that a
// rule may simply assign them.
func here(in *rule.In) *hub.Issue {
	r := in.Replica.Clone()
	r.Description = in.Text(r.Description, in.Issue.Description)
	for i := range r.Comments {
		c := &r.Comments[i]
		ours := ""
		for _, t := range in.Traces {
			if t.Field == "comments" && t.Remote == c.ID {
				if j := slices.IndexFunc(in.Issue.Comments, func(l hub.Comment) bool { return l.ID == t.Local }); j >= 0 {
					ours = in.Issue.Comments[j].Body
				}
			}
		}
		c.Body = in.Text(c.Body, ours)
	}
	return r
}

// previous is the replica of the message before; nil in first sync. Its texts
// are brought into our format as those of the new one are, so that what did not
// change does not look changed.
func previous(in *rule.In) map[string]any {
	if in.First {
		return nil
	}
	p := *in
	p.Replica = in.Previous
	return Record(here(&p))
}

func (s *Set) input(in script.Input) script.Input {
	in.Side, in.Entity, in.Connection, in.Limits, in.Location, in.Typed, in.Tables = s.Side, s.Entity, s.Connection, s.Limits, s.Location, true, s.Tables
	return in
}

// say writes a rule's log lines and warnings to the node's log.
func (s *Set) say(tools rule.Tools, out *script.Outcome) {
	for _, l := range out.Logs {
		tools.Log(l.Level + ": " + l.Text)
	}
	for _, w := range out.Warnings {
		tools.Log("warning: " + w)
	}
}

// fault is a rule's failure as the engine knows them: an IssueTrackerException
// and a limit stop the item, everything else the connection. What a helper was
// told by the tracker keeps its own scope.
func fault(err error) error {
	var e *hub.Error
	var limit *groovy.LimitError
	var wait *script.WaitError
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &wait):
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, Field: wait.Field, Message: wait.Error(), Err: err}
	case errors.As(err, &limit):
		if limit.Cause != nil && errors.Is(limit.Cause, context.Canceled) {
			return limit.Cause // we stop; that says nothing of the rule
		}
		if stops := interface{ StopsRule() }(nil); errors.As(limit.Cause, &stops) {
			return limit.Cause
		}
		return &hub.Error{Code: hub.Script, Scope: hub.ScopeIssue, Message: limit.Error(), Err: err}
	}
	scope := hub.ScopeConnection
	if script.ErrorLevel(err) == "item" {
		scope = hub.ScopeIssue
	}
	return &hub.Error{Code: hub.Script, Scope: scope, Message: report(err), Err: err}
}

// report is an error with the line and a caret below it, for the owner.
func report(err error) string {
	var re *groovy.RunError
	if errors.As(err, &re) {
		return re.Report()
	}
	return err.Error()
}

// refused is what a rule left that has no form here, with the line that set it.
func refused(err error, out *script.Outcome, what string) error {
	msg := "the rule's " + what + " cannot be used: " + err.Error()
	return &hub.Error{Code: hub.Script, Scope: hub.ScopeIssue, Message: msg, Err: err}
}

// kinds are the names of the parts in traces, as rules know them.
var kinds = map[string]string{"comments": "COMMENT", "attachments": "ATTACHMENT", "workLogs": "WORKLOG", "links": "ISSUE_LINK"}

func traces(l []hub.Trace) []any {
	var out []any
	for _, t := range l {
		out = append(out, map[string]any{"type": kinds[t.Field], "localId": t.Local, "remoteId": t.Remote, "toSynchronize": true, "action": "NONE"})
	}
	return out
}

// newTraces are those that the rule added.
func newTraces(l []any, had []hub.Trace) []hub.Trace {
	var out []hub.Trace
	for _, v := range l {
		m, ok := v.(map[string]any)
		if !ok {
			continue
		}
		kind, _ := textOf(m["type"], "")
		t := hub.Trace{Ours: true}
		for field, name := range kinds {
			if name == kind {
				t.Field = field
			}
		}
		t.Local, _ = textOf(m["localId"], "")
		t.Remote, _ = textOf(m["remoteId"], "")
		known := func(h hub.Trace) bool { return h.Field == t.Field && h.Local == t.Local && h.Remote == t.Remote }
		if t.Field != "" && t.Local != "" && t.Remote != "" && !slices.ContainsFunc(had, known) {
			out = append(out, t)
		}
	}
	return out
}
