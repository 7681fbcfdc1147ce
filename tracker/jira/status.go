package jira

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// A status is changed by transitions of the workflow alone, and an ordinary
// account is told only of those that an issue can take now. So the way to a
// status further off is found as a person finds it: what leads where is
// remembered for each project and type, and what is not known is tried, nearest
// to the aim first. If that leads nowhere, the issue is brought back.

// roads are which statuses were seen to lead to which, by project and type.
type roads map[string]map[string][]string

// mostHops bounds a way: no workflow of people has more between any two statuses.
const mostHops = 8

// transition is a way out of a status.
type transition struct {
	ID, Name string
	To       struct {
		Name           string
		StatusCategory struct{ Key string }
	}
	Fields map[string]struct {
		Required        bool
		HasDefaultValue bool
		Name            string
		AllowedValues   []struct{ Name string }
	}
}

// move brings an issue to a status.
func (c *connector) move(ctx context.Context, id string, p *plan) error {
	var raw answer
	if err := c.get(ctx, "/issue/"+id, url.Values{"fields": {"status,issuetype,project"}}, &raw); err != nil {
		return web.Hidden(err)
	}
	at := str(object(raw.Fields["status"])["name"])
	if at == p.status {
		return nil
	}
	rank, err := c.ranks(ctx)
	if err != nil {
		return err
	}
	if _, ok := rank[p.status]; !ok {
		return invalid("status", "Jira has no status "+quote(p.status)+", or none that the account sees")
	}
	t := &trip{
		c: c, id: id, at: at, start: at, rank: rank, resolution: p.resolution,
		area: str(object(raw.Fields["project"])["key"]) + "\x00" + str(object(raw.Fields["issuetype"])["name"]), been: map[string]bool{at: true},
	}
	err = t.to(ctx, p.status)
	if err == nil || t.hops == 0 {
		return err
	}
	// On the way already: back to where the issue was, so that nothing was done.
	t.been = map[string]bool{t.at: true}
	if back := t.to(ctx, t.start); back != nil {
		return web.Unseen(fmt.Errorf("%w; and it cannot be brought back from %s: %w", err, quote(t.at), back))
	}
	return err
}

// ranks gives the statuses there are, by how far an issue is with them: by their
// category, or where there are none by their place in the list.
func (c *connector) ranks(ctx context.Context) (map[string]int, error) {
	var list []struct {
		Name           string
		StatusCategory struct{ Key string }
	}
	if err := c.get(ctx, "/status", nil, &list); err != nil {
		return nil, err
	}
	out := map[string]int{}
	for i, s := range list {
		out[s.Name] = map[string]int{"new": 0, "indeterminate": 1, "done": 2}[s.StatusCategory.Key]
		if s.StatusCategory.Key == "" {
			out[s.Name] = i
		}
	}
	return out, nil
}

// trip is an issue on its way.
type trip struct {
	c          *connector
	id         string
	at, start  string
	area       string
	been       map[string]bool
	rank       map[string]int
	resolution any
	hops       int
}

func (t *trip) to(ctx context.Context, aim string) error {
	for range mostHops {
		if t.at == aim {
			return nil
		}
		ways, err := t.ways(ctx)
		if err != nil {
			return err
		}
		next, ok := t.choose(ways, aim)
		if !ok {
			return t.lost(ways, aim)
		}
		if err := t.take(ctx, next); err != nil {
			return err
		}
	}
	if t.at == aim {
		return nil
	}
	return invalid("status", fmt.Sprintf("the workflow leads from %s not to %s in %d steps", quote(t.start), quote(aim), mostHops))
}

func (t *trip) lost(ways []transition, aim string) error {
	var names []string
	for _, w := range ways {
		names = append(names, quote(w.To.Name))
	}
	slices.Sort(names)
	return invalid("status", "the workflow has no way from "+quote(t.start)+" to "+quote(aim)+" for this account; from "+quote(t.at)+
		" it leads to "+first(strings.Join(slices.Compact(names), ", "), "nothing"))
}

// ways are those out of where the issue is.
func (t *trip) ways(ctx context.Context) ([]transition, error) {
	var out struct{ Transitions []transition }
	if err := t.c.get(ctx, "/issue/"+t.id+"/transitions", url.Values{"expand": {"transitions.fields"}}, &out); err != nil {
		return nil, web.Hidden(err)
	}
	var names []string
	for _, w := range out.Transitions {
		names = append(names, w.To.Name)
	}
	t.c.mu.Lock()
	defer t.c.mu.Unlock()
	known := t.c.roads[t.area]
	if known == nil {
		if len(t.c.roads) > maxNames {
			clear(t.c.roads)
		}
		known = map[string][]string{}
		t.c.roads[t.area] = known
	}
	known[t.at] = names
	return out.Transitions, nil
}

// choose picks the way to take: the first hop of the shortest way to the aim that
// is known, or else of that to the nearest status where the issue was not yet, of
// those the one that seems closest to the aim.
func (t *trip) choose(ways []transition, aim string) (transition, bool) {
	hop := t.firstHop(aim)
	for _, w := range ways {
		if hop != "" && w.To.Name == hop {
			return w, true
		}
	}
	return transition{}, false
}

func (t *trip) distance(a, b string) int {
	d := t.rank[a] - t.rank[b]
	return max(d, -d)
}

// firstHop is the next status on the way that choose describes, "" if there is none.
func (t *trip) firstHop(aim string) string {
	t.c.mu.Lock()
	known := maps.Clone(t.c.roads[t.area])
	t.c.mu.Unlock()
	type step struct {
		at, first string
		depth     int
	}
	seen := map[string]bool{t.at: true}
	var fresh *step // the best that is not known yet
	for queue := []step{{t.at, "", 0}}; len(queue) > 0; queue = queue[1:] {
		for _, next := range known[queue[0].at] {
			s := step{next, first(queue[0].first, next), queue[0].depth + 1}
			if next == aim {
				return s.first
			}
			if !t.been[next] && (fresh == nil || s.depth == fresh.depth && t.distance(next, aim) < t.distance(fresh.at, aim)) {
				fresh = &s
			}
			if !seen[next] {
				seen[next] = true
				queue = append(queue, s)
			}
		}
	}
	if fresh == nil {
		return ""
	}
	return fresh.first
}

// take makes a transition, with what its screen wants.
func (t *trip) take(ctx context.Context, w transition) error {
	fields := map[string]any{}
	for name, f := range w.Fields {
		switch {
		case name == "resolution" && t.resolution != nil:
			fields[name] = t.resolution
		case !f.Required || f.HasDefaultValue:
		case name == "resolution" && len(f.AllowedValues) > 0:
			fields[name] = map[string]any{"name": usual(f.AllowedValues)}
		default:
			return invalid("status", "the transition "+quote(w.Name)+" wants the field "+quote(first(f.Name, name))+" to be filled in, which a person must")
		}
	}
	body := map[string]any{"transition": map[string]any{"id": w.ID}}
	if len(fields) > 0 {
		body["fields"] = fields
	}
	if err := closed(t.c.send(ctx, http.MethodPost, "/issue/"+t.id+"/transitions", nil, body, nil)); err != nil {
		if e := hub.AsError(err); e.Code == hub.Invalid {
			refused := *e
			refused.Field = "status"
			return &refused
		}
		return err
	}
	t.at = w.To.Name
	t.been[t.at] = true
	t.hops++
	return nil
}

// usual is the resolution that a transition gets where nobody names one.
func usual(allowed []struct{ Name string }) string {
	for _, name := range []string{"Done", "Fixed"} {
		for _, a := range allowed {
			if a.Name == name {
				return name
			}
		}
	}
	return allowed[0].Name
}
