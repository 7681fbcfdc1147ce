package engine

import "time"

// ahead are the times, stored by a process whose clock was ahead of ours, that our
// clock has not come to yet, and when we first saw each. What they note has
// happened by then, so what has to last as long as a lag lasts that long from then
// on, and not until our clock gets there: it may have been a year ahead.
type ahead map[int64]time.Time

// noted returns when, as far as we can tell, what a stored time notes happened at
// the latest.
func (e *Engine) noted(t time.Time) time.Time {
	now := e.opt.Now()
	if !t.After(now) {
		return t
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	first, known := e.ahead[t.UnixNano()]
	if known {
		return first
	}
	if e.ahead == nil {
		e.ahead = ahead{}
	}
	for n := range e.ahead {
		if n <= now.UnixNano() { // nobody asks for it any more
			delete(e.ahead, n)
		}
	}
	e.ahead[t.UnixNano()] = now
	return now
}
