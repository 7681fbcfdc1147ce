package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/rest"
)

// planBulk says what a bulk run would take, from each side.
func (a *app) planBulk(ctx context.Context, name hub.ConnectionID, side string, query *string) error {
	sides, err := a.sidesOf(ctx, name, side, query)
	if err != nil {
		return err
	}
	d, done, err := a.planner(ctx)
	if err != nil {
		return err
	}
	for _, s := range sides {
		var p node.BulkPlan
		if p, err = d.PlanBulk(ctx, node.BulkQuery{Connection: name, Side: s, Query: query}); err != nil {
			break
		}
		if a.json {
			err = a.answer(p)
		} else {
			_, err = fmt.Fprint(a.out, planText(p, a.now()))
		}
		if err != nil {
			break
		}
	}
	return errors.Join(err, done())
}

// planner is the node that runs, or one that is opened and does no work.
func (a *app) planner(ctx context.Context) (node.Desk, func() error, error) {
	cfg, err := a.load()
	if err != nil {
		return nil, nil, err
	}
	c, err := node.Dial(ctx, cfg.Node.Data)
	if err == nil {
		return c, c.Close, nil
	}
	if !errors.Is(err, node.ErrNotRunning) {
		return nil, nil, err
	}
	n, err := a.open(ctx, cfg, slog.LevelError)
	if err != nil {
		return nil, nil, err
	}
	return n, n.Close, nil
}

// planText is a plan as people read it.
func planText(p node.BulkPlan, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, from the %s: %s found, %s synced already, %s new.\n", p.Connection, p.Side, plural(p.Found, "issue"), thousands(p.Synced), thousands(p.New))
	if p.New == 0 {
		b.WriteString("There is nothing to take in.\n")
		return b.String()
	}
	if p.Sampled > 0 {
		fmt.Fprintf(&b, "%s of them read: in the mean %.1f comments, %.1f attachments", thousands(p.Sampled), p.Comments, p.Attachments)
		if p.Bytes > 0 {
			fmt.Fprintf(&b, " (%.1f MB)", p.Bytes/1e6)
		}
		if p.WorkLogs > 0 {
			fmt.Fprintf(&b, ", %.1f work logs", p.WorkLogs)
		}
		b.WriteString(".\nWhere the rules leave something out, or new issues have the right status anyway, fewer calls are made.\n")
	}
	for _, t := range p.Trackers {
		trackerPlanText(&b, t, now)
	}
	switch {
	case p.Seconds > 0:
		fmt.Fprintf(&b, "\nExpected to take %s, until %s if it is begun now and people do little else.\n",
			roughly(p.Seconds), p.End.Local().Format("2006-01-02 15:04"))
	default:
		b.WriteString("\nNo limit is known: it takes as long as the trackers take to answer.\n")
	}
	if len(p.Trackers) == 1 {
		b.WriteString("What the other node's tracker allows is not known here.\n")
	}
	return b.String()
}

func trackerPlanText(b *strings.Builder, t node.TrackerPlan, now time.Time) {
	fmt.Fprintf(b, "\nTracker %s: %s (%s)\n", t.Tracker, plural(t.Sum, "call"), kinds(t.Calls))
	if t.Requests == 0 {
		return
	}
	if t.Rate > 0 {
		fmt.Fprintf(b, "  about %s, at most %s of them a second: %s\n", plural(t.Requests, "request"), trimmed(t.Rate), roughly(t.Seconds))
	} else {
		fmt.Fprintf(b, "  about %s, as fast as it answers\n", plural(t.Requests, "request"))
	}
	fmt.Fprintf(b, "  people's edits go first: up to %d of their requests before each one of the run", t.Before)
	if t.Live > 0 {
		fmt.Fprintf(b, "; of %d at a time %d is theirs alone", t.InFlight, t.Live)
	}
	b.WriteString("\n")
	for _, l := range t.Budget {
		fmt.Fprintf(b, "  it says: %s\n", budgetText(l, t.Requests, now))
	}
}

// kinds lists calls by kind.
func kinds(c engine.Calls) string {
	var l []string
	for _, k := range []struct {
		n    int
		what string
	}{
		{c.Searches, "pages of the search"}, {c.Reads, "reads"}, {c.Downloads, "downloads"}, {c.Creates, "new issues"}, {c.Comments, "comments"},
		{c.Attachments, "attachments"}, {c.WorkLogs, "work logs"}, {c.Statuses, "changes of status"}, {c.Checks, "looks before or after a write"},
	} {
		if k.n > 0 {
			l = append(l, thousands(k.n)+" "+k.what)
		}
	}
	return strings.Join(l, ", ")
}

// budgetText is a limit as the tracker told it, and whether the run goes beyond.
func budgetText(l rest.Budget, requests int, now time.Time) string {
	name := l.Name
	if name == "" {
		name = "a limit"
	}
	text := line(name)
	if l.Limit > 0 {
		text += " of " + thousands(l.Limit)
	}
	if l.Left >= 0 {
		text += ", " + thousands(l.Left) + " left"
	}
	if l.Reset.After(now) {
		text += " until " + l.Reset.Local().Format("15:04:05")
	}
	if l.Left >= 0 && requests > l.Left {
		text += "; the run needs more than that and pauses whenever none is left"
	}
	return text
}

// trimmed writes a rate without needless digits.
func trimmed(r float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", r), "0"), ".")
}

// roughly is how long something will take, which nobody knows to the second.
func roughly(seconds float64) string {
	if seconds < 60 {
		return fmt.Sprintf("%.0f s", seconds)
	}
	return took(time.Duration(seconds) * time.Second)
}
