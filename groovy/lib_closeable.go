package groovy

// closeableLib is what Groovy adds to all that can be closed.
func closeableLib() lib {
	return lib{methods: []def{
		{"withCloseable(Closure)", func(t *thread, self any, a []any) (any, error) {
			v, err := t.call1(a[0].(*Closure), self)
			// What ended the run ends it here too; an exception is not hidden by one of close.
			if err != nil && thrownBy(err) == nil {
				return nil, err
			}
			if _, closing := t.invoke(self, "close"); err == nil && closing != nil {
				return nil, closing
			}
			return v, err
		}},
	}}
}
