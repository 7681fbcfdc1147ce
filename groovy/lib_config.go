package groovy

import "strings"

var (
	classConfigObject  = &Class{name: "groovy.util.ConfigObject", super: classGroovyObjectSupport, ifaces: []*Class{classWritable, classMap, classCloneable}}
	classConfigSlurper = &Class{name: "groovy.util.ConfigSlurper", super: classObject}
)

func configClasses() []entry {
	return []entry{{classConfigObject, configObjectLib}, {classConfigSlurper, configSlurperLib}}
}

// A configSlurper reads Properties; a text it would have to evaluate.
type configSlurper struct{}

func (*configSlurper) classOf() *Class { return classConfigSlurper }

// newConfig makes a ConfigObject: a map whose properties make another one where
// there is none yet.
func newConfig() *Map { return &Map{class: classConfigObject} }

// configProperty is config.name.
func (t *thread) configProperty(m *Map, name string) (any, error) {
	if e := m.findString(name); e != nil || name == "configFile" {
		if e == nil {
			return nil, nil
		}
		return e.Value, nil
	}
	c := newConfig()
	_, err := m.put(t, name, c)
	return c, err
}

func configObjectLib() lib {
	m := func(v any) *Map { return v.(*Map) }
	isConfig := func(t *thread, v any) (*Map, error) {
		if c, ok := v.(*Map); ok && c.class == classConfigObject {
			return c, nil
		}
		return nil, t.castError(v, classConfigObject)
	}
	properties := func(t *thread, self any, prefix string) (any, error) {
		flat := newConfig()
		if err := t.flattenConfig(flat, "", m(self)); err != nil {
			return nil, err
		}
		out := &Map{class: classProperties, mode: mapHash, capacity: 16}
		return out, t.iterateMap(flat, func(e *Entry) error {
			if e.Value == nil {
				return nil
			}
			k, err := t.toString(e.Key)
			if err != nil {
				return err
			}
			v, err := t.toString(e.Value)
			if err != nil {
				return err
			}
			_, err = t.putPath(out, prefix, k, v)
			return err
		})
	}
	printed := func(t *thread, self any) (string, error) {
		var b strings.Builder
		w := configWriter{t: t, b: &b}
		err := w.config("", m(self), 0, false)
		return b.String(), err
	}
	return lib{
		ctors: []def{{"()", func(*thread, any, []any) (any, error) { return newConfig(), nil }}},
		methods: []def{
			{"flatten()", func(t *thread, self any, _ []any) (any, error) {
				out := newConfig()
				return out, t.flattenConfig(out, "", m(self))
			}},
			{"flatten(Map)", func(t *thread, self any, a []any) (any, error) {
				out, ok := a[0].(*Map)
				if !ok {
					out = newConfig()
				}
				return out, t.flattenConfig(out, "", m(self))
			}},
			{"merge(ConfigObject)", func(t *thread, self any, a []any) (any, error) {
				other, err := isConfig(t, a[0])
				if err != nil {
					return nil, err
				}
				return self, t.mergeConfig(m(self), other)
			}},
			{"isSet(String)", func(t *thread, self any, a []any) (any, error) {
				e, err := m(self).find(t, a[0])
				if e == nil || err != nil {
					return false, err
				}
				if c, ok := e.Value.(*Map); ok && c.class == classConfigObject {
					return c.Len() > 0, nil
				}
				return true, nil
			}},
			{"clone()", func(t *thread, self any, _ []any) (any, error) {
				out := newConfig()
				return out, t.putAll(out, m(self))
			}},
			{"toProperties()", func(t *thread, self any, _ []any) (any, error) { return properties(t, self, "") }},
			{"toProperties(String)", func(t *thread, self any, a []any) (any, error) {
				prefix, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				return properties(t, self, prefix+".")
			}},
			{"prettyPrint()", func(t *thread, self any, _ []any) (any, error) { return textResult(printed(t, self)) }},
			{"writeTo(Writer)", func(t *thread, self any, a []any) (any, error) {
				s, err := printed(t, self)
				if err != nil {
					return nil, err
				}
				return a[0], t.writeTo(a[0], s)
			}},
		},
	}
}

// putPath puts a value under the name that two parts make.
func (t *thread) putPath(out *Map, prefix, k string, v any) (any, error) {
	if err := t.newText(len(prefix) + len(k)); err != nil {
		return nil, err
	}
	return out.put(t, prefix+k, v)
}

// flattenConfig puts all values below m into out, by their paths.
func (t *thread) flattenConfig(out *Map, prefix string, m *Map) error {
	if err := t.enter(); err != nil {
		return err
	}
	defer t.exit()
	return t.iterateMap(m, func(e *Entry) error {
		k, err := t.toString(e.Key)
		if err != nil {
			return err
		}
		if inner, ok := e.Value.(*Map); ok {
			if err := t.newText(len(prefix) + len(k)); err != nil {
				return err
			}
			return t.flattenConfig(out, prefix+k+".", inner)
		}
		_, err = t.putPath(out, prefix, k, e.Value)
		return err
	})
}

func (t *thread) mergeConfig(m, other *Map) error {
	if err := t.enter(); err != nil {
		return err
	}
	defer t.exit()
	return t.iterateMap(other, func(e *Entry) error {
		own, err := m.find(t, e.Key)
		if err != nil {
			return err
		}
		if own != nil {
			mine, ok := own.Value.(*Map)
			theirs, ok2 := e.Value.(*Map)
			if ok && ok2 && mine.Len() > 0 {
				return t.mergeConfig(mine, theirs)
			}
		}
		_, err = m.put(t, e.Key, e.Value)
		return err
	})
}

// configWords are keys that are written in quotes.
var configWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields("abstract as assert boolean break byte case catch char class const continue def default do double else enum " +
		"extends false final finally float for goto if implements import in instanceof int interface long mixin native new null package private " +
		"property protected public return short static strictfp super switch synchronized test this throw throws transient true try void volatile " +
		"while with") {
		configWords[w] = true
	}
}

// A configWriter writes a ConfigObject as a script that would make it.
type configWriter struct {
	t *thread
	b *strings.Builder
}

func (w configWriter) write(parts ...string) error {
	n := 1
	for _, p := range parts {
		n += len(p)
	}
	if err := w.t.alloc(n); err != nil {
		return err
	}
	for _, p := range parts {
		w.b.WriteString(p)
	}
	return w.b.WriteByte('\n')
}

func (w configWriter) quoted(key string) (string, error) {
	if configWords[key] {
		return w.t.inspect(key)
	}
	return key, nil
}

func (w configWriter) value(key, space, prefix string, v any) error {
	if prefix == "" && configWords[key] {
		prefix = "this."
	}
	key, err := w.quoted(key)
	if err != nil {
		return err
	}
	s, err := w.t.inspect(v)
	if err != nil {
		return err
	}
	return w.write(space, prefix, key, "=", s)
}

func (w configWriter) node(key, space string, tab int, m *Map) error {
	key, err := w.quoted(key)
	if err != nil {
		return err
	}
	if err := w.write(space, key, " {"); err != nil {
		return err
	}
	if err := w.config("", m, tab+1, true); err != nil {
		return err
	}
	return w.write(space, "}")
}

func configOf(v any) *Map {
	if m, ok := v.(*Map); ok && m.class == classConfigObject {
		return m
	}
	return nil
}

func (w configWriter) config(prefix string, m *Map, tab int, apply bool) error {
	if err := w.t.enter(); err != nil {
		return err
	}
	defer w.t.exit()
	space := ""
	if apply {
		space = strings.Repeat("\t", tab)
	}
	return w.t.iterateMap(m, func(e *Entry) error {
		key, err := w.t.toString(e.Key)
		if err != nil {
			return err
		}
		inner := configOf(e.Value)
		switch {
		case inner == nil:
			return w.value(key, space, prefix, e.Value)
		case inner.Len() == 0:
			return nil
		}
		return w.inner(prefix, key, space, tab, inner)
	})
}

// inner writes a configuration within another: what has one value as a path,
// others in braces.
func (w configWriter) inner(prefix, key, space string, tab int, m *Map) error {
	dots, first := false, (*Entry)(nil)
	for _, e := range m.ordered() {
		if e == nil {
			continue
		}
		if first == nil {
			first = e
		}
		if k, ok := e.Key.(string); ok && strings.Contains(k, ".") {
			dots = true
		}
	}
	if m.Len() != 1 && !dots {
		return w.node(key, space, tab, m)
	}
	firstConfig := configOf(first.Value)
	if firstConfig != nil && firstConfig.Len() == 1 {
		key, err := w.quoted(key)
		if err != nil {
			return err
		}
		name, err := w.t.toString(first.Key)
		if err != nil {
			return err
		}
		return w.config(prefix+key+"."+name+".", firstConfig, tab, true)
	}
	if !dots && firstConfig != nil {
		return w.node(key, space, tab, m)
	}
	return w.t.iterateMap(m, func(e *Entry) error {
		name, err := w.t.toString(e.Key)
		if err != nil {
			return err
		}
		if c := configOf(e.Value); c != nil {
			k, err := w.quoted(key)
			if err != nil {
				return err
			}
			return w.config(prefix+k, c, tab, false)
		}
		if strings.Contains(name, ".") {
			if name, err = w.t.inspect(name); err != nil {
				return err
			}
		}
		return w.value(key+"."+name, space, prefix, e.Value)
	})
}

func configSlurperLib() lib {
	fresh := func(*thread, any, []any) (any, error) { return &configSlurper{}, nil }
	return lib{
		ctors: []def{{"()", fresh}, {"(String)", fresh}},
		methods: []def{
			{"parse(Properties)", func(t *thread, _ any, a []any) (any, error) {
				out := newConfig()
				p, ok := a[0].(*Map)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				return out, t.iterateMap(p, func(e *Entry) error { return t.configPath(out, e) })
			}},
			{"parse(String)", func(t *thread, _ any, _ []any) (any, error) {
				return nil, t.throw(classSecurity, "groovy.util.ConfigSlurper.parse is not available to scripts: scripts cannot evaluate text; use a map, Properties or JsonSlurper")
			}},
		},
	}
}

// configPath stores the value of a.b.c in the configuration within the one within.
func (t *thread) configPath(m *Map, e *Entry) error {
	key, ok := e.Key.(string)
	if !ok {
		return nil
	}
	parts := strings.Split(key, ".")
	if err := t.charge(len(parts)); err != nil {
		return err
	}
	for _, p := range parts[:len(parts)-1] {
		v, err := t.configProperty(m, p)
		if err != nil {
			return err
		}
		inner := configOf(v)
		if inner == nil {
			inner = newConfig()
			if _, err := m.put(t, p, inner); err != nil {
				return err
			}
		}
		m = inner
	}
	_, err := m.put(t, parts[len(parts)-1], e.Value)
	return err
}
