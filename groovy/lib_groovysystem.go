package groovy

var (
	classGroovySystem = &Class{name: "groovy.lang.GroovySystem", super: classObject}
	classMetaRegistry = &Class{name: "groovy.lang.MetaClassRegistry", super: classObject}
)

// metaRegistry is GroovySystem.metaClassRegistry: the metaclasses of one run.
type metaRegistry struct{}

func (metaRegistry) classOf() *Class { return classMetaRegistry }

func groovySystemLib() lib {
	return lib{statics: []def{
		{"getMetaClassRegistry()", func(*thread, any, []any) (any, error) { return metaRegistry{}, nil }},
		{"getVersion()", func(*thread, any, []any) (any, error) { return "2.4.21", nil }},
		{"getShortVersion()", func(*thread, any, []any) (any, error) { return "2.4", nil }},
	}}
}

func metaRegistryLib() lib {
	return lib{methods: []def{
		{"getMetaClass(Class)", func(t *thread, _ any, a []any) (any, error) { return t.metaOf(a[0].(*Class)), nil }},
		{"void setMetaClass(Class,Object)", func(t *thread, _ any, a []any) (any, error) {
			return nil, t.replaceMeta(a[0].(*Class), a[1])
		}},
		{"void removeMetaClass(Class)", func(t *thread, _ any, a []any) (any, error) { return nil, t.replaceMeta(a[0].(*Class), nil) }},
	}}
}
