package rest

import (
	"slices"
	"time"
)

// A second, as requests are counted in: 20 ms longer, since those of one second take
// unequal times and a tracker counts when they arrive.
const aSecond = time.Second + 20*time.Millisecond

// mostCounted is the largest rate whose seconds are counted. What goes at once after
// a quiet time is little beside a larger one.
const mostCounted = 200

// second has when the requests of the last second went. A bucket that was full lets
// as many go at once and, in the same second, as many again as flow into it: with a
// rate that is just what the tracker grants, that would be refused.
type second struct {
	went []time.Time
}

// wait says how long until one more of it would be no more than most.
func (s *second) wait(now time.Time, most int) time.Duration {
	s.went = slices.DeleteFunc(s.went, func(t time.Time) bool { return now.Sub(t) >= aSecond })
	if len(s.went) < most {
		return 0
	}
	return s.went[len(s.went)-most].Add(aSecond).Sub(now)
}

func (s *second) add(now time.Time) { s.went = append(s.went, now) }
