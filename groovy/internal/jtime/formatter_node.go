package jtime

// A node prints and parses a part of a pattern.
type node interface {
	// print appends to b. If it returns false, the value is not there and the
	// optional section around it prints nothing.
	print(p *printer, b []byte) ([]byte, bool, error)
	// parse reads text from pos on and returns where it ended, or the complement
	// of where it failed.
	parse(p *parser, text string, pos int) int
	// appendTo appends the node as Java describes it.
	appendTo(b []byte) []byte
}

// A printer is the state of printing.
type printer struct {
	from     Accessor
	known    known
	locale   Locale
	optional int // how many optional sections are open
}

// override makes p print as if in another zone.
func (p *printer) override(z ZoneID) error {
	if p.known.has&hasZone != 0 && p.known.zone == z {
		return nil
	}
	if p.from.Supports(InstantSeconds) {
		i, err := InstantFrom(p.from)
		if err != nil {
			return err
		}
		t, err := ZonedOfInstant(i, z)
		p.from, p.known = t, t.known()
		return err
	}
	if o, ok := NormalizedZone(z).(ZoneOffset); ok && p.from.Supports(OffsetSeconds) {
		if n, err := p.from.Long(OffsetSeconds); err == nil && n != int64(o.seconds) {
			return invalid("Unable to apply override zone '" + z.String() + "' because the temporal object being formatted " +
				"has a different offset but does not represent an instant: " + p.from.String())
		}
	}
	p.known.has |= hasZone
	p.known.zone = z
	return nil
}

// value is the value of a field; it is false if an optional section may do
// without.
func (p *printer) value(f Field) (int64, bool, error) {
	if p.optional > 0 && !p.from.Supports(f) {
		return 0, false, nil
	}
	v, err := p.from.Long(f)
	return v, err == nil, err
}

// A parser is the state of parsing.
type parser struct {
	locale        Locale
	caseSensitive bool
	strict        bool
	fields        fieldValues
	room          [8]fieldValue // for the fields of all but odd patterns
	zone          ZoneID
	err           error // of a text that is well formed and yet impossible
}

// set stores what was read from pos to end.
func (p *parser) set(f Field, v int64, pos, end int) int {
	if old, ok := p.fields.get(f); ok {
		if old != v {
			return ^pos
		}
		return end
	}
	p.fields = append(p.fields, fieldValue{f, v})
	return end
}

func (p *parser) fail(err error, pos int) int {
	if p.err == nil {
		p.err = err
	}
	return ^pos
}

// literal reports whether text goes on with s, and where that ends.
func (p *parser) literal(text string, pos int, s string) (int, bool) {
	return foldPrefix(text, pos, s, !p.caseSensitive)
}

type fieldValue struct {
	field Field
	value int64
}

// fieldValues are few, so that a search is faster than a map.
type fieldValues []fieldValue

func (v fieldValues) get(f Field) (int64, bool) {
	for _, e := range v {
		if e.field == f {
			return e.value, true
		}
	}
	return 0, false
}

func (v fieldValues) has(f Field) bool {
	_, ok := v.get(f)
	return ok
}

func (v *fieldValues) put(f Field, n int64) {
	for i := range *v {
		if (*v)[i].field == f {
			(*v)[i].value = n
			return
		}
	}
	*v = append(*v, fieldValue{f, n})
}

func (v *fieldValues) remove(f Field) (int64, bool) {
	for i, e := range *v {
		if e.field == f {
			*v = append((*v)[:i], (*v)[i+1:]...)
			return e.value, true
		}
	}
	return 0, false
}
