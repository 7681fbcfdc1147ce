package program

import (
	"fmt"
	"strings"
)

// A Type is what an expression gives: int, list(str), map(str,list(int)). A
// single capital letter is a variable, for any type of values.
//
//	int long bigint dec dbl   numbers; num is any of them, small 0 to 5
//	str gstr                  texts; cs is either, nstr may be null, re a pattern's text
//	bool
//	list(T) set(T) map(K,V) range
//	fn1(A,R) fn2(A,B,R)       closures
//	other names               classes of the program
type Type struct {
	name string
	args []*Type
}

func (t *Type) String() string {
	if len(t.args) == 0 {
		return t.name
	}
	s := make([]string, len(t.args))
	for i, a := range t.args {
		s[i] = a.String()
	}
	return t.name + "(" + strings.Join(s, ",") + ")"
}

func (t *Type) variable() bool { return len(t.name) == 1 && t.name[0] >= 'A' && t.name[0] <= 'Z' }

// typ reads a type from the start of s and gives what is left. It is used on
// the tables of this package, so a mistake is a panic.
func typ(s string) (*Type, string) {
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n == 0 {
		panic(fmt.Sprintf("no type in %q", s))
	}
	t := &Type{name: s[:n]}
	s = s[n:]
	if takes := arity[t.name]; takes > 0 {
		for i := range takes {
			want := byte(',')
			if i == 0 {
				want = '('
			}
			if s == "" || s[0] != want {
				panic(fmt.Sprintf("%s wants %d types before %q", t.name, takes, s))
			}
			var a *Type
			a, s = typ(s[1:])
			t.args = append(t.args, a)
		}
		if s == "" || s[0] != ')' {
			panic(fmt.Sprintf("%s is not closed before %q", t.name, s))
		}
		s = s[1:]
	}
	return t, s
}

var arity = map[string]int{"list": 1, "set": 1, "map": 2, "fn1": 2, "fn2": 3}

func mustType(s string) *Type {
	t, rest := typ(s)
	if rest != "" {
		panic(fmt.Sprintf("%q after type %s", rest, t))
	}
	return t
}

// covers says whether a value of type t will do where want is asked for.
func covers(want, t *Type) bool {
	if want.name == t.name {
		for i := range want.args {
			if want.args[i].String() != t.args[i].String() {
				return false
			}
		}
		return true
	}
	for _, s := range narrower[want.name] {
		if s == t.name {
			return true
		}
	}
	return false
}

var narrower = map[string][]string{
	"num":  {"int", "long", "bigint", "dec", "dbl"},
	"int":  {"small"},
	"cs":   {"str", "gstr"},
	"nstr": {"str"},
}

// unify binds the variables of pattern so that it becomes t.
func unify(pattern, t *Type, bound map[string]*Type) bool {
	if pattern.variable() {
		if b := bound[pattern.name]; b != nil {
			return b.String() == t.String()
		}
		if strings.HasPrefix(t.name, "fn") || t.name == "small" || t.name == "re" || t.name == "nstr" {
			return false
		}
		bound[pattern.name] = t
		return true
	}
	if pattern.name != t.name {
		return len(pattern.args) == 0 && len(t.args) == 0 && covers(t, pattern)
	}
	for i := range pattern.args {
		if !unify(pattern.args[i], t.args[i], bound) {
			return false
		}
	}
	return true
}

func (t *Type) bind(bound map[string]*Type, fresh func(string) *Type) *Type {
	if t.variable() {
		if bound[t.name] == nil {
			bound[t.name] = fresh(t.name)
		}
		return bound[t.name]
	}
	if len(t.args) == 0 {
		return t
	}
	c := &Type{name: t.name}
	for _, a := range t.args {
		c.args = append(c.args, a.bind(bound, fresh))
	}
	return c
}
