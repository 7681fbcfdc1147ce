package rt

import (
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Canon implements tracker.Connector. Where the settings forbid replies, a
// public comment is kept as a private one, and Canon says so.
func (c *connector) Canon(field string, v hub.Value) hub.Value {
	v = canon(field, v)
	if m, ok := v.(map[string]hub.Value); ok && field == "comments" && !c.correspond {
		if private, told := m["private"].(bool); told && !private {
			m["private"] = true // canon has made a new map
		}
	}
	return v
}

func canon(field string, v hub.Value) hub.Value {
	switch v := v.(type) {
	case string:
		if v = web.Lines(v); field == "summary" {
			v = oneLine(v)
		}
		if v == "" {
			return nil // an empty field
		}
		return v
	case time.Time:
		// RT keeps seconds.
		return v.UTC().Truncate(time.Second)
	case hub.Number:
		if field == "originalEstimate" || field == "remainingEstimate" {
			return minutes(v)
		}
	case []hub.Value:
		return list(field, v)
	case map[string]hub.Value:
		return canonElement(field, v)
	}
	return v
}

// oneLine is what RT makes of a subject: it drops line ends.
func oneLine(s string) string { return strings.NewReplacer("\n", "", "\r", "").Replace(s) }

// minutes rounds to whole minutes, which is what RT counts in; none at all is
// no time set.
func minutes(n hub.Number) hub.Value {
	s, err := n.Int64()
	if err != nil {
		return n
	}
	if m := wholeMinutes(s); m != 0 {
		return hub.Number(id(m * 60))
	}
	return nil
}

// wholeMinutes are the minutes in seconds, rounded.
func wholeMinutes(seconds int64) int64 {
	if seconds < 0 {
		return -wholeMinutes(-seconds)
	}
	m := seconds / 60
	if seconds%60 >= 30 {
		m++
	}
	return m
}

// list is the value of a field that has several: each once, in one order, since
// RT keeps none that could be relied on. None at all is an empty field.
func list(field string, l []hub.Value) hub.Value {
	all := make([]hub.Value, len(l))
	for i, v := range l {
		all[i] = canon(field, v)
	}
	return web.Set(all)
}

func canonElement(field string, m map[string]hub.Value) hub.Value {
	out := make(map[string]hub.Value, len(m))
	for k, v := range m {
		if k == "role" || k == "group" {
			continue // who may read it cannot be said by name here
		}
		switch t, isText := v.(string); {
		case field == "attachments" && k == "name" && isText:
			v = fileName(t)
		case field == "comments" && k == "body" && isText,
			field == "workLogs" && k == "text" && isText:
			v = web.Lines(t)
		case field == "workLogs" && k == "started":
			if t, ok := v.(time.Time); ok {
				v = t.UTC().Truncate(time.Second)
			}
		case field == "workLogs" && k == "seconds":
			if n, ok := v.(hub.Number); ok {
				if v = minutes(n); v == nil {
					v = hub.Number("0")
				}
			}
		case field == "links" && k == "title":
			v = "" // a link has none
		}
		out[k] = v
	}
	return out
}

// fileName is what RT makes of a name: one line, the last part of a path.
func fileName(s string) string {
	s = oneLine(s)
	return s[strings.LastIndexAny(s, `/\`)+1:]
}
