package groovy_test

import (
	"reflect"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// extremes are expressions and statements that scripts seldom have and limits
// are for; a donor like the scripts of testdata.
const extremes = `
null; -1; 0; 2147483647; -2147483648; 9223372036854775807L; 1e2000; 10G ** 3000; 0.1; Double.NaN; 1.0 / 3
''; 'x' * 100000; '9' * 100000; 'é'; '\ud83d'; "${1}"; 'a,b'.split(','); 'x'.bytes; ('x' * 100000).bytes; 'yyyy-MM-dd'; '%s %d'; '(a|aa)*b'
(1..100000); (1L..9223372036854775806L); ('a'..'zzzz'); []; [:]; [[]] * 1000; [[1, 2], [3]]; [a: [b: 1]]; new int[1000]; [1, 'a', null, 2.5]
[:].withDefault { it }; [1].iterator(); { it }; { a, b -> a }; this; String; this.&println; new Object(); new StringBuilder('x'); new Date(0); [1, 2].stream()
({ true } as Runnable); [hasNext: { true }, next: { 1 }] as Iterator; new TreeMap(); new LinkedList(); Optional.of(1); ~/a+/; 'aab' =~ /a/; new Exception('x')
def selfish = []; selfish << selfish
while (true) { }
for (x in 1..1000000) { print x }
try { throw new Error('x') } catch (Throwable e) { println e } finally { println 1 }
println 'x' * 1000
return
throw new RuntimeException('x')
assert false
1000000.times { }
String.metaClass.twice = { -> delegate * 2 }
class Odd { def x; boolean equals(o) { true } ; int hashCode() { 1 } ; String toString() { throw new Exception() } ; def methodMissing(String n, a) { a } ; def propertyMissing(String n) { n } }
new Odd()
`

// FuzzTrees puts parts of scripts into other scripts and runs what comes of it.
// The first two bytes choose the script that is changed; each further five
// choose a donor (two), what is done, the part it is done to and the part of
// the donor.
func FuzzTrees(f *testing.F) {
	scripts := append(testScripts(f), extremes)
	donor := byte(len(scripts) - 1)
	high := byte((len(scripts) - 1) >> 8)
	for i := range 64 {
		b := byte(i)
		f.Add([]byte{0, b * 3, high, donor, b, b * 7, b * 11, 1, b * 5, b + 1, b * 13, b * 17, high, donor, b + 2, b * 19, b * 23})
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		if src := grow(scripts, choices); src != "" {
			withinLimits(t, src)
		}
	})
}

// grow makes the source that the choices tell of, empty if there is none.
func grow(scripts []string, choices []byte) string {
	if len(choices) < 7 {
		return ""
	}
	pick := func(b []byte) *syntax.File {
		// A tree of its own for every change: a part that is in two places of one
		// tree could come to lie within itself.
		file, err := syntax.Parse("f", scripts[(int(b[0])<<8|int(b[1]))%len(scripts)])
		if err != nil {
			return nil
		}
		return file
	}
	file := pick(choices)
	if file == nil {
		return ""
	}
	choices = choices[2:]
	for range 8 { // More changes leave nothing of the script.
		if len(choices) < 5 {
			break
		}
		if donor := pick(choices); donor != nil {
			change(file, donor, choices[2], choices[3], choices[4])
		}
		choices = choices[5:]
	}
	return syntax.Print(file)
}

var (
	exprType = reflect.TypeFor[syntax.Expr]()
	stmtType = reflect.TypeFor[syntax.Stmt]()
)

// change does one thing to the tree: puts an expression or a statement of the
// donor in the place of another or beside it, or leaves a statement out.
func change(file, donor *syntax.File, what, where, which byte) {
	var in, from slots
	in.collect(reflect.ValueOf(file))
	from.collect(reflect.ValueOf(donor))
	one := func(list []reflect.Value, n byte) (reflect.Value, bool) {
		if len(list) == 0 {
			return reflect.Value{}, false
		}
		// Prime, so that a byte reaches all parts of a tree bigger than itself.
		return list[int(n)*7919%len(list)], true
	}
	switch what % 8 {
	case 0, 1, 2, 3:
		to, ok := one(in.exprs, where)
		part, ok2 := one(from.exprs, which)
		if ok && ok2 {
			to.Set(part)
		}
	case 4:
		to, ok := one(in.stmts, where)
		part, ok2 := one(from.stmts, which)
		if ok && ok2 {
			to.Set(part)
		}
	case 5, 6:
		to, ok := one(in.lists, where)
		part, ok2 := one(from.stmts, which)
		if ok && ok2 {
			i := int(where) % (to.Len() + 1)
			grown := reflect.MakeSlice(to.Type(), 0, to.Len()+1)
			grown = reflect.AppendSlice(grown, to.Slice(0, i))
			grown = reflect.Append(grown, part)
			to.Set(reflect.AppendSlice(grown, to.Slice(i, to.Len())))
		}
	case 7:
		if to, ok := one(in.lists, where); ok && to.Len() > 0 {
			i := int(which) % to.Len()
			to.Set(reflect.AppendSlice(to.Slice3(0, i, i), to.Slice(i+1, to.Len())))
		}
	}
}

// slots are the places of a tree that hold an expression, a statement, or
// statements.
type slots struct{ exprs, stmts, lists []reflect.Value }

func (s *slots) collect(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		if v.CanSet() && v.Type() == exprType {
			s.exprs = append(s.exprs, v)
		}
		if v.CanSet() && v.Type() == stmtType {
			s.stmts = append(s.stmts, v)
		}
		s.collect(v.Elem())
	case reflect.Slice:
		if v.CanSet() && v.Type().Elem() == stmtType {
			s.lists = append(s.lists, v)
		}
		for i := range v.Len() {
			s.collect(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				s.collect(v.Field(i))
			}
		}
	}
}

// Most of what the fuzzer makes of trees is a script that compiles: one that
// does not tells nothing.
func TestGrownScriptsCompile(t *testing.T) {
	scripts := append(testScripts(t), extremes)
	changed := 0
	for i, src := range scripts {
		b := byte(i)
		file, err := syntax.Parse("f", src)
		if err != nil {
			continue
		}
		plain := syntax.Print(file)
		grown := grow(scripts, []byte{byte(i >> 8), b, byte(len(scripts) >> 8), byte(len(scripts) - 1), 0, b * 3, b * 5})
		if _, err := syntax.Parse("f", grown); err == nil && grown != plain {
			changed++
		}
	}
	if changed < len(scripts)/2 {
		t.Errorf("%d of %d scripts were changed and could be read", changed, len(scripts))
	}
}
