package rt

import (
	"context"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// definition is what is known of a custom field.
type definition struct {
	id   string
	name string
	kind string // as RT names it: Freeform, Text, Select, ...; "" if not known
	many bool
}

func (d definition) field() string { return "customFields." + d.name }

// isFile reports whether values are files, of which only names are shown.
func (d definition) isFile() bool { return d.kind == "Image" || d.kind == "Binary" }

// ofTickets is where custom fields of tickets belong.
const ofTickets = "RT::Queue-RT::Ticket"

// definitions returns one for each custom field that a ticket shows. One that
// the account may not read the definition of is taken for text.
func (k *known) definitions(ctx context.Context, raw *ticket) ([]definition, error) {
	k.mu.Lock()
	list, read := k.fields, k.readF
	k.mu.Unlock()
	missing := slices.ContainsFunc(raw.CustomFields, func(v customValue) bool {
		return !slices.ContainsFunc(list, func(d definition) bool { return d.id == string(v.ID) && d.name == string(v.Name) })
	})
	if missing && !k.fresh(read) {
		var err error
		if list, err = k.fieldsSince(ctx, read, string(raw.Queue.ID)); err != nil {
			return nil, err
		}
	}
	defs := slices.Clone(list)
	for _, v := range raw.CustomFields {
		if i := slices.IndexFunc(defs, func(d definition) bool { return d.id == string(v.ID) }); i >= 0 {
			defs[i].name = string(v.Name)
		} else {
			defs = append(defs, definition{id: string(v.ID), name: string(v.Name), many: len(v.Values) > 1})
		}
	}
	return defs, nil
}

// fieldsSince reads the definitions, unless somebody did since they were read.
func (k *known) fieldsSince(ctx context.Context, read time.Time, queue string) ([]definition, error) {
	end, err := k.turn.Take(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	k.mu.Lock()
	list, again := k.fields, k.readF
	k.mu.Unlock()
	if !again.Equal(read) {
		return list, nil
	}
	return k.readFields(ctx, queue)
}

// readFields reads all definitions that the account may read, and those of a
// queue, which it may be shown for that queue alone.
func (k *known) readFields(ctx context.Context, queue string) ([]definition, error) {
	list, err := k.inQueue(ctx, queue)
	if err != nil && hub.CodeOf(err) != hub.NotFound {
		return nil, err
	}
	q := url.Values{"fields": {"Name,Type,MaxValues,Disabled"}, "per_page": {id(mostListed)}, "orderby": {"id"}}
	read := int64(0)
	for page := int64(1); ; page++ {
		q.Set("page", id(page))
		var out listing[customField]
		err := k.c.search(ctx, "/customfields", q, []condition{{Field: "LookupType", Value: ofTickets}}, &out)
		if err != nil && hub.CodeOf(web.Hidden(err)) != hub.NotFound {
			return nil, err
		}
		for _, f := range out.Items {
			list = append(list, f.definition())
		}
		read += int64(len(out.Items))
		if len(out.Items) == 0 || out.Total != nil && read >= *out.Total {
			break
		}
	}
	k.mu.Lock()
	for _, d := range k.fields { // of queues that were read before
		if !slices.ContainsFunc(list, func(n definition) bool { return n.id == d.id }) {
			list = append(list, d)
		}
	}
	k.fields, k.readF = list, k.c.now()
	k.mu.Unlock()
	return list, nil
}

// inQueue lists the custom fields that tickets of a queue have.
func (k *known) inQueue(ctx context.Context, queue string) ([]definition, error) {
	if list, ok := k.ofQueue(queue); ok {
		return list, nil
	}
	end, err := k.turnQ.Take(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	if list, ok := k.ofQueue(queue); ok { // somebody else read them while we waited
		return list, nil
	}
	fields, err := all[customField](ctx, k.c, "/queue/"+url.PathEscape(queue)+"/customfields", url.Values{"fields": {"Name,Type,MaxValues"}})
	if err != nil {
		return nil, web.Hidden(err)
	}
	var list []definition
	for _, f := range fields {
		list = append(list, f.definition())
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.inQueues == nil {
		k.inQueues = map[string]queueFields{}
	}
	k.inQueues[queue] = queueFields{list, k.c.now()}
	return list, nil
}

// ofQueue is what is known of a queue, if that is fresh.
func (k *known) ofQueue(queue string) ([]definition, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f, ok := k.inQueues[queue]
	return f.fields, ok && k.fresh(f.read)
}

func (f customField) definition() definition {
	return definition{id: string(f.ID), name: string(f.Name), kind: string(f.Type), many: f.MaxValues != "1"}
}

// choices are the values that can be chosen in a field.
func (k *known) choices(ctx context.Context, field string) ([]string, error) {
	k.mu.Lock()
	c, ok := k.choice[field]
	k.mu.Unlock()
	if ok && k.fresh(c.read) {
		return c.values, nil
	}
	var out customField
	if _, err := k.c.get(ctx, "/customfield/"+url.PathEscape(field), nil, &out); err != nil {
		return nil, web.Hidden(err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.choice == nil {
		k.choice = map[string]choice{}
	}
	k.choice[field] = choice{out.Values, k.c.now()}
	return out.Values, nil
}

// shown is a custom field's value as rules see it, nil if it is empty.
func (d definition) shown(values []any) hub.Value {
	var l []hub.Value
	for _, v := range values {
		if s := d.shownOne(v); s != nil {
			l = append(l, s)
		}
	}
	switch {
	case len(l) == 0:
		return nil
	case d.many:
		return list(d.field(), l)
	}
	return l[0]
}

func (d definition) shownOne(v any) hub.Value {
	if m, ok := v.(map[string]any); ok {
		v = m["filename"]
	}
	s, ok := v.(string)
	if !ok || s == "" {
		return nil
	}
	switch d.kind {
	case "Date":
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return t
		}
	case "DateTime":
		if t := moment(text(s)); !t.IsZero() {
			return t
		}
		return nil
	}
	return web.Lines(s)
}

// send is a value in the form in which RT takes it, and in which it will show
// it. What RT would refuse is refused here: it answers 500 to some, and has then
// written half of the update.
func (c *connector) send(ctx context.Context, d definition, v hub.Value) (sent any, shows hub.Value, err error) {
	if d.isFile() {
		return nil, nil, invalid(d.field(), d.name+" holds files, which cannot be set from here")
	}
	l, several := v.([]hub.Value)
	switch {
	case v == nil && d.many:
		return []string{}, nil, nil
	case v == nil:
		return nil, nil, nil
	case several && !d.many:
		return nil, nil, invalid(d.field(), d.name+" has one value, not several")
	case !several && d.many:
		return nil, nil, invalid(d.field(), d.name+" has several values: a list is wanted")
	case !several:
		return c.sendOne(ctx, d, v)
	}
	var texts []any
	var shown []hub.Value
	for _, e := range l {
		s, shows, err := c.sendOne(ctx, d, e)
		if err != nil {
			return nil, nil, err
		}
		texts, shown = append(texts, s), append(shown, shows)
	}
	return texts, list(d.field(), shown), nil
}

func (c *connector) sendOne(ctx context.Context, d definition, v hub.Value) (sent any, shows hub.Value, err error) {
	switch d.kind {
	case "Date":
		if t, ok := v.(time.Time); ok {
			y, m, day := t.UTC().Date()
			t = time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
			return t.Format(time.DateOnly), t, nil
		}
		return nil, nil, invalid(d.field(), "for "+d.name+" a date is wanted")
	case "DateTime":
		if t, ok := v.(time.Time); ok {
			t = t.UTC().Truncate(time.Second)
			return t.Format(time.DateTime), t, nil
		}
		return nil, nil, invalid(d.field(), "for "+d.name+" a moment is wanted")
	}
	s, ok := v.(string)
	if !ok || s == "" {
		return nil, nil, invalid(d.field(), "for "+d.name+" text is wanted")
	}
	s = web.Lines(s)
	switch d.kind {
	case "Select":
		values, err := c.known.choices(ctx, d.id)
		if err != nil {
			return nil, nil, err
		}
		if !slices.Contains(values, s) {
			return nil, nil, invalid(d.field(), "RT has no "+d.name+" "+quote(s)+"; there are: "+strings.Join(values, ", "))
		}
	case "IPAddress":
		a, err := netip.ParseAddr(s)
		if err != nil || a.Zone() != "" {
			return nil, nil, invalid(d.field(), "for "+d.name+" an IP address is wanted, not "+quote(s))
		}
		return s, a.String(), nil
	case "IPAddressRange":
		if err := addressRange(s); err != nil {
			return nil, nil, invalid(d.field(), "for "+d.name+" a range of IP addresses is wanted, not "+quote(s))
		}
	}
	return s, s, nil
}

// addressRange reads 192.0.2.0-192.0.2.255 and 192.0.2.0/24.
func addressRange(s string) error {
	if _, err := netip.ParsePrefix(s); err == nil {
		return nil
	}
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		to = from
	}
	if _, err := netip.ParseAddr(strings.TrimSpace(from)); err != nil {
		return err
	}
	_, err := netip.ParseAddr(strings.TrimSpace(to))
	return err
}

// isMark reports whether a value is of the field that carries our marks.
func (c *connector) isMark(v customValue) bool {
	return c.mark != "" && (string(v.Name) == c.mark || string(v.ID) == c.mark)
}

func markIn(v customValue) string {
	for _, e := range v.Values {
		if s, ok := e.(string); ok {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// FindMarked implements tracker.Marker.
func (m marking) FindMarked(ctx context.Context, mark string) (hub.Ref, error) {
	q := url.Values{
		"query": {"'CF.{" + m.mark + "}' = " + literal(mark)}, "orderby": {"id"}, "fields": {"Type,Status,CustomFields"},
		"per_page": {id(mostListed)},
	}
	var out listing[ticket]
	if _, err := m.get(ctx, "/tickets", q, &out); err != nil {
		if hub.CodeOf(err) == hub.Invalid {
			err = badSetting("mark_field", "RT cannot search the field "+quote(m.mark)+": "+hub.AsError(err).Message)
		}
		return hub.Ref{}, err
	}
	for _, t := range out.Items {
		for _, v := range t.CustomFields {
			if m.isMark(v) && markIn(v) == mark && t.Status != "deleted" {
				return refOf(string(t.ID)), nil
			}
		}
	}
	return hub.Ref{}, notFound("there is no ticket with the mark " + mark)
}

// literal is a text in a query of RT.
func literal(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
}
