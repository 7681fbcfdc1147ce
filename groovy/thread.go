package groovy

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A thread is one run of a script: its limits, its output and everything the
// script may change. It is used by one goroutine.
type thread struct {
	ctx     context.Context
	context Context // of this run, lent to the host
	script  *Script
	env     *Env
	main    *Object               // the script itself
	vars    *Map                  // its binding
	loaded  map[*Class]*HostClass // by a class loader

	// countdown runs to zero and then check looks at everything that may end
	// the run; steps were taken before the present countdown began.
	countdown int
	quantum   int // how long the present countdown was
	steps     int64
	maxSteps  int64
	memory    int64
	maxMemory int64
	depth     int
	maxDepth  int
	deadline  time.Time
	dead      *LimitError // once set, nothing runs any more

	out    *output
	number number.Limits

	// fn and pos are where the script last reached for a property or a method:
	// what Context.Where tells.
	fn  *function
	pos int32

	// stack lends room for arguments and local variables.
	stack []any
	sp    int
	spare *frame // frames to be used again

	statics    map[*Class]*statics
	metas      map[*Class]*metaClass
	instMetas  map[any]*metaClass // per-instance metaclasses of values that are no Object
	categories []*category
	epoch      int32 // how many classes' metaclasses were changed so far
	dynamic    bool  // some metaclass or category is in effect: no short cuts

	hints   []*Class      // types that casts give the arguments of the next call
	ids     map[any]int32 // identity hash codes given out
	nextID  int32
	rand    any             // the host's random source
	records []recordedValue // of the power assertions under way
	locals  map[string]any  // what library files keep per run
	// lastMatch is that of the last ==~, and of the last pattern that was a case
	// and fit: Matcher.lastMatcher.
	lastMatch *Matcher
}

// A LimitError ends a run that used up what it may use, was cancelled, or was
// stopped by the host. Scripts cannot catch it, and no finally of theirs runs.
type LimitError struct {
	// What is the limit: "steps", "memory", "depth", "time", "output" (also
	// where it could not be written), or "number" for one of too many digits;
	// "cancelled" if the context ended; "stopped" if Context.Stop did it.
	What  string
	Text  string // what happened, in words
	File  string
	Line  int // of the place that was reached; 0 if it is not known
	Col   int
	Stack []Frame // innermost first
	Cause error   // the context's error if cancelled, the host's if stopped
	left  bool
}

// Error gives file:line:col: what happened.
func (e *LimitError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Text)
	}
	return e.Text
}

// Unwrap gives Cause: nil unless the run was cancelled or stopped.
func (e *LimitError) Unwrap() error { return e.Cause }

// checkEvery is how many steps pass between two looks at clock and context:
// seldom enough to cost nothing, often enough that a run ends in time even if
// each of them does the most that one step may stand for, some 100 µs.
const checkEvery = 512

// step counts one unit of work: a round of a loop, a call.
func (t *thread) step() error {
	t.countdown--
	if t.countdown < 0 {
		return t.check()
	}
	return nil
}

// charge counts n units of work before they are done. Everything a script can
// make long calls it: about one unit per element looked at.
func (t *thread) charge(n int) error {
	if t.countdown -= n; t.countdown < 0 {
		return t.check()
	}
	return nil
}

func (t *thread) check() error {
	if t.dead != nil {
		return t.dead
	}
	t.steps += int64(t.quantum - t.countdown)
	t.quantum, t.countdown = 0, 0
	if t.steps > t.maxSteps || t.steps < 0 {
		return t.limit("steps", "the script took more than %d steps", t.maxSteps)
	}
	if err := t.ctx.Err(); err != nil {
		e := t.limit("cancelled", "the run was cancelled: %v", err).(*LimitError)
		e.Cause = err
		return e
	}
	if !t.deadline.IsZero() && t.now().After(t.deadline) {
		return t.limit("time", "the script ran longer than %v", t.env.Limits.Time)
	}
	t.quantum = checkEvery
	if left := t.maxSteps - t.steps; left < checkEvery {
		t.quantum = int(left)
	}
	t.countdown = t.quantum
	return nil
}

// limit ends the run.
func (t *thread) limit(what, format string, args ...any) error {
	if t.dead == nil {
		t.dead = &LimitError{What: what, Text: fmt.Sprintf(format, args...)}
		t.countdown = -1
	}
	return t.dead
}

// alloc counts memory before it is taken. What is freed is not given back, so
// the count is an upper bound of what the run holds.
func (t *thread) alloc(bytes int) error {
	t.memory += int64(bytes)
	// A size that was multiplied until it turned negative is too large as well.
	if t.memory > t.maxMemory || bytes < 0 {
		return t.limit("memory", "the script used more than %d bytes of memory", t.maxMemory)
	}
	return nil
}

// enter and exit bound how deep calls nest.
func (t *thread) enter() error {
	t.depth++
	if t.depth > t.maxDepth {
		t.depth--
		return t.throw(classStackOverflow, "")
	}
	t.countdown--
	if t.countdown < 0 {
		if err := t.check(); err != nil {
			t.depth--
			return err
		}
	}
	return nil
}

func (t *thread) exit() { t.depth-- }

func (t *thread) now() time.Time { return t.env.Now() }

// args lends n values. The caller puts sp back when they are no longer used.
func (t *thread) args(n int) []any {
	end := t.sp + n
	if end > len(t.stack) {
		return make([]any, n)
	}
	s := t.stack[t.sp:end:end]
	t.sp = end
	return s
}

// free gives back all that was lent since mark.
func (t *thread) free(mark int) {
	t.hints = nil
	clear(t.stack[mark:t.sp])
	t.sp = mark
}

// stackSize is how many values are lent before the heap is asked: enough for
// some hundred nested calls.
const stackSize = 2048

// local gives what a library file keeps for this run under a name.
func (t *thread) local(name string, make func() any) any {
	if v, ok := t.locals[name]; ok {
		return v
	}
	if t.locals == nil {
		t.locals = map[string]any{}
	}
	v := make()
	t.locals[name] = v
	return v
}

// numberError turns an error of package number into an exception.
func (t *thread) numberError(err error) error {
	switch e := err.(type) {
	case nil:
		return nil
	case *number.Error:
		c := classNamed(e.Class)
		if c == nil {
			c = classArithmetic
		}
		if e.Message == "" {
			return t.throw(c, "")
		}
		return t.throw(c, "%s", e.Message)
	case *number.LimitError:
		return t.limit("number", "the script made a %s", e.Error())
	}
	return err
}

// output is where print goes, bounded.
type output struct {
	w    io.Writer
	left int64
}

func (t *thread) write(s string) error {
	if t.out.left -= int64(len(s)); t.out.left < 0 {
		return t.limit("output", "the script printed more than %d bytes", t.env.Limits.Output)
	}
	if err := t.charge(len(s) / 64); err != nil {
		return err
	}
	if _, err := io.WriteString(t.out.w, cleanText(s)); err != nil {
		return t.limit("output", "cannot write the script's output: %v", err)
	}
	return nil
}
