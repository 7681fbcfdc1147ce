package groovy

import (
	"slices"
	"testing"
)

// TestLibraryAnnouncesOnce wants every constructor, method and constant of a
// built-in class to be written down once: of two, one would never be called.
func TestLibraryAnnouncesOnce(t *testing.T) {
	t.Parallel()
	for c, parts := range library().members {
		if c.kind == kindArray && c != classObjectArray {
			t.Errorf("%s has members, which nobody reads", c.name)
		}
		seen := map[string][]*method{}
		fields := map[string]bool{}
		for _, members := range parts {
			l := members()
			for kind, defs := range map[string][]def{"new ": l.ctors, "": l.methods, "static ": l.statics} {
				for _, d := range defs {
					if kind == "new " {
						d.sig = "<init>" + d.sig
					}
					m := parseDef(c, d)
					if slices.ContainsFunc(seen[kind+m.name], m.sameParams) {
						t.Errorf("%s: %s%s is there twice", c.name, kind, d.sig)
					}
					seen[kind+m.name] = append(seen[kind+m.name], m)
				}
			}
			for _, f := range l.fields {
				if fields[f.name] {
					t.Errorf("%s: the constant %s is there twice", c.name, f.name)
				}
				fields[f.name] = true
			}
		}
	}
}
