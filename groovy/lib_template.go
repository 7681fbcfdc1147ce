package groovy

import (
	"math"
	"strconv"
	"strings"
)

// groovy.text: a template becomes a script that prints it, compiled when the
// template is made and run, within the limits of the run, each time its text is
// asked for.

var (
	classTemplateEngine = &Class{name: "groovy.text.TemplateEngine", super: classObject}
	classSimpleTemplate = &Class{name: "groovy.text.SimpleTemplateEngine", super: classTemplateEngine}
	classGStringEngine  = &Class{name: "groovy.text.GStringTemplateEngine", super: classTemplateEngine}
	classTemplate       = &Class{name: "groovy.text.Template", kind: kindInterface}
	classMadeTemplate   = &Class{name: "groovy.text.SimpleTemplateEngine$SimpleTemplate", super: classObject, ifaces: []*Class{classTemplate}}
	classMadeText       = &Class{name: "groovy.text.SimpleTemplateEngine$SimpleTemplate$1", super: classObject, ifaces: []*Class{classWritable}}
)

func templateClasses() []entry {
	engine := func(c *Class) func() lib {
		made := func(*thread, any, []any) (any, error) { return &templateEngine{class: c}, nil }
		l := lib{ctors: []def{{"()", made}}}
		if c == classSimpleTemplate {
			l.ctors = append(l.ctors, def{"(boolean)", made})
			l.methods = []def{{"void setEscapeBackslash(boolean)", func(_ *thread, self any, a []any) (any, error) {
				self.(*templateEngine).escape = a[0].(bool)
				return nil, nil
			}}}
		}
		return func() lib { return l }
	}
	return []entry{
		{classTemplateEngine, templateEngineLib}, {classSimpleTemplate, engine(classSimpleTemplate)}, {classGStringEngine, engine(classGStringEngine)},
		{classTemplate, nil}, {classMadeTemplate, templateLib}, {classMadeText, templateTextLib},
	}
}

// A templateEngine makes templates.
type templateEngine struct {
	class  *Class
	escape bool // backslashes stay what they are
}

func (e *templateEngine) classOf() *Class { return e.class }

// A template is a compiled one.
type template struct{ script *Script }

func (*template) classOf() *Class { return classMadeTemplate }

// A templateText is a template with its variables; its text is made anew each
// time it is asked for.
type templateText struct {
	script *Script
	vars   *Map
}

func (*templateText) classOf() *Class { return classMadeText }

func (w *templateText) text(t *thread) (string, error) {
	out := newStringWriter()
	if err := w.writeSelf(t, out); err != nil {
		return "", err
	}
	return out.text(t)
}

// writeSelf runs the template as a script of its own, whose output is to.
func (w *templateText) writeSelf(t *thread, to any) error {
	if _, err := w.vars.put(t, "out", to); err != nil {
		return err
	}
	script, main, vars, out := t.script, t.main, t.vars, t.out
	defer func() { t.script, t.main, t.vars, t.out = script, main, vars, out }()
	// What the template prints goes where its text goes, which is charged there.
	t.script, t.vars, t.out = w.script, w.vars, &output{w: printedTo{t, to}, left: math.MaxInt64}
	if err := t.start(); err != nil {
		return err
	}
	_, err := t.run(w.script.main, t.main, nil, nil, nil)
	return err
}

// printedTo passes on what is printed.
type printedTo struct {
	t  *thread
	to any
}

func (p printedTo) Write(b []byte) (int, error) { return len(b), p.t.writeTo(p.to, string(b)) }

func templateEngineLib() lib {
	create := func(t *thread, self any, a []any) (any, error) {
		text, ok := a[0].(string)
		if !ok {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			var err error
			if text, err = t.readAll(a[0]); err != nil {
				return nil, err
			}
		}
		return t.makeTemplate(self.(*templateEngine), text)
	}
	return lib{methods: []def{{"createTemplate(String)", create}, {"createTemplate(Reader)", create}}}
}

// templateCost is how many steps and bytes a byte of a template is charged: a
// node of its tree and the code made of it.
const templateCost = 100

func (t *thread) makeTemplate(e *templateEngine, text string) (any, error) {
	if err := t.charge(1 + templateCost*len(text)/8); err != nil {
		return nil, err
	}
	if err := t.alloc(templateCost * (64 + len(text))); err != nil {
		return nil, err
	}
	count := t.local("templates", func() any { return new(int) }).(*int)
	*count++
	// A template of GStrings is a closure, whose variables are those of a Binding.
	name, o := "SimpleTemplateScript"+strconv.Itoa(*count), &Options{}
	if e.class == classGStringEngine {
		name, o.ClassName = "GStringTemplateScript"+strconv.Itoa(*count), classBinding.name
	}
	s, err := Compile(name+".groovy", templateSource(text, e), o)
	if err != nil {
		return nil, t.throw(classGroovyRuntime, "Failed to parse template script (your template may contain an error or be trying to use expressions not currently supported): startup failed:\n%s", err.Error())
	}
	return &template{s}, nil
}

// templateSource is the script of a template: what stands between <% and %>, and
// all else printed as a text in which ${} and <%= %> are values.
func templateSource(text string, e *templateEngine) string {
	begin, end := "out.print(\"\"\"", "\"\"\");"
	if e.class == classGStringEngine {
		begin, end = "out << \"\"\"", "\"\"\";"
	}
	var b strings.Builder
	b.WriteString(begin)
	// value copies up to the mark, line ends left out as a value has no room for
	// them.
	value := func(rest, mark string) string {
		part, rest, _ := strings.Cut(rest, mark)
		b.WriteString(strings.NewReplacer("\n", "", "\r", "").Replace(part))
		return rest
	}
	for text != "" {
		switch {
		case strings.HasPrefix(text, "<%="):
			b.WriteString("${")
			text = value(text[3:], "%>")
			b.WriteString("}")
		case strings.HasPrefix(text, "<%"):
			var code string
			code, text, _ = strings.Cut(text[2:], "%>")
			b.WriteString(end + code + ";\n" + begin)
		case strings.HasPrefix(text, "${"):
			b.WriteString("${")
			text = value(text[2:], "}")
			b.WriteString("}")
		default:
			switch c := text[0]; {
			case c == '"':
				b.WriteString(`\"`)
			case c == '\\' && e.escape:
				b.WriteString(`\\`)
			case c == '\r':
				b.WriteByte('\n')
				text = strings.TrimPrefix(text[1:], "\n")
				continue
			default:
				b.WriteByte(c)
			}
			text = text[1:]
		}
	}
	return b.String() + end
}

func templateLib() lib {
	return lib{methods: []def{
		{"make()", func(_ *thread, self any, _ []any) (any, error) {
			return &templateText{self.(*template).script, NewMap()}, nil
		}},
		{"make(Map)", func(t *thread, self any, a []any) (any, error) {
			vars, ok := a[0].(*Map)
			if !ok {
				vars = NewMap()
			}
			return &templateText{self.(*template).script, vars}, nil
		}},
	}}
}

func templateTextLib() lib {
	return lib{methods: []def{
		{"writeTo(Writer)", func(t *thread, self any, a []any) (any, error) {
			return a[0], self.(*templateText).writeSelf(t, a[0])
		}},
	}}
}
