package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// What the check is there for is seen: without a node nothing arrives, and what
// somebody doubles, deletes or overwrites is told.
func TestCheckSees(t *testing.T) {
	w, err := newTown(rand.New(rand.NewPCG(1, 1)), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.close)
	wrong := func() string {
		t.Helper()
		l, err := w.wrong(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(l, "\n")
	}
	person := func(at int, do func(s *site) error) {
		t.Helper()
		if err := do(w.sites[at]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.create(); err != nil {
		t.Fatal(err)
	}
	one := w.made[0]
	there := 1 - one.at
	if got, want := wrong(), w.sites[there].name+" has 0 issues K1"; got != want {
		t.Fatalf("of an issue that did not arrive:\n%s\nwant\n%s", got, want)
	}
	var twin string
	person(there, func(s *site) (err error) {
		twin, err = s.person.Create(s.project, "Task", one.summary)
		return err
	})
	if got := wrong(); got != "" {
		t.Fatalf("of what is as people left it:\n%s", got)
	}
	for range 40 {
		if err := w.act(1); err != nil {
			t.Fatal(err)
		}
	}
	got := wrong()
	for _, want := range []string{"people left", "is there 0 times"} {
		if !strings.Contains(got, want) {
			t.Errorf("of an issue that fell behind, nothing says %q:\n%s", want, got)
		}
	}
	one.comments = nil
	person(there, func(s *site) error { return s.person.Comment(twin, "Remark 1 of K1.") })
	person(there, func(s *site) error { return s.person.Comment(twin, "Remark 1 of K1.") })
	one.comments = append(one.comments, "Remark 1 of K1.")
	person(there, func(s *site) error { _, err := s.person.Create(s.project, "Task", one.summary); return err })
	if got, want := wrong(), w.sites[there].name+" has 2 issues K1"; !slices.Contains(strings.Split(got, "\n"), want) {
		t.Errorf("of a doubled issue:\n%s", got)
	}
	all, err := w.sites[there].issues(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(one.differs("there", all["K1"][0]), "\n"); !strings.Contains(got, "is there 2 times") {
		t.Errorf("of a doubled comment:\n%s", got)
	}
}
