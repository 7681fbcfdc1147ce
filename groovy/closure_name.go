package groovy

import "strconv"

// A closureSite is one closure literal of the source, known so that its class
// gets the name the real compiler gives it: scripts print it, and exceptions of
// calls with the wrong arguments begin with it.
type closureSite struct {
	class  *Class
	parent *closureSite // the closure around it, nil directly in a member
	member string       // what it is in: "run", a method, "" for an initialiser or constructor
	static bool         // in a static initialiser
	inner  []*closureSite
}

// closureSite notes a closure literal where its code is made.
func (c *compiler) closureSite() *closureSite {
	s := &closureSite{class: &Class{super: classClosure}, parent: c.around, member: c.method, static: c.static && c.method == ""}
	switch {
	case c.method == "<init>":
		s.member = ""
	case c.method == "" && c.cls.script.isScript:
		s.member, s.static = "run", false
	}
	if s.parent != nil {
		s.parent.inner = append(s.parent.inner, s)
	} else {
		c.sites[c.cls] = append(c.sites[c.cls], s)
	}
	return s
}

// nameClosures numbers the closures of every class: first those directly in
// its members, initialisers and constructors before methods and static
// initialisers last, then those inside of each.
func (c *compiler) nameClosures() {
	for k, sites := range c.sites {
		n := 0
		var ordered []*closureSite
		name := func(s *closureSite, prefix string) {
			n++
			s.class.name = prefix + "closure" + strconv.Itoa(n)
		}
		for _, pass := range [...]func(*closureSite) bool{
			func(s *closureSite) bool {
				return s.member == "" && !s.static || s.member == "run" && k.script.isScript
			},
			func(s *closureSite) bool { return s.member != "" && (s.member != "run" || !k.script.isScript) },
			func(s *closureSite) bool { return s.member == "" && s.static },
		} {
			for _, s := range sites {
				if !pass(s) {
					continue
				}
				ordered = append(ordered, s)
				switch {
				case s.static:
					name(s, k.name+"$__clinit__")
				case s.member == "":
					name(s, k.name+"$_")
				default:
					name(s, k.name+"$_"+s.member+"_")
				}
			}
		}
		var inside func(s *closureSite)
		inside = func(s *closureSite) {
			for _, in := range s.inner {
				name(in, s.class.name+"$_")
			}
			for _, in := range s.inner {
				inside(in)
			}
		}
		for _, s := range ordered {
			inside(s)
		}
	}
}
