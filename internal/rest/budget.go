package rest

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Budget is what a tracker said last of one of its limits.
type Budget struct {
	Name    string    `json:"name,omitempty"` // as the tracker calls it: of several limits, or the one that was exceeded
	Limit   int       `json:"limit,omitempty"`
	Left    int       `json:"left"`              // -1: not told
	Reset   time.Time `json:"reset,omitzero"`    // when it is whole again, by our clock; zero: not told
	Seen    time.Time `json:"seen"`              // when it was told
	Refused int64     `json:"refused,omitempty"` // how often it was exceeded since the client was opened
}

// budgets are those of one tracker by name. The zero value has none.
type budgets struct {
	mu sync.Mutex
	m  map[string]Budget
}

// mostBudgets bounds what is kept of names that a tracker makes up.
const mostBudgets = 16

// Budgets returns what the tracker said of its limits, in order of their names;
// none if it said nothing. Windows that are over are told as they were.
func (c *Client) Budgets() []Budget {
	c.budgets.mu.Lock()
	defer c.budgets.mu.Unlock()
	var l []Budget
	for _, b := range c.budgets.m {
		l = append(l, b)
	}
	slices.SortFunc(l, func(a, b Budget) int { return cmp.Compare(a.Name, b.Name) })
	return l
}

// learn takes in what an answer says.
func (b *budgets) learn(res *http.Response, now time.Time) {
	if res == nil {
		return
	}
	said := policies(res.Header, now)
	reason := strings.TrimSpace(res.Header.Get("RateLimit-Reason"))
	left, told := remaining(res.Header)
	limit, _ := number(res.Header, "Limit")
	if !told {
		left = -1
	}
	one := Budget{Limit: limit, Left: left}
	if d := resetIn(res.Header, now); d > 0 {
		one.Reset = now.Add(d)
	}
	busy := throttled(res)
	if busy {
		one.Name = reason
		if d, ok := RetryAfter(res.Header, now); ok && one.Reset.IsZero() {
			one.Reset = now.Add(d)
		}
	}
	if busy || len(said) == 0 && (told || limit > 0) {
		said = append(said, one)
	}
	if len(said) == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.m == nil {
		b.m = map[string]Budget{}
	}
	for _, s := range said {
		was, known := b.m[s.Name]
		if !known && len(b.m) >= mostBudgets {
			continue
		}
		if s.Seen, s.Refused = now, was.Refused; busy && s.Name == one.Name {
			s.Refused++
		}
		b.m[s.Name] = s
	}
}

// policyPattern is one member of the headers of the draft standard:
// "name";r=12;t=30 in RateLimit, "name";q=100;w=60 in RateLimit-Policy.
var policyPattern = pattern(`"([^"\\]{1,80})"((?:\s*;\s*[a-z]+=[^,;\s]+)+)`)

// policies reads the headers of the draft standard, of which there may be several
// limits in one answer; some trackers try them out with Beta- in front.
func policies(h http.Header, now time.Time) []Budget {
	found := map[string]Budget{}
	read := func(name string, take func(*Budget, string, int)) {
		for _, v := range append(h.Values(name), h.Values("Beta-"+name)...) {
			for _, m := range policyPattern().FindAllStringSubmatch(v, mostBudgets) {
				b, ok := found[m[1]]
				if !ok {
					b = Budget{Name: m[1], Left: -1}
				}
				for p := range strings.SplitSeq(m[2], ";") {
					k, n, _ := strings.Cut(strings.TrimSpace(p), "=")
					if i, err := strconv.Atoi(n); err == nil && i >= 0 {
						take(&b, k, i)
					}
				}
				found[m[1]] = b
			}
		}
	}
	read("RateLimit-Policy", func(b *Budget, k string, n int) {
		if k == "q" {
			b.Limit = n
		}
	})
	read("RateLimit", func(b *Budget, k string, n int) {
		switch k {
		case "r":
			b.Left = n
		case "t":
			b.Reset = now.Add(clamp(time.Duration(min(n, int(maxAdvice/time.Second))) * time.Second))
		}
	})
	var l []Budget
	for _, b := range found {
		l = append(l, b)
	}
	slices.SortFunc(l, func(a, b Budget) int { return cmp.Compare(a.Name, b.Name) })
	return l
}
