package groovy

import "strings"

// A fileName is a java.io.File as far as it is only a name: rules take names
// apart. Whatever would touch a file is refused (refuse.go).
type fileName struct{ path string }

var (
	classFile   = &Class{name: "java.io.File", super: classObject, ifaces: []*Class{classComparable, classSerializable}}
	classThread = &Class{name: "java.lang.Thread", super: classObject}
)

func (*fileName) classOf() *Class { return classFile }

func (f *fileName) text(*thread) (string, error) { return f.path, nil }

func (f *fileName) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*fileName)
	return ok && o.path == f.path, nil
}

func (f *fileName) hashCode(*thread) (int32, error) { return hashString(f.path) ^ 1234321, nil }

func newFileName(parts ...string) *fileName {
	p := strings.Join(parts, "/")
	for strings.Contains(p, "//") {
		p = strings.ReplaceAll(p, "//", "/")
	}
	if len(p) > 1 {
		p = strings.TrimSuffix(p, "/")
	}
	return &fileName{p}
}

func (f *fileName) name() string { return f.path[strings.LastIndexByte(f.path, '/')+1:] }

func (f *fileName) parent() any {
	switch i := strings.LastIndexByte(f.path, '/'); {
	case i > 0:
		return f.path[:i]
	case i == 0 && len(f.path) > 1:
		return "/"
	}
	return nil
}

func fileLib() lib {
	file := func(v any) *fileName { return v.(*fileName) }
	return lib{
		ctors: []def{
			{"(String)", func(t *thread, _ any, a []any) (any, error) {
				s := a[0].(string)
				return newFileName(s), t.alloc(len(s))
			}},
			{"(String,String)", func(t *thread, _ any, a []any) (any, error) {
				f := newFileName(a[0].(string), a[1].(string))
				return f, t.alloc(len(f.path))
			}},
			{"(File,String)", func(t *thread, _ any, a []any) (any, error) {
				f := newFileName(file(a[0]).path, a[1].(string))
				return f, t.alloc(len(f.path))
			}},
		},
		methods: []def{
			{"getName()", func(_ *thread, self any, _ []any) (any, error) { return file(self).name(), nil }},
			{"getPath()", func(_ *thread, self any, _ []any) (any, error) { return file(self).path, nil }},
			{"getParent()", func(_ *thread, self any, _ []any) (any, error) { return file(self).parent(), nil }},
			{"getParentFile()", func(_ *thread, self any, _ []any) (any, error) {
				if p, ok := file(self).parent().(string); ok {
					return &fileName{p}, nil
				}
				return nil, nil
			}},
			{"isAbsolute()", func(_ *thread, self any, _ []any) (any, error) { return strings.HasPrefix(file(self).path, "/"), nil }},
		},
		fields: []constant{{"separator", "/"}, {"pathSeparator", ":"}},
	}
}

// A scriptThread is the one thread a script has, for its name.
type scriptThread struct{ name string }

func (*scriptThread) classOf() *Class { return classThread }

func threadLib() lib {
	return lib{
		statics: []def{{"currentThread()", func(t *thread, _ any, _ []any) (any, error) {
			return t.local("thread", func() any { return &scriptThread{"main"} }), nil
		}}},
		methods: []def{
			{"getName()", func(_ *thread, self any, _ []any) (any, error) { return self.(*scriptThread).name, nil }},
			{"isInterrupted()", func(*thread, any, []any) (any, error) { return false, nil }},
		},
	}
}

func fileClasses() []entry { return []entry{{classFile, fileLib}, {classThread, threadLib}} }
