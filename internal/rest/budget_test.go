package rest

import (
	"net/http"
	"reflect"
	"testing"
	"time"
)

func TestBudgets(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	in := func(s int) time.Time { return now.Add(time.Duration(s) * time.Second) }
	for _, x := range []struct {
		name   string
		status int
		header map[string]string
		want   []Budget
	}{
		{"nothing", 200, nil, nil},
		{"one window", 200, map[string]string{"X-RateLimit-Limit": "350", "X-RateLimit-Remaining": "349", "X-RateLimit-Reset": "2026-03-01T10:00Z"},
			[]Budget{{Limit: 350, Left: 349, Reset: in(3600), Seen: now}}},
		{"no end", 200, map[string]string{"X-RateLimit-Limit": "10", "X-RateLimit-Remaining": "0", "X-RateLimit-Interval-Seconds": "1"},
			[]Budget{{Limit: 10, Left: 0, Seen: now}}},
		{"several, tried out", 200, map[string]string{"Beta-RateLimit-Policy": `"global-app-quota";q=65000;w=3600, "burst";q=100;w=1`, "Beta-RateLimit": `"global-app-quota";r=13600;t=600`},
			[]Budget{{Name: "burst", Limit: 100, Left: -1, Seen: now}, {Name: "global-app-quota", Limit: 65000, Left: 13600, Reset: in(600), Seen: now}}},
		{"several", 200, map[string]string{"RateLimit": `"a";r=1;t=99999999`},
			[]Budget{{Name: "a", Left: 1, Reset: now.Add(maxAdvice), Seen: now}}},
		{"exceeded", 429, map[string]string{"RateLimit-Reason": "jira-burst-based", "Retry-After": "5", "X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "0"},
			[]Budget{{Name: "jira-burst-based", Limit: 100, Left: 0, Reset: in(5), Seen: now, Refused: 1}}},
		{"exceeded, one of several", 429, map[string]string{"RateLimit-Reason": "jira-quota-tenant-based", "Retry-After": "1847", "RateLimit": `"tenant-quota";r=0;t=1847`},
			[]Budget{{Name: "jira-quota-tenant-based", Left: -1, Reset: in(1847), Seen: now, Refused: 1}, {Name: "tenant-quota", Left: 0, Reset: in(1847), Seen: now}}},
		{"nonsense", 200, map[string]string{"X-RateLimit-Limit": "many", "RateLimit": `r=1`, "RateLimit-Policy": `"x";q=-1;w=nan`},
			[]Budget{{Name: "x", Left: -1, Seen: now}}},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := &Client{}
			h := http.Header{}
			for k, v := range x.header {
				h.Set(k, v)
			}
			c.budgets.learn(&http.Response{StatusCode: x.status, Header: h}, now)
			if got := c.Budgets(); !reflect.DeepEqual(got, x.want) {
				t.Errorf("got  %+v\nwant %+v", got, x.want)
			}
		})
	}
}

// What is exceeded is counted; what a tracker makes up without end is not kept.
func TestBudgetsAdd(t *testing.T) {
	c, now := &Client{}, time.Now()
	for i := range 100 {
		h := http.Header{"Ratelimit-Reason": {"same"}}
		if i%2 > 0 {
			h = http.Header{"Ratelimit-Reason": {"made up " + string(rune('a'+i))}}
		}
		c.budgets.learn(&http.Response{StatusCode: 429, Header: h}, now)
	}
	l := c.Budgets()
	if len(l) != mostBudgets || l[len(l)-1].Name != "same" || l[len(l)-1].Refused != 50 {
		t.Errorf("%d are kept: %+v", len(l), l)
	}
}

// A limit of one issue slows nobody down who does not write to it.
func TestLimitOfOneIssue(t *testing.T) {
	h := http.Header{"Ratelimit-Reason": {"jira-per-issue-on-write"}, "Retry-After": {"30"}, "X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset": {"30"}}
	if got := hintsOf(&http.Response{StatusCode: 429, Header: h}, time.Now()); got != (hints{left: -1}) {
		t.Errorf("everybody is told to wait: %+v", got)
	}
	h.Set("RateLimit-Reason", "jira-burst-based")
	if got := hintsOf(&http.Response{StatusCode: 429, Header: h}, time.Now()); !got.throttled || got.wait != 30*time.Second {
		t.Errorf("nobody is told to wait: %+v", got)
	}
}
