package jira

import (
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Canon implements tracker.Connector. Long texts of custom fields are known as
// such once the fields were read, as every read of an issue does.
func (c *connector) Canon(field string, v hub.Value) hub.Value { return c.canon(field, v) }

func (c *connector) canon(field string, v hub.Value) hub.Value {
	if d, ok := c.custom(field); ok && d.raw() {
		return v
	}
	switch v := v.(type) {
	case string:
		s := single(v)
		if c.isRich(field) {
			s = settled(c.isCloud(), v)
		}
		if s == "" {
			return nil
		}
		return s
	case time.Time:
		if field == "due" {
			return day(v)
		}
		return moments(v)
	case hub.Number:
		if field == "originalEstimate" || field == "remainingEstimate" {
			return minutes(v)
		}
		return plainNumber(v)
	case []hub.Value:
		return c.canonList(field, v)
	case map[string]hub.Value:
		return c.canonElement(field, v)
	}
	return v
}

func (c *connector) isRich(field string) bool {
	if slices.Contains(richFields, field) {
		return true
	}
	d, ok := c.custom(field)
	return ok && d.rich()
}

// custom is the definition of a custom field, if the fields were read.
func (c *connector) custom(field string) (definition, bool) {
	name, ok := strings.CutPrefix(field, "customFields.")
	if !ok {
		return definition{}, false
	}
	known, _ := c.fields.now()
	if known == nil {
		return definition{}, false
	}
	return known.named(name)
}

// isCloud is what the installation said of itself, or before it was asked what
// its address looks like.
func (c *connector) isCloud() bool {
	if s, _ := c.site.now(); s != nil {
		return s.Cloud
	}
	return strings.Contains(c.web.URL(""), ".atlassian.net") || strings.Contains(c.web.URL(""), "//api.atlassian.com/")
}

// canonList is the value of a field that has several: each once, in one order,
// since Jira sorts some of them.
func (c *connector) canonList(field string, l []hub.Value) hub.Value {
	out := make([]hub.Value, 0, len(l))
	for _, v := range l {
		out = append(out, c.canon(field, v))
	}
	return web.Set(out)
}

func (c *connector) canonElement(field string, m map[string]hub.Value) hub.Value {
	out := make(map[string]hub.Value, len(m))
	for k, v := range m {
		switch s, isText := v.(string); {
		case field == "attachments" && k == "name" && isText:
			v = fileName(s)
		case field == "comments" && k == "body" && isText, field == "workLogs" && k == "text" && isText:
			v = settled(c.isCloud(), s)
		case field == "links" && k == "title" && isText:
			v = single(s)
		case field == "workLogs" && k == "started":
			if t, ok := v.(time.Time); ok {
				v = moments(t)
			}
		}
		out[k] = v
	}
	if private, _ := m["private"].(bool); field == "comments" {
		switch {
		case !private:
			delete(out, "role")
			delete(out, "group")
		case m["role"] == nil && m["group"] == nil && c.role != "":
			out["role"] = c.role // that is what private means here
		}
	}
	return out
}

// day is a date, in the zone that it was told in.
func day(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// moments are kept to the millisecond.
func moments(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// minutes is a number of seconds as Jira's estimates keep it.
func minutes(n hub.Number) hub.Value {
	s, err := n.Int64()
	if err != nil || s < 0 {
		return n // refused when it is written
	}
	return hub.Number(itoa(int((s + 59) / 60 * 60)))
}

// plainNumber is a number as it is written without a needless point: Jira keeps
// doubles, and shows 12 as 12.0.
func plainNumber(n hub.Number) hub.Value {
	s := string(n)
	if len(s) > 40 {
		return n // nothing that a double can keep
	}
	f, _, err := big.ParseFloat(s, 10, 64, big.ToNearestEven)
	if err != nil || !strings.ContainsAny(s, ".eE") {
		return n
	}
	d, _ := f.Float64()
	if f.IsInt() && f.MantExp(nil) < 60 {
		i, _ := f.Int64()
		return hub.Number(itoa(int(i)))
	}
	return hub.Number(big.NewFloat(d).Text('g', -1))
}
