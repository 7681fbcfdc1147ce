package groovy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// Options is what Compile can be told; nil is fine.
type Options struct {
	// Classes are classes of the host that the script may name.
	Classes []*HostClass
	// Imports are names the script need not import: "com.example.Issue", or a
	// whole package as "com.example.*".
	Imports []string
	// ClassName is the name of the script's own class, as errors show it; made
	// from the script's name if empty.
	ClassName string
	// Library are classes of other files that the script may name.
	Library *Library
	// Find gives a class that a script names in full and that is known nowhere
	// else; nil if the host has none of that name. It may be called by many
	// goroutines and must give the same for a name each time. With it, classes
	// have a class loader, whose loadClass gives what the script could name as
	// well and nothing else.
	Find func(name string) *HostClass
	// Groovy24 refuses the syntax of later versions.
	Groovy24 bool

	count bool // which lines run, see Counting
}

// A Script is a compiled script. Nothing that can be seen of it changes, and it
// may be run by many goroutines at once.
type Script struct {
	name     string
	source   string
	lines    []string
	class    *Class // the script's own class
	main     *function
	classes  map[string]*Class // by Java name, nested ones with $
	hosts    map[*Class]*HostClass
	found    []*HostClass // those of them that Options.Find gave
	warnings []string
	refused  map[string]string // imported names of classes that scripts cannot have, and their full names
	regexes  regexCache
	library  *Library
	options  *Options
	counts   map[int]*atomic.Int64 // by line, if it counts; complete once it is compiled
}

// Name is the name given to Compile.
func (s *Script) Name() string { return s.name }

// Warnings are remarks of the compiler, as on an ignored @Grab.
func (s *Script) Warnings() []string { return s.warnings }

// A CompileError is one thing that is wrong with a script.
type CompileError struct {
	File string
	Line int
	Col  int
	Msg  string
	Hint string // what to do about it; empty if nothing is obvious
	Text string // the source line
}

// Error gives file:line:col: compile error: message, and the hint.
func (e *CompileError) Error() string {
	s := fmt.Sprintf("%s:%d:%d: compile error: %s", e.File, e.Line, e.Col, e.Msg)
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Report is Error with the source line and a caret below it.
func (e *CompileError) Report() string { return e.Error() + excerpt(e.Text, e.Col) }

// CompileErrors is what Compile returns: at least one, in the order of the source.
type CompileErrors []*CompileError

// Error gives all of them, one a line.
func (l CompileErrors) Error() string {
	var b strings.Builder
	for i, e := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
	}
	return b.String()
}

// Unwrap gives the single errors to errors.As.
func (l CompileErrors) Unwrap() []error {
	out := make([]error, len(l))
	for i, e := range l {
		out[i] = e
	}
	return out
}

// Compile makes a script ready to run. The error is CompileErrors.
func Compile(name, src string, o *Options) (s *Script, err error) {
	defer func() {
		if p := recover(); p != nil {
			// A mistake of this package must not take the host down with it.
			s, err = nil, CompileErrors{{File: name, Line: 1, Col: 1, Msg: fmt.Sprintf("internal error: %v\n%s", p, debug.Stack())}}
		}
	}()
	if o == nil {
		o = &Options{}
	}
	file, err := parseFile(name, src, o)
	if err != nil {
		return nil, err
	}
	return compileFile(file, o)
}

// parseFile makes the tree of a file. The error is CompileErrors.
func parseFile(name, src string, o *Options) (*syntax.File, error) {
	file, err := syntax.Config{Groovy24: o.Groovy24}.Parse(name, src)
	var l syntax.ErrorList
	if !errors.As(err, &l) {
		return file, err
	}
	var out CompileErrors
	for _, e := range l {
		out = append(out, &CompileError{File: name, Line: int(e.Pos.Line), Col: int(e.Pos.Col), Msg: e.Msg, Hint: e.Hint, Text: e.Line})
	}
	return nil, out
}

// Limits bounds one run. A zero field takes the default.
type Limits struct {
	Steps  int64         // rounds of loops, calls and elements looked at; 50 million
	Depth  int           // nested calls, those of built-in methods included; 3,000, and never more than 20,000
	Memory int64         // bytes taken for texts and collections, counted without giving back; 1 GiB
	Time   time.Duration // 0 is no limit of time; the context may have one
	Output int64         // bytes printed; 16 MiB
}

// The defaults are far beyond what a rule needs (the longest known takes some
// thousand steps) and reached within seconds.
const (
	defaultSteps = 50_000_000
	defaultDepth = 3000
	// A level takes up to 40 KB of Go's stack, which ends the process at 1 GB.
	mostDepth     = 20_000
	defaultMemory = 1 << 30
	defaultOutput = 16 << 20
)

// Env is what one run is given. The zero Env is a run without variables whose
// output is thrown away, at the epoch, with a random source that always gives
// the same numbers. It must not be used by two runs at once.
type Env struct {
	// Binding holds the script's variables; those it sets without def are
	// found here afterwards. FromGo is applied to what is in it.
	Binding map[string]any
	Stdout  io.Writer
	Limits  Limits
	// Now is the clock; nil is the epoch, always.
	Now func() time.Time
	// Rand is where Math.random, Random without seed and shuffle get their
	// numbers from.
	Rand *rand.Rand
	// Location is the default time zone; nil is UTC.
	Location *time.Location
	// Used, if not nil, is told what the run used, however it ended.
	Used *Usage
}

// Usage is what a run used of its Limits.
type Usage struct {
	Steps  int64
	Memory int64 // bytes taken, counted without giving back
}

// A RunError is an exception that no one caught.
type RunError struct {
	Class   string // full name of the exception's class
	Message string // empty if there is none
	HasMsg  bool   // tells an empty message from none
	File    string
	Line    int // 0 if it is not known
	Col     int
	Stack   []Frame // innermost first
	Source  string  // the line
	Hint    string
	Causes  []string // class: message of each cause, outermost first
	Value   any      // the exception itself
	host    error
}

// Unwrap gives the error of the host that the exception, or one it was caused
// by, was made of; nil if there is none.
func (e *RunError) Unwrap() error { return e.host }

// Error gives file:line:col: class: message.
func (e *RunError) Error() string {
	s := e.Class
	if e.HasMsg {
		s += ": " + e.Message
	}
	if e.Line > 0 {
		s = fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, s)
	} else {
		s = e.File + ": " + s
	}
	return s
}

// Report is Error with the source line, a caret, the script's stack and causes.
func (e *RunError) Report() string {
	var b strings.Builder
	b.WriteString(e.Error())
	b.WriteString(excerpt(e.Source, e.Col))
	if e.Hint != "" {
		b.WriteString("\n" + e.Hint)
	}
	// Of a recursion that did not end the two ends tell enough.
	const first, last = 20, 5
	for i, f := range e.Stack {
		if n := len(e.Stack) - first - last; n > 0 && i >= first && i < first+n {
			if i == first {
				fmt.Fprintf(&b, "\n\t... %d more", n)
			}
			continue
		}
		fmt.Fprintf(&b, "\n\tat %s (%s:%d)", f.Name, f.File, f.Line)
	}
	for _, c := range e.Causes {
		b.WriteString("\ncaused by " + c)
	}
	return b.String()
}

func excerpt(line string, col int) string {
	if line == "" || col < 1 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n" + line + "\n")
	n := 1
	for _, r := range line {
		if n >= col {
			break
		}
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
		n++
	}
	b.WriteByte('^')
	return b.String()
}

// Run runs the script and gives the value of its last statement; ToGo makes a
// Go value of it. The error is a *RunError if the script failed, a *LimitError
// if it used up what it may or ctx ended; any other is a fault of this package
// that a run met. A nil env is the zero one. Runs may go on at the same time if
// each has an Env and a Binding of its own.
func (s *Script) Run(ctx context.Context, env *Env) (result any, err error) {
	t := newThread(ctx, s, env)
	defer func() {
		if p := recover(); p != nil {
			// A mistake of this package must not take the host down with it.
			t.stack, t.spare = make([]any, stackSize), nil
			t.sp = 0
			result, err = nil, fmt.Errorf("%s: internal error: %v\n%s", s.name, p, debug.Stack())
		}
		t.finish()
	}()
	if err := t.start(); err != nil {
		return nil, t.runError(err)
	}
	v, err := t.run(s.main, t.main, nil, nil, nil)
	if env != nil && env.Binding != nil {
		for _, e := range t.vars.entries {
			if e != nil {
				if k, ok := e.Key.(string); ok {
					env.Binding[k] = e.Value
				}
			}
		}
	}
	if err != nil {
		return nil, t.runError(err)
	}
	return v, nil
}

var noEnv = Env{}

func newThread(ctx context.Context, s *Script, env *Env) *thread {
	if env == nil {
		env = &noEnv
	}
	// All that every run needs is taken at once.
	r := &struct {
		t    thread
		env  Env
		vars Map
		main Object
		out  output
	}{}
	t, e := &r.t, &r.env
	*e = *env
	t.ctx, t.script, t.env, t.out, t.main = ctx, s, e, &r.out, &r.main
	t.vars, t.context.t = &r.vars, t
	r.vars.class = classLinkedHashMap
	if e.Now == nil {
		e.Now = func() time.Time { return time.Unix(0, 0) }
	}
	if e.Stdout == nil {
		e.Stdout = io.Discard
	}
	l := &e.Limits
	set(&l.Steps, defaultSteps)
	set(&l.Depth, defaultDepth)
	set(&l.Memory, defaultMemory)
	set(&l.Output, defaultOutput)
	l.Depth = min(l.Depth, mostDepth)
	t.maxSteps, t.maxDepth, t.maxMemory = l.Steps, l.Depth, l.Memory
	if l.Time > 0 {
		t.deadline = e.Now().Add(l.Time)
	}
	t.quantum = min(checkEvery, int(min(l.Steps, checkEvery)))
	t.countdown = t.quantum
	r.out = output{w: e.Stdout, left: l.Output}
	t.number.Charge = t.charge
	room := rooms.Get().(*room)
	t.stack, t.spare = room.stack, room.spare
	if n := len(e.Binding); n > 0 {
		r.vars.entries, r.vars.free = make([]*Entry, 0, n+2), make([]Entry, n+2)
	}
	for _, k := range sortedKeys(e.Binding) {
		t.vars.Put(k, FromGo(e.Binding[k]))
	}
	return t
}

func set[T int | int64](v *T, def T) {
	if *v <= 0 {
		*v = def
	}
}

// newLooseThread serves values outside of a run: texts for the host.
func newLooseThread() *thread {
	return newThread(context.Background(), &Script{name: "host"}, &Env{})
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// start makes the script's own object and initialises its fields.
func (t *thread) start() error {
	c := t.script.class
	t.main.class, t.main.fields = c, append([]any(nil), c.script.zero...)
	if err := t.ctx.Err(); err != nil {
		e := t.limit("cancelled", "the run was cancelled: %v", err).(*LimitError)
		e.Cause = err
		return e
	}
	if c.script.init != nil {
		if _, err := t.run(c.script.init, t.main, nil, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// A room is what a run lends its calls; the next run takes it over, empty.
type room struct {
	stack []any
	spare *frame
}

var rooms = sync.Pool{New: func() any { return &room{stack: make([]any, stackSize)} }}

// finish lets go of what a run held.
func (t *thread) finish() {
	if u := t.env.Used; u != nil {
		u.Steps, u.Memory = t.steps+int64(t.quantum-t.countdown), t.memory
	}
	clear(t.stack[:t.sp])
	rooms.Put(&room{t.stack, t.spare})
	t.stack, t.spare = nil, nil
}

// runError makes the host's error of an exception.
func (t *thread) runError(err error) error {
	ex := thrownBy(err)
	if ex == nil {
		return err
	}
	e := &RunError{Class: ex.class.name, File: t.script.name, Stack: ex.frames, Value: ex.value()}
	if ex.object != nil {
		e.Class = ex.object.class.name
	}
	// The script's own code may run here once more, within what is left.
	if m, err := t.messageOf(ex); err == nil && m != nil {
		if s, err := t.toString(m); err == nil {
			e.Message, e.HasMsg = cleanText(s), true
		}
	}
	if len(ex.frames) > 0 {
		// What a template of the script's did wrong is told where the script uses it.
		f := ex.frames[0]
		for _, g := range ex.frames {
			if t.script.sourceOf(g.File) != nil {
				f = g
				break
			}
		}
		e.File, e.Line, e.Col = f.File, f.Line, f.Col
		if s := t.script.sourceOf(f.File); s != nil && f.Line <= len(s.lines) && f.Line > 0 {
			e.Source = s.lines[f.Line-1]
		}
	}
	e.host = ex.host
	seen := map[*Throwable]bool{ex: true}
	for c := asThrowable(ex.cause); c != nil && !seen[c] && len(e.Causes) < 20; c = asThrowable(c.cause) {
		seen[c] = true
		if e.host == nil {
			e.host = c.host
		}
		s, err := t.describe(c)
		if err != nil {
			break
		}
		if len(c.frames) > 0 {
			s += " (" + c.frames[0].File + ":" + strconv.Itoa(c.frames[0].Line) + ")"
		}
		e.Causes = append(e.Causes, s)
	}
	e.Hint = t.hint(ex, e)
	return e
}
