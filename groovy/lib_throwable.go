package groovy

func throwableLib() lib {
	ex := func(self any) *Throwable { return asThrowable(self) }
	return lib{
		methods: []def{
			{"getMessage()", func(t *thread, self any, _ []any) (any, error) { return ex(self).text(), nil }},
			{"getLocalizedMessage()", func(t *thread, self any, _ []any) (any, error) { return t.messageOf(ex(self)) }},
			{"getCause()", func(_ *thread, self any, _ []any) (any, error) { return ex(self).cause, nil }},
			{"initCause(Throwable)", func(_ *thread, self any, a []any) (any, error) {
				ex(self).cause = a[0]
				return ex(self).value(), nil
			}},
			{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.describe(ex(self))) }},
			{"getStackTrace()", func(_ *thread, self any, _ []any) (any, error) {
				e := ex(self)
				items := make([]any, len(e.frames))
				for i, f := range e.frames {
					items[i] = &stackElement{f, e.class}
				}
				return newArray(classStackElement, items), nil
			}},
			{"void setStackTrace(Object)", func(*thread, any, []any) (any, error) { return nil, nil }},
			{"fillInStackTrace()", func(_ *thread, self any, _ []any) (any, error) { return ex(self).value(), nil }},
			{"void printStackTrace()", func(*thread, any, []any) (any, error) { return nil, nil }},
			{"void printStackTrace(Object)", func(t *thread, self any, a []any) (any, error) {
				s, err := t.stackTrace(ex(self))
				if err != nil {
					return nil, err
				}
				_, err = t.invoke(a[0], "println", s)
				return nil, err
			}},
			{"void addSuppressed(Throwable)", func(_ *thread, self any, a []any) (any, error) {
				ex(self).suppressed = append(ex(self).suppressed, a[0])
				return nil, nil
			}},
			{"getSuppressed()", func(_ *thread, self any, _ []any) (any, error) {
				return newArray(classThrowable, append([]any(nil), ex(self).suppressed...)), nil
			}},
		},
	}
}

// datum is a getter of what an exception carries beside its message.
func datum(sig, key string) def {
	return def{sig, func(_ *thread, self any, _ []any) (any, error) { return asThrowable(self).data[key], nil }}
}

func missingMethodLib() lib {
	made := func(t *thread, a []any, static bool) (any, error) {
		args, err := t.argumentList(a[2])
		if err != nil {
			return nil, err
		}
		k, _ := a[1].(*Class)
		if k == nil {
			k = classObject
		}
		n, _ := a[0].(string)
		err = t.noMethod(k, n, args, static)
		if ex := thrownBy(err); ex != nil {
			return ex, nil
		}
		return nil, err
	}
	return lib{ctors: []def{
		{"(String,Class,Object[])", func(t *thread, _ any, a []any) (any, error) { return made(t, a, false) }},
		{"(String,Class,Object[],boolean)", func(t *thread, _ any, a []any) (any, error) { return made(t, a, a[3].(bool)) }},
	}, methods: []def{
		datum("getMethod()", "method"), datum("getType()", "type"), datum("getArguments()", "arguments"), datum("isStatic()", "static"),
	}}
}

func missingPropertyLib() lib {
	return lib{ctors: []def{
		{"(String)", func(_ *thread, _ any, a []any) (any, error) {
			return &Throwable{class: classMissingProperty, message: a[0]}, nil
		}},
		{"(String,Throwable)", func(_ *thread, _ any, a []any) (any, error) {
			return &Throwable{class: classMissingProperty, message: a[0], cause: a[1]}, nil
		}},
		{"(String,Class)", func(t *thread, _ any, a []any) (any, error) {
			n, _ := a[0].(string)
			return thrownBy(t.missingProperty(a[1], n)), nil
		}},
	}, methods: []def{datum("getProperty()", "property"), datum("getType()", "type")}}
}

func readOnlyPropertyLib() lib {
	return lib{ctors: []def{
		{"(String,Class)", func(t *thread, _ any, a []any) (any, error) {
			c, ok := a[1].(*Class)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			n, _ := a[0].(string)
			return thrownBy(t.readOnly(c, n)), nil
		}},
		{"(String,String)", func(t *thread, _ any, a []any) (any, error) {
			n, _ := a[0].(string)
			s, err := t.toString(a[1])
			return &Throwable{class: classReadOnlyProperty, message: "Cannot set readonly property: " + n + " for class: " + s}, err
		}},
	}}
}

// classStackElement is what getStackTrace() has.
var classStackElement = &Class{name: "java.lang.StackTraceElement", super: classObject}

type stackElement struct {
	f Frame
	c *Class
}

func (*stackElement) classOf() *Class { return classStackElement }

func (e *stackElement) text(t *thread) (string, error) {
	n, err := t.toString(int32(e.f.Line))
	return e.f.Name + "(" + e.f.File + ":" + n + ")", err
}

func (e *stackElement) property(_ *thread, name string) (any, bool, error) {
	switch name {
	case "lineNumber":
		return int32(e.f.Line), true, nil
	case "methodName":
		return e.f.Name, true, nil
	case "fileName":
		return e.f.File, true, nil
	case "className":
		return scriptClassName(e.f.File), true, nil
	}
	return nil, false, nil
}

func textResult(s string, err error) (any, error) { return s, err }
