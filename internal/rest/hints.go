package rest

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxAdvice is the longest advice taken at its word. Nothing real is beyond a
// day; a slipped unit or date must not stop a tracker for a year.
const maxAdvice = 24 * time.Hour

// RetryAfter reads the Retry-After header: seconds, also broken ones, or an HTTP
// date, which is taken against the answer's own Date where there is one, because
// clocks differ. The result lies between zero and a day; false: no header, or
// none that can be read.
func RetryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0, false
	}
	if s, err := strconv.ParseFloat(v, 64); err == nil {
		return seconds(s)
	}
	t, err := http.ParseTime(v)
	if err != nil {
		return 0, false
	}
	return clamp(t.Sub(serverNow(h, now))), true
}

// seconds refuses what is not a number of seconds: ParseFloat reads "nan" too.
func seconds(s float64) (time.Duration, bool) {
	if math.IsNaN(s) {
		return 0, false
	}
	return clamp(time.Duration(min(max(s, 0), maxAdvice.Seconds()) * float64(time.Second))), true
}

func clamp(d time.Duration) time.Duration { return min(max(d, 0), maxAdvice) }

// serverNow is the tracker's clock if it shows one.
func serverNow(h http.Header, now time.Time) time.Time {
	if t, err := http.ParseTime(h.Get("Date")); err == nil {
		return t
	}
	return now
}

// hints is what an answer says about limits.
type hints struct {
	throttled bool          // refused for being too many
	wait      time.Duration // do not come back earlier; zero: not told
	left      int           // requests left in this window; -1: not told
	limit     int           // requests of a whole window; zero: not told
	reset     time.Duration // until the next window; zero: not told
	rate      float64       // requests a second that it grants for good; zero: not told
}

// hintsOf reads an answer; nil gives no hints.
func hintsOf(res *http.Response, now time.Time) hints {
	none := hints{left: -1}
	if res == nil || ofOneIssue(res) {
		return none
	}
	h := none
	h.throttled = throttled(res)
	// Azure DevOps slows us down with 200 and Retry-After before it refuses.
	// Other answers use the header for themselves: 202 for "not finished yet".
	if h.throttled || res.StatusCode == http.StatusOK {
		h.wait, _ = RetryAfter(res.Header, now)
	}
	if n, ok := remaining(res.Header); ok {
		h.left = n
	}
	h.limit, _ = number(res.Header, "Limit")
	h.reset = resetIn(res.Header, now)
	h.rate = granted(res.Header)
	return h
}

// ofOneIssue reports whether a limit was exceeded that counts for one issue alone,
// as Jira Cloud has one: others need not wait for it.
func ofOneIssue(res *http.Response) bool {
	return throttled(res) && strings.Contains(res.Header.Get("RateLimit-Reason"), "per-issue")
}

// granted is how many requests a second a tracker says it grants: a Data Center
// by how fast its bucket fills, Jira Cloud by the limit of its bursts, which is
// counted by the second.
func granted(h http.Header) float64 {
	if n, ok := number(h, "Fillrate"); ok {
		if every, ok := number(h, "Interval-Seconds"); ok && every > 0 {
			return float64(n) / float64(every)
		}
	}
	if strings.Contains(field(h, "Reason"), "burst") {
		n, _ := number(h, "Limit")
		return float64(n)
	}
	return 0
}

// prefixes are the spellings of the rate limit headers: most, GitLab and the
// drafts of a standard, Zendesk.
var prefixes = [...]string{"X-Ratelimit-", "Ratelimit-", "X-Rate-Limit-"}

func field(h http.Header, name string) string {
	for _, p := range prefixes {
		if v := h.Get(p + name); v != "" {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

func number(h http.Header, name string) (int, bool) {
	// Some add a window: "100;w=60".
	v, _, _ := strings.Cut(field(h, name), ";")
	n, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
	if err != nil || math.IsNaN(n) || n < 0 {
		return 0, false
	}
	return int(min(n, 1<<30)), true
}

func remaining(h http.Header) (int, bool) { return number(h, "Remaining") }

// resetIn reads the reset header: seconds from now, Unix seconds, Unix
// milliseconds or a time in words, as the trackers please.
func resetIn(h http.Header, now time.Time) time.Duration {
	v := field(h, "Reset")
	if v == "" {
		return 0
	}
	now = serverNow(h, now)
	if s, err := strconv.ParseFloat(v, 64); err == nil {
		switch {
		case s > 1e11: // as seconds that would be the year 5138
			s = s/1000 - unix(now)
		case s > 1e9: // as a wait that would be thirty years
			s -= unix(now)
		}
		d, _ := seconds(s)
		return d
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", http.TimeFormat} {
		if t, err := time.Parse(layout, v); err == nil {
			return clamp(t.Sub(now))
		}
	}
	return 0
}

func unix(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
