package groovy_test

import (
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// tag is a value of the host that is known by its text, or by itself if it has
// none.
type tag struct{ text string }

func (g *tag) TypeName() string { return "com.example.Tag" }
func (g *tag) String() string   { return g.text }

func (g *tag) Compare(other any) (int, bool) {
	o, ok := other.(*tag)
	if !ok || g.text == "" || o.text == "" {
		return 0, false
	}
	return len(g.text) - len(o.text), g.text == o.text
}

func (g *tag) HashCode() (int32, bool) { return int32(len(g.text)), g.text != "" }

func (g *tag) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	return g.text, name == "text", nil
}

func (g *tag) Properties() []string { return []string{"text"} }
func (g *tag) Methods() []string    { return nil }

func (g *tag) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	return g.text, class == "java.lang.String", nil
}

// reply is a document that the host has read already, and writes as its number.
type reply struct{ n int }

func (r reply) JSONValue() any  { return r.n }
func (r reply) ParsedJSON() any { return map[string]any{"n": r.n} }

// What is equal has one hash code, so every collection finds it.
func TestHostValuesAreKeys(t *testing.T) {
	t.Parallel()
	out, err := runHost(t, `
def l = [a, b, a2, none, none2]
println l.unique(false).size() + ' ' + l.toSet().size() + ' ' + (l as Set).size() + ' ' + l.groupBy { it }.size()
println([(a): 1][a2] + ' ' + [(a): 1].containsKey(b) + ' ' + l.toSet().contains(a2) + ' ' + (l - a2).size())
println a.hashCode() == a2.hashCode() && none.hashCode() != none2.hashCode()
println a.properties.text + ' ' + a.properties['class'].simpleName + ' ' + (a.respondsTo('getText') as boolean) + ' ' + (a.respondsTo('getNothing') as boolean)
println groovy.json.JsonOutput.toJson([a, reply])
println new groovy.json.JsonSlurper().parseText(reply).n + ' ' + new groovy.json.JsonSlurper().parseText(json).x
println 'xay'.replace(a, 'b') + ' ' + 'xay'.contains(a) + ' ' + up(a)
String up(String s) { s.toUpperCase() }
`, map[string]any{"a": &tag{"a"}, "a2": &tag{"a"}, "b": &tag{"bb"}, "none": &tag{}, "none2": &tag{}, "reply": reply{7}, "json": &tag{`{"x": 5}`}})
	want := `4 4 4 4
1 false true 3
true
a Tag true false
[{"text":"a"},7]
7 5
xby true A
`
	if err != nil || out != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, out, want)
	}
}

// A class of the host that a star import names goes before Groovy's own of that
// name, and its nested classes are found through it.
func TestHostClassesOfAPackage(t *testing.T) {
	t.Parallel()
	made := func(s string) func(*groovy.Context, []any) (any, error) {
		return func(*groovy.Context, []any) (any, error) { return s, nil }
	}
	out, err := runHost(t, "import com.example.tree.*\nprintln new Node() + new Document.Settings()", nil,
		&groovy.HostClass{Name: "com.example.tree.Node", New: made("a")}, &groovy.HostClass{Name: "com.example.tree.Document"},
		&groovy.HostClass{Name: "com.example.tree.Document$Settings", New: made("b")})
	if err != nil || out != "ab\n" {
		t.Errorf("got %v %q", err, out)
	}
}
