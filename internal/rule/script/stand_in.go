package script

import (
	"cmp"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// A StandIn takes the place of an answer that nobody recorded, so that a rule
// can be tried before anything is known of the tracker: every property of it is
// another one, as a list it has one element, as a text it is its own name (an
// id or a date, if it is called so), as a number 1.
type StandIn struct {
	name string
	text bool // stands for a text that will be parsed: it stays what it is where a text is wanted
}

// NewAnswer stands for the whole body of an answer, as JSON and as what JSON is
// made of.
func NewAnswer() *StandIn { return &StandIn{name: "stand-in", text: true} }

// NewStandIn stands for what name says. Ids and dates are written so that they
// can be read as such.
func NewStandIn(name string) *StandIn {
	lower := strings.ToLower(name)
	switch {
	case lower == "id" || strings.HasSuffix(name, "Id") || strings.HasSuffix(lower, "_id"):
		return &StandIn{name: "1"}
	case strings.HasSuffix(name, "_at") || strings.HasSuffix(name, "Date") && name[0] >= 'a':
		return &StandIn{name: standInInstant}
	case lower == "created" || lower == "updated" || strings.HasSuffix(lower, "date"):
		return &StandIn{name: standInDate}
	}
	return &StandIn{name: name}
}

var (
	_ groovy.PropertyGetter = (*StandIn)(nil)
	_ groovy.PropertySetter = (*StandIn)(nil)
	_ groovy.Indexer        = (*StandIn)(nil)
	_ groovy.Iterable       = (*StandIn)(nil)
	_ groovy.Caller         = (*StandIn)(nil)
	_ groovy.Coercer        = (*StandIn)(nil)
	_ groovy.Comparer       = (*StandIn)(nil)
	_ groovy.Hasher         = (*StandIn)(nil)
	_ groovy.JSONer         = (*StandIn)(nil)
	_ groovy.JSONSource     = (*StandIn)(nil)
)

// String is its name.
func (s *StandIn) String() string { return s.name }

// TypeName is that of what it stands for.
func (s *StandIn) TypeName() string { return "StandIn" }

// GetProperty gives one that stands for the property. What tells of a failure
// is not there: the answer that nobody recorded is one that went well.
func (s *StandIn) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	switch name {
	case "class", "metaClass":
		return nil, false, nil
	case "error", "errors", "errorMessage", "errorMessages", "error_description", "warningMessages", "exception", "stackTrace", "errorCode":
		return nil, true, nil
	}
	return NewStandIn(name), true, nil
}

// SetProperty takes anything and forgets it.
func (s *StandIn) SetProperty(*groovy.Context, string, any) (bool, error) { return true, nil }

// Index gives one that stands for the element.
func (s *StandIn) Index(*groovy.Context, any) (any, error) { return s, nil }

// Iterate yields one element.
func (s *StandIn) Iterate(_ *groovy.Context, yield func(any) error) error { return yield(s) }

// Compare says that it is whatever text it is compared with, unless that is
// empty, or the number 1.
func (s *StandIn) Compare(other any) (int, bool) {
	switch x := other.(type) {
	case *StandIn:
		return strings.Compare(s.name, x.name), true
	case string:
		// As the one that is looked for: find { it.name == "Team" } finds it.
		return cmp.Compare(len(x), 0) - 1, true
	case int32:
		return cmp.Compare(1, x), true
	case int64:
		return cmp.Compare(1, x), true
	case float64:
		return cmp.Compare(1, x), true
	}
	return 0, false
}

// HashCode is that of its name.
func (s *StandIn) HashCode() (int32, bool) { return javaHash(s.name), true }

// JSONValue is its name.
func (s *StandIn) JSONValue() any { return s.name }

// ParsedJSON is itself: the body of an answer that nobody recorded can be read
// by JsonSlurper.
func (s *StandIn) ParsedJSON() any { return s }

// standInDate is the moment that it is as a date, written as Jira and Salesforce
// do (updated, duedate, CreatedDate): any that repeats. standInInstant is the
// same as most others write it (created_at, createdDate).
const (
	standInDate    = "2026-01-01T00:00:00.000+0000"
	standInInstant = "2026-01-01T00:00:00Z"
)

// Coerce makes what a rule wants it to be.
func (s *StandIn) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	switch class {
	case "java.lang.String", "java.lang.CharSequence", "groovy.lang.GString":
		if s.text {
			return s, true, nil
		}
		return s.name, true, nil
	case "java.lang.Integer", "int", "java.lang.Number":
		return int32(1), true, nil
	case "java.lang.Long", "long":
		return int64(1), true, nil
	case "java.lang.Double", "double", "java.lang.Float", "float", "java.math.BigDecimal":
		return float64(1), true, nil
	case "java.lang.Boolean", "boolean":
		return true, true, nil
	case "java.util.Date":
		t, _ := ParseDate(standInDate)
		return t, true, nil
	case "java.util.List", "java.util.ArrayList", "java.util.Collection", "java.util.Set", "java.lang.Iterable":
		return groovy.NewList(s), true, nil
	case "java.util.Map", "java.util.LinkedHashMap", "java.util.HashMap":
		return groovy.NewMap(), true, nil
	}
	return nil, false, nil
}

// CallMethod answers what maps, lists and numbers are asked; everything else is
// asked of its text.
func (s *StandIn) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if f, ok := last(args).(*groovy.Closure); ok && f.Arity() == 2 && byEntry[name] {
		// A rule that takes key and value knows it for a map.
		m := groovy.NewMap()
		m.Put(s.name, s)
		v, err := c.Invoke(m, name, args...)
		return v, true, err
	}
	switch name {
	case "each", "collect", "find", "findAll", "any", "every", "eachWithIndex", "inject", "collectEntries", "groupBy", "sort", "unique",
		"first", "last", "join", "sum", "max", "min", "toList", "toSet", "with", "tap", "is", "equals", "hashCode", "toString", "getClass",
		"findResult", "findResults", "collectMany", "count", "take", "drop", "reverse", "asBoolean", "findIndexOf", "iterator":
		return nil, false, nil // Groovy's own, on a list of one
	case "size", "toInteger", "intValue", "length":
		return int32(1), true, nil
	case "toLong", "longValue", "getTime":
		return int64(1), true, nil
	case "toDouble", "toBigDecimal", "toFloat", "doubleValue", "toBigInteger":
		return float64(1), true, nil
	case "isEmpty", "containsKey", "isNumber":
		return false, true, nil
	case "get", "getAt", "getOrDefault":
		return s, true, nil
	case "keySet", "values", "entrySet":
		return groovy.NewList(), true, nil
	case "put", "add", "addAll", "remove", "clear", "putAll", "putAt":
		return nil, true, nil
	case "plus":
		if l, ok := first(args).(*groovy.List); ok {
			return groovy.NewList(append([]any{s}, l.Items()...)...), true, nil
		}
		fallthrough
	case "minus", "multiply", "div", "intdiv", "mod", "power":
		if isNumber(first(args)) {
			v, err := c.Invoke(int32(1), name, args...)
			return v, true, err
		}
	case "call":
		return s, true, nil
	}
	if strings.HasPrefix(name, "get") && len(name) > 3 && len(args) == 0 {
		return NewStandIn(lowerFirst(name[3:])), true, nil
	}
	// A text can do a lot; what even that cannot, gives another stand-in.
	if !c.Responds(s.name, name) {
		return NewStandIn(name), true, nil
	}
	v, err := c.Invoke(s.name, name, args...)
	return v, true, err
}

// byEntry are the methods of maps that give a closure of two parameters key and
// value; of lists they give it one element.
var byEntry = map[string]bool{
	"each": true, "collect": true, "find": true, "findAll": true, "any": true, "every": true, "collectEntries": true, "findResult": true,
	"findResults": true, "collectMany": true, "count": true, "groupBy": true,
}

func last(args []any) any {
	if len(args) == 0 {
		return nil
	}
	return args[len(args)-1]
}

func isNumber(v any) bool {
	switch v.(type) {
	case int32, int64, float64:
		return true
	}
	return false
}
