package program

import (
	"fmt"
	"strings"
)

// method makes a method of the script; it sees its parameters only.
func (g *generator) method() *Node {
	name := g.fresh("m")
	vars := g.vars
	defer func() { g.vars = vars }()
	g.vars = nil
	r := g.simpleType()
	var params []any
	var holes []string
	for i := range 1 + g.r.IntN(3) {
		if i > 0 {
			params = append(params, ", ")
		}
		t := g.simpleType()
		p := g.fresh("a")
		params = append(params, g.javaType(t)+" "+p)
		if i > 0 && g.chance(40) {
			params = append(params, " = ", g.expr(t, 1))
		}
		holes = append(holes, "@"+t.String())
		g.vars = append(g.vars, variable{p, t, false})
	}
	head := pick(g, []string{"def", "def", g.javaType(r), "static def"})
	g.static = head == "static def"
	body := g.methodBody(r)
	g.static = false
	n := stmt(append(append([]any{head + " " + name + "("}, params...), ") ", body)...)
	g.add(r.String() + ": " + name + "(" + strings.Join(holes, ", ") + ")")
	return n
}

// methodBody makes statements that end with a value.
func (g *generator) methodBody(r *Type) *Node {
	in, left := g.inLoop, g.left
	g.inLoop, g.left = false, 25
	size := len(g.vars)
	b := list()
	for range g.r.IntN(3) {
		if g.chance(30) {
			b.parts = append(b.parts, part{node: stmt("if (", g.of("bool"), ") return ", g.expr(r, 1))})
		} else {
			b.parts = append(b.parts, part{node: g.statement(1)})
		}
	}
	v := g.value(r)
	if g.chance(50) && !strings.HasPrefix(v.Text(), "{") && !strings.HasPrefix(v.Text(), "[") {
		b.parts = append(b.parts, part{node: stmt(part{node: v})})
	} else {
		b.parts = append(b.parts, part{node: stmt("return ", v)})
	}
	g.vars = g.vars[:size]
	g.inLoop, g.left = in, left
	return b
}

// class makes a class with properties, methods and operators, an enum, or an
// interface with closures for it.
func (g *generator) class() *Node {
	switch k := g.r.IntN(10); {
	case k == 0:
		return g.enum()
	case k == 1:
		return g.iface()
	case k < 4 && len(g.objects) > 0 && strings.HasPrefix(g.objects[0].name, "P"):
		return g.subclass(g.objects[0])
	}
	name := g.fresh("P")
	t := &Type{name: name}
	vars := g.vars
	defer func() { g.vars = vars }()
	g.vars = nil
	a, b := g.simpleType(), g.simpleType()
	fields := []variable{{"a", a, false}, {"b", b, false}, {"n", mustType("int"), false}}
	java := func(t *Type) string {
		if g.chance(40) {
			return "def"
		}
		return g.javaType(t)
	}
	body := list()
	add := func(n *Node) { body.parts = append(body.parts, part{node: n}) }
	add(stmt(java(a) + " a"))
	add(stmt(java(b)+" b = ", g.expr(b, 1)))
	add(stmt("int n = ", g.literal(mustType("int"), 0)))
	g.vars = fields
	constructor := g.chance(50)
	if constructor {
		add(stmt(name + "(a, b) { this.a = a; this.b = b }"))
		g.add(fmt.Sprintf("%s: new %s(@%s, @%s)", name, name, a, b))
	} else {
		g.add(fmt.Sprintf("%s: new %s(a: @%s, b: @%s)", name, name, a, b))
		g.add(fmt.Sprintf("%s: new %s(a: @%s, n: @int)", name, name, a))
		g.add(fmt.Sprintf("%s: ([a: @%s, b: @%s] as %s)", name, a, b, name))
	}
	add(stmt(`String toString() { "` + name + `($a, $b, $n)" }`))
	add(stmt("boolean equals(o) { o instanceof " + name + " && a == o.a && n == o.n }"))
	add(stmt("int hashCode() { n * 31 + (a == null ? 0 : a.hashCode()) }"))
	g.objects = append(g.objects, t)
	for _, f := range fields {
		g.add(f.typ.String() + ": @" + name + "." + f.name)
		if g.chance(30) {
			g.add(f.typ.String() + ": @" + name + ".get" + strings.ToUpper(f.name) + "()")
		}
		g.add("list(" + f.typ.String() + "): @list(" + name + ")*." + f.name)
		g.add("list(" + f.typ.String() + "): @list(" + name + ")." + f.name)
	}
	g.add("str: @" + name + ".toString()")
	g.add("bool: @" + name + " == @" + name)
	g.add("list(" + name + "): [@" + name + ", @" + name + ", @" + name + "]")
	for _, k := range g.r.Perm(memberKinds)[:1+g.r.IntN(4)] {
		add(g.member(name, k))
	}
	head := "class " + name
	if g.chance(40) {
		head += " implements Comparable<" + name + ">"
		add(stmt("int compareTo(" + name + " o) { n <=> o.n }"))
		g.add("~int: @" + name + " <=> @" + name)
		g.add("~bool: @" + name + " < @" + name)
		g.add("~bool: @" + name + " >= @" + name)
		g.add("list(" + name + "): @list(" + name + ").sort(false)")
		g.add(name + ": @list(" + name + ").max()")
		g.add(name + ": [@" + name + ", @" + name + "].min()")
	}
	return stmt(head+" ", body)
}

// memberKinds is how many kinds of members there are; a class has each once at
// most, since two methods of one signature are an error.
const memberKinds = 14

// member makes a method, an operator, a getter or a static method.
func (g *generator) member(class string, k int) *Node {
	fields := len(g.vars)
	defer func() { g.vars = g.vars[:fields] }()
	self := &Type{name: class}
	operator := func(name, sign, result string) *Node {
		g.add("~" + result + ": @" + class + " " + sign + " @" + class)
		g.vars = append(g.vars, variable{"o", self, true})
		return stmt("def "+name+"("+pick(g, []string{"", class + " "})+"o) { ", g.expr(mustType(result), 2), " }")
	}
	switch k {
	case 0:
		return operator("plus", "+", pick(g, []string{"int", "str", "list(int)"}))
	case 1:
		return operator("minus", "-", pick(g, []string{"int", "dec"}))
	case 2:
		return operator("multiply", "*", "int")
	case 3:
		return operator("leftShift", "<<", "str")
	case 4:
		g.add("~int: -@" + class)
		return stmt("def negative() { ", g.of("int"), " }")
	case 5:
		g.add("str: @" + class + "[@int]")
		g.vars = append(g.vars, variable{"i", mustType("int"), true})
		return stmt("def getAt(int i) { ", g.of("str"), " }")
	case 6:
		g.add("int: @" + class + ".call(@int)")
		g.vars = append(g.vars, variable{"x", mustType("int"), true})
		return stmt("def call(x) { ", g.of("int"), " }")
	case 7:
		g.add("~bool: @" + class + " ? @bool : @bool")
		return stmt("boolean asBoolean() { ", g.of("bool"), " }")
	case 8:
		r := g.simpleType()
		p := g.fresh("twice")
		g.add(r.String() + ": @" + class + "." + p)
		return stmt("def get"+strings.ToUpper(p[:1])+p[1:]+"() { ", g.value(r), " }")
	case 9:
		r := g.simpleType()
		p := g.fresh("made")
		vars := g.vars
		g.vars = []variable{{"x", mustType("int"), false}}
		g.static = true
		n := stmt("static "+p+"(x) ", g.methodBody(r))
		g.static = false
		g.vars = vars
		g.add(r.String() + ": " + class + "." + p + "(@int)")
		return n
	case 10:
		r := g.simpleType()
		g.add(r.String() + ": @" + class + ".anyOther(@int)")
		g.vars = append(g.vars, variable{"name", mustType("str"), true})
		return stmt("def methodMissing(String name, args) { ", g.value(r), " }")
	case 11:
		g.add("str: @" + class + ".anyOther")
		g.vars = append(g.vars, variable{"name", mustType("str"), true})
		return stmt("def propertyMissing(String name) { ", g.of("str"), " }")
	default:
		r, p := g.simpleType(), g.simpleType()
		name, arg := g.fresh("go"), g.fresh("x")
		g.vars = append(g.vars, variable{arg, p, false})
		n := stmt(pick(g, []string{"def", g.javaType(r)})+" "+name+"("+g.javaType(p)+" "+arg+") ", g.methodBody(r))
		g.add(r.String() + ": @" + class + "." + name + "(@" + p.String() + ")")
		g.add("list(" + r.String() + "): @list(" + class + ")*." + name + "(@" + p.String() + ")")
		g.add("fn1(" + p.String() + "," + r.String() + "): @" + class + ".&" + name)
		return n
	}
}

func (g *generator) subclass(super *Type) *Node {
	name := g.fresh("P")
	vars := g.vars
	defer func() { g.vars = vars }()
	g.vars = []variable{{"a.toString()", mustType("str"), true}, {"n", mustType("int"), false}, {"extra", mustType("int"), false}}
	constructor := name + "(int e) { super(null, null); extra = e }"
	if strings.Contains(g.own[super.name][0].parts[0].text, "(a: ") {
		constructor = name + "(int e) { extra = e }"
	}
	body := list(
		stmt("int extra = ", g.literal(mustType("int"), 0)),
		stmt(constructor),
		stmt(`String toString() { "`+name+`<$extra, ${super.toString()}>" }`),
	)
	g.add(name + ": new " + name + "(@int)")
	g.add("int: @" + name + ".extra")
	g.add("int: @" + name + ".n")
	g.add("bool: @" + name + " instanceof " + super.name)
	g.add("bool: @" + super.name + " == @" + name)
	g.add(super.name + ": @" + name)
	g.objects = append(g.objects, &Type{name: name})
	for _, k := range g.r.Perm(memberKinds)[:1+g.r.IntN(3)] {
		body.parts = append(body.parts, part{node: g.member(name, k)})
	}
	return stmt("class "+name+" extends "+super.name+" ", body)
}

func (g *generator) enum() *Node {
	name := g.fresh("E")
	vars := g.vars
	defer func() { g.vars = vars }()
	g.vars = []variable{{"weight", mustType("int"), true}, {"name()", mustType("str"), true}}
	n := stmt(fmt.Sprintf("enum %s { RED(%d), GREEN(%d), BLUE(%d); final int weight; %s(int w) { weight = w }; def grow(int k) { ",
		name, g.r.IntN(5), g.r.IntN(50), -g.r.IntN(5), name), g.of("int"), " } }")
	g.objects = append(g.objects, &Type{name: name})
	for _, line := range []string{
		name + ": " + name + ".RED", name + ": " + name + ".BLUE", name + ": " + name + ".values()[@small]",
		name + ": " + name + ".valueOf(@str)", name + ": ('GREEN' as " + name + ")", name + ": @" + name + ".next()", name + ": @" + name + ".previous()",
		"int: @" + name + ".ordinal()", "int: @" + name + ".weight", "int: @" + name + ".grow(@int)", "str: @" + name + ".name()",
		"~bool: @" + name + " == @" + name, "~int: @" + name + " <=> @" + name, "list(" + name + "): " + name + ".values().toList()",
		"list(" + name + "): (" + name + ".RED.." + name + ".BLUE).toList()",
	} {
		g.add(line)
	}
	return n
}

func (g *generator) iface() *Node {
	name := g.fresh("I")
	a, r := g.simpleType(), g.simpleType()
	g.add(fmt.Sprintf("%s: ({ #x -> @%s[x:%s] } as %s).act(@%s)", r, r, a, name, a))
	g.add(fmt.Sprintf("%s: ([act: { #x -> @%s[x:%s] }] as %s).act(@%s)", r, r, a, name, a))
	g.add(fmt.Sprintf("%s: new %s() { def act(x) { @%s[x:%s] } }.act(@%s)", r, name, r, a, a))
	return stmt("interface " + name + " { def act(x) }")
}
