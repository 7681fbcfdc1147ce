package redmine

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Canon implements tracker.Connector.
func (c *connector) Canon(field string, v hub.Value) hub.Value { return canon(field, v) }

func canon(field string, v hub.Value) hub.Value {
	switch v := v.(type) {
	case string:
		return web.Lines(v)
	case time.Time:
		if field == "due" || field == "extra.startDate" || strings.HasPrefix(field, "customFields.") {
			return day(v) // Redmine's fields hold dates, no moments
		}
	case []hub.Value:
		return list(field, v)
	case map[string]hub.Value:
		return canonElement(field, v)
	}
	return v
}

func day(t time.Time) time.Time {
	y, m, d := t.UTC().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// list is the value of a field that has several: each once, in one order, since
// Redmine keeps none that could be relied on. None at all is an empty field.
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
		case field == "comments" && k == "body" && isText:
			v = web.Lines(t)
		case field == "workLogs" && k == "text" && isText:
			v = web.Lines(t)
		case field == "workLogs" && k == "started":
			if t, ok := v.(time.Time); ok {
				v = day(t)
			}
		case field == "workLogs" && k == "seconds":
			v = minutes(v)
		case field == "links" && k == "title":
			v = "" // a relation has none
		}
		out[k] = v
	}
	return out
}

// minutes rounds to whole minutes: Redmine shows hundredths of hours, in which
// each minute can be told from the next and seconds cannot.
func minutes(v hub.Value) hub.Value {
	n, ok := v.(hub.Number)
	if !ok {
		return v
	}
	s, err := n.Int64()
	if err != nil {
		return v
	}
	return hub.Number(strconv.FormatInt(wholeMinutes(s), 10))
}

func wholeMinutes(seconds int64) int64 { return int64(math.Round(float64(seconds)/60)) * 60 }

// fileName is what Redmine makes of a name: the last part of a path, without
// the characters that some file systems refuse.
func fileName(s string) string {
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	var b strings.Builder
	bad := false
	for _, r := range s {
		if strings.ContainsRune("/?%*:|\"'<>\n\r", r) {
			if !bad {
				b.WriteByte('_')
			}
			bad = true
			continue
		}
		bad = false
		b.WriteRune(r)
	}
	return b.String()
}
