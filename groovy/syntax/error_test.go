package syntax_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// errorsOf gives the errors of a source, each as line:col: message; hint.
func errorsOf(src string) []string {
	_, err := syntax.Parse("f", src)
	var list syntax.ErrorList
	errors.As(err, &list)
	var got []string
	for _, e := range list {
		got = append(got, strings.TrimPrefix(e.Error(), "f:"))
	}
	return got
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		// Conditions and assignments.
		{"if (x = 5) { y }", []string{"1:7: unexpected = in a condition; use == to compare, or put the assignment in parentheses"}},
		{"assert x = 5", []string{"1:10: unexpected = in an assertion; use == to compare"}},
		{"while x < 3 { }", []string{"1:7: unexpected name x, expected (; put the condition in parentheses"}},
		{"5 = x", []string{"1:3: cannot assign to a constant; use == to compare"}},
		{"a + b += c", []string{"1:7: cannot assign to the result of an operator"}},
		{"f() = 1", []string{"1:5: cannot assign to the result of a call; use == to compare"}},
		{"a < b < c", []string{"1:7: unexpected <, expected the end of the statement; comparisons do not chain; join them with &&"}},

		// Brackets.
		{"def x = [1, 2\nprintln x", []string{"2:1: unexpected name println, expected ] to close the [ of line 1; a comma or ] is missing before it"}},
		{"f(1, 2", []string{"1:2: this ( is never closed; add )"}},
		{"f {\n  g()\n", []string{"1:3: this { is never closed; add }"}},
		{"def f() {\n    if (x) {\n        a\n    b\n}\n", []string{"1:9: this { is never closed; add }; the braces seem to go wrong from line 2 on"}},
		{"f(1))", []string{"1:5: unexpected ), expected the end of the statement; there is no ( that it could close"}},
		{"a\n}\nb", []string{"2:1: unexpected }; there is no { that it could close"}},
		{"f(a b)", []string{"1:5: unexpected name b, expected ) to close the (; a comma or ) is missing before it"}},
		{"class A {\n  def f() {\n}\nprintln 1\nprintln 2\n", []string{"4:1: unexpected name println in a class; the { of line 1 is never closed"}},

		// Strings and characters.
		{"x = 'a\ny = 1", []string{"1:5: string does not end; close it with '"}},
		{"x = \"a ${b\ny = 1", []string{"1:8: this ${ is never closed; add }"}},
		{"x = '''a\nb", []string{"1:5: string does not end; close it with '''"}},
		{"x = /a\ny = 1", []string{"1:5: slashy string does not end; close it with /"}},
		{"/* a", []string{"1:1: comment does not end; close it with */"}},
		{`x = "costs $5"`, []string{`1:12: a $ in a string must begin an interpolation; write \$ for a dollar sign, or use a string in single quotes`}},
		{`x = '\d'`, []string{`1:6: unknown escape \d; write \\ for a backslash, or use a /slashy/ string`}},
		{`x = '\u12g4'`, []string{`1:6: \u wants four hexadecimal digits; write \\ for a backslash`}},
		{"x = “a”", []string{"1:5: unexpected character '“'; use a straight quote \""}},
		{"x =\u00a01", []string{"1:4: unexpected character U+00A0; it looks like a blank or nothing and is neither; type it again"}},
		{"# a", []string{"1:1: unexpected character '#'; a comment begins with //"}},
		{"x = 'é\xff'", []string{"1:7: the source is not valid UTF-8 here"}},

		// Numbers.
		{"x = 09", []string{"1:6: a number that begins with 0 is octal and has no digit 9; leave out the leading 0"}},
		{"x = 1_", []string{"1:6: an underscore in a number must stand between digits"}},
		{"x = 0x", []string{"1:5: a number needs digits behind 0x"}},
		{"x = 2147483648i", []string{"1:5: number 2147483648i is too large for an int; leave out the suffix"}},
		{"x = 9223372036854775808L", []string{"1:5: number 9223372036854775808L is too large for a long; use the suffix g for a BigInteger"}},

		// Declarations.
		{"def while = 2", []string{"1:5: expected a name, found keyword while; a keyword cannot be a name"}},
		{"def string x", []string{"1:5: unexpected name string; a type begins with a capital letter; separate names with commas"}},
		{"public private def x", []string{"1:8: modifier private contradicts the one before; give one of public, protected and private"}},
		{"def (a, b)", []string{"1:11: unexpected end of file, expected = and the values"}},
		{"String f()", []string{"1:1: method f has no body; add one; a call of f needs no type before it"}},
		{"if (x) { def f() { } }", []string{"1:10: a method cannot be declared in a block; use a closure: def f = { ... }"}},
		{"if (x) {\n" + strings.Repeat("def f() { }\nclass A { }\n", 30), []string{"1:8: this { is never closed; add }"}},
		{"class A { f() { } }", []string{"1:11: unexpected name f in a class; a method needs a type or def before its name"}},
		{"class A { void A() { } }", []string{"1:11: a constructor has no type of result; leave out what stands before A"}},
		{"class A { A() { f(); this(1) } }", []string{"1:26: another constructor can only be called by the first statement of a constructor"}},
		{"List<int> x", []string{"1:6: a primitive type cannot be a type argument; use its class, such as Integer for int"}},

		// Statements.
		{"else { }", []string{"1:1: unexpected keyword else; else must follow the if it belongs to; several statements before it need braces"}},
		{"try { f() }", []string{"1:1: this try has neither catch nor finally"}},
		{"switch (x) { case 1 \n f() }", []string{"1:21: unexpected end of line, expected : behind the value"}},
		{"switch (x) { default: 1; default: 2 }", []string{"1:1: this switch has more than one default"}},
		{"for (int i = 0; i < 3) { }", []string{"1:22: unexpected ), expected ; or in"}},
		{"x = a ?: (throw b)", []string{"1:11: unexpected keyword throw where a value is expected; use an if statement"}},
		{"println ++a", []string{"1:11: unexpected name a, expected the end of the statement"}},
		{"a\n+= b", []string{"2:1: unexpected +=, expected an expression; a line break ends a statement; put += at the end of the line before"}},
		{"def a = { b: 1, c: 2 }", []string{"1:15: unexpected ,, expected the end of the statement; a list or map is written in square brackets"}},
		{"x = [a: 1, b]", []string{"1:12: a map cannot have a value without a key; give it a key, or make all of it a list"}},
		{"x = [-1: 2]", []string{"1:8: unexpected : behind an argument; put a key that is not a plain name, number or string in parentheses"}},
		{"f(a: 1, a: 2)", []string{"1:3: argument a is given twice"}},
		{"x = new A", []string{"1:10: unexpected end of file, expected ( and the arguments of new A"}},
		{"x = new int[]", []string{"1:12: an array needs a size or its elements; write new int[n]"}},
	} {
		if got := errorsOf(c.src); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s\ngot  %q\nwant %q", c.src, got, c.want)
		}
	}
}

// Each broken line is complained of once, and the right lines between them are
// not.
func TestSeveralErrors(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a = = 1\nb = 2\nc = = 3\nd = 4\n", "[1 3]"},
		{"f(1, 2\ng(3)\nh(4)\ni(5))\nj = = 1\n", "[2 5]"},
		{"f(a b,\n  c,\n  d)\ng(\ne f = 2\n", "[1 5]"},
		{"x.each {\n  a = = 1\n  b = 2\n}\nc = = 3\n", "[2 5]"},
		{"class A {\n  def f() { a = = 1 }\n  def g( { }\n  int h\n}\nx = = 1\n", "[2 3 6]"},
		{"switch (a) {\n  case 1:\n    b = = 1\n  case 2:\n    c = = 2\n}\n", "[3 5]"},
		{"x = 'a\ny = \"b\nz = 1\n", "[1 2]"},
		{"if (a = 1) { }\nif (b == 2) { c = = 3 }\n", "[1 2]"},
		{"def m(a) {\n  if (a {\n    b\n  }\n}\nc = = 1\n", "[5 6]"},
	} {
		var lines []int
		_, err := syntax.Parse("f", c.src)
		var list syntax.ErrorList
		errors.As(err, &list)
		for _, e := range list {
			lines = append(lines, int(e.Pos.Line))
		}
		if got := fmt.Sprint(lines); got != c.want {
			t.Errorf("%s\ngot errors in lines %s (%v), want %s", c.src, got, list, c.want)
		}
	}
}

// What is right around an error is in the tree.
func TestTreeAroundAnError(t *testing.T) {
	f, err := syntax.Parse("f", "a = 1\nb = = 2\nc = 3\n")
	if err == nil || len(f.Body) != 3 {
		t.Fatalf("got %d statements, %v, want 3 and an error", len(f.Body), err)
	}
	if _, ok := f.Body[1].(*syntax.BadStmt); !ok {
		t.Errorf("got %T, want a BadStmt", f.Body[1])
	}
	if s, ok := f.Body[2].(*syntax.ExprStmt); !ok || f.Text(s) != "c = 3" {
		t.Errorf("got %T %q, want c = 3", f.Body[2], f.Text(f.Body[2]))
	}
}

func TestExcerpt(t *testing.T) {
	_, err := syntax.Parse("f", "x = 1\n\tf('é', while)\n")
	var list syntax.ErrorList
	if !errors.As(err, &list) {
		t.Fatal(err)
	}
	const want = "\tf('é', while)\n\t       ^^^^^"
	if got := list[0].Excerpt(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var one *syntax.Error
	if !errors.As(err, &one) || one != list[0] {
		t.Errorf("got %v, want the first of the list", one)
	}
}

func TestOpening(t *testing.T) {
	_, err := syntax.Parse("f", "f(a,\n  b\nc d")
	var e *syntax.Error
	if !errors.As(err, &e) || e.Opening != (syntax.Pos{Offset: 1, Line: 1, Col: 2}) || e.Pos.Line != 3 {
		t.Errorf("got %+v, want an error in line 3 that was opened in line 1", e)
	}
}
