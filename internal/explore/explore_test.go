package explore

import (
	"slices"
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

// The beginning of each scenario holds its checks under both policies. The whole
// of them is for the command.
func TestScenarios(t *testing.T) {
	states := 400
	if testing.Short() {
		states = 60
	}
	for _, sc := range Scenarios(true) {
		t.Run(sc.Name, func(t *testing.T) {
			t.Parallel()
			for _, sc.Winner = range []hub.Side{hub.Initiator, hub.Acceptor} {
				r, err := Run(t.Context(), sc, Limits{States: states})
				if err != nil {
					t.Fatal(err)
				}
				if r.Found != nil {
					t.Errorf("%s wins: %q after\n%q", sc.Winner, r.Found.What, r.Found.Story)
				}
				if r.States == 0 || r.Actions == 0 {
					t.Errorf("nothing was explored: %+v", r)
				}
			}
		})
	}
}

// A scenario that is explored to its end is explored alike each time.
func TestExploredAlike(t *testing.T) {
	sc := Scenario{Name: "small", Habits: both(exact), Fields: []Field{priority}, Edits: [2]int{1, 1}}
	first, err := Run(t.Context(), sc, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Run(t.Context(), sc, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if first.States != again.States || first.Actions != again.Actions || first.Rests != again.Rests {
		t.Errorf("first %+v, then %+v", first, again)
	}
	if first.Limit || first.Rests == 0 || first.States < 50 {
		t.Errorf("explored %+v, want all of some dozens of states", first)
	}
}

// Each way through a step is taken once.
func TestFollowing(t *testing.T) {
	var courses [][]int
	for answers, more := []int(nil), true; more; {
		// A step of two questions, the second of which is asked after one answer only.
		asked := []question{{taken: at(answers, 0), options: 3}}
		if asked[0].taken == 1 {
			asked = append(asked, question{taken: at(answers, 1), options: 2})
		}
		var course []int
		for _, q := range asked {
			course = append(course, q.taken)
		}
		courses = append(courses, course)
		answers, more = following(asked)
	}
	want := [][]int{{0}, {1, 0}, {1, 1}, {2}}
	if !slices.EqualFunc(courses, want, slices.Equal[[]int]) {
		t.Errorf("took %v, want %v", courses, want)
	}
}

func at(answers []int, i int) int {
	if i < len(answers) {
		return answers[i]
	}
	return 0
}

// A bystander tells who must win by what had arrived when.
func TestMustShow(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b *touch
		want string
	}{
		{"only A edited", &touch{value: "1"}, nil, "1"},
		{"only B edited", nil, &touch{value: "2"}, "2"},
		{"B knew A's", &touch{value: "1"}, &touch{value: "2", after: true}, "2"},
		{"A knew B's", &touch{value: "1", after: true}, &touch{value: "2"}, "1"},
		{"they crossed", &touch{value: "1"}, &touch{value: "2"}, "1"},
	} {
		s := &state{sc: &Scenario{Winner: hub.Initiator}, ghost: newGhost(), acted: [2]map[Act]int{{}, {}}}
		if c.a != nil {
			s.ghost.last[0]["summary"] = c.a
		}
		if c.b != nil {
			s.ghost.last[1]["summary"] = c.b
		}
		if got, ok := s.mustShow("summary"); !ok || got != c.want {
			t.Errorf("%s: got %q %v, want %q", c.name, got, ok, c.want)
		}
	}
}
