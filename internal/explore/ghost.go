package explore

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// ghost is what the checks know of the past. None of it is taken from what the
// engine decided: it is what a bystander saw who knows who edited what, and
// which message had arrived where by then.
type ghost struct {
	last  [2]map[hub.Part]*touch // the last edit of a part by a person, on each side
	owed  map[owed]bool          // persons' values that a write of ours replaced
	vague map[hub.Part]bool      // no bystander could say which value must win
	made  int                    // edits made
	gone  [2]bool                // the issue was deleted on that side
}

// touch is one edit by a person.
type touch struct {
	value string
	out   uint64 // messages its side had told by then
	in    uint64 // messages it had applied by then
	told  uint64 // the message that told it first; 0 while none did
	after bool   // it was made when the other side's last edit of the part had arrived here
}

type owed struct {
	side  int
	part  hub.Part
	value string
}

func newGhost() ghost {
	return ghost{last: [2]map[hub.Part]*touch{{}, {}}, owed: map[owed]bool{}, vague: map[hub.Part]bool{}}
}

func (g ghost) copy() ghost {
	c := g
	c.owed, c.vague = maps.Clone(g.owed), maps.Clone(g.vague)
	for i := range c.last {
		c.last[i] = make(map[hub.Part]*touch, len(g.last[i]))
		for p, t := range g.last[i] {
			one := *t
			c.last[i][p] = &one
		}
	}
	return c
}

func text(v hub.Value) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprint(v)
}

// seen is told of each change in a side's tracker.
func (s *state) seen(side int) func(memtracker.Deed) {
	return func(d memtracker.Deed) {
		s.stirred[side] = true
		g := &s.ghost
		if d.Deleted {
			g.gone[side] = true
			return
		}
		for _, c := range d.Changes {
			switch {
			case d.Ours:
				if t := g.last[side][c.Part]; t != nil && t.value == text(c.From) && text(c.To) != t.value {
					g.owed[owed{side, c.Part, t.value}] = true
				}
			case !d.Made:
				g.made++
				s.touched(side, d, c)
			}
		}
	}
}

// touched notes an edit by a person.
func (s *state) touched(side int, d memtracker.Deed, c memtracker.PartChange) {
	g, p := &s.ghost, c.Part
	if s.World == nil || s.issue[side] != "" && d.Ref.ID != s.issue[side] {
		return
	}
	end := s.end(context.Background(), side)
	t := &touch{value: text(c.To)}
	if end == nil || s.halfWay(side, p, c.To) || hub.SamePart(end.Captured.Get(p), c.To) {
		// Not synced yet; half way, where an edit counts as made before or after by
		// the part of the message it meets; or back to what was captured, which is no
		// edit to anybody who reads.
		g.vague[p] = true
	}
	if end != nil {
		t.out, t.in = end.OutSeq, end.InSeq
	}
	if o := g.last[1-side][p]; o != nil {
		t.after, o.after = o.told > 0 && t.in >= o.told, false
	}
	g.last[side][p] = t
}

// halfWay reports whether a message is being applied on a side, or a state that
// shows the part as it is now is captured and still to be told: the message that
// tells it then was not made for this edit.
func (s *state) halfWay(side int, p hub.Part, v hub.Value) bool {
	if s.busy {
		return true
	}
	evs, err := s.Nodes[side].Events(context.Background())
	return err != nil || slices.ContainsFunc(evs, func(ev *hub.Event) bool {
		waiting := ev.Step == hub.StepPrepare && ev.Snapshot != nil && hub.SamePart(ev.Snapshot.Get(p), v)
		return !ev.State.Ended() && (ev.Step == hub.StepApply || waiting)
	})
}

// follow finds out which message told each edit first.
func (g *ghost) follow(ctx context.Context, s *state) error {
	for side, n := range s.Nodes {
		open := false
		for _, t := range g.last[side] {
			open = open || t.told == 0
		}
		if !open || !n.On() {
			continue
		}
		evs, err := n.Events(ctx)
		if err != nil {
			return err
		}
		for p, t := range g.last[side] {
			for _, ev := range evs {
				if t.told == 0 && ev.Lane == hub.Out && ev.Seq() > t.out && ev.Envelope.Replica != nil &&
					text(ev.Envelope.Replica.Issue.Get(p)) == t.value {
					t.told = ev.Seq()
				}
			}
		}
	}
	return nil
}

// check compares a state with what is promised; much of it only at rest.
func (s *state) check(ctx context.Context, rest bool) ([]string, error) {
	var odd []string
	say := func(format string, args ...any) { odd = append(odd, fmt.Sprintf(format, args...)) }
	// One message for each captured change, one re-tell for each that lost.
	// An issue that goes, or comes back, is told, and the other side answers.
	if most := 2*(s.ghost.made+s.comings()+len(s.restored)) + 3; s.messages > most {
		say("%d messages for %d edits: the two sides do not come to rest", s.messages, s.ghost.made)
	}
	for i, t := range s.Trackers {
		if n := len(t.Issues()); n > 1 {
			say("%s has %d issues, there was one", sideName(i), n)
		}
		s.doubled(i, say)
	}
	if !rest || len(odd) > 0 {
		return odd, nil
	}
	defer func(now time.Time) { s.Clock = now }(s.Clock)
	s.Clock = s.Clock.Add(max(s.sc.Habits[0].ReadLag, s.sc.Habits[1].ReadLag)) // what is read shows the newest
	for i, n := range s.Nodes {
		faults, err := n.Faults(ctx)
		if err != nil {
			return nil, err
		}
		for _, f := range faults {
			if s.excused(f) {
				return nil, nil // a person must look, and is told so
			}
			say("%s: open fault: %s %s", sideName(i), f.Code, f.Message)
		}
		ends, err := n.Ends(ctx)
		if err != nil {
			return nil, err
		}
		for _, e := range ends {
			if s.hidden(i) {
				continue
			}
			what, err := n.Verify(ctx, e.EndKey)
			if err != nil {
				return nil, err
			}
			for _, w := range what {
				say("%s: %s", sideName(i), w)
			}
		}
	}
	if s.ghost.gone[0] || s.ghost.gone[1] || s.hidden(0) || s.hidden(1) {
		return odd, nil
	}
	if s.issue[1] == "" {
		say("the issue never came to B")
		return odd, nil
	}
	if err := s.checkStrokes(ctx, say); err != nil {
		return nil, err
	}
	s.checkParts(say)
	s.checkComments(say)
	s.checkOwed(say)
	return odd, nil
}

// comings counts how often an issue went or came back.
func (s *state) comings() int {
	return s.acted[0][Hide] + s.acted[1][Hide] + s.acted[0][Delete] + s.acted[1][Delete]
}

// excused reports whether a fault is one that the protocol promises instead of
// a guess.
func (s *state) excused(f *hub.Fault) bool {
	return strings.Contains(f.Message, "unanswered try") || s.sc.Refusals > 0 && f.Code == hub.Invalid
}

func (s *state) checkParts(say func(string, ...any)) {
	a, b := s.Trackers[0].Issue(s.issue[0]), s.Trackers[1].Issue(s.issue[1])
	for _, f := range s.sc.Fields {
		va, vb := text(a.Get(f.Part)), text(b.Get(f.Part))
		if s.sc.Lossy {
			continue
		}
		if was, ok := s.sc.Recoded[vb]; ok {
			vb = was
		}
		if strings.TrimSpace(va) != strings.TrimSpace(vb) {
			say("%s shows %q on A and %q on B", f.Part, va, vb)
			continue
		}
		if want, ok := s.mustShow(f.Part); ok && strings.TrimSpace(want) != strings.TrimSpace(va) {
			say("%s shows %q, and %q must have won", f.Part, va, want)
		}
	}
}

// checkStrokes counts what a rule appended: once for each message applied.
func (s *state) checkStrokes(ctx context.Context, say func(string, ...any)) error {
	end := s.end(ctx, 1)
	if !s.sc.Appends || end == nil {
		return nil
	}
	strokes := len(s.Trackers[1].Issue(s.issue[1]).Description)
	if uint64(strokes) != end.InSeq {
		say("B's rule appended %d times for %d messages", strokes, end.InSeq)
	}
	return nil
}

// mustShow says which value a part must show at rest, where a bystander can
// tell.
func (s *state) mustShow(p hub.Part) (string, bool) {
	g := &s.ghost
	a, b := g.last[0][p], g.last[1][p]
	switch {
	case g.vague[p]:
		return "", false
	case s.sc.AnyWinner && a != nil && b != nil:
		return "", false // of a part that only one side edits nothing is lost even there
	case a != nil && b != nil && (s.restored[0] || s.restored[1]):
		return "", false // what was forgotten cannot be put in order
	case s.acted[0][Hide] > 0 && s.acted[1][Hide] > 0:
		return "", false // both were away: what each tells on its return may cross an edit made on top of it
	case a == nil && b == nil:
		return "", false
	case b == nil:
		return a.value, true
	case a == nil:
		return b.value, true
	case a.after:
		return a.value, true
	case b.after:
		return b.value, true
	}
	return map[hub.Side]*touch{hub.Initiator: a, hub.Acceptor: b}[s.sc.winner()].value, true
}

// checkOwed sees that each value of a person that we replaced is in the
// history.
func (s *state) checkOwed(say func(string, ...any)) {
	if s.sc.AnyWinner {
		return // "What can be lost where the tracker gives nothing"
	}
	for side := range s.Nodes {
		kept := s.kept(side)
		for o := range s.ghost.owed {
			// A label that a person put in and a message took out again: what was
			// there is told by its name alone; one taken out and put in again leaves
			// nothing behind that could be kept.
			if s.restored[side] {
				continue // and its history with it
			}
			if o.side == side && o.value != "-" && !slices.Contains(kept, string(o.part)+"="+o.value) {
				say("%s: %s was %q by a person, is overwritten, and is not in the history", sideName(side), o.part, o.value)
			}
		}
	}
}

// kept lists the values in a side's history, each once.
func (s *state) kept(side int) []string {
	end := s.end(context.Background(), side)
	if end == nil {
		return nil
	}
	var l []string
	_ = s.Nodes[side].View(context.Background(), func(tx store.Tx) error { // no history is one without values
		for h, err := range tx.Histories().OfEnd(end.EndKey, 0) {
			if err != nil {
				return err
			}
			l = append(l, string(h.Part)+"="+text(h.Value))
		}
		return nil
	})
	slices.Sort(l)
	return slices.Compact(l)
}

// doubled looks for a comment that is there twice.
func (s *state) doubled(side int, say func(string, ...any)) {
	for of := range 2 {
		n := 0
		for _, b := range s.bodies(side) {
			if has([]string{b}, s.remark(of)) {
				n++
			}
		}
		if n > 1 {
			say("%s has %s's comment %d times", sideName(side), sideName(of), n)
		}
	}
}

// checkComments sees that each comment that nobody deleted is on both sides,
// as its author left it unless somebody meddled with the copy.
func (s *state) checkComments(say func(string, ...any)) {
	for of := range 2 {
		if s.acted[of][Remark] == 0 {
			continue
		}
		want := s.remark(of)
		if s.acted[of][Amend] > 0 {
			want += ", amended"
		}
		for side := range 2 {
			l := s.bodies(side)
			switch {
			case s.acted[of][Retract] > 0:
				if side == of && has(l, s.remark(of)) || side != of && has(l, want) && s.acted[1-of][Meddle] == 0 {
					say("%s still has %s's comment, which its author deleted", sideName(side), sideName(of))
				}
			case side != of && s.acted[side][Erase] > 0:
				// It stays deleted until its author edits it.
			case side != of && s.acted[side][Meddle] > 0:
				if !has(l, s.remark(of)) {
					say("%s lacks %s's comment", sideName(side), sideName(of))
				}
			case !slices.Contains(l, want):
				say("%s shows %q, and lacks %q", sideName(side), l, want)
			}
		}
	}
}
