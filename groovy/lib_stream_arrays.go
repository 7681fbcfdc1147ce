package groovy

func streamArrayClasses() []entry { return []entry{{classArrays, arraysStreamLib}} }

// arraysStreamLib is Arrays.stream, whose kind of stream follows the array's.
func arraysStreamLib() lib {
	return lib{statics: []def{{"stream(Object)", func(t *thread, _ any, a []any) (any, error) {
		arr, ok := a[0].(*Array)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		c := classStream
		switch arr.class.elem {
		case classIntP:
			c = classIntStream
		case classLongP:
			c = classLongStream
		case classDoubleP:
			c = classDoubleStream
		}
		return streamOf(c, arr), nil
	}}}}
}
