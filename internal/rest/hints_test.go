package rest

import (
	"net/http"
	"strconv"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func header(pairs ...string) http.Header { return answer(200, "", pairs...).Header }

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		h    http.Header
		want time.Duration
		ok   bool
	}{
		{"none", header(), 0, false},
		{"seconds", header("Retry-After", "120"), 2 * time.Minute, true},
		{"zero", header("Retry-After", "0"), 0, true},
		{"broken seconds", header("Retry-After", " 1.5 "), 1500 * time.Millisecond, true},
		{"negative", header("Retry-After", "-5"), 0, true},
		{"beyond a day", header("Retry-After", "99999999999999999999"), maxAdvice, true},
		{"infinite", header("Retry-After", "inf"), maxAdvice, true},
		{"not a number", header("Retry-After", "nan"), 0, false},
		{"date by our clock", header("Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT"), 30 * time.Second, true},
		{"date by the tracker's clock", header("Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT", "Date", "Sun, 01 Mar 2026 12:00:20 GMT"), 10 * time.Second, true},
		{"date gone by", header("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT"), 0, true},
		{"words", header("Retry-After", "soon"), 0, false},
	} {
		got, ok := RetryAfter(c.h, noon)
		if got != c.want || ok != c.ok {
			t.Errorf("%s: %v, %v, want %v, %v", c.name, got, ok, c.want, c.ok)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"120", "1e300", "-1", "0x1p-2", "Sun, 01 Mar 2026 12:00:30 GMT", "Sunday, 01-Mar-26 12:00:30 GMT", "nan"} {
		f.Add(s, "Sun, 01 Mar 2026 12:00:00 GMT")
	}
	f.Fuzz(func(t *testing.T, v, date string) {
		h := http.Header{"Retry-After": {v}, "Date": {date}, "X-Ratelimit-Reset": {v}, "X-Ratelimit-Remaining": {v}}
		d, ok := RetryAfter(h, noon)
		if d < 0 || d > maxAdvice || !ok && d != 0 {
			t.Errorf("%q: %v, %v: out of bounds", v, d, ok)
		}
		if s, err := strconv.Atoi(v); err == nil && s >= 0 && s < 86400 && d != time.Duration(s)*time.Second {
			t.Errorf("%q: %v", v, d)
		}
		if r := resetIn(h, noon); r < 0 || r > maxAdvice {
			t.Errorf("reset %q: %v: out of bounds", v, r)
		}
		if n, ok := remaining(h); n < 0 || !ok && n != 0 {
			t.Errorf("remaining %q: %d", v, n)
		}
	})
}

func TestHints(t *testing.T) {
	t.Parallel()
	epoch := strconv.FormatInt(noon.Add(time.Minute).Unix(), 10)
	for _, c := range []struct {
		name    string
		status  int
		headers []string
		want    hints
	}{
		{"nothing told", 200, nil, hints{left: -1}},
		{"GitHub", 200, []string{"X-RateLimit-Limit", "5000", "X-RateLimit-Remaining", "4999", "X-RateLimit-Reset", epoch},
			hints{left: 4999, limit: 5000, reset: time.Minute}},
		{"GitHub's secondary limit", 403, []string{"Retry-After", "60"}, hints{throttled: true, wait: time.Minute, left: -1}},
		{"GitHub used up", 403, []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", epoch}, hints{throttled: true, reset: time.Minute}},
		{"a plain 403", 403, []string{"X-RateLimit-Remaining", "12"}, hints{left: 12}},
		{"GitLab", 200, []string{"RateLimit-Limit", "2000", "RateLimit-Remaining", "3", "RateLimit-Reset", epoch},
			hints{left: 3, limit: 2000, reset: time.Minute}},
		{"the draft's seconds and window", 200, []string{"RateLimit-Limit", "100;w=60", "RateLimit-Remaining", "5", "RateLimit-Reset", "30"},
			hints{left: 5, limit: 100, reset: 30 * time.Second}},
		{"Zendesk", 200, []string{"X-Rate-Limit", "700", "X-Rate-Limit-Remaining", "699"}, hints{left: 699}},
		{"Jira Cloud's time", 429, []string{"X-RateLimit-Reset", "2026-03-01T12:00:45Z", "X-RateLimit-Remaining", "0", "Retry-After", "5"},
			hints{throttled: true, wait: 5 * time.Second, reset: 45 * time.Second}},
		{"Jira Cloud's bursts", 429, []string{"X-RateLimit-Limit", "50", "RateLimit-Reason", "jira-burst-based", "Retry-After", "1"},
			hints{throttled: true, left: -1, wait: time.Second, limit: 50, rate: 50}},
		{"Data Center's bucket", 429, []string{"X-RateLimit-Limit", "300", "X-RateLimit-Interval-Seconds", "60", "X-RateLimit-FillRate", "120", "Retry-After", "1"},
			hints{throttled: true, left: -1, wait: time.Second, limit: 300, rate: 2}},
		{"milliseconds", 200, []string{"X-RateLimit-Reset", epoch + "500", "X-RateLimit-Remaining", "1"}, hints{left: 1, reset: time.Minute + 500*time.Millisecond}},
		{"Azure slows down", 200, []string{"Retry-After", "3"}, hints{left: -1, wait: 3 * time.Second}},
		{"not finished yet is no limit", 202, []string{"Retry-After", "3"}, hints{left: -1}},
		{"out for maintenance", 503, []string{"Retry-After", "3"}, hints{throttled: true, left: -1, wait: 3 * time.Second}},
		{"out", 503, nil, hints{left: -1}},
		{"nonsense", 200, []string{"X-RateLimit-Remaining", "many", "X-RateLimit-Reset", "later"}, hints{left: -1}},
	} {
		if got := hintsOf(answer(c.status, "", c.headers...), noon); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	if got := hintsOf(nil, noon); got != (hints{left: -1}) {
		t.Errorf("no answer: %+v", got)
	}
}
