package jira

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/richtext"
	"github.com/entwine-sync/entwine/tracker/web"
)

// changelog is what an answer holds of an issue's history: all of it at servers,
// the newest at most in the cloud.
type changelog struct {
	Histories  []history
	Values     []history // in pages of its own
	Total      int
	MaxResults int
	IsLast     *bool
}

// UnmarshalJSON reads a log. Some old versions have a word in its place.
func (l *changelog) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '{' {
		return nil
	}
	type plain changelog
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	return d.Decode((*plain)(l))
}

// history is one change of one or several fields.
type history struct {
	ID      string
	Author  map[string]any
	Created any
	Items   []item
}

// UnmarshalJSON reads a change. Some send ids as numbers, and who made it or what
// it was as something else than the descriptions say.
func (h *history) UnmarshalJSON(b []byte) error {
	var m struct{ ID, Author, Created, Items any }
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&m); err != nil {
		return err
	}
	*h = history{ID: word(m.ID), Author: object(m.Author), Created: m.Created}
	for _, v := range list(m.Items) {
		if it := object(v); it != nil {
			h.Items = append(h.Items, item{
				Field: str(it["field"]), FieldType: str(it["fieldtype"]), FieldID: str(it["fieldId"]),
				From: word(it["from"]), FromString: word(it["fromString"]), To: word(it["to"]), ToString: word(it["toString"]),
			})
		}
	}
	return nil
}

// item is a change of one field. From and To are ids where there are any, the
// others what people are shown.
type item struct {
	Field, FieldType, FieldID      string
	From, FromString, To, ToString string
}

// inOrder are the changes by their ids, which only grow.
func inOrder(l []history) []history {
	l = slices.Clone(l)
	slices.SortStableFunc(l, func(a, b history) int { return compareIDs(a.ID, b.ID) })
	return slices.CompactFunc(l, func(a, b history) bool { return a.ID == b.ID })
}

// Entries implements tracker.Logger. Of some fields the log has only what people
// are shown, from which the value cannot be told for sure: lists of options,
// cascades, moments, links. There are no entries of those.
func (c *connector) Entries(ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error) {
	if after != "" {
		if _, err := number(after); err != nil {
			return nil, err
		}
	}
	id, err := number(ref.ID)
	if err != nil {
		return nil, err
	}
	t, err := c.table(ctx, false)
	if err != nil {
		return nil, err
	}
	all, err := c.histories(ctx, id)
	if err != nil {
		return nil, web.Hidden(err)
	}
	var out []hub.HistoryItem
	for _, h := range inOrder(all) {
		if after == "" || newer(h.ID, after) {
			out = append(out, c.entries(h, t)...)
		}
	}
	return ways(out), nil
}

// longestWay is how long one way over several statuses takes at most.
const longestWay = time.Minute

// ways makes one entry of the status changes that somebody made right after each
// other: it takes several transitions to reach a status that is further off, and
// what lies between was never meant.
func ways(l []hub.HistoryItem) []hub.HistoryItem {
	var out []hub.HistoryItem
	last := -1 // the last change of the status in out
	for _, h := range l {
		if h.Field != "status" {
			out = append(out, h)
			continue
		}
		if last >= 0 {
			p := out[last]
			if p.By != nil && h.By != nil && p.By.ID == h.By.ID && hub.Same(p.To, h.From) && h.At.Sub(p.At) <= longestWay {
				h.From = p.From
				out = append(out[:last], out[last+1:]...)
			}
		}
		last = len(out)
		out = append(out, h)
	}
	return out
}

func (c *connector) histories(ctx context.Context, id string) ([]history, error) {
	s, err := c.place(ctx)
	if err != nil {
		return nil, err
	}
	if !s.Cloud {
		var raw answer
		if err := c.get(ctx, "/issue/"+id, url.Values{"fields": {"updated"}, "expand": {"changelog"}}, &raw); err != nil {
			return nil, err
		}
		if raw.Changelog == nil {
			return nil, nil
		}
		return raw.Changelog.Histories, nil
	}
	var all []history
	for {
		var p changelog
		if err := c.get(ctx, "/issue/"+id+"/changelog", url.Values{"startAt": {itoa(len(all))}, "maxResults": {"100"}}, &p); err != nil {
			return nil, err
		}
		all = append(all, p.Values...)
		if len(p.Values) == 0 || p.IsLast != nil && *p.IsLast || len(all) >= p.Total {
			return all, nil
		}
	}
}

// newest is the id of the last change that has entries.
func (c *connector) newest(l *changelog, t fieldTable) string {
	if l == nil {
		return ""
	}
	for _, h := range slices.Backward(inOrder(l.Histories)) {
		if len(c.entries(h, t)) > 0 {
			return h.ID
		}
	}
	return ""
}

// namedItems are the fields of which the log has the very names that issues show.
var namedItems = map[string]string{
	"summary": "summary", "status": "status", "issuetype": "type", "priority": "priority", "resolution": "resolution", "security": "securityLevel",
}

var setItems = map[string]string{"component": "components", "fix version": "fixVersions", "version": "affectedVersions"}

// entries makes entries of a change.
func (c *connector) entries(h history, t fieldTable) []hub.HistoryItem {
	at, _ := momentOf(h.Created)
	by := userOf(h.Author)
	var out []hub.HistoryItem
	add := func(field string, from, to hub.Value) {
		out = append(out, hub.HistoryItem{ID: h.ID, At: at, By: by, Field: field, From: from, To: to})
	}
	for _, it := range h.Items {
		if it.FieldType == "custom" {
			c.customEntry(it, t, add)
			continue
		}
		field := strings.ToLower(it.Field)
		switch {
		case namedItems[field] != "":
			name := namedItems[field]
			add(name, c.canon(name, it.FromString), c.canon(name, it.ToString))
		case slices.Contains(richFields, field):
			add(field, c.recalled(it.FromString), c.recalled(it.ToString))
		case field == "assignee" || field == "reporter":
			add(field, somebody(it.From, it.FromString), somebody(it.To, it.ToString))
		case field == "duedate":
			from, ok := dayOf(it.From)
			to, also := dayOf(it.To)
			if ok && also {
				add("due", from, to)
			}
		case field == "timeoriginalestimate":
			add("originalEstimate", secondsValue(it.From, it.FromString), secondsValue(it.To, it.ToString))
		case field == "timeestimate":
			add("remainingEstimate", secondsValue(it.From, it.FromString), secondsValue(it.To, it.ToString))
		case field == "labels":
			elements("labels", strings.Fields(it.FromString), strings.Fields(it.ToString), add)
		case setItems[field] != "":
			elements(setItems[field], one(it.FromString), one(it.ToString), add)
		case field == "attachment":
			elements("attachments", one(it.From), one(it.To), add)
		case field == "parent" || field == "issueparentassociation":
			add("parent", issueOf(it.From), issueOf(it.To))
		}
	}
	return out
}

// customEntry makes an entry of a change of a custom field whose log says the
// value itself.
func (c *connector) customEntry(it item, t fieldTable, add func(string, hub.Value, hub.Value)) {
	d, ok := t[it.FieldID]
	if !ok {
		if d, ok = t.named(it.Field); !ok || d.Name != it.Field {
			return // gone, or one of several with that name
		}
	}
	field := "customFields." + d.shown
	switch {
	case d.Schema.Custom == epicLink:
		add("parent", issueOf(it.From), issueOf(it.To))
	case d.raw():
	case d.rich():
		add(field, c.recalled(it.FromString), c.recalled(it.ToString))
	case d.Schema.Type == "string", d.Schema.Type == "option":
		add(field, c.canon(field, it.FromString), c.canon(field, it.ToString))
	case d.Schema.Type == "number":
		from, ok := numberOf(it.FromString)
		to, also := numberOf(it.ToString)
		if ok && also {
			add(field, from, to)
		}
	case d.Schema.Type == "user":
		if (it.From != "" || it.FromString == "") && (it.To != "" || it.ToString == "") {
			add(field, somebody(it.From, it.FromString), somebody(it.To, it.ToString))
		}
	}
}

// elements are the entries of what came to a set and went out of it.
func elements(field string, from, to []string, add func(string, hub.Value, hub.Value)) {
	there := hub.Value(true)
	if field == "attachments" {
		there = map[string]hub.Value{"digest": ""}
	}
	for _, e := range from {
		if !slices.Contains(to, e) && !strings.HasPrefix(e, markLabel) {
			add(field+"/"+e, there, nil)
		}
	}
	for _, e := range to {
		if !slices.Contains(from, e) && !strings.HasPrefix(e, markLabel) {
			add(field+"/"+e, nil, there)
		}
	}
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func somebody(id, name string) hub.Value {
	if id == "" {
		return nil
	}
	return hub.User{ID: id, Name: name}
}

func issueOf(id string) hub.Value {
	if id == "" {
		return nil
	}
	return map[string]hub.Value{"id": id}
}

func dayOf(s string) (hub.Value, bool) {
	if s == "" {
		return nil, true
	}
	if i := strings.IndexAny(s, " T"); i > 0 {
		s = s[:i]
	}
	t, err := time.Parse(time.DateOnly, s)
	return t, err == nil
}

func numberOf(s string) (hub.Value, bool) {
	if s == "" {
		return nil, true
	}
	n := hub.Number(s)
	_, err := n.Float64()
	return plainNumber(n), err == nil
}

func secondsValue(places ...string) hub.Value {
	for _, s := range places {
		if n := hub.Number(s); s != "" {
			if _, err := n.Int64(); err == nil {
				return n
			}
		}
	}
	return nil
}

// mostRecalled bounds the long texts that are remembered.
const mostRecalled = 500

// recall remembers a long text of the cloud as issues show it. Its log has such
// texts as markup of Jira's own making, which says the same in other signs.
func (c *connector) recall(s string) {
	if s == "" || !c.isCloud() {
		return
	}
	key := words(s)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.texts) >= mostRecalled {
		clear(c.texts)
	}
	c.texts[key] = s
}

// recalled is a long text of the log as the issue showed it, if it was seen.
func (c *connector) recalled(s string) hub.Value {
	if s = settled(c.isCloud(), s); s == "" {
		return nil
	}
	if c.isCloud() {
		key := words(s)
		c.mu.Lock()
		defer c.mu.Unlock()
		if known, ok := c.texts[key]; ok {
			return known
		}
	}
	return s
}

// words identifies what a text says, whatever its signs.
func words(s string) hub.Digest {
	return hub.DigestOf([]byte(strings.Join(strings.Fields(richtext.WritePlain(richtext.ReadJira(s))), " ")))
}
