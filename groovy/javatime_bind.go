package groovy

import (
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

// timeErr turns an error of package jtime into the exception it names.
func (t *thread) timeErr(err error) error {
	var e *jtime.Error
	if !errors.As(err, &e) {
		return err
	}
	c := classNamed(e.Class)
	if c == nil {
		c = classRuntimeException
	}
	thrown := t.throw(c, "")
	if e.Message != "" {
		thrown = t.throwText(c, e.Message)
	}
	if c == classParseException || c == classDateTimeParse {
		thrownBy(thrown).data = map[string]any{"errorIndex": boxInt(int32(e.Index))}
	}
	return thrown
}

// timeResult makes a script's value of one of package jtime.
func timeResult(t *thread, v any, err error) (any, error) {
	if err != nil {
		return nil, t.timeErr(err)
	}
	switch x := v.(type) {
	case nil, bool, int64, string:
		return v, nil
	case int32:
		return boxInt(x), nil
	case *jtime.Date:
		return &dateValue{class: classDate, date: x}, nil
	case *jtime.Timestamp:
		return &dateValue{class: classTimestamp, date: &x.Date, stamp: x}, nil
	case *jtime.SQLDate:
		return &dateValue{class: classSQLDate, date: &x.Date}, nil
	case *jtime.SQLTime:
		return &dateValue{class: classSQLTime, date: &x.Date}, nil
	case *jtime.Calendar:
		return &calendarValue{x}, nil
	}
	return timeValue{v}, nil
}

// timeArg gives an argument as package jtime wants it.
func timeArg[A any](t *thread, v any) (A, error) {
	var none A
	switch x := v.(type) {
	case nil:
		return none, t.throw(classNullPointer, "")
	case timeValue:
		v = x.v
	case *dateValue:
		v = x.moment()
	case *calendarValue:
		v = x.c
	case *GString, *StringBuilder:
		s, err := t.toString(v)
		if err != nil {
			return none, err
		}
		v = s
	}
	if a, ok := v.(A); ok {
		return a, nil
	}
	return none, t.throw(classClassCast, "class %s cannot be cast to class %s", classOf(v).Name(), fmt.Sprintf("%T", none))
}

func method0[T, R any](sig string, f func(T) R) def {
	return tryMethod0(sig, func(x T) (R, error) { return f(x), nil })
}

func tryMethod0[T, R any](sig string, f func(T) (R, error)) def {
	return def{sig, func(t *thread, self any, _ []any) (any, error) {
		x, err := timeArg[T](t, self)
		if err != nil {
			return nil, err
		}
		r, err := f(x)
		return timeResult(t, r, err)
	}}
}

func method1[T, A, R any](sig string, f func(T, A) R) def {
	return tryMethod1(sig, func(x T, a A) (R, error) { return f(x, a), nil })
}

func tryMethod1[T, A, R any](sig string, f func(T, A) (R, error)) def {
	return def{sig, func(t *thread, self any, args []any) (any, error) {
		x, err := timeArg[T](t, self)
		if err != nil {
			return nil, err
		}
		a, err := timeArg[A](t, args[0])
		if err != nil {
			return nil, err
		}
		r, err := f(x, a)
		return timeResult(t, r, err)
	}}
}

func tryMethod2[T, A, B, R any](sig string, f func(T, A, B) (R, error)) def {
	return def{sig, func(t *thread, self any, args []any) (any, error) {
		x, err := timeArg[T](t, self)
		if err != nil {
			return nil, err
		}
		a, err := timeArg[A](t, args[0])
		if err != nil {
			return nil, err
		}
		b, err := timeArg[B](t, args[1])
		if err != nil {
			return nil, err
		}
		r, err := f(x, a, b)
		return timeResult(t, r, err)
	}}
}

func static1[A, R any](sig string, f func(A) R) def {
	return tryStatic1(sig, func(a A) (R, error) { return f(a), nil })
}

func tryStatic1[A, R any](sig string, f func(A) (R, error)) def {
	return def{sig, func(t *thread, _ any, args []any) (any, error) {
		a, err := timeArg[A](t, args[0])
		if err != nil {
			return nil, err
		}
		r, err := f(a)
		return timeResult(t, r, err)
	}}
}

// localStatic1 is tryStatic1 of what depends on the default locale.
func localStatic1[A, R any](sig string, f func(jtime.Locale, A) (R, error)) def {
	return def{sig, func(t *thread, _ any, args []any) (any, error) {
		a, err := timeArg[A](t, args[0])
		if err != nil {
			return nil, err
		}
		r, err := f(t.locale(), a)
		return timeResult(t, r, err)
	}}
}

func tryStatic2[A, B, R any](sig string, f func(A, B) (R, error)) def {
	d := tryMethod1(sig, f)
	return def{sig, func(t *thread, _ any, args []any) (any, error) { return d.fn(t, args[0], args[1:]) }}
}

func tryStatic3[A, B, C, R any](sig string, f func(A, B, C) (R, error)) def {
	d := tryMethod2(sig, f)
	return def{sig, func(t *thread, _ any, args []any) (any, error) { return d.fn(t, args[0], args[1:]) }}
}

// nows are now(), now(ZoneId) and now(Clock) of a class.
func nows[R any](f func(jtime.Instant, jtime.ZoneID) (R, error)) []def {
	return []def{
		{"now()", func(t *thread, _ any, _ []any) (any, error) {
			z, err := t.timeZone().Zone()
			if err != nil {
				return nil, t.timeErr(err)
			}
			r, err := f(jtime.InstantOf(t.now()), z)
			return timeResult(t, r, err)
		}},
		{"now(ZoneId)", func(t *thread, _ any, a []any) (any, error) {
			z, err := timeArg[jtime.ZoneID](t, a[0])
			if err != nil {
				return nil, err
			}
			r, err := f(jtime.InstantOf(t.now()), z)
			return timeResult(t, r, err)
		}},
		{"now(Clock)", func(t *thread, _ any, a []any) (any, error) {
			i, z, err := t.readClock(a[0])
			if err != nil {
				return nil, err
			}
			r, err := f(i, z)
			return timeResult(t, r, err)
		}},
	}
}

// parses are parse(text) and parse(text, formatter) of a class.
func parses[R any](f func(string) (R, error), with func(string, *jtime.Formatter) (R, error)) []def {
	l := []def{tryStatic1("parse(CharSequence)", f)}
	if with != nil {
		l = append(l, tryStatic2("parse(CharSequence,DateTimeFormatter)", with))
	}
	return l
}
