package groovy

import (
	"fmt"
	"math"
	"strings"
)

var (
	classCollectors      = &Class{name: "java.util.stream.Collectors", super: classObject}
	classCollector       = &Class{name: "java.util.stream.Collector", kind: kindInterface}
	classCharacteristics = &Class{name: "java.util.stream.Collector$Characteristics", super: classEnum, kind: kindEnum}
	classIntStats        = &Class{name: "java.util.IntSummaryStatistics", super: classObject}
	classLongStats       = &Class{name: "java.util.LongSummaryStatistics", super: classObject}
	classDoubleStats     = &Class{name: "java.util.DoubleSummaryStatistics", super: classObject}
)

var collectorKinds = enumValues(classCharacteristics, "CONCURRENT", "UNORDERED", "IDENTITY_FINISH")

func collectorKindLib() lib { return enumValueLib(collectorKinds)() }

// A collector makes one value of all elements of whatever can be walked over.
// It may be made of others without end.
type collector struct {
	supply func(t *thread) (any, error)
	accept func(t *thread, into, e any) error
	finish func(t *thread, into any) (any, error) // nil: what supply gave is the result
	// combine is the script's own, which is kept to be asked for: nothing here
	// collects in parts.
	combine any
	kinds   []any
}

func (*collector) classOf() *Class { return classCollector }

// A tally is what a collector gathers in where Java has an array of its own.
type tally struct{ v any }

func (*tally) classOf() *Class { return classObject }

// run collects what v holds.
func (c *collector) run(t *thread, v any) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	into, err := c.supply(t)
	if err != nil {
		return nil, err
	}
	if err := t.iterate(v, func(e any) error { return c.accept(t, into, e) }); err != nil {
		return nil, err
	}
	return c.done(t, into)
}

// done gives the result; a collector made of others asks those.
func (c *collector) done(t *thread, into any) (any, error) {
	if c.finish == nil {
		return into, nil
	}
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	return c.finish(t, into)
}

// begin and take are supply and accept of a collector within another.
func (c *collector) begin(t *thread) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	return c.supply(t)
}

func (c *collector) take(t *thread, into, e any) error {
	if err := t.enter(); err != nil {
		return err
	}
	defer t.exit()
	return c.accept(t, into, e)
}

// collectorOf makes a collector of one of a script's own class, too.
func (t *thread) collectorOf(v any) (*collector, error) {
	switch x := v.(type) {
	case nil:
		return nil, t.throw(classNullPointer, "")
	case *collector:
		return x, nil
	}
	part := map[string]any{}
	for _, name := range []string{"supplier", "accumulator", "combiner", "finisher"} {
		f, err := t.invoke(v, name)
		if err != nil {
			return nil, err
		}
		part[name] = f
	}
	return madeCollector(part["supplier"], part["accumulator"], part["combiner"], part["finisher"], nil), nil
}

// madeCollector is Collector.of; finisher may be nil.
func madeCollector(supplier, accumulator, combiner, finisher any, kinds []any) *collector {
	c := &collector{
		supply:  func(t *thread) (any, error) { return t.callFn(supplier, "get") },
		combine: combiner,
		kinds:   kinds,
		accept: func(t *thread, into, e any) error {
			_, err := t.callFn(accumulator, "accept", into, e)
			return err
		},
	}
	if finisher != nil {
		c.finish = func(t *thread, into any) (any, error) { return t.callFn(finisher, "apply", into) }
	}
	return c
}

// collectorLib is the parts of a collector, and Collector.of.
func collectorLib() lib {
	co := func(v any) *collector { return v.(*collector) }
	of := func(sig string, finisher int) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			if err := t.present(a); err != nil {
				return nil, err
			}
			var finish any
			if finisher > 0 {
				finish = a[finisher]
			}
			kinds := append([]any(nil), a[len(a)-1].(*Array).items...)
			if finish == nil {
				kinds = append(kinds, collectorKinds[2])
			}
			return madeCollector(a[0], a[1], a[2], finish, kinds), nil
		}}
	}
	return lib{
		statics: []def{
			of("of(Supplier,BiConsumer,BinaryOperator,Collector.Characteristics...)", 0),
			of("of(Supplier,BiConsumer,BinaryOperator,Function,Collector.Characteristics...)", 3),
		},
		methods: []def{
			{"supplier()", func(_ *thread, self any, _ []any) (any, error) {
				return madeFunction(classSupplier, 0, func(t *thread, _ []any) (any, error) { return co(self).begin(t) }), nil
			}},
			{"accumulator()", func(_ *thread, self any, _ []any) (any, error) {
				return madeFunction(classBiConsumer, 2, func(t *thread, a []any) (any, error) {
					return nil, co(self).take(t, a[0], a[1])
				}), nil
			}},
			{"combiner()", func(t *thread, self any, _ []any) (any, error) {
				if co(self).combine == nil {
					return nil, t.throw(classUnsupported, "nothing is collected in parts here; collect all elements at once")
				}
				return co(self).combine, nil
			}},
			{"finisher()", func(_ *thread, self any, _ []any) (any, error) {
				return madeFunction(classFunction, 1, func(t *thread, a []any) (any, error) { return co(self).done(t, a[0]) }), nil
			}},
			{"characteristics()", func(t *thread, self any, _ []any) (any, error) {
				s := newSet(classHashSet)
				for _, k := range co(self).kinds {
					if _, err := s.add(t, k); err != nil {
						return nil, err
					}
				}
				return s, nil
			}},
		},
	}
}

// statistics is IntSummaryStatistics and its like.
type statistics struct {
	c     *Class // of the stream
	n     int64
	whole int64 // the sum of whole numbers
	lo    any
	hi    any
	// The sum of doubles as Java takes it: with what each addition lost beside
	// it, and the plain one for infinities.
	sum, lost, plain float64
}

func newStatistics(c *Class) *statistics {
	st := &statistics{c: c}
	switch c {
	case classIntStream:
		st.lo, st.hi = int32(math.MaxInt32), int32(math.MinInt32)
	case classLongStream:
		st.lo, st.hi = int64(math.MaxInt64), int64(math.MinInt64)
	default:
		st.lo, st.hi = math.Inf(1), math.Inf(-1)
	}
	return st
}

func (s *statistics) classOf() *Class {
	switch s.c {
	case classIntStream:
		return classIntStats
	case classLongStream:
		return classLongStats
	}
	return classDoubleStats
}

// add takes an element of the stream's own type.
func (s *statistics) add(v any) {
	s.n++
	switch x := v.(type) {
	case int32:
		s.whole += int64(x)
		s.lo, s.hi = min(s.lo.(int32), x), max(s.hi.(int32), x)
	case int64:
		s.whole += x
		s.lo, s.hi = min(s.lo.(int64), x), max(s.hi.(int64), x)
	case float64:
		s.plain += x
		s.addDouble(x)
		s.lo, s.hi = math.Min(s.lo.(float64), x), math.Max(s.hi.(float64), x)
	}
}

func (s *statistics) addDouble(x float64) {
	t := x - s.lost
	next := s.sum + t
	s.lost = (next - s.sum) - t
	s.sum = next
}

func (s *statistics) combine(o *statistics) {
	s.n += o.n
	s.whole += o.whole
	s.plain += o.plain
	s.addDouble(o.sum)
	s.addDouble(-o.lost)
	switch s.c {
	case classIntStream:
		s.lo, s.hi = min(s.lo.(int32), o.lo.(int32)), max(s.hi.(int32), o.hi.(int32))
	case classLongStream:
		s.lo, s.hi = min(s.lo.(int64), o.lo.(int64)), max(s.hi.(int64), o.hi.(int64))
	default:
		s.lo, s.hi = math.Min(s.lo.(float64), o.lo.(float64)), math.Max(s.hi.(float64), o.hi.(float64))
	}
}

func (s *statistics) least() any    { return s.lo }
func (s *statistics) greatest() any { return s.hi }

// total is a long, or a double for a stream of doubles.
func (s *statistics) total() any {
	if s.c != classDoubleStream {
		return s.whole
	}
	exact := s.sum - s.lost
	if math.IsNaN(exact) && math.IsInf(s.plain, 0) {
		return s.plain
	}
	return exact
}

func (s *statistics) average() float64 {
	if s.n == 0 {
		return 0
	}
	if f, ok := s.total().(float64); ok {
		return f / float64(s.n)
	}
	return float64(s.whole) / float64(s.n)
}

func (s *statistics) text(t *thread) (string, error) {
	name := s.classOf().simpleName()
	if s.c == classDoubleStream {
		return t.sprintf("%s{count=%d, sum=%f, min=%f, average=%f, max=%f}", []any{name, s.n, s.total(), s.lo, s.average(), s.hi})
	}
	return strings.TrimSpace(fmt.Sprintf("%s{count=%d, sum=%d, min=%d, average=%.6f, max=%d}", name, s.n, s.whole, s.lo, s.average(), s.hi)), nil
}

func statisticsLib(c *Class) func() lib {
	st := func(self any) *statistics { return self.(*statistics) }
	accept := func(_ *thread, self any, a []any) (any, error) {
		v := a[0]
		if i, ok := v.(int32); ok && c == classLongStream {
			v = int64(i)
		}
		st(self).add(v)
		return nil, nil
	}
	l := lib{
		ctors: []def{{"()", func(*thread, any, []any) (any, error) { return newStatistics(c), nil }}},
		methods: []def{
			{"void accept(" + elementClass(c).name + ")", accept},
			{"void combine(" + kindName(c) + "SummaryStatistics)", func(t *thread, self any, a []any) (any, error) {
				if a[0] == nil {
					return nil, t.throw(classNullPointer, "")
				}
				st(self).combine(st(a[0]))
				return nil, nil
			}},
			{"getCount()", func(_ *thread, self any, _ []any) (any, error) { return st(self).n, nil }},
			{"getSum()", func(_ *thread, self any, _ []any) (any, error) { return st(self).total(), nil }},
			{"getMin()", func(_ *thread, self any, _ []any) (any, error) { return st(self).lo, nil }},
			{"getMax()", func(_ *thread, self any, _ []any) (any, error) { return st(self).hi, nil }},
			{"getAverage()", func(_ *thread, self any, _ []any) (any, error) { return st(self).average(), nil }},
		},
	}
	if c == classLongStream {
		l.methods = append(l.methods, def{"void accept(int)", accept})
	}
	return func() lib { return l }
}
