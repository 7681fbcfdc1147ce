package rest

import (
	"net/http"
	"slices"
	"sync/atomic"
)

// methods and classes span the table of counters. What is in neither list is
// counted under the last.
var (
	methods = []string{http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPost, http.MethodPut,
		http.MethodPatch, http.MethodDelete, "other"}
	classes = []string{"1xx", "2xx", "3xx", "4xx", "5xx", "error"}
)

// tally counts tries; every cell is counted on its own, without a lock.
type tally struct {
	cells   [8][6]atomic.Int64
	retries atomic.Int64
}

// Count is how often one kind of call was made.
type Count struct {
	Method string // "other" for unusual ones
	Class  string // "2xx" and so on; "error": no answer
	N      int64
}

// Counts is a snapshot of a client's calls since it was opened. Each try counts
// once. Its numbers are read one after the other, so their sum may be off by the
// calls that end meanwhile.
type Counts struct {
	Calls   []Count // only those that occurred, in a fixed order
	Retries int64
}

// Counts returns the numbers so far.
func (c *Client) Counts() Counts {
	out := Counts{Retries: c.tally.retries.Load()}
	for i, m := range methods {
		for j, class := range classes {
			if n := c.tally.cells[i][j].Load(); n > 0 {
				out.Calls = append(out.Calls, Count{m, class, n})
			}
		}
	}
	return out
}

func (t *tally) add(method string, res *http.Response) {
	if method == "" {
		method = http.MethodGet
	}
	m := slices.Index(methods, method)
	if m < 0 {
		m = len(methods) - 1
	}
	class := len(classes) - 1
	if res != nil {
		class = min(max(res.StatusCode/100-1, 0), class-1)
	}
	t.cells[m][class].Add(1)
}
