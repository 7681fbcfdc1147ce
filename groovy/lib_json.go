package groovy

import (
	"strings"
	"time"
)

// groovy.json.

var (
	classJSONSlurper  = &Class{name: "groovy.json.JsonSlurper", super: classObject}
	classJSONClassic  = &Class{name: "groovy.json.JsonSlurperClassic", super: classObject}
	classJSONType     = &Class{name: "groovy.json.JsonParserType", super: classEnum}
	classJSONOutput   = &Class{name: "groovy.json.JsonOutput", super: classObject}
	classJSONRaw      = &Class{name: "groovy.json.JsonOutput$JsonUnescaped", super: classObject}
	classJSONBuilder  = &Class{name: "groovy.json.JsonBuilder", super: classGroovyObjectSupport, ifaces: []*Class{classWritable}}
	classJSONDelegate = &Class{name: "groovy.json.JsonDelegate", super: classGroovyObjectSupport}
	classJSONStream   = &Class{name: "groovy.json.StreamingJsonBuilder", super: classGroovyObjectSupport}
	classJSONStreamTo = &Class{name: "groovy.json.StreamingJsonBuilder$StreamingJsonDelegate", super: classGroovyObjectSupport}
	classLazyMap      = &Class{name: "groovy.json.internal.LazyMap", super: classAbstractMap}
	classJSONInternal = &Class{name: "groovy.json.internal.Exceptions$JsonInternalException", super: classJSONException}
)

func jsonClasses() []entry {
	return []entry{
		{classJSONSlurper, jsonSlurperLib}, {classJSONClassic, jsonSlurperLib}, {classJSONType, jsonTypeLib},
		{classJSONOutput, jsonOutputLib}, {classJSONRaw, nil}, {classJSONBuilder, jsonBuilderLib},
		{classJSONDelegate, nil}, {classJSONStream, jsonStreamLib}, {classJSONStreamTo, nil},
		{classLazyMap, lazyMapLib}, {classJSONInternal, nil},
	}
}

// newLazyMap makes the map of a JSON object. It is sorted by its keys: Groovy
// 2.4 takes a sorted map on every Java whose version it cannot read, which are
// all since Java 9.
func newLazyMap() *Map { return &Map{class: classLazyMap, mode: mapTree} }

// LazyMap is the one map of Groovy whose toString is Java's.
func lazyMapLib() lib {
	return lib{methods: []def{
		{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.javaText(self)) }},
	}}
}

// A jsonSlurper is JsonSlurper or JsonSlurperClassic.
type jsonSlurper struct {
	class *Class
	typ   *jsonType
	flags map[string]any
}

func (s *jsonSlurper) classOf() *Class { return s.class }

func (s *jsonSlurper) parse(t *thread, text string) (any, error) {
	switch {
	case s.class == classJSONClassic:
		if text == "" {
			return nil, t.throw(classIllegalArgument, "The JSON input text should neither be null nor empty.")
		}
		return t.readClassicJSON(text)
	case text == "":
		return nil, t.throw(classIllegalArgument, "Text must not be null or empty")
	case s.typ.name == "LAX":
		return t.readLaxJSON(text)
	}
	return t.readJSON(text)
}

// A jsonType is a constant of JsonParserType. The parsers differ in speed and,
// but for LAX, in nothing else here.
type jsonType struct{ name string }

var jsonTypes = [...]*jsonType{{"CHAR_BUFFER"}, {"INDEX_OVERLAY"}, {"CHARACTER_SOURCE"}, {"LAX"}}

func (*jsonType) classOf() *Class { return classJSONType }

func (e *jsonType) text(*thread) (string, error) { return e.name, nil }

func jsonTypeLib() lib {
	l := lib{methods: []def{
		{"name()", func(_ *thread, self any, _ []any) (any, error) { return self.(*jsonType).name, nil }},
		{"toString()", func(_ *thread, self any, _ []any) (any, error) { return self.(*jsonType).name, nil }},
	}}
	for _, e := range jsonTypes {
		l.fields = append(l.fields, constant{e.name, e})
	}
	return l
}

func jsonSlurperLib() lib {
	sl := func(self any) *jsonSlurper { return self.(*jsonSlurper) }
	fromText := func(t *thread, self any, a []any) (any, error) {
		if a[0] == nil {
			return sl(self).parse(t, "")
		}
		s, err := t.toString(a[0])
		if err != nil {
			return nil, err
		}
		return sl(self).parse(t, s)
	}
	fromReader := func(t *thread, self any, a []any) (any, error) {
		if a[0] == nil {
			return nil, t.throw(classIllegalArgument, "Reader must not be null")
		}
		s, err := t.readAll(a[0])
		if err != nil {
			return nil, err
		}
		return sl(self).parse(t, s)
	}
	fromBytes := func(t *thread, self any, a []any) (any, error) {
		b, err := t.goBytes(a[0])
		if err != nil {
			return nil, err
		}
		c := charsets[0]
		if len(a) > 1 {
			if c, err = t.charsetOf(a[1]); err != nil {
				return nil, err
			}
		}
		s, err := t.decode(b, c)
		if err != nil {
			return nil, err
		}
		return sl(self).parse(t, s)
	}
	fromChars := func(t *thread, self any, a []any) (any, error) {
		s, err := t.format(a[0])
		if err != nil {
			return nil, err
		}
		return sl(self).parse(t, s)
	}
	// flag is a setting that says how much a JVM copies, which changes nothing here.
	flag := func(name string) []def {
		return []def{
			{"set" + name + "(boolean)", func(_ *thread, self any, a []any) (any, error) {
				sl(self).flags[name] = a[0]
				return self, nil
			}},
			{"is" + name + "()", func(_ *thread, self any, _ []any) (any, error) { return sl(self).flags[name] == true, nil }},
		}
	}
	fromHost := func(t *thread, self any, a []any) (any, error) {
		if a[0] == nil {
			return fromText(t, self, a)
		}
		if j, ok := a[0].(JSONSource); ok {
			return FromGo(j.ParsedJSON()), nil
		}
		if x, ok := a[0].(Coercer); ok {
			if v, ok, err := x.Coerce(t.host(), "java.lang.String"); err != nil {
				return nil, t.fromHost(err)
			} else if s, isText := FromGo(v).(string); ok && isText {
				return sl(self).parse(t, s)
			}
		}
		return nil, t.noMethod(classNamed("groovy.json.JsonSlurper"), "parseText", a, false)
	}
	methods := []def{
		{"parseText(String)", fromText}, {"parseText(Object)", fromHost},
		{"parse(Reader)", fromReader},
		{"parse(InputStream)", fromReader},
		{"parse(InputStream,String)", func(t *thread, self any, a []any) (any, error) {
			s, err := t.invoke(a[0], "getText", a[1])
			if err != nil {
				return nil, err
			}
			return fromText(t, self, []any{s})
		}},
		{"parse(byte[])", fromBytes},
		{"parse(byte[],String)", fromBytes},
		{"parse(char[])", fromChars},
		{"getType()", func(_ *thread, self any, _ []any) (any, error) { return sl(self).typ, nil }},
		{"setType(JsonParserType)", func(_ *thread, self any, a []any) (any, error) {
			if e, ok := a[0].(*jsonType); ok {
				sl(self).typ = e
			}
			return self, nil
		}},
		{"getMaxSizeForInMemory()", func(*thread, any, []any) (any, error) { return boxInt(2000000), nil }},
		{"setMaxSizeForInMemory(int)", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
	}
	for _, name := range []string{"Chop", "LazyChop", "CheckDates"} {
		methods = append(methods, flag(name)...)
	}
	return lib{
		ctors: []def{{"()", func(_ *thread, self any, _ []any) (any, error) {
			c, ok := self.(*Class)
			if !ok {
				c = classJSONSlurper
			}
			return &jsonSlurper{class: c, typ: jsonTypes[0], flags: map[string]any{"LazyChop": true, "CheckDates": true}}, nil
		}}},
		methods: methods,
	}
}

// A jsonRaw is JSON that is written as it is.
type jsonRaw struct{ s string }

func (*jsonRaw) classOf() *Class { return classJSONRaw }

func (r *jsonRaw) text(*thread) (string, error) { return r.s, nil }

// jsonOutput is new JsonOutput(), whose methods are all static.
type jsonOutput struct{ _ byte }

func (*jsonOutput) classOf() *Class { return classJSONOutput }

func jsonOutputLib() lib {
	return lib{ctors: []def{{"()", func(*thread, any, []any) (any, error) { return &jsonOutput{}, nil }}}, statics: []def{
		{"toJson(Object)", func(t *thread, _ any, a []any) (any, error) { return textResult(t.toJSON(a[0])) }},
		{"prettyPrint(String)", func(t *thread, _ any, a []any) (any, error) {
			s, ok := a[0].(string)
			if !ok {
				return nil, t.throw(classNullPointer, `Cannot invoke "String.length()" because "jsonPayload" is null`)
			}
			return textResult(t.prettyJSON(s))
		}},
		{"unescaped(CharSequence)", func(t *thread, _ any, a []any) (any, error) {
			s, err := t.toString(a[0])
			return &jsonRaw{s}, err
		}},
	}}
}

// jsonDate is how JSON shows a moment: in GMT, with the offset at its end.
func (t *thread) jsonDate(ms int64) (string, error) {
	return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05-0700"), t.step()
}

// readLaxJSON reads JSON as people write it: names and texts without or with
// single quotes, comments.
func (t *thread) readLaxJSON(s string) (any, error) {
	r := &laxReader{t: t, s: s}
	return r.value("")
}

type laxReader struct {
	t *thread
	s string
	i int
}

// space skips blanks and comments.
func (r *laxReader) space() {
	for r.i < len(r.s) {
		rest := r.s[r.i:]
		end := -1
		switch {
		case rest[0] <= ' ':
			end = 1
		case rest[0] == '#', strings.HasPrefix(rest, "//"):
			end = len(rest)
			if k := strings.IndexByte(rest, '\n'); k >= 0 {
				end = k + 1
			}
		case strings.HasPrefix(rest, "/*"):
			end = len(rest)
			if k := strings.Index(rest, "*/"); k >= 0 {
				end = k + 2
			}
		}
		if end < 0 {
			return
		}
		r.i += end
	}
}

func (r *laxReader) peek() byte {
	if r.i < len(r.s) {
		return r.s[r.i]
	}
	return 0
}

func (r *laxReader) fail(message string) error {
	j := jsonReader{t: r.t, s: r.s, i: r.i, cur: min(r.i, len(r.s))}
	return j.complain(message)
}

func (r *laxReader) value(stop string) (any, error) {
	if err := r.t.enter(); err != nil {
		return nil, err
	}
	defer r.t.exit()
	r.space()
	switch c := r.peek(); {
	case c == '{':
		return r.object()
	case c == '[':
		return r.array()
	case c == '"' || c == '\'':
		return r.quoted(c)
	case c == 0 || strings.IndexByte(stop, c) >= 0:
		return nil, r.fail("Unable to determine the current character, it is not a string, number, array, or object")
	case c == '-' || c >= '0' && c <= '9':
		j := jsonReader{t: r.t, s: r.s, i: r.i}
		v, err := j.number()
		r.i = j.i
		return v, err
	}
	w, err := r.bare(stop)
	switch w {
	case "true":
		return true, err
	case "false":
		return false, err
	case "null":
		return nil, err
	}
	return w, err
}

// bare reads a text without quotes.
func (r *laxReader) bare(stop string) (string, error) {
	from := r.i
	for r.i < len(r.s) && strings.IndexByte(stop+"\n", r.s[r.i]) < 0 {
		r.i++
	}
	w := trimJava(r.s[from:r.i])
	return w, r.t.charge(1 + len(w)/64)
}

func (r *laxReader) quoted(quote byte) (string, error) {
	r.i++
	from := r.i
	for escaped := false; r.i < len(r.s) && (r.s[r.i] != quote || escaped); r.i++ {
		escaped = r.s[r.i] == '\\' && !escaped
	}
	s := r.s[from:r.i]
	if r.i < len(r.s) {
		r.i++
	}
	if quote == '\'' {
		s = strings.ReplaceAll(s, `\'`, `'`)
	}
	return r.t.unescapeJSON(s)
}

func (r *laxReader) object() (any, error) {
	m := newLazyMap()
	r.i++
	for {
		r.space()
		var key string
		var err error
		switch c := r.peek(); c {
		case 0:
			return m, nil
		case '}':
			r.i++
			return m, nil
		case ',':
			r.i++
			continue
		case '"', '\'':
			key, err = r.quoted(c)
		default:
			key, err = r.bare(":,}")
		}
		if err != nil {
			return nil, err
		}
		if r.space(); r.peek() != ':' {
			return nil, r.fail("expecting ':' after the name " + key)
		}
		r.i++
		v, err := r.value(",}")
		if err != nil {
			return nil, err
		}
		if err := r.t.alloc(entrySize); err != nil {
			return nil, err
		}
		if _, err := m.put(r.t, key, v); err != nil {
			return nil, err
		}
		if r.space(); r.peek() != ',' && r.peek() != '}' && r.peek() != 0 {
			return nil, r.fail("expecting '}' or ',' but got something else")
		}
	}
}

func (r *laxReader) array() (any, error) {
	l := newList(nil)
	r.i++
	for {
		r.space()
		switch r.peek() {
		case 0:
			return nil, r.fail("Did not find end of Json Array")
		case ']':
			r.i++
			return l, nil
		case ',':
			r.i++
			continue
		}
		v, err := r.value(",]")
		if err != nil {
			return nil, err
		}
		if err := l.add(r.t, v); err != nil {
			return nil, err
		}
		if r.space(); r.peek() != ',' && r.peek() != ']' {
			return nil, r.fail("expecting a ',' or a ']'")
		}
	}
}
