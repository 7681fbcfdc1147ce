package scala

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// converterClasses turn collections of the script into Scala's and back. Their
// many names (asScalaBuffer, bufferAsJavaListConverter(x).asJava) tell nothing
// more than the direction.
func converterClasses() []*groovy.HostClass {
	var list []*groovy.HostClass
	for _, n := range []string{"scala.collection.JavaConverters", "scala.collection.JavaConversions", "scala.collection.JavaConverters$class",
		"scala.jdk.CollectionConverters", "scala.jdk.javaapi.CollectionConverters", "scala.collection.convert.WrapAsScala", "scala.collection.convert.WrapAsJava"} {
		list = append(list, With(groovy.HostClass{Name: n, Static: convert})...)
	}
	return list
}

func convert(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if get || len(args) != 1 {
		return nil, false, nil
	}
	scala, java := strings.Index(name, "Scala"), strings.Index(name, "Java")
	switch {
	case strings.HasSuffix(name, "Converter") || strings.HasPrefix(name, "Has") || name == "ImplicitsForScala":
		return &converter{args[0]}, scala >= 0 || java >= 0, nil
	case scala >= 0: // asScalaBuffer, collectionAsScalaIterable, mapAsScalaMap
		return toScala(c, args[0])
	case java >= 0: // bufferAsJavaList, mapAsJavaMap, asJavaCollection
		return toJava(c, args[0])
	}
	return nil, false, nil
}

// A converter is the half-way state of JavaConverters: x.asScala() or x.asJava().
type converter struct{ v any }

func (v *converter) TypeName() string { return "scala.collection.convert.Decorator" }

func (v *converter) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	return v.CallMethod(c, name, nil)
}

func (v *converter) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch {
	case len(args) != 0:
	case name == "asScala":
		return toScala(c, v.v)
	case strings.HasPrefix(name, "asJava"):
		return toJava(c, v.v)
	}
	return nil, false, nil
}

func toScala(c *groovy.Context, v any) (any, bool, error) {
	switch x := v.(type) {
	case nil, *Seq, *Map:
		return v, true, nil
	case *groovy.Map:
		return &Map{x}, true, nil
	}
	return seqOf(c, v)
}

func toJava(c *groovy.Context, v any) (any, bool, error) {
	switch x := v.(type) {
	case nil, *groovy.List, *groovy.Map:
		return v, true, nil
	case *Map:
		return x.m, true, nil
	}
	items, err := itemsOf(c, v)
	return groovy.NewList(items...), true, err
}
