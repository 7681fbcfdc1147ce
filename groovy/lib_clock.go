package groovy

import "github.com/entwine-sync/entwine/groovy/internal/jtime"

var (
	classClock       = &Class{name: "java.time.Clock", super: classObject, kind: kindAbstract}
	classSystemClock = &Class{name: "java.time.Clock$SystemClock", super: classClock, ifaces: []*Class{classSerializable}}
	classFixedClock  = &Class{name: "java.time.Clock$FixedClock", super: classClock, ifaces: []*Class{classSerializable}}
	classOffsetClock = &Class{name: "java.time.Clock$OffsetClock", super: classClock, ifaces: []*Class{classSerializable}}
	classTickClock   = &Class{name: "java.time.Clock$TickClock", super: classClock, ifaces: []*Class{classSerializable}}
)

// A clockValue is a java.time.Clock. A system clock asks the host for the time.
type clockValue struct {
	class *Class
	zone  jtime.ZoneID
	at    jtime.Instant  // of a fixed clock
	base  *clockValue    // of an offset or tick clock
	by    jtime.Duration // its offset or tick
}

func (c *clockValue) classOf() *Class { return c.class }

// instant is what the clock shows. Clocks over clocks are as deep as the script likes.
func (c *clockValue) instant(t *thread) (jtime.Instant, error) {
	if err := t.enter(); err != nil {
		return jtime.Instant{}, err
	}
	defer t.exit()
	switch c.class {
	case classFixedClock:
		return c.at, nil
	case classSystemClock:
		return jtime.InstantOf(t.now()), nil
	}
	i, err := c.base.instant(t)
	if err != nil {
		return i, err
	}
	if c.class == classTickClock {
		v, err := c.tick(i)
		if err != nil {
			return i, t.timeErr(err)
		}
		return v, nil
	}
	moved, err := jtime.PlusAmount(i, c.by)
	if err != nil {
		return i, t.timeErr(err)
	}
	return moved.(jtime.Instant), nil
}

// tick is the last whole tick.
func (c *clockValue) tick(i jtime.Instant) (jtime.Instant, error) {
	n, err := c.by.ToNanos()
	if err != nil {
		return i, err
	}
	if n < 1_000_000 {
		return i.MinusNanos(int64(i.Nano()) % max(n, 1))
	}
	ms, err := i.EpochMilli()
	if err != nil {
		return i, err
	}
	tick := n / 1_000_000
	return jtime.InstantOfEpochMilli(ms - ((ms%tick)+tick)%tick), nil
}

func (c *clockValue) text(t *thread) (string, error) {
	if err := t.enter(); err != nil {
		return "", err
	}
	defer t.exit()
	switch c.class {
	case classFixedClock:
		return "FixedClock[" + c.at.String() + "," + c.zone.String() + "]", nil
	case classSystemClock:
		return "SystemClock[" + c.zone.String() + "]", nil
	}
	base, err := c.base.text(t)
	if err != nil {
		return "", err
	}
	name := "OffsetClock["
	if c.class == classTickClock {
		name = "TickClock["
	}
	return name + base + "," + c.by.String() + "]", t.alloc(len(base))
}

func (c *clockValue) equals(t *thread, other any) (bool, error) {
	o, ok := other.(*clockValue)
	if !ok || c.class != o.class || c.zone != o.zone || c.at != o.at || c.by != o.by {
		return false, nil
	}
	if c.base == nil || c.base == o.base {
		return true, nil
	}
	if err := t.enter(); err != nil {
		return false, err
	}
	defer t.exit()
	return c.base.equals(t, o.base)
}

func (c *clockValue) hashCode(t *thread) (int32, error) {
	s, err := c.text(t)
	return hashString(s), err
}

// withZone is the same clock with another zone.
func (c *clockValue) withZone(z jtime.ZoneID) *clockValue {
	r := *c
	r.zone = z
	return &r
}

func clockArg(t *thread, v any) (*clockValue, error) {
	c, ok := v.(*clockValue)
	if !ok {
		return nil, t.throw(classNullPointer, "")
	}
	return c, nil
}

// readClock gives what a clock shows and its zone, of a script's own too.
func (t *thread) readClock(v any) (jtime.Instant, jtime.ZoneID, error) {
	if c, ok := v.(*clockValue); ok {
		i, err := c.instant(t)
		return i, c.zone, err
	}
	if v == nil {
		return jtime.Instant{}, nil, t.throw(classNullPointer, "clock")
	}
	r, err := t.invokeArgs(v, "instant", nil)
	if err != nil {
		return jtime.Instant{}, nil, err
	}
	i, err := timeArg[jtime.Instant](t, r)
	if err != nil {
		return i, nil, err
	}
	if r, err = t.invokeArgs(v, "getZone", nil); err != nil {
		return i, nil, err
	}
	z, err := timeArg[jtime.ZoneID](t, r)
	return i, z, err
}

func clockLib() lib {
	system := func(sig string, tick int64, utc bool) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			var z jtime.ZoneID = jtime.UTC
			var err error
			switch {
			case len(a) > 0:
				z, err = timeArg[jtime.ZoneID](t, a[0])
			case !utc:
				if z, err = t.timeZone().Zone(); err != nil {
					err = t.timeErr(err)
				}
			}
			if err != nil {
				return nil, err
			}
			c := &clockValue{class: classSystemClock, zone: z}
			if tick > 0 {
				c = &clockValue{class: classTickClock, zone: z, base: c, by: jtime.DurationOfMillis(tick)}
			}
			return c, nil
		}}
	}
	over := func(sig string, class *Class) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			base, err := clockArg(t, a[0])
			if err != nil {
				return nil, err
			}
			by, err := timeArg[jtime.Duration](t, a[1])
			if err != nil {
				return nil, err
			}
			if by.IsZero() {
				return base, nil
			}
			if class == classTickClock {
				n, err := by.ToNanos()
				switch {
				case by.IsNegative():
					return nil, t.throw(classIllegalArgument, "Tick duration must not be negative")
				case err != nil:
					return nil, t.timeErr(err)
				case n%1_000_000 != 0 && 1_000_000_000%n != 0:
					return nil, t.throw(classIllegalArgument, "Invalid tick duration")
				}
			}
			return &clockValue{class: class, zone: base.zone, base: base, by: by}, nil
		}}
	}
	return lib{
		methods: []def{
			{"instant()", func(t *thread, self any, _ []any) (any, error) {
				i, err := self.(*clockValue).instant(t)
				return timeValue{i}, err
			}},
			{"millis()", func(t *thread, self any, _ []any) (any, error) {
				i, err := self.(*clockValue).instant(t)
				if err != nil {
					return nil, err
				}
				ms, err := i.EpochMilli()
				return timeResult(t, ms, err)
			}},
			{"getZone()", func(t *thread, self any, _ []any) (any, error) { return timeValue{self.(*clockValue).zone}, nil }},
			{"withZone(ZoneId)", func(t *thread, self any, a []any) (any, error) {
				z, err := timeArg[jtime.ZoneID](t, a[0])
				if err != nil {
					return nil, err
				}
				return self.(*clockValue).withZone(z), nil
			}},
		},
		statics: []def{
			system("systemUTC()", 0, true), system("systemDefaultZone()", 0, false), system("system(ZoneId)", 0, false),
			system("tickMillis(ZoneId)", 1, false), system("tickSeconds(ZoneId)", 1000, false), system("tickMinutes(ZoneId)", 60_000, false),
			{"fixed(Instant,ZoneId)", func(t *thread, _ any, a []any) (any, error) {
				i, err := timeArg[jtime.Instant](t, a[0])
				if err != nil {
					return nil, err
				}
				z, err := timeArg[jtime.ZoneID](t, a[1])
				if err != nil {
					return nil, err
				}
				return &clockValue{class: classFixedClock, zone: z, at: i}, nil
			}},
			over("offset(Clock,java.time.Duration)", classOffsetClock),
			over("tick(Clock,java.time.Duration)", classTickClock),
		},
	}
}
