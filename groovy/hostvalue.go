package groovy

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"reflect"
	"time"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A Func is a function of the host. In a binding, a property or a list it is a
// closure to the script: it may be called by its name, passed on, curried. The
// slice is only lent.
type Func func(c *Context, args []any) (any, error)

// closure makes a script's closure of it.
func (f Func) closure() *Closure {
	return nativeClosure(classClosure, 1, nil, func(t *thread, a []any) (any, error) {
		v, err := f(t.host(), a)
		return FromGo(v), t.fromHost(err)
	})
}

// NewEntry makes one pair of a map, as an Iterable that stands for a map hands
// them out: closures of two parameters get key and value.
func NewEntry(key, value any) *Entry { return &Entry{Key: FromGo(key), Value: FromGo(value)} }

// FromGo turns common Go values into those that scripts use: numbers, strings,
// slices, maps with keys of text (in the order of the keys), json.Number (as
// JsonSlurper has it), time.Time (a java.util.Date), Func, and what nests in them. Values that implement one of
// the interfaces of a host's values, pointers and structs are given back as
// they are; a nil pointer is null.
func FromGo(v any) any {
	switch x := v.(type) {
	case nil, string, bool, int32, int64, float64, *List, *Map, *Closure, *Object, *number.Decimal, *GString:
		return v
	case int:
		if x >= math.MinInt32 && x <= math.MaxInt32 {
			return int32(x)
		}
		return int64(x)
	case uint8:
		return int32(x)
	case uint16:
		return int32(x)
	case uint32:
		return int64(x)
	case uint:
		return fromUint(uint64(x))
	case uint64:
		return fromUint(x)
	case json.Number:
		return fromJSON(x)
	case time.Time:
		return newDateValue(x.UnixMilli())
	case Func:
		return x.closure()
	case func(*Context, []any) (any, error):
		return Func(x).closure()
	case []any:
		l := make([]any, len(x))
		for i, e := range x {
			l[i] = FromGo(e)
		}
		return newList(l)
	case []string:
		l := make([]any, len(x))
		for i, e := range x {
			l[i] = e
		}
		return newList(l)
	case map[string]any:
		m := newMapOf(len(x))
		for _, k := range sortedKeys(x) {
			m.Put(k, FromGo(x[k]))
		}
		return m
	case map[string]string:
		m := newMapOf(len(x))
		for _, k := range sortedKeys(x) {
			m.Put(k, x[k])
		}
		return m
	case classed:
		return v
	case PropertyGetter, PropertySetter, Caller, Indexer, Iterable, Comparer, Coercer, TypeNamer, error:
		if r := reflect.ValueOf(v); r.Kind() == reflect.Pointer && r.IsNil() {
			return nil
		}
		return v
	}
	return fromReflected(v)
}

func fromGoAll(args []any) []any {
	for i, a := range args {
		args[i] = FromGo(a)
	}
	return args
}

// fromReflected serves the types FromGo does not know by name: []Issue,
// map[string]int, type Status string.
func fromReflected(v any) any {
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Slice, reflect.Array:
		if r.Kind() == reflect.Slice && r.IsNil() {
			return newList(nil)
		}
		l := make([]any, r.Len())
		for i := range l {
			l[i] = FromGo(r.Index(i).Interface())
		}
		return newList(l)
	case reflect.Map:
		if r.Type().Key().Kind() != reflect.String {
			return v
		}
		byKey := make(map[string]any, r.Len())
		for _, k := range r.MapKeys() {
			byKey[k.String()] = r.MapIndex(k).Interface()
		}
		return FromGo(byKey)
	case reflect.String:
		return r.String()
	case reflect.Bool:
		return r.Bool()
	case reflect.Int:
		return FromGo(int(r.Int()))
	case reflect.Int8, reflect.Int16, reflect.Int32:
		if _, small := v.(int8); small {
			return v
		}
		if _, small := v.(int16); small {
			return v
		}
		if _, char := v.(Char); char {
			return v
		}
		return int32(r.Int())
	case reflect.Int64:
		return r.Int()
	case reflect.Uint8, reflect.Uint16:
		if _, char := v.(Char); char {
			return v
		}
		return int32(r.Uint())
	case reflect.Uint, reflect.Uint32, reflect.Uint64:
		return fromUint(r.Uint())
	case reflect.Float64:
		return r.Float()
	case reflect.Pointer, reflect.Func:
		if r.IsNil() {
			return nil
		}
	}
	return v
}

// fromJSON makes the number that JsonSlurper makes of its text.
func fromJSON(n json.Number) any {
	if i, err := n.Int64(); err == nil {
		return FromGo(int(i))
	}
	if i, ok := new(big.Int).SetString(n.String(), 10); ok {
		return i
	}
	d, err := number.ParseDecimal(&newLooseThread().number, n.String())
	if err != nil {
		return n.String()
	}
	return d
}

func fromUint(x uint64) any {
	if x <= math.MaxInt64 {
		return int64(x)
	}
	return new(big.Int).SetUint64(x)
}

// Timestamp is a moment as a java.sql.Timestamp, to the millisecond: a
// java.util.Date that shows itself as 2026-01-31 12:00:00.0.
func Timestamp(at time.Time) any {
	s := jtime.NewTimestamp(at.UnixMilli())
	return &dateValue{class: classTimestamp, date: &s.Date, stamp: s}
}

// ToGo is the way back: a *List, *Set, array or view of a map becomes []any, a
// *Map map[string]any with keys as text, a GString or Char a string, a Date or
// Instant a time.Time in UTC, a *Range []any of its first 65,536 elements.
// Numbers stay what they are, and so does what the host gave itself and anything
// else. What lies a hundred levels deep becomes nil, and of more than a million
// values the rest is left out. Inside a method of the host, Context.Text is the
// better way to a text: it asks the script's own toString and its work is counted.
func ToGo(v any) any {
	g := goMaker{left: goLimit}
	return g.value(v, 0)
}

const (
	// goDepth is how deep ToGo follows lists and maps; one may hold itself.
	goDepth = 100
	// goLimit is how many values ToGo makes: far more than an issue has, where a
	// list that holds another one twice, sixty deep, is two to the power of
	// sixty values to a host that knows no sharing.
	goLimit = 1 << 20
	// goRange is how much of a range ToGo spreads out: a range of two billion is
	// as short to write as one of three.
	goRange = 1 << 16
)

// A goMaker makes values for the host until it has made enough.
type goMaker struct {
	left  int
	loose *thread // for the texts of keys
}

func (g *goMaker) thread() *thread {
	if g.loose == nil {
		g.loose = newLooseThread()
	}
	return g.loose
}

func (g *goMaker) value(v any, depth int) any {
	if g.left--; depth > goDepth || g.left < 0 {
		return nil
	}
	switch x := v.(type) {
	case *GString:
		s, err := g.thread().gtext(x)
		if err != nil {
			return ""
		}
		return s
	case *List:
		return g.slice(x.items, depth)
	case *Array:
		return g.slice(x.items, depth)
	case *Set:
		return g.slice(x.items(), depth)
	case *View:
		return g.slice(x.items(), depth)
	case *Range:
		n := max(0, min(x.count, goRange, g.left))
		out := make([]any, 0, n)
		for i := range n {
			out = append(out, x.at(i))
		}
		g.left -= n
		return out
	case *Map:
		out := make(map[string]any, max(0, min(x.Len(), g.left)))
		for k, e := range x.All {
			if g.left <= 0 {
				break
			}
			s, ok := k.(string)
			if !ok {
				s, _ = g.thread().format(k)
			}
			out[s] = g.value(e, depth+1)
		}
		return out
	case Char:
		return x.String()
	case *dateValue:
		return time.UnixMilli(x.moment().Time()).UTC()
	case timeValue:
		if at, ok := x.v.(jtime.Instant); ok {
			return at.Time()
		}
	}
	return v
}

func (g *goMaker) slice(items []any, depth int) []any {
	// No more room than what is left of the limit: the rest would be nils.
	out := make([]any, max(0, min(len(items), g.left)))
	for i := range out {
		out[i] = g.value(items[i], depth+1)
	}
	return out
}

// An ExceptionNamer is an error of the host that says which exception it is to
// scripts: the full name of one of Java's or Groovy's classes, or of a
// HostClass that extends one.
type ExceptionNamer interface {
	error
	ExceptionName() string
}

// fromHost makes an exception of an error that a method of the host returned,
// unless it is one already or ends the run.
func (t *thread) fromHost(err error) error {
	switch err.(type) {
	case nil:
		return nil
	case *thrown, *LimitError:
		return err
	}
	if t.dead != nil {
		return t.dead
	}
	var wrapped *thrown
	if errors.As(err, &wrapped) {
		// An exception of the script that went through the host, as from a
		// closure it called.
		return wrapped
	}
	var limit *LimitError
	if errors.As(err, &limit) {
		return limit
	}
	if t.ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
		e := t.limit("cancelled", "the run was cancelled: %v", err).(*LimitError)
		e.Cause = err
		return e
	}
	k := classRuntimeException
	var named ExceptionNamer
	if errors.As(err, &named) {
		k = t.exceptionNamed(named.ExceptionName())
	}
	return &thrown{&Throwable{class: k, message: err.Error(), host: err}}
}

// exceptionNamed finds a class that can be thrown; RuntimeException if the name
// is none.
func (t *thread) exceptionNamed(name string) *Class {
	k := classNamed(name)
	if k == nil {
		for c := range t.script.hosts {
			if c.name == name {
				k = c
			}
		}
	}
	if k == nil || !k.isSubclassOf(classThrowable) {
		return classRuntimeException
	}
	return k
}
