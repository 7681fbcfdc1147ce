package local

import (
	"cmp"
	"container/heap"
	"time"
)

// fifo is a list of lanes in the order in which they became ready.
type fifo struct {
	in, out []*lane
}

func (f *fifo) push(l *lane) { f.in = append(f.in, l) }

func (f *fifo) pop() *lane {
	if len(f.out) == 0 {
		for len(f.in) > 0 {
			n := len(f.in) - 1
			f.out = append(f.out, f.in[n])
			f.in[n] = nil
			f.in = f.in[:n]
		}
	}
	if len(f.out) == 0 {
		return nil
	}
	n := len(f.out) - 1
	l := f.out[n]
	f.out[n] = nil
	f.out = f.out[:n]
	return l
}

// turns holds lanes that are ready: one tracker after the other, and of a tracker
// those that go on before those that begin, in the order in which they became so.
// Else a bulk run would have all workers read one tracker's issues to the end, while
// the one it writes to has nothing to do.
type turns struct {
	of    map[string]*queued
	names []string // of the trackers, in the order in which they came
	next  int      // whose turn it is
}

// queued are the lanes of one tracker.
type queued struct{ on, new fifo }

// push has a lane wait for its turn to do what it would do next. What that is may
// change while it waits, its place does not.
func (t *turns) push(l *lane, next *candidate) {
	f := t.of[l.tracker]
	if f == nil {
		if t.of == nil {
			t.of = map[string]*queued{}
		}
		f = &queued{}
		t.of[l.tracker], t.names = f, append(t.names, l.tracker)
	}
	if next.begins() {
		f.new.push(l)
	} else {
		f.on.push(l)
	}
}

func (t *turns) pop() *lane {
	for i := range t.names {
		at := (t.next + i) % len(t.names)
		f := t.of[t.names[at]]
		l := f.on.pop()
		if l == nil {
			l = f.new.pop()
		}
		if l != nil {
			t.next = at + 1
			return l
		}
	}
	return nil
}

// timers holds lanes that will have something to do, soonest first.
type timers []*lane

func (t *timers) set(l *lane, at time.Time) {
	l.at = at
	if l.timer > 0 {
		heap.Fix(t, l.timer-1)
		return
	}
	heap.Push(t, l)
}

func (t *timers) drop(l *lane) {
	if l.timer > 0 {
		heap.Remove(t, l.timer-1)
	}
}

// due takes out one lane whose time has come.
func (t *timers) due(now time.Time) *lane {
	if len(*t) == 0 || (*t)[0].at.After(now) {
		return nil
	}
	return heap.Pop(t).(*lane)
}

func (t *timers) next() time.Time {
	if len(*t) == 0 {
		return time.Time{}
	}
	return (*t)[0].at
}

func (t timers) Len() int { return len(t) }
func (t timers) Less(i, j int) bool {
	return cmp.Or(t[i].at.Compare(t[j].at), t[i].before(t[j])) < 0
}
func (t timers) Swap(i, j int) {
	t[i], t[j] = t[j], t[i]
	t[i].timer, t[j].timer = i+1, j+1
}

// Push is for container/heap.
func (t *timers) Push(x any) {
	l := x.(*lane)
	*t = append(*t, l)
	l.timer = len(*t)
}

// Pop is for container/heap.
func (t *timers) Pop() any {
	n := len(*t) - 1
	l := (*t)[n]
	(*t)[n] = nil
	*t = (*t)[:n]
	l.timer = 0
	return l
}
