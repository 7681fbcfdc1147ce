package groovy

import (
	"math/big"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A Char is a Java char: one UTF-16 unit.
type Char uint16

// A Decimal is Java's BigDecimal as scripts use it.
type Decimal = number.Decimal

// classOf gives the class of any value a script can hold.
func classOf(v any) *Class {
	switch x := v.(type) {
	case nil:
		return classNull
	case string:
		return classString
	case int32:
		return classInteger
	case *Object:
		return x.class
	case *List:
		return x.class
	case *Map:
		return x.class
	case bool:
		return classBoolean
	case *GString:
		return classGStringImpl
	case *Closure:
		return x.class
	case int64:
		return classLong
	case *number.Decimal:
		return classBigDecimal
	case float64:
		return classDouble
	case *Range:
		return x.class()
	case *Set:
		return x.class
	case *Class:
		return classClass
	case *Entry:
		return x.class()
	case *Throwable:
		return x.class
	case *Array:
		return x.class
	case Char:
		return classCharacter
	case int8:
		return classByte
	case int16:
		return classShort
	case float32:
		return classFloat
	case *big.Int:
		return classBigInteger
	case classed:
		return x.classOf()
	}
	return hostClassOf(v)
}

// classed is a value of the library that knows its class; all types of the
// lib_*.go files that are not named in classOf are this.
type classed interface{ classOf() *Class }

// An Object is an instance of a class that a script declares.
type Object struct {
	class  *Class
	fields []any
	native any     // the part that a built-in superclass has: a *Throwable, *List, *Map, ...
	outer  any     // the instance of the surrounding class, for inner classes
	up     []*cell // variables of the surroundings, for anonymous classes
	meta   *metaClass
	epoch  int32 // how many metaclasses had been changed when it was made
}

// Class gives the class, for hosts.
func (o *Object) Class() *Class { return o.class }

// A cell holds a variable that closures share.
type cell struct{ v any }

// An Array is a Java array. ToGo gives what is in it.
type Array struct {
	class *Class // an array class
	items []any
}

// array makes an array that a method gives, counted.
func (t *thread) array(elem *Class, items []any) (*Array, error) {
	if err := t.charge(len(items)); err != nil {
		return nil, err
	}
	return newArray(elem, items), t.alloc(24 + 24*len(items))
}

func newArray(elem *Class, items []any) *Array { return &Array{class: elem.arrayClass(), items: items} }

// A GString is a string with values in it that are turned into text whenever
// the text is asked for.
type GString struct {
	texts  []string
	values []any
}

// A Proxy is a closure or a map made into an interface.
type Proxy struct {
	class *Class
	cl    *Closure // one of these two
	m     *Map
}

func (p *Proxy) classOf() *Class { return p.class }

// text is that of the closure itself, whose methods all are called.
func (p *Proxy) text(t *thread) (string, error) {
	if p.cl != nil {
		return t.format(p.cl)
	}
	return p.class.Name() + "@" + t.hex(p), nil
}

// zeroOf is what a field or array element of that type holds first.
func zeroOf(c *Class) any {
	switch c {
	case classIntP:
		return int32(0)
	case classBooleanP:
		return false
	case classLongP:
		return int64(0)
	case classDoubleP:
		return float64(0)
	case classFloatP:
		return float32(0)
	case classCharP:
		return Char(0)
	case classByteP:
		return int8(0)
	case classShortP:
		return int16(0)
	}
	return nil
}
