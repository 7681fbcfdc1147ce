package groovy

import "strings"

// constructFrom is a cast of a collection to a class: its elements are the
// constructor's arguments.
func (t *thread) constructFrom(v any, c *Class, items []any) (any, error) {
	r, err := t.construct(c, append([]any(nil), items...))
	if ex := thrownBy(err); ex != nil && ex.class == classGroovyRuntime && !ex.closed {
		return nil, t.cannotConstruct(v, c, items)
	}
	return r, err
}

// dueTo is the error of a cast of a map to a class whose properties could not
// be set; other errors stay as they are.
func (t *thread) dueTo(err error, v any, c *Class) error {
	ex := thrownBy(err)
	if ex == nil || ex.closed {
		return err
	}
	name := ex.class.name
	switch ex.class {
	case classMissingProperty:
		if ex.data["type"] != any(c) {
			return err
		}
		name = "org.codehaus.groovy.runtime.metaclass.MissingPropertyExceptionNoStack"
	case classGroovyCast:
	default:
		return err
	}
	s, err := t.javaToString(v)
	if err != nil {
		return err
	}
	text, _ := ex.message.(string)
	if text != "" {
		text = ": " + text
	}
	if p, ok := ex.data["property"].(string); ok && ex.class == classMissingProperty {
		text += possibleProperties(c, p)
	}
	return t.throw(classGroovyCast, "Cannot cast object '%s' with class '%s' to class '%s' due to: %s%s", s, classOf(v).Name(), c.Name(), name, text)
}

func noConstructorFor(ex *Throwable, c *Class) bool {
	text, _ := ex.message.(string)
	return ex.class == classGroovyRuntime && !ex.closed && strings.HasPrefix(text, "Could not find matching constructor for: "+c.Name()+"(")
}

// cannotConstruct is the error of a cast that looked for a constructor in vain,
// and of all to an interface, which has none.
func (t *thread) cannotConstruct(v any, c *Class, args []any) error {
	if c == classNumber || numberRank(unboxed(c)) > 0 || c.kind == kindEnum {
		return t.cannotCast(v, c) // these look for none
	}
	s, err := t.javaToString(v)
	if err != nil {
		return err
	}
	return t.throw(classGroovyCast, "Cannot cast object '%s' with class '%s' to class '%s' due to: groovy.lang.GroovyRuntimeException: Could not find matching constructor for: %s%s",
		s, classOf(v).Name(), c.Name(), c.name, argTypes(args))
}

// ambiguous is the error of a call with null that several overloads take, none
// of them nearer than the others.
func (t *thread) ambiguous(self any, method string) error {
	return t.throw(classGroovyRuntime, "Ambiguous method overloading for method %s#%s.\nCannot resolve which method to invoke for [null] due to overlapping prototypes", classOf(self).Name(), method)
}

// takesCause tells whether an exception can be made of its cause alone: then a
// single null may be a message or a cause.
func takesCause(c *Class) bool {
	switch c {
	case classThrowable, classException, classError, classRuntimeException, classIllegalArgument, classIllegalState,
		classUnsupported, classIO, classNoSuchElement, classConcurrentModified:
		return true
	}
	return false
}
