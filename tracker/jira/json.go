package jira

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Short ways into JSON of which any part may be missing or of another type than
// the descriptions say.

func str(v any) string { s, _ := v.(string); return s }

// word is a text, or a number as it is written.
func word(v any) string {
	if n, ok := v.(hub.Number); ok {
		return n.String()
	}
	return str(v)
}

func object(v any) map[string]any { m, _ := v.(map[string]any); return m }

func list(v any) []any { l, _ := v.([]any); return l }

func integer(v any) int {
	n, _ := v.(hub.Number)
	i, err := n.Int64()
	if err != nil {
		f, _ := n.Float64() // 0 if it is no number at all
		i = int64(math.Round(f))
	}
	return int(i)
}

func itoa(n int) string { return strconv.Itoa(n) }

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// secondsOf is the first of several places that has a number.
func secondsOf(places ...any) *int64 {
	for _, v := range places {
		if n, ok := v.(hub.Number); ok {
			if s, err := n.Int64(); err == nil {
				return &s
			}
		}
	}
	return nil
}

func accountOf(m map[string]any) account {
	return account{AccountID: str(m["accountId"]), Key: str(m["key"]), Name: str(m["name"]), DisplayName: str(m["displayName"]), Email: str(m["emailAddress"])}
}

func userOf(v any) *hub.User {
	u := accountOf(object(v)).user()
	if u == (hub.User{}) {
		return nil
	}
	return &u
}

func namesOf(v any) []string {
	var out []string
	for _, e := range list(v) {
		if s := str(object(e)["name"]); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// revOf is a revision: the time of update in milliseconds.
func revOf(t time.Time) hub.Rev {
	if t.IsZero() {
		return ""
	}
	return hub.Rev(strconv.FormatInt(t.UnixMilli(), 10))
}

// compareIDs orders ids by their number: longer ones are later.
func compareIDs(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

func newer(a, b string) bool { return compareIDs(a, b) > 0 }
