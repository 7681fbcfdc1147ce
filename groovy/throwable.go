package groovy

import (
	"fmt"
	"strings"
)

// A Throwable is an exception: an instance of one of the built-in classes, or
// the part of a script's exception that its built-in superclass has.
type Throwable struct {
	class      *Class
	message    any // nil or string
	cause      any // nil, *Throwable or *Object
	suppressed []any
	frames     []Frame
	closed     bool // the place in the function that the exception passes is known
	data       map[string]any
	tail       func() string // what the message ends with, made when it is asked for
	object     *Object       // the script's exception this is part of
	host       error         // what a method of the host returned
}

// A Frame is one line of a script's stack.
type Frame struct {
	Name string // of the method or closure
	File string
	Line int
	Col  int
}

// value is what a script sees: the object of its own class, if there is one.
func (e *Throwable) value() any {
	if e.object != nil {
		return e.object
	}
	return e
}

// A thrown is an exception under way, as a Go error.
type thrown struct{ ex *Throwable }

func (e *thrown) Error() string {
	return e.ex.class.name + ": " + fmt.Sprint(e.ex.message)
}

// asThrowable gives the exception part of a value, nil if it is none.
func asThrowable(v any) *Throwable {
	switch x := v.(type) {
	case *Throwable:
		return x
	case *Object:
		if e, ok := x.native.(*Throwable); ok {
			return e
		}
	}
	return nil
}

// throw makes an exception of a class and gives it as an error. With no
// format there is no message.
func (t *thread) throw(c *Class, format string, args ...any) error {
	e := &Throwable{class: c}
	t.countdown -= throwCost
	switch {
	case format == "":
	case len(args) == 0:
		e.message = format
	default:
		s := fmt.Sprintf(format, args...)
		e.message = s
		t.keep(s)
	}
	return &thrown{e}
}

// keep counts the message of an exception, which may show all of a long text and
// is kept as long as the exception is.
func (t *thread) keep(message string) {
	// Where that is too much the run ends with the next step: who makes an
	// exception counts on getting one.
	_ = t.alloc(throwSize + len(message))
}

// throwSize is what an exception holds beside its message, about: its places in
// the script are the most of it.
const throwSize = 256

// throwCost is how many steps an exception takes: making it and unwinding to
// where it is caught is as much work as some loops are.
const throwCost = 200

// throwText makes an exception with a message that may be empty.
func (t *thread) throwText(c *Class, message string) error {
	t.keep(message)
	return &thrown{&Throwable{class: c, message: message}}
}

// thrownBy gives the exception of an error, nil if it is none a script can catch.
func thrownBy(err error) *Throwable {
	if e, ok := err.(*thrown); ok {
		return e.ex
	}
	return nil
}

// at notes where in the script an error passes by. The first place is where it
// happened; leave then marks the way out of a method, so that the next place
// is that of the call.
func at(err error, fr *frame, pos int32) error {
	switch e := err.(type) {
	case *thrown:
		e.ex.mark(fr, pos)
	case *LimitError:
		if e.Line == 0 {
			e.File, e.Line, e.Col = fr.fn.script.name, int(pos>>10), int(pos&1023)
		}
		if n := len(e.Stack); n < maxFrames && (n == 0 || e.left) {
			e.Stack = append(e.Stack, fr.frameAt(pos))
			e.left = false
		}
	}
	return err
}

// maxFrames bounds the stack kept with an exception; nobody reads more.
const maxFrames = 64

func (e *Throwable) mark(fr *frame, pos int32) {
	if e.closed || len(e.frames) >= maxFrames {
		return
	}
	e.frames = append(e.frames, fr.frameAt(pos))
	e.closed = true
}

// thrownAt notes where an exception is thrown. Its first place is where it was
// made; one that another function made for this one has been here too.
func (e *Throwable) thrownAt(fr *frame, pos int32) {
	if e.closed && len(e.frames) == 1 && e.frames[0].Name != fr.fn.name {
		e.closed = false
	}
	e.mark(fr, pos)
}

// leave is called where an error leaves a method or closure.
func leave(err error) {
	switch e := err.(type) {
	case *thrown:
		e.ex.closed = false
	case *LimitError:
		e.left = true
	}
}

// packPos keeps line and column of a node in 32 bits; columns beyond 1022 are
// all shown as 1023.
func packPos(line, col int32) int32 {
	if line > 1<<21-1 {
		line = 1<<21 - 1
	}
	if col > 1023 {
		col = 1023
	}
	return line<<10 | col
}

// describe is Throwable.toString: the class and the message.
func (t *thread) describe(e *Throwable) (string, error) {
	name := e.class.name
	if e.object != nil {
		name = e.object.class.name
	}
	m, err := t.messageOf(e)
	if err != nil || m == nil {
		return name, err
	}
	s, err := t.toString(m)
	if err != nil {
		return "", err
	}
	return t.concat(name, ": ", s)
}

// stackTrace is what printStackTrace prints: the exception, where in the script
// it came from, and its causes the same way.
func (t *thread) stackTrace(e *Throwable) (string, error) {
	var b strings.Builder
	for seen := map[*Throwable]bool{}; e != nil && !seen[e]; e = asThrowable(e.cause) {
		if err := t.charge(1 + len(e.frames)); err != nil {
			return "", err
		}
		s, err := t.describe(e)
		if err != nil {
			return "", err
		}
		if len(seen) > 0 {
			b.WriteString("\nCaused by: ")
		}
		seen[e] = true
		b.WriteString(s)
		for _, f := range e.frames {
			fmt.Fprintf(&b, "\n\tat %s(%s:%d)", f.Name, f.File, f.Line)
		}
		if err := t.alloc(b.Len()); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// messageOf is getMessage, which a script's class may override.
func (t *thread) messageOf(e *Throwable) (any, error) {
	if e.object != nil {
		if s := e.object.class.findMethods("getMessage"); s != nil && s.all[0].fn != nil {
			return t.invoke(e.object, "getMessage")
		}
	}
	return e.text(), nil
}

// text is the message, complete.
func (e *Throwable) text() any {
	if e.tail != nil {
		if s, ok := e.message.(string); ok {
			e.message = s + e.tail()
		}
		e.tail = nil
	}
	return e.message
}
