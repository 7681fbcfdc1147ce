package live

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

// An issue that people move to a project that is not watched stays in step: the
// account still sees it, so rounds bring what the list of changes leaves out.
// Back where it came from it is in that list again.
func TestMoved_RedmineMarkdown(t *testing.T) {
	t.Parallel()
	r, elsewhere, f := newRedmine(t), newRedmine(t), newFolder(t)
	s := &story{keep(t, both(r, f)), t, [2]place{r, f}}
	move := func(id, project string) {
		t.Helper()
		r.boss.must(t, "PUT", "/issues/"+id+".json", map[string]any{"issue": map[string]any{"project_id": project}}, nil)
		if n := len(elsewhere.ids(t)); (n == 1) != (project == elsewhere.project) {
			t.Fatalf("%d issues are in the other project", n)
		}
	}
	id := r.create(t, ticket{Summary: "At home", Description: "All is well."})
	s.settle()
	twin := s.twin(id, hub.Initiator)

	move(id, elsewhere.project)
	r.rename(t, id, "Away")
	r.comment(t, id, "From afar.", false)
	s.settle()
	s.round()
	if a, b := s.same(id, twin); b.Summary != "Away" || len(b.Notes) != 1 {
		t.Errorf("moved away it is %+v and %+v", a, b)
	}
	f.rename(t, twin, "Away, and answered")
	if a, _ := s.same(id, twin); a.Summary != "Away, and answered" {
		t.Errorf("moved away it is %+v", a)
	}

	move(id, r.project)
	r.rename(t, id, "At home again")
	if _, b := s.same(id, twin); b.Summary != "At home again" {
		t.Errorf("moved back it is %+v", b)
	}
	s.quiet()
	if n, m := len(r.ids(t)), len(f.ids(t)); n != 1 || m != 1 {
		t.Errorf("there are %d and %d issues", n, m)
	}
}
