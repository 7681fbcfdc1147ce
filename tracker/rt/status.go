package rt

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// A lifecycle says which status may follow which. RT's interface does not list
// that, so the ways are put together from what can be known: what the owner says
// in the settings; what RT's own page offers next for a ticket; what happened to
// tickets before; and what was refused.

// ways are what is known of lifecycles, by name.
type ways struct {
	mu     sync.Mutex
	cycles map[string]*cycle
}

// cycle is one lifecycle, from status to status.
type cycle struct {
	given bool // by the owner: nothing else is to be tried
	next  map[string]*exits
	past  time.Time // when the history was last searched for ways
}

// exits are the ways out of one status.
type exits struct {
	to      []string // those that are known, in the lifecycle's own order where that is known
	whole   bool     // there are no others
	refused []string
	looked  time.Time
}

func (e *exits) leads(to string) bool {
	return containsFold(e.to, to) && !containsFold(e.refused, to)
}

func containsFold(l []string, s string) bool {
	return slices.ContainsFunc(l, func(o string) bool { return strings.EqualFold(o, s) })
}

// readWays reads the setting: lifecycles parted by new lines or semicolons, each
// step as FROM > TO, TO; the name of the lifecycle stands before the first.
func readWays(s string) (*ways, error) {
	w := &ways{cycles: map[string]*cycle{}}
	name := ""
	for step := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ';' || r == '\n' }) {
		if strings.TrimSpace(step) == "" {
			continue
		}
		if before, after, ok := strings.Cut(step, ":"); ok {
			name, step = strings.TrimSpace(before), after
		}
		from, to, ok := strings.Cut(step, ">")
		from = strings.TrimSpace(from)
		if !ok || name == "" || from == "" {
			return nil, badSetting("lifecycles", "steps of a lifecycle are wanted, as in bugs: reported > confirmed, wontfix; confirmed > in progress")
		}
		c := w.cycle(name)
		c.given = true
		e := c.exits(from)
		e.whole = true
		for t := range strings.SplitSeq(to, ",") {
			if t = strings.TrimSpace(t); t != "" {
				e.to = append(e.to, t)
			}
		}
	}
	return w, nil
}

// cycle returns what is known of a lifecycle. The caller holds the lock, or is
// alone.
func (w *ways) cycle(name string) *cycle {
	c := w.cycles[name]
	if c == nil {
		c = &cycle{next: map[string]*exits{}}
		w.cycles[name] = c
	}
	return c
}

func (c *cycle) exits(from string) *exits {
	from = strings.ToLower(from) // RT does not look at the case of letters
	e := c.next[from]
	if e == nil {
		e = &exits{}
		c.next[from] = e
	}
	return e
}

// learn takes note of a way, or of one that is refused.
func (w *ways) learn(name, from, to string, open bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e := w.cycle(name).exits(from)
	switch {
	case !open && !containsFold(e.refused, to):
		e.refused = append(e.refused, to)
	case open:
		e.refused = slices.DeleteFunc(e.refused, func(s string) bool { return strings.EqualFold(s, to) })
		if !containsFold(e.to, to) {
			e.to = append(e.to, to)
		}
	}
}

// path finds the shortest known way, both ends included; nil if there is none.
// It never leads through what deletes a ticket.
func (w *ways) path(name, from, to string) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.cycle(name)
	came := map[string]string{strings.ToLower(from): ""}
	for line := []string{from}; len(line) > 0; line = line[1:] {
		at := line[0]
		e := c.exits(at)
		for _, next := range e.to {
			low := strings.ToLower(next)
			if _, seen := came[low]; seen || !e.leads(next) || low == "deleted" {
				continue
			}
			came[low] = at
			if strings.EqualFold(next, to) {
				p := []string{next}
				for at := at; at != ""; at = came[strings.ToLower(at)] {
					p = append(p, at)
				}
				slices.Reverse(p)
				return p
			}
			line = append(line, next)
		}
	}
	return nil
}

// reach lists the statuses that known ways lead to, nearest first.
func (w *ways) reach(name, from string) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.cycle(name)
	list := []string{from}
	for i := 0; i < len(list); i++ {
		e := c.exits(list[i])
		for _, next := range e.to {
			if e.leads(next) && !containsFold(list, next) && !strings.EqualFold(next, "deleted") {
				list = append(list, next)
			}
		}
	}
	return list
}

// spelled finds a status that some known way leads to, "" if none does.
func (w *ways) spelled(name, status string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range w.cycle(name).next {
		for _, to := range e.to {
			if strings.EqualFold(to, status) {
				return to
			}
		}
	}
	return ""
}

// see returns a copy of what is known of the ways out of a status.
func (w *ways) see(name, from string) (e exits, given bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.cycle(name)
	e = *c.exits(from)
	e.to, e.refused = slices.Clone(e.to), slices.Clone(e.refused)
	return e, c.given
}

// mostSteps is how many changes of status one write makes at most: lifecycles
// have ten statuses or so, and one that is changed by somebody else meanwhile
// must not be followed for ever.
const mostSteps = 12

// lead brings a ticket to a status, over others if there is no way at once, and
// returns it as it then is. Where no way is known it goes ahead status by status,
// those first that the lifecycle lists first, and back again if that leads
// nowhere: a lifecycle that the settings describe is never tried out like that.
func (c *connector) lead(ctx context.Context, raw *ticket, to string) (*ticket, error) {
	start := string(raw.Status)
	been := []string{start}
	var said []string
	for range mostSteps {
		if strings.EqualFold(string(raw.Status), to) {
			return raw, nil
		}
		next, err := c.nextStep(ctx, raw, to, been)
		if err != nil {
			return nil, c.stuck(been, err)
		}
		if next == "" {
			break
		}
		from := string(raw.Status)
		answer, err := c.update(ctx, raw, map[string]any{"Status": next})
		if err != nil {
			return nil, c.stuck(been, err)
		}
		if raw, err = c.ticket(ctx, refOf(string(raw.ID))); err != nil {
			return nil, web.Unseen(err)
		}
		if strings.EqualFold(string(raw.Status), next) {
			c.ways.learn(string(raw.Queue.Lifecycle), from, next, true)
			been = append(been, next)
			c.log.Debug("status", "ticket", string(raw.ID), "from", from, "to", next, "for", to)
			continue
		}
		said = answer
		if why, denied := reason(said, "status"); denied || !impassable.MatchString(why) {
			break // there is such a way, or no such status
		}
		c.ways.learn(string(raw.Queue.Lifecycle), from, next, false)
	}
	return nil, c.goBack(ctx, raw, start, to, been, said)
}

// impassable is RT's refusal of a step that the lifecycle does not have.
var impassable = regexp.MustCompile(`(?i)can't change status from`)

// stuck is a failure on the way: something is written if a step was made.
func (c *connector) stuck(been []string, err error) error {
	if len(been) > 1 {
		return web.Unseen(err)
	}
	return err
}

// goBack returns a ticket to the status that it began with, and says why the
// other one cannot be reached.
func (c *connector) goBack(ctx context.Context, raw *ticket, start, to string, been, said []string) error {
	name := string(raw.Queue.Lifecycle)
	var known []string
	for _, s := range c.ways.reach(name, start) {
		if !strings.EqualFold(s, start) {
			known = append(known, s)
		}
	}
	refusal := refused(said, "status")
	if len(said) == 0 || impassable.MatchString(strings.Join(said, " ")) {
		refusal = invalid("status", "the lifecycle "+quote(name)+" has no way from "+quote(start)+" to "+quote(to)+
			" for this account, as far as can be found out; it leads to: "+strings.Join(known, ", ")+". If there is one, describe it in the setting lifecycles")
	}
	if len(been) == 1 {
		return refusal
	}
	back := c.ways.path(name, string(raw.Status), start)
	for _, step := range back[min(1, len(back)):] {
		var err error
		if _, err = c.update(ctx, raw, map[string]any{"Status": step}); err == nil {
			raw, err = c.ticket(ctx, refOf(string(raw.ID)))
		}
		if err != nil {
			return web.Unseen(err)
		}
	}
	if strings.EqualFold(string(raw.Status), start) {
		return refusal
	}
	return &hub.Error{
		Code: hub.Unreachable, Scope: hub.ScopeIssue, Field: "status", Err: refusal,
		Message: "on the way to " + quote(to) + " the ticket came to " + quote(string(raw.Status)) + " and does not get on: " + hub.AsError(refusal).Message,
	}
}

// nextStep names the status to set next, "" if there is none.
func (c *connector) nextStep(ctx context.Context, raw *ticket, to string, been []string) (string, error) {
	name, at := string(raw.Queue.Lifecycle), string(raw.Status)
	e, given := c.ways.see(name, at)
	if e.leads(to) || !given && !e.whole && !containsFold(e.refused, to) {
		return to, nil // known, or worth a try: most lifecycles allow most steps
	}
	if p := c.ways.path(name, at, to); p != nil {
		return p[1], nil
	}
	if given {
		return "", nil
	}
	if err := c.explore(ctx, raw, to); err != nil {
		return "", err
	}
	if p := c.ways.path(name, at, to); p != nil {
		return p[1], nil
	}
	// Ahead into what nobody has told us of.
	for _, next := range c.ways.reach(name, at) {
		if e, _ := c.ways.see(name, next); !e.whole && !containsFold(been, next) {
			if p := c.ways.path(name, at, next); p != nil {
				return p[1], nil
			}
		}
	}
	return "", nil
}

// lookedFor is how long what a page or the history says of ways is taken to be
// all of it.
const lookedFor = 10 * time.Minute

// explore learns, without changing anything, what may follow the statuses that
// the ticket can come to.
func (c *connector) explore(ctx context.Context, raw *ticket, to string) error {
	name := string(raw.Queue.Lifecycle)
	if err := c.exploreAt(ctx, name, string(raw.Status), string(raw.ID)); err != nil {
		return err
	}
	if err := c.explorePast(ctx, raw); err != nil {
		return err
	}
	tried := map[string]bool{strings.ToLower(string(raw.Status)): true}
	for found := true; found && c.ways.path(name, string(raw.Status), to) == nil; {
		found = false
		for _, s := range c.ways.reach(name, string(raw.Status)) {
			if low := strings.ToLower(s); tried[low] {
				continue
			} else {
				tried[low], found = true, true
			}
			other, err := c.ticketIn(ctx, raw, s)
			if err != nil {
				return err
			}
			if other == "" {
				continue
			}
			if err := c.exploreAt(ctx, name, s, other); err != nil {
				return err
			}
		}
	}
	return nil
}

// exploreAt reads what RT offers next for a ticket.
func (c *connector) exploreAt(ctx context.Context, name, from, ticket string) error {
	if e, _ := c.ways.see(name, from); !e.looked.IsZero() && c.now().Sub(e.looked) < lookedFor {
		return nil
	}
	offered, err := c.offered(ctx, ticket)
	if err != nil {
		return err
	}
	c.ways.mu.Lock()
	defer c.ways.mu.Unlock()
	e := c.ways.cycle(name).exits(from)
	e.looked = c.now()
	if len(offered) > 0 && strings.EqualFold(offered[0], from) {
		e.to, e.whole, e.refused = offered[1:], true, nil
	}
	return nil
}

// mostPage is how much of a page is read; RT's forms are some 100 kB.
const mostPage = 4 << 20

var (
	statusSelect = regexp.MustCompile(`(?s)<select[^>]*\bname="Status"[^>]*>(.*?)</select>`)
	optionValue  = regexp.MustCompile(`<option[^>]*\bvalue="([^"]*)"`)
)

// offered lists the statuses in RT's own form for a ticket: the present one
// first, then those that may follow it and that our account may set. An RT that
// does not show its pages to tokens tells nothing.
func (c *connector) offered(ctx context.Context, ticket string) ([]string, error) {
	r, err := c.web.Open(ctx, web.Request{
		Path: "/Ticket/Modify.html", Query: url.Values{"id": {ticket}}, Header: http.Header{"Accept": {"text/html"}},
	})
	if err != nil {
		if code := hub.CodeOf(err); code == hub.Unreachable || code == hub.Busy {
			return nil, err
		}
		return nil, nil
	}
	defer func() { _ = r.Close() }()
	page, err := io.ReadAll(io.LimitReader(r, mostPage))
	if err != nil {
		return nil, err
	}
	return statusesIn(page), nil
}

func statusesIn(page []byte) []string {
	m := statusSelect.FindSubmatch(page)
	if m == nil {
		return nil
	}
	var l []string
	for _, o := range optionValue.FindAllSubmatch(m[1], -1) {
		if s := html.UnescapeString(string(o[1])); s != "" && !containsFold(l, s) {
			l = append(l, s)
		}
	}
	return l
}

// explorePast learns the ways that tickets of the queue have gone.
func (c *connector) explorePast(ctx context.Context, raw *ticket) error {
	name := string(raw.Queue.Lifecycle)
	c.ways.mu.Lock()
	cy := c.ways.cycle(name)
	stale := cy.past.IsZero() || c.now().Sub(cy.past) >= lookedFor
	cy.past = c.now()
	c.ways.mu.Unlock()
	if !stale {
		return nil
	}
	var out listing[transaction]
	_, err := c.get(ctx, "/transactions", url.Values{
		"query":   {"ObjectType = 'RT::Ticket' AND Type = 'Status' AND TicketQueue = " + literal(string(raw.Queue.ID))},
		"orderby": {"id"}, "order": {"DESC"}, "per_page": {id(mostListed)}, "fields": {"OldValue,NewValue"},
	}, &out)
	if err != nil {
		return web.Hidden(err)
	}
	for _, t := range out.Items {
		if e, _ := c.ways.see(name, string(t.OldValue)); !e.whole && t.OldValue != "" && t.NewValue != "" {
			c.ways.learn(name, string(t.OldValue), string(t.NewValue), true)
		}
	}
	return nil
}

// ticketIn finds a ticket of the same queue that has a status.
func (c *connector) ticketIn(ctx context.Context, raw *ticket, status string) (string, error) {
	t, err := c.newestIn(ctx, raw.Queue, "Status = "+literal(status))
	if err != nil || t == nil {
		return "", err
	}
	return string(t.ID), nil
}

// newestIn finds the newest ticket of a queue, nil if there is none.
func (c *connector) newestIn(ctx context.Context, q queue, and ...string) (*ticket, error) {
	query := append([]string{"Queue = " + literal(string(q.ID))}, and...)
	var out listing[ticket]
	_, err := c.get(ctx, "/tickets", url.Values{
		"query": {strings.Join(query, " AND ")}, "orderby": {"id"}, "order": {"DESC"}, "per_page": {"1"}, "fields": {"Status"},
	}, &out)
	if err != nil || len(out.Items) == 0 {
		return nil, web.Hidden(err)
	}
	return &out.Items[0], nil
}
