package program

import (
	"fmt"
	"strconv"
	"strings"
)

// say prints an exception. Of those whose text is the JVM's own only the class
// is printed: it changes with the version of the JVM; of others the first line,
// since what follows are suggestions.
const say = `def say(Throwable e) { println "caught ${e.class.name}" + (e.class.name =~ /IndexOutOf|ClassCast|NullPointer|PatternSyntax|NegativeArray/ ? '' : ": ${"$e.message\n".readLines()[0]}") }`

func (g *generator) program() *Node {
	b := list(&Node{kind: statement, parts: []part{text(say)}, keep: true})
	add := func(n *Node) { b.parts = append(b.parts, part{node: n}) }
	for range g.r.IntN(3) {
		add(g.class())
	}
	for range g.r.IntN(3) {
		add(g.method())
	}
	for range 3 + g.r.IntN(3) {
		add(g.declare())
	}
	for range 6 + g.r.IntN(14) {
		known := len(g.vars)
		n := g.statement(2)
		// Most programs go on after an exception, so that more of them is compared.
		if len(g.vars) == known && g.chance(80) {
			n = g.guarded(n)
		}
		add(n)
	}
	for _, v := range g.vars {
		if !strings.HasPrefix(v.typ.name, "fn") {
			add(stmt("println(" + v.name + ")"))
		}
	}
	if g.chance(12) {
		add(g.fail())
	}
	return b
}

// depth is how deep the next expression may be.
func (g *generator) depth() int { return 1 + g.r.IntN(3) }

func (g *generator) value(t *Type) *Node { return g.expr(t, g.depth()) }

func (g *generator) of(t string) *Node { return g.value(mustType(t)) }

func (g *generator) define(stem string, t *Type) string {
	name := g.fresh(stem)
	g.vars = append(g.vars, variable{name, t, false})
	return name
}

// javaTypes are how a type is written in a declaration. A list is no Iterable
// there: Groovy 2.4 compiles += on an element of one to a cast that fails.
var javaTypes = map[string][]string{
	"int": {"int", "Integer", "Number", "Object", "def"}, "long": {"long", "Long"}, "bigint": {"BigInteger"}, "dec": {"BigDecimal", "Number"},
	"dbl": {"double", "Double"}, "str": {"String", "CharSequence", "def"}, "bool": {"boolean", "Boolean"}, "list": {"List", "Collection", "def"},
	"set": {"Set", "Collection"}, "map": {"Map"}, "num": {"Number"}, "gstr": {"GString", "def"}, "fn1": {"Closure"}, "fn2": {"Closure"},
}

// coerced are what a declared type takes and turns into its own.
var coerced = map[string][]string{
	"int": {"num", "long", "dec", "dbl"}, "long": {"num", "int", "dec"}, "dec": {"num", "int", "dbl"}, "dbl": {"num", "int", "dec"},
	"bigint": {"int", "long"}, "str": {"gstr", "num", "bool", "list(int)"}, "bool": {"str", "list(int)", "int", "map(str,int)"}, "set(int)": {"list(int)"},
	"list(int)": {"set(int)"},
}

func (g *generator) javaType(t *Type) string {
	if names := javaTypes[t.name]; names != nil {
		return pick(g, names)
	}
	if strings.HasPrefix(t.name, "P") || strings.HasPrefix(t.name, "E") {
		return t.name
	}
	return "def"
}

func (g *generator) declare() *Node {
	t := g.valueType()
	if g.chance(20) {
		return g.declareClosure()
	}
	if from := coerced[t.String()]; from != nil && g.chance(15) {
		v := g.value(mustType(pick(g, from)))
		return stmt(javaTypes[t.name][0]+" ", g.define("v", t), " = ", v)
	}
	v := g.expr(t, 1)
	switch {
	case g.chance(50):
		return stmt("def ", g.define("v", t), " = ", v)
	case g.chance(15) && !g.static && !strings.ContainsAny(t.name, "PE"):
		return stmt(g.define("bound", t), " = ", v)
	default:
		return stmt(g.javaType(t)+" ", g.define("v", t), " = ", v)
	}
}

func (g *generator) declareClosure() *Node {
	a, r := g.simpleType(), g.simpleType()
	t := &Type{name: "fn1", args: []*Type{a, r}}
	if g.chance(40) {
		t = &Type{name: "fn2", args: []*Type{a, g.simpleType(), r}}
	}
	v := g.value(t)
	return stmt("def ", g.define("f", t), " = ", v)
}

func (g *generator) simpleType() *Type {
	return mustType(pick(g, []string{"int", "str", "dec", "bool", "list(int)", "num"}))
}

// statement makes one statement with at most depth more inside each other.
func (g *generator) statement(depth int) *Node {
	if g.left < 0 {
		return g.print()
	}
	if depth > 0 && g.chance(35) {
		switch g.r.IntN(10) {
		case 0, 1:
			return g.branch(depth)
		case 2:
			return g.forIn(depth)
		case 3:
			return g.counted(depth)
		case 4:
			return g.each(depth)
		case 5, 6:
			return g.switchOver(depth)
		case 7, 8:
			return g.try(depth)
		default:
			return g.localBlock(depth)
		}
	}
	switch k := g.r.IntN(100); {
	case k < 25:
		return g.print()
	case k < 45:
		if s := g.assign(); s != nil {
			return s
		}
	case k < 60:
		if s := g.mutate(); s != nil {
			return s
		}
	case k < 68:
		return g.guarded(g.print())
	case k < 72:
		return g.check()
	case k < 77 && g.inLoop:
		return stmt("if (", g.of("bool"), ") "+pick(g, []string{"break", "continue"}))
	case k < 82:
		return g.several()
	case k < 86:
		return stmt("try { ", g.fail(), " } catch (e) { say(e) }")
	case k < 89:
		return g.builder()
	}
	return g.declare()
}

func (g *generator) block(depth, most int) *Node {
	size := len(g.vars)
	b := list()
	for range 1 + g.r.IntN(most) {
		b.parts = append(b.parts, part{node: g.statement(depth - 1)})
	}
	g.vars = g.vars[:size]
	return b
}

func (g *generator) print() *Node {
	t := g.valueType()
	v := g.value(t)
	switch g.r.IntN(8) {
	case 0:
		return stmt(`println "`+g.fresh("p")+`: ${`, v, `}"`)
	case 1:
		return stmt("println((", v, ").inspect())")
	case 2:
		return stmt("println((", v, ").getClass().name)")
	case 3:
		return stmt("print(", v, "); println()")
	case 4:
		return stmt(`printf("%s|%n", `, v, ")")
	default:
		return stmt("println(", v, ")")
	}
}

func (g *generator) guarded(s *Node) *Node {
	return stmt("try { ", s, " } catch (e) { say(e) }")
}

// assign gives a variable in scope another value.
func (g *generator) assign() *Node {
	var can []variable
	for _, v := range g.vars {
		if !v.final && !strings.HasPrefix(v.typ.name, "fn") {
			can = append(can, v)
		}
	}
	if len(can) == 0 {
		return nil
	}
	v := pick(g, can)
	if len(g.inScope(v.typ, true)) == 0 {
		return nil
	}
	n := v.name
	if g.chance(50) {
		switch v.typ.name {
		case "int":
			switch g.r.IntN(4) {
			case 0:
				return stmt(n + pick(g, []string{"++", "--"}))
			case 1:
				return stmt("println(" + pick(g, []string{n + "++", "++" + n, n + "--", "--" + n}) + " + " + n + ")")
			case 2:
				return stmt(n+pick(g, []string{" <<= ", " >>= ", " >>>= "}), g.of("small"))
			default:
				return stmt(n+pick(g, []string{" += ", " -= ", " *= ", " %= ", " &= ", " |= ", " ^= "}), g.of("int"))
			}
		case "long":
			return stmt(n+pick(g, []string{" += ", " -= ", " *= ", " %= "}), g.of("int"))
		case "dec":
			return stmt(n+pick(g, []string{" += ", " -= ", " *= ", " /= "}), g.of(pick(g, []string{"dec", "int"})))
		case "dbl":
			return stmt(n+pick(g, []string{" += ", " -= ", " *= ", " /= "}), g.of(pick(g, []string{"dec", "int", "dbl"})))
		case "num":
			return stmt(n+pick(g, []string{" += ", " -= ", " *= ", " /= "}), g.of("num"))
		case "bigint":
			return stmt(n+pick(g, []string{" += ", " -= ", " *= "}), g.of("bigint"))
		case "str":
			if g.rounds == 0 || g.chance(30) {
				return stmt(n+pick(g, []string{" += ", " -= "}), g.expr(mustType(pick(g, []string{"str", "num", "bool"})), 1))
			}
		case "list", "set":
			if g.rounds == 0 {
				return stmt(n+pick(g, []string{" += ", " -= "}), g.value(pick(g, []*Type{v.typ, v.typ.args[0]})))
			}
		case "map":
			if g.rounds == 0 {
				return stmt(n+pick(g, []string{" += ", " << "}), g.value(v.typ))
			}
		case "bool":
			return stmt(n+pick(g, []string{" &= ", " |= ", " ^= "}), g.of("bool"))
		}
	}
	if g.chance(60) {
		return g.guarded(stmt(n+" = ", g.value(v.typ)))
	}
	return stmt(n+" = ", g.value(v.typ))
}

// mutate changes a collection in place.
func (g *generator) mutate() *Node {
	var can []variable
	for _, v := range g.vars {
		if v.typ.name == "list" || v.typ.name == "map" || v.typ.name == "set" {
			can = append(can, v)
		}
	}
	if len(can) == 0 {
		return nil
	}
	v := pick(g, can)
	n, a := v.name, v.typ.args
	if got := g.inScope(v.typ, false); len(got) == 0 {
		return nil
	}
	elem := func() *Node { return g.expr(a[0], 1) }
	closure := func(t *Type, vars ...variable) *Node {
		size := len(g.vars)
		g.vars = append(g.vars, vars...)
		e := g.expr(t, 2)
		g.vars = g.vars[:size]
		return e
	}
	it := variable{"it", a[0], true}
	boolean, integer := mustType("bool"), mustType("int")
	var s *Node
	switch v.typ.name {
	case "list":
		switch g.r.IntN(16) {
		case 0, 1:
			s = stmt(n+" << ", part{node: elem()})
		case 2:
			s = stmt(n+"[", g.of("small"), "] = ", elem())
		case 3:
			s = stmt(n+"[", g.of("int").small(g), "] = ", elem())
		case 4:
			s = stmt("println("+n+".add(", elem(), "))")
		case 5:
			s = stmt(n+".add(", g.of("small"), ", ", elem(), ")")
		case 6:
			s = stmt("println("+n+".remove(", g.of("small"), " as int))")
		case 7:
			s = stmt("println("+n+".remove((Object) ", part{node: elem()}, "))")
		case 8:
			s = stmt(n+".sort { ", closure(integer, it), " }")
		case 9:
			s = stmt("println("+n+".unique { ", closure(integer, it), " })")
		case 10:
			s = stmt("println("+n+".removeAll { ", closure(boolean, it), " })")
		case 11:
			s = stmt("println("+n+".retainAll { ", closure(boolean, it), " })")
		case 12:
			if g.rounds > 0 {
				s = stmt(n + ".clear()")
			} else {
				s = stmt("println("+n+".addAll(", g.value(v.typ), "))")
			}
		case 13:
			s = stmt("println(" + n + "." + pick(g, []string{"pop()", "reverse(true)", "unique()", "sort()"}) + ")")
		case 14:
			s = stmt(n+"[0] += ", elem())
		default:
			s = stmt(n+"[", g.of("range"), "] = ", g.value(v.typ))
		}
	case "map":
		key := func() *Node { return g.expr(a[0], 1) }
		val := func() *Node { return g.expr(a[1], 1) }
		switch g.r.IntN(10) {
		case 0, 1:
			s = stmt(n+"[", key(), "] = ", val())
		case 2:
			if a[0].name == "str" {
				s = stmt(n+"."+pick(g, []string{"a", "b", "key", "'x y'"})+" = ", val())
				break
			}
			fallthrough
		case 3:
			s = stmt("println("+n+".put(", key(), ", ", val(), "))")
		case 4:
			s = stmt("println("+n+".remove(", key(), "))")
		case 5:
			s = stmt("println("+n+".get(", key(), ", ", val(), "))")
		case 6:
			s = stmt(n+".putAll(", g.value(v.typ), ")")
		case 7:
			s = stmt(n+".each { k, v -> ", closure(g.valueType(), variable{"k", a[0], true}, variable{"v", a[1], true}), " }")
		case 8:
			s = stmt("println("+n+".withDefault { ", closure(a[1], it), " }.get(", key(), "))")
		default:
			s = stmt(n+"[", key(), "] += ", val())
		}
	default:
		s = stmt("println("+n+pick(g, []string{".add(", ".remove(", ".contains("}), elem(), "))")
	}
	if g.chance(70) {
		return g.guarded(s)
	}
	return s
}

// small keeps an index near the list: far beyond its end, setting it would
// fill it up.
func (n *Node) small(g *generator) *Node {
	return leafOf(mustType("int"), strconv.Itoa(g.r.IntN(9)-4))
}

func leafOf(t *Type, s string) *Node { return &Node{typ: t, parts: []part{text(s)}} }

func (g *generator) branch(depth int) *Node {
	n := stmt("if (", g.value(g.condition()), ") ", g.block(depth, 3))
	for g.chance(25) {
		n.parts = append(n.parts, stmt(" else if (", g.value(g.condition()), ") ", g.block(depth, 2)).parts...)
	}
	if g.chance(50) {
		n.parts = append(n.parts, stmt(" else ", g.block(depth, 2)).parts...)
	}
	return n
}

// condition is mostly a boolean, sometimes what has a truth.
func (g *generator) condition() *Type {
	if g.chance(70) {
		return mustType("bool")
	}
	return g.valueType()
}

func (g *generator) loop(depth int, vars ...variable) *Node {
	size, in := len(g.vars), g.inLoop
	g.vars = append(g.vars, vars...)
	g.inLoop = true
	g.rounds++
	b := g.block(depth, 3)
	g.rounds--
	g.vars, g.inLoop = g.vars[:size], in
	return b
}

func (g *generator) forIn(depth int) *Node {
	switch g.r.IntN(4) {
	case 0:
		t := mustType("range")
		v := g.fresh("i")
		return stmt("for ("+pick(g, []string{"", "int ", "def "})+v+" in ", g.literal(t, 1), ") ", g.loop(depth, variable{v, mustType("int"), true}))
	case 1:
		t := mustType(pick(g, []string{"map(str,int)", "map(int,str)", "map(str,list(int))"}))
		v := g.fresh("e")
		over := g.expr(t, 1)
		return stmt("for ("+v+" in ", part{node: over}, ") ", g.loop(depth, variable{v + ".key", t.args[0], true}, variable{v + ".value", t.args[1], true}))
	case 2:
		v := g.fresh("c")
		return stmt("for ("+v+" in ", g.literal(mustType("str"), 1), ") ", g.loop(depth, variable{v, mustType("str"), true}))
	default:
		t := mustType(pick(g, []string{"list(int)", "list(str)", "list(dec)", "set(int)", "list(list(int))"}))
		v := g.fresh("x")
		return stmt("for ("+v+" in ", part{node: g.literal(t, 1)}, ") ", g.loop(depth, variable{v, t.args[0], true}))
	}
}

// counted makes a loop whose number of rounds nothing inside can change.
func (g *generator) counted(depth int) *Node {
	v := g.fresh("i")
	counter := variable{v, mustType("int"), true}
	most := 2 + g.r.IntN(3)
	label := ""
	if g.chance(20) {
		label = "outer" + v + ": "
	}
	switch g.r.IntN(3) {
	case 0:
		return stmt(fmt.Sprintf("%sfor (int %s = 0; %s < %d; %s++) ", label, v, v, most, v), g.loop(depth, counter))
	case 1:
		return stmt(fmt.Sprintf("def %s = 0; while (%s++ < %d) ", v, v, most), g.loop(depth, counter))
	default:
		return stmt(fmt.Sprintf("for (int %s = %d; %s > 0; %s -= 2) ", v, most+2, v, v), g.loop(depth, counter))
	}
}

// each walks by a method that takes a closure; break and continue mean nothing
// there, return ends the round.
func (g *generator) each(depth int) *Node {
	body := func(vars ...variable) *Node {
		size, in := len(g.vars), g.inLoop
		g.vars, g.inLoop = append(g.vars, vars...), false
		g.rounds++
		b := g.block(depth, 2)
		if g.chance(20) {
			b.parts = append([]part{{node: stmt("if (", g.of("bool"), ") return")}}, b.parts...)
		}
		g.rounds--
		g.vars, g.inLoop = g.vars[:size], in
		return b
	}
	// The parameters stand at the head of the block.
	with := func(head string, b *Node) *Node {
		if head != "" {
			b.parts = append([]part{{node: &Node{kind: statement, parts: []part{text(head + " ->")}, keep: true}}}, b.parts...)
		}
		return b
	}
	t := mustType(pick(g, []string{"list(int)", "list(str)", "set(int)", "list(num)", "list(list(int))"}))
	x, i := g.fresh("x"), g.fresh("i")
	integer := mustType("int")
	switch g.r.IntN(7) {
	case 0:
		return stmt(strconv.Itoa(1+g.r.IntN(4))+".times ", with("", body(variable{"it", integer, true})))
	case 1:
		return stmt("1.upto("+strconv.Itoa(1+g.r.IntN(4))+") ", with(x, body(variable{x, integer, true})))
	case 2:
		return stmt(fmt.Sprintf("%d.step(%d, 2) ", g.r.IntN(3), 4+g.r.IntN(4)), with("int "+x, body(variable{x, integer, true})))
	case 3:
		return stmt(part{node: g.expr(t, 1)}, ".eachWithIndex ", with(x+", "+i, body(variable{x, t.args[0], true}, variable{i, integer, true})))
	case 4:
		m := mustType(pick(g, []string{"map(str,int)", "map(int,str)"}))
		return stmt(g.variableOr(m), ".each ", with(x+", "+i, body(variable{x, m.args[0], true}, variable{i, m.args[1], true})))
	case 5:
		return stmt("println(", part{node: g.expr(t, 1)}, ".collect ", with(x, g.tail(body(variable{x, t.args[0], true}), variable{x, t.args[0], true})), ")")
	default:
		return stmt(g.variableOr(t), ".each ", with("", body(variable{"it", t.args[0], true})))
	}
}

// variableOr is an expression that may begin a statement.
func (g *generator) variableOr(t *Type) part {
	if vars := g.inScope(t, false); len(vars) > 0 {
		return text(pick(g, vars).name)
	}
	return part{node: g.literal(t, 1)}
}

// tail adds the value of a block.
func (g *generator) tail(b *Node, vars ...variable) *Node {
	size := len(g.vars)
	g.vars = append(g.vars, vars...)
	v := g.value(g.valueType())
	g.vars = g.vars[:size]
	b.parts = append(b.parts, part{node: stmt("return ", v)})
	return b
}

func (g *generator) switchOver(depth int) *Node {
	t := mustType(pick(g, []string{"int", "str", "num", "list(int)", "gstr", "bool"}))
	b := list()
	in := g.inLoop
	g.inLoop = false
	for range 1 + g.r.IntN(4) {
		var label *Node
		switch g.r.IntN(8) {
		case 0:
			label = g.literal(mustType("range"), 1)
		case 1:
			label = g.literal(mustType("list("+pick(g, []string{"int", "str"})+")"), 1)
		case 2:
			label = leafOf(nil, pick(g, []string{"Integer", "String", "Number", "List", "BigDecimal", "null", "Comparable", "CharSequence"}))
		case 3:
			label = leafOf(nil, "~/"+g.regex(2)+"/")
		case 4:
			size := len(g.vars)
			g.vars = append(g.vars, variable{"it", t, true})
			label = stmt("{ ", g.of("bool"), " }")
			g.vars = g.vars[:size]
		case 5:
			label = g.expr(mustType("set(int)"), 0)
		default:
			label = g.literal(t, 1)
		}
		body := []any{"case ", label, ": ", g.print()}
		if g.chance(70) {
			body = append(body, "; break")
		}
		b.parts = append(b.parts, part{node: stmt(body...)})
	}
	if g.chance(60) {
		b.parts = append(b.parts, part{node: stmt("default: ", g.print())})
	}
	g.inLoop = in
	return stmt("switch (", g.value(t), ") ", b)
}

var exceptions = []string{"IllegalArgumentException", "IllegalStateException", "RuntimeException", "Exception", "UnsupportedOperationException",
	"ArithmeticException", "NumberFormatException", "NoSuchElementException", "AssertionError", "IOException"}

func (g *generator) try(depth int) *Node {
	b := g.block(depth, 3)
	if g.chance(60) {
		b.parts = append(b.parts, part{node: g.fail()})
	}
	n := stmt("try ", b)
	for g.chance(30) {
		n.parts = append(n.parts, stmt(" catch ("+pick(g, exceptions)+" e) ", list(stmt("println 'first'"), stmt("say(e)"))).parts...)
		if g.chance(50) {
			break
		}
	}
	if g.chance(20) {
		n.parts = append(n.parts, text(" catch (ArithmeticException | IllegalArgumentException e) { println 'either'; say(e) }"))
	}
	n.parts = append(n.parts, text(" catch ("+pick(g, []string{"e", "Throwable e", "Throwable e", "Throwable e"})+") { say(e) }"))
	if g.chance(40) {
		n.parts = append(n.parts, stmt(" finally ", list(stmt("println 'finally'"), g.statement(0))).parts...)
	}
	return n
}

// fail throws, or does what fails for some reason of its own.
func (g *generator) fail() *Node {
	switch g.r.IntN(12) {
	case 0:
		return stmt("println(", part{node: g.of("int")}, ".intdiv(0))")
	case 1:
		return stmt("println([1, 2].get(", g.of("int"), "))")
	case 2:
		return stmt("println(", part{node: g.value(g.valueType())}, ".noSuchMethod(", g.value(g.valueType()), "))")
	case 3:
		return stmt("println(", part{node: g.value(mustType(pick(g, []string{"str", "int", "dec", "bool"})))}, ".noSuchProperty)")
	case 4:
		if g.static {
			return stmt("println(null.missing)")
		}
		return stmt("println(undefinedName)")
	case 5:
		return stmt("int bad = ", g.value(mustType(pick(g, []string{"str", "list(int)", "map(str,int)"}))))
	case 6:
		return stmt("println(null.", text("size()"), ")")
	case 7:
		return stmt("println((", g.value(g.valueType()), ") as Integer)")
	case 8:
		return stmt("assert ", g.of("bool"), " : ", g.of("str"))
	case 9:
		return stmt("println(Integer.parseInt(", g.of("str"), "))")
	default:
		return stmt("throw new "+pick(g, exceptions)+"(", g.expr(mustType("str"), 1), ")")
	}
}

// check asserts something, and prints the drawing if it is not so.
func (g *generator) check() *Node {
	return stmt("try { assert ", g.of("bool"), " } catch (AssertionError e) { println e.message }")
}

func (g *generator) several() *Node {
	a, b := g.simpleType(), g.simpleType()
	va, vb := g.value(a), g.value(b)
	switch g.r.IntN(3) {
	case 0:
		return stmt("def ("+g.define("v", a)+", "+g.define("v", b)+") = [", va, ", ", vb, "]")
	case 1:
		same := g.inScope(mustType("int"), true)
		if len(same) >= 2 && same[0].name != same[1].name {
			return stmt("(" + same[0].name + ", " + same[1].name + ") = [" + same[1].name + ", " + same[0].name + "]")
		}
	}
	l := g.value(mustType("list(int)"))
	x, y := g.fresh("v"), g.fresh("v")
	return stmt("def ("+x+", "+y+") = ", l, "; println(\"$"+x+" $"+y+"\")")
}

func (g *generator) builder() *Node {
	name := g.fresh("sb")
	return stmt("def "+name+" = new StringBuilder(); "+name+" << ", part{node: g.value(g.valueType())}, " << ", part{node: g.of("cs")},
		"; "+name+".append(", g.value(g.valueType()), "); println(", name, ")")
}

// localBlock makes a closure that is called at once, with variables of its own.
func (g *generator) localBlock(depth int) *Node {
	in := g.inLoop
	g.inLoop = false
	b := g.tail(g.block(depth, 3))
	g.inLoop = in
	return stmt("println(({ -> true }() ? ", b, " : null)())")
}
