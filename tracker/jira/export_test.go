package jira

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Decoder decodes issues without a Jira.
type Decoder struct {
	c *connector
	t fieldTable
}

// NewDecoder decodes as from the cloud or as from a server.
func NewDecoder(cloud bool) Decoder {
	c, err := newConnector(tracker.Settings{"url": "http://jira.test", "token": "none"}, tracker.Env{})
	if err != nil {
		panic(err)
	}
	d := Decoder{c.(*connector), fieldTable{}}
	d.c.site.keep(site{Cloud: cloud}, time.Time{})
	return d
}

// Issue decodes an issue as answers and calls of webhooks have it.
func (d Decoder) Issue(b []byte) (*hub.Issue, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	var raw answer
	if err := dec.Decode(&raw); err != nil {
		return nil, err
	}
	return d.c.plain(&raw, d.t), nil
}

// With knows custom fields, as Jira lists them.
func (d Decoder) With(fields string) Decoder {
	var list []definition
	if err := json.Unmarshal([]byte(fields), &list); err != nil {
		panic(err)
	}
	d.t = tableOf(list)
	return d
}

// Sent is a value of a custom field as Jira is sent it.
func (d Decoder) Sent(ctx context.Context, name string, v hub.Value) (any, error) {
	def, _ := d.t.named(name)
	send, _, err := d.c.stored(ctx, def, v)
	return send, err
}

// Entries are those of a log.
func (d Decoder) Entries(b []byte) ([]hub.HistoryItem, error) {
	var raw answer
	if err := json.Unmarshal(b, &raw); err != nil || raw.Changelog == nil {
		return nil, err
	}
	var out []hub.HistoryItem
	for _, h := range inOrder(raw.Changelog.Histories) {
		out = append(out, d.c.entries(h, d.t)...)
	}
	return out, nil
}

// Told reports whether a field has a place of its own in issues, or none because
// it is worked out of others.
func Told(field string) bool {
	for _, t := range told {
		if t == field {
			return true
		}
	}
	return false
}

// PlainValue is JSON as a Value.
func PlainValue(v any) hub.Value { return plainValue(v) }

// Settled is a text of the cloud as it will be shown again.
func Settled(s string) string { return settled(true, s) }

// Written is a text of the cloud as wiki markup.
func Written(adf string) string {
	d := json.NewDecoder(strings.NewReader(adf))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return ""
	}
	return written(true, v)
}

// Page decodes a page of a search: its issues, and how many it says there are.
func Page(b []byte) ([]hub.Ref, int, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var p found
	if err := d.Decode(&p); err != nil {
		return nil, 0, err
	}
	var l []hub.Ref
	for _, h := range hitsOf(p.Issues, false) {
		l = append(l, hub.Ref{ID: h.ID, Key: h.Key})
	}
	return l, p.Total, nil
}
