package program

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// A generator makes one program.
type generator struct {
	r       *rand.Rand
	vars    []variable             // in scope, innermost last
	own     map[string][]*template // of the program's classes and methods
	objects []*Type                // the program's classes
	names   int
	left    int  // pieces this program may still take
	inLoop  bool // so that break and continue have a meaning
	rounds  int  // nesting of loops
	static  bool // in a static method, where a free name is an error
}

// New makes the program of a seed; the same seed gives the same program.
func New(seed uint64) *Node {
	g := &generator{r: rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)), own: map[string][]*template{}, left: 250}
	return g.program()
}

func (g *generator) chance(percent int) bool { return g.r.IntN(100) < percent }

func pick[T any](g *generator, from []T) T { return from[g.r.IntN(len(from))] }

func (g *generator) fresh(stem string) string {
	g.names++
	return stem + strconv.Itoa(g.names)
}

// add extends what this program can write.
func (g *generator) add(line string) {
	t := parse(line)
	key := t.result.name
	if t.result.variable() {
		key = ""
	}
	g.own[key] = append(g.own[key], t)
}

// inScope are the variables that can be used for a type, newest last.
func (g *generator) inScope(want *Type, writable bool) []variable {
	var out []variable
	seen := map[string]bool{}
	for _, v := range slices.Backward(g.vars) {
		if seen[v.name] {
			continue
		}
		seen[v.name] = true
		if covers(want, v.typ) && !(writable && v.final) {
			out = append(out, v)
		}
	}
	return out
}

var plainTypes = []string{"int", "int", "int", "str", "str", "str", "dec", "bool", "long", "dbl", "bigint", "num", "gstr",
	"list(int)", "list(int)", "list(str)", "list(str)", "list(dec)", "list(list(int))", "map(str,int)", "map(str,str)", "map(int,str)",
	"map(str,list(int))", "set(int)", "set(str)", "range", "list(map(str,int))", "list(num)", "list(bool)"}

// valueType is a type that can be printed.
func (g *generator) valueType() *Type {
	if len(g.objects) > 0 && g.chance(25) {
		return pick(g, g.objects)
	}
	if len(g.vars) > 0 && g.chance(40) {
		if t := pick(g, g.vars).typ; !strings.HasPrefix(t.name, "fn") && t.name != "entry" && t.name != "small" {
			return t
		}
	}
	return mustType(pick(g, plainTypes))
}

func (g *generator) keyType() *Type {
	return mustType(pick(g, []string{"str", "str", "int", "bool"}))
}

// expr makes an expression of a type, nested at most depth deep.
func (g *generator) expr(t *Type, depth int) *Node {
	g.left--
	if t.name == "varname" {
		return g.varName()
	}
	vars := g.inScope(t, false)
	roll := g.r.IntN(100)
	if depth <= 0 || g.left < 0 {
		roll /= 2
	}
	switch {
	case len(vars) > 0 && roll < 30:
		return &Node{typ: t, parts: []part{text(pick(g, vars).name)}}
	case roll < 38 || depth <= 0 || g.left < 0:
		return g.literal(t, depth)
	}
	heads := append([]string{t.name}, narrower[t.name]...)
	var choices []*template
	for _, h := range heads {
		choices = append(choices, g.own[h]...)
		choices = append(choices, g.own[h]...) // what is the program's own is worth more
		choices = append(choices, templates()[h]...)
	}
	if !strings.HasPrefix(t.name, "fn") && (g.chance(15) || len(choices) == 0) {
		choices = templates()[""]
	}
	for range 6 {
		if len(choices) == 0 {
			break
		}
		c := pick(g, choices)
		bound := map[string]*Type{}
		if unify(c.result, t, bound) {
			return g.fill(c, t, bound, depth-1)
		}
	}
	return g.literal(t, depth)
}

// fill writes a template.
func (g *generator) fill(c *template, t *Type, bound map[string]*Type, depth int) *Node {
	n := &Node{typ: t, loose: c.loose}
	fresh := func(name string) *Type {
		if name == "K" {
			return g.keyType()
		}
		return g.valueType()
	}
	names := map[string]string{}
	for _, h := range c.parts {
		if h.text != "" {
			n.parts = append(n.parts, text(g.rename(h.text, names)))
		}
		if h.typ == nil {
			continue
		}
		size := len(g.vars)
		for _, v := range h.vars {
			name := v.name
			if name != "it" {
				name = g.rename("#"+name, names)
			}
			g.vars = append(g.vars, variable{name, v.typ.bind(bound, fresh), true})
		}
		n.parts = append(n.parts, part{node: g.expr(h.typ.bind(bound, fresh), depth), plain: h.plain})
		g.vars = g.vars[:size]
	}
	return n
}

// rename gives #x a name of its own.
func (g *generator) rename(s string, names map[string]string) string {
	for {
		before, after, found := strings.Cut(s, "#")
		if !found {
			return s
		}
		n := 0
		for n < len(after) && after[n] >= 'a' && after[n] <= 'z' {
			n++
		}
		stem := after[:n]
		if names[stem] == "" {
			names[stem] = g.fresh(stem)
		}
		s = before + names[stem] + after[n:]
	}
}

func (g *generator) varName() *Node {
	var names []string
	for _, v := range g.vars {
		if !strings.HasPrefix(v.typ.name, "fn") && v.typ.name != "entry" && !strings.ContainsAny(v.name, "(. ") {
			names = append(names, v.name)
		}
	}
	if len(names) == 0 {
		return &Node{parts: []part{text("{1}")}}
	}
	return &Node{parts: []part{text(pick(g, names))}}
}

var (
	words = []string{`'a'`, `'abc'`, `'Hello World'`, `''`, `'x,y;z'`, `'12'`, `'b2'`, `'foo.bar'`, `'3.14'`, `'aXbXc'`, `' pad '`, `'line1\nline2'`,
		`"dq"`, `'äöü'`, `'a1b22c333'`, `'true'`, `'tab\there'`, `(/sl\d/)`, `'''tri'ple'''`, `'ABC'`, `'mississippi'`, `'key=val'`, `'007'`, `'-5'`, `'it\'s'`, `'z'`}
	plainWords = []string{`'a'`, `','`, `'b'`, `'xy'`, `'1'`, `'-'`, `' '`, `'a-c'`, `';,'`}
	ints       = []string{"0", "1", "2", "3", "4", "5", "7", "10", "12", "100", "-1", "-2", "-7", "255", "65536", "2147483647", "1000000", "0x1F", "017", "1_000"}
	longs      = []string{"0L", "1L", "5L", "-3L", "10000000000", "9223372036854775807L", "123456789L", "2147483648"}
	decimals   = []string{"0.0", "1.0", "1.5", "2.50", "-0.25", "3.14159", "100.00", "0.1", "1e3", "12.345", "7.0", "1G.toBigDecimal()", "0.001", "99.995"}
	doubles    = []string{"0d", "1.5d", "-2.25d", "1e10d", "0.1d", "3.0d", "1e-5d", "100d", "7.5f.doubleValue()"}
	bigs       = []string{"0G", "1G", "5G", "-17G", "123456789012345678901234567890", "2G", "18446744073709551616G"}
)

// literal is the simplest way to write a value of a type.
func (g *generator) literal(t *Type, depth int) *Node {
	n := &Node{typ: t}
	add := func(s string) { n.parts = append(n.parts, text(s)) }
	num := func(from []string) {
		s := pick(g, from)
		n.loose = s[0] == '-'
		add(s)
	}
	value := func(t *Type) { n.parts = append(n.parts, part{node: g.expr(t, min(depth-1, 1))}) }
	switch t.name {
	case "int":
		num(ints)
	case "small":
		add(strconv.Itoa(g.r.IntN(6)))
	case "long":
		num(longs)
	case "bigint":
		num(bigs)
	case "dec":
		num(decimals)
	case "dbl":
		num(doubles)
	case "num":
		num(pick(g, [][]string{ints, longs, bigs, decimals, doubles}))
	case "str", "cs":
		add(pick(g, words))
	case "nstr":
		add(pick(g, append([]string{"null", "null"}, words...)))
	case "plainstr":
		add(pick(g, plainWords))
	case "re":
		add("/" + g.regex(3) + "/")
	case "gstr":
		add(`"<${`)
		n.parts = append(n.parts, part{node: g.expr(mustType("int"), 0), plain: true})
		add(`}>"`)
	case "bool":
		add(pick(g, []string{"true", "false"}))
	case "list", "set":
		add("[")
		for i := range g.r.IntN(5) {
			if i > 0 {
				add(", ")
			}
			value(t.args[0])
		}
		add("]")
		if t.name == "set" {
			add(" as Set")
			n.loose = true
		}
	case "map":
		size := g.r.IntN(4)
		if size == 0 {
			add("[:]")
			break
		}
		add("[")
		for i := range size {
			if i > 0 {
				add(", ")
			}
			switch t.args[0].name {
			case "int":
				add(strconv.Itoa(i*3 + g.r.IntN(3)))
			case "str":
				add(pick(g, []string{"a", "b", "c", "key", "'x y'", "z"}))
			default:
				add("(")
				value(t.args[0])
				add(")")
			}
			add(": ")
			value(t.args[1])
		}
		add("]")
	case "range":
		add(fmt.Sprintf("(%d..%s%d)", g.r.IntN(5), pick(g, []string{"", "<"}), g.r.IntN(8)))
	case "fn1", "fn2":
		var names []string
		size := len(g.vars)
		for i := range len(t.args) - 1 {
			name := g.fresh("p")
			names = append(names, name)
			g.vars = append(g.vars, variable{name, t.args[i], true})
		}
		add("{ " + strings.Join(names, ", ") + " -> ")
		n.parts = append(n.parts, part{node: g.expr(t.args[len(t.args)-1], min(depth-1, 1)), plain: true})
		g.vars = g.vars[:size]
		add(" }")
	default:
		if own := g.own[t.name]; len(own) > 0 {
			return g.fill(own[0], t, map[string]*Type{}, 0)
		}
		add("null")
	}
	return n
}

// regex writes an expression of Java's regular expressions.
func (g *generator) regex(depth int) string {
	var b strings.Builder
	for range 1 + g.r.IntN(3) {
		switch k := g.r.IntN(14); {
		case k == 0 && depth > 0:
			b.WriteString("(" + g.regex(depth-1) + ")")
		case k == 1 && depth > 0:
			b.WriteString("(?:" + g.regex(depth-1) + "|" + g.regex(depth-1) + ")")
		case k == 2 && depth > 0:
			b.WriteString("(?i:" + g.regex(depth-1) + ")")
		default:
			b.WriteString(pick(g, []string{`a`, `b`, `x`, `\d`, `\w`, `\s`, `.`, `[a-z]`, `[A-Z]`, `[^a]`, `[0-9a-f]`, `\b`, `l`, `,`, `\.`, `s`, `\W`, `\D`, `[\d.]`}))
		}
		if g.chance(35) {
			b.WriteString(pick(g, []string{"?", "*", "+", "{1,2}", "{2}", "+?", "*?"}))
		}
	}
	return b.String()
}
