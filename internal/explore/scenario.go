package explore

import (
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// Scenario is a small world and what may happen in it.
type Scenario struct {
	Name   string
	Habits [2]tracker.Habits // exact and conditional unless set
	Norm   [2]memtracker.Norm
	Knobs  [2]memtracker.Knobs
	Rules  [2]rule.Set // basic unless set
	Fields []Field     // what people edit
	Edits  [2]int      // how often, on each side
	Acts   []Act       // what else people do, each at most once on each side named
	Winner hub.Side
	Merge  bool

	New       bool              // the issue is not synced when it begins
	Between   bool              // people also edit between two calls of a step
	Cuts      int               // power cuts
	Lost      int               // answers of trackers that are lost; the call lands at once, or never
	Late      int               // calls that are not answered and land later
	Again     int               // messages that are delivered once more
	Vain      int               // deliveries whose answer is lost
	Stalls    int               // processes that are taken over in the middle of a call, which goes out all the same
	Hooks     int               // states that a webhook brings besides the poll, in any order or never
	Seconds   int               // times a second passes between two changes, where revisions are seconds
	Refusals  int               // writes that are refused; the owner skips or retries
	Pauses    int               // times the owner pauses a side, and resumes it
	Restores  int               // times a side is restored from a copy made earlier
	Recoded   map[string]string // B's values -> A's, where the rules call them otherwise
	Appends   bool              // B's rule adds a stroke to the description with each message
	Lossy     bool              // the rules do not map one-to-one: only what they promise is checked
	AnyWinner bool              // the trackers cannot tell which value must win
}

// Field is a part that people edit, with the values they give it.
type Field struct {
	Part   hub.Part
	Values []string // of a scalar; none: an element that is put in and taken out
}

// Act is something people do once.
type Act string

// The acts.
const (
	Remark  Act = "remark"  // a comment on each side
	Amend   Act = "amend"   // its author changes it
	Meddle  Act = "meddle"  // somebody changes the copy on the other side
	Retract Act = "retract" // its author deletes it
	Erase   Act = "erase"   // somebody deletes the copy
	Delete  Act = "delete"  // the issue is deleted
	Hide    Act = "hide"    // the issue cannot be seen for a while
)

func (s Scenario) winner() hub.Side {
	if s.Winner == "" {
		return hub.Initiator
	}
	return s.Winner
}

var (
	exact = memtracker.Best()
	// With a lost answer a tracker with everything but a log is the one whose
	// revision alone must tell what happened.
	exactNoLog  = with(exact, func(h *tracker.Habits) { h.ChangeLog = false })
	exactLoose  = with(exactNoLog, func(h *tracker.Habits) { h.Conditional, h.ConditionalParts = false, false })
	exactLogged = with(exactLoose, func(h *tracker.Habits) { h.ChangeLog = true })
	exactLooked = with(exactLogged, func(h *tracker.Habits) { h.Checked = true })
	carrying    = with(exact, func(h *tracker.Habits) { h.CarriesState = true })
	coarse      = with(memtracker.Seconds(), func(h *tracker.Habits) { h.Marks = exact.Marks })
	coarseLog   = with(coarse, func(h *tracker.Habits) { h.ChangeLog = true })
	carryCoarse = with(coarse, func(h *tracker.Habits) { h.CarriesState = true })
	statusApart = with(exact, func(h *tracker.Habits) { h.StatusApart = true })
	none        = memtracker.Worst()
	noneLog     = with(none, func(h *tracker.Habits) { h.ChangeLog = true })
)

func with(h tracker.Habits, change func(*tracker.Habits)) tracker.Habits {
	change(&h)
	return h
}

func slow(h tracker.Habits) tracker.Habits {
	h.Longest = 5 * time.Second
	return h
}

func lagging(h tracker.Habits) tracker.Habits {
	h.ReadLag = 2 * time.Second
	return h
}

var (
	summary  = Field{Part: "summary", Values: []string{"0", "1", "2"}}
	priority = Field{Part: "priority", Values: []string{"0", "1"}}
	status   = Field{Part: "status", Values: []string{"open", "done"}}
	label    = Field{Part: hub.PartOf("labels", "x")}
	label2   = Field{Part: hub.PartOf("labels", "y")}
)

func both(h tracker.Habits) [2]tracker.Habits { return [2]tracker.Habits{h, h} }

// Scenarios lists what is explored, the small ones first. Deep ones take
// minutes each and more.
func Scenarios(deep bool) []Scenario {
	l := []Scenario{
		{Name: "one field", Habits: both(exact), Fields: []Field{summary}, Edits: [2]int{2, 2}},
		{Name: "one field, once and twice", Habits: both(exact), Fields: []Field{summary}, Edits: [2]int{1, 2}},
		{Name: "one field, edits between calls", Habits: both(exact), Fields: []Field{summary}, Edits: [2]int{2, 1}, Between: true},
		{Name: "one field and a label", Habits: both(exact), Fields: []Field{priority, label}, Edits: [2]int{2, 1}},
		{Name: "one field, one crash", Habits: both(slow(exact)), Fields: []Field{summary}, Edits: [2]int{1, 1}, Cuts: 1, Between: true},
		{Name: "one field, no log, one crash", Habits: both(slow(exactNoLog)), Fields: []Field{summary}, Edits: [2]int{2, 1}, Cuts: 1},
		{Name: "lost answers", Habits: both(slow(exact)), Fields: []Field{priority}, Edits: [2]int{2, 1}, Lost: 1, Late: 1},
		{Name: "redelivery and answers in vain", Habits: both(exact), Fields: []Field{summary}, Edits: [2]int{1, 1}, Again: 1, Vain: 1},
		{Name: "two calls", Habits: both(statusApart), Fields: []Field{priority, status}, Edits: [2]int{2, 1}, Between: true},
		{Name: "takeover", Habits: both(slow(exact)), Fields: []Field{priority}, Edits: [2]int{1, 1}, Stalls: 1},
		{Name: "hooks in any order", Habits: both(carrying), Fields: []Field{summary}, Edits: [2]int{2, 1}, Hooks: 2},
		{Name: "pauses", Habits: both(exact), Fields: []Field{summary}, Edits: [2]int{2, 1}, Pauses: 1},
		{Name: "waiting changes merged", Habits: both(exact), Fields: []Field{summary}, Edits: [2]int{2, 1}, Pauses: 1, Merge: true},
		{Name: "there and back, merged", Habits: both(exact), Fields: []Field{priority}, Edits: [2]int{2, 1}, Pauses: 1, Merge: true},
		{Name: "exact without condition", Habits: both(exactLoose), Fields: []Field{priority}, Edits: [2]int{2, 1}, Between: true, AnyWinner: true},
		{Name: "exact without condition, logged", Habits: both(exactLogged), Fields: []Field{summary}, Edits: [2]int{1, 1}, Between: true},
		{Name: "exact, looked at before", Habits: both(exactLooked), Fields: []Field{summary}, Edits: [2]int{2, 1}, Between: true},
		{Name: "exact, looked at before, one crash", Habits: both(slow(exactLooked)), Fields: []Field{summary}, Edits: [2]int{1, 1}, Between: true, Cuts: 1},
		{Name: "comments, looked at before", Habits: both(exactLooked), Fields: []Field{priority}, Edits: [2]int{1, 0}, Acts: []Act{Remark}, Between: true},
		{Name: "whole seconds", Habits: both(coarse), Fields: []Field{priority}, Edits: [2]int{2, 1}, Seconds: 1, Between: true, AnyWinner: true},
		{Name: "whole seconds, logged", Habits: both(coarseLog), Fields: []Field{priority}, Edits: [2]int{2, 1}, Seconds: 1, Between: true},
		{Name: "whole seconds, hooks", Habits: [2]tracker.Habits{carryCoarse, exact}, Fields: []Field{priority}, Edits: [2]int{2, 1}, Seconds: 1, Hooks: 2, AnyWinner: true},
		{Name: "no revisions", Habits: both(none), Fields: []Field{priority}, Edits: [2]int{2, 1}, Between: true, AnyWinner: true},
		{Name: "no revisions, logged", Habits: both(noneLog), Fields: []Field{summary}, Edits: [2]int{1, 1}, Between: true},
		{Name: "no revisions, one crash", Habits: both(slow(none)), Fields: []Field{priority}, Edits: [2]int{1, 1}, Cuts: 1, AnyWinner: true},
		{Name: "lagging reads", Habits: [2]tracker.Habits{lagging(none), exact}, Knobs: [2]memtracker.Knobs{{Stale: memtracker.Old}}, Fields: []Field{priority}, Edits: [2]int{1, 1}, AnyWinner: true},
		{Name: "first sync, one crash", Habits: both(slow(exact)), Fields: []Field{priority}, Edits: [2]int{1, 1}, New: true, Cuts: 1},
		{Name: "first sync, lost answer, no marks", Habits: both(slow(none)), Fields: []Field{priority}, Edits: [2]int{1, 0}, New: true, Lost: 1, AnyWinner: true},
		{Name: "trimming tracker", Habits: both(exact), Norm: [2]memtracker.Norm{{}, {Trim: true}}, Fields: []Field{{Part: "summary", Values: []string{"0", " 1 "}}}, Edits: [2]int{2, 1}},
		{Name: "recoding", Habits: both(exact), Rules: recoding(), Recoded: decoded, Fields: []Field{priority}, Edits: [2]int{2, 0}},
		{Name: "two values told as one", Habits: both(exact), Rules: lossy(), Fields: []Field{{Part: "priority", Values: []string{"0", "1", "2"}}}, Edits: [2]int{2, 1}, Lossy: true},
		{Name: "one way", Habits: both(exact), Rules: oneWay(), Fields: []Field{priority}, Edits: [2]int{2, 1}, Lossy: true},
		{Name: "a rule that appends", Habits: both(slow(exact)), Rules: appending(), Fields: []Field{priority}, Edits: [2]int{2, 1}, Cuts: 1, Lossy: true, Appends: true},
		{Name: "a rule that appends, delivered again", Habits: both(exact), Rules: appending(), Fields: []Field{priority}, Edits: [2]int{1, 1}, Again: 1, Vain: 1, Lossy: true, Appends: true},
		{Name: "comments, late call", Habits: both(slow(with(exact, func(h *tracker.Habits) { h.ConditionalParts = false }))), Acts: []Act{Remark}, Late: 1},
		{Name: "two fields, no revisions", Habits: both(none), Fields: []Field{summary, priority}, Edits: [2]int{1, 1}, Between: true, AnyWinner: true},
		{Name: "comments", Habits: both(exact), Acts: []Act{Remark, Amend, Erase}},
		{Name: "comments, lost answer", Habits: both(slow(exact)), Acts: []Act{Remark, Retract, Meddle}, Lost: 1},
		{Name: "comments, lost answer, no marks", Habits: both(slow(none)), Acts: []Act{Remark}, Lost: 1},
		{Name: "deletion", Habits: both(exact), Fields: []Field{priority}, Edits: [2]int{1, 1}, Acts: []Act{Delete}},
		{Name: "deletion, one crash", Habits: both(slow(exact)), Fields: []Field{priority}, Edits: [2]int{1, 0}, Acts: []Act{Delete}, Cuts: 1},
		{Name: "restored from a copy", Habits: both(exact), Fields: []Field{priority}, Edits: [2]int{1, 1}, Restores: 1},
		{Name: "restored from a copy, no revisions", Habits: both(none), Fields: []Field{priority}, Edits: [2]int{1, 1}, Restores: 1, AnyWinner: true},
		{Name: "first sync, restored from a copy", Habits: both(exact), Fields: []Field{priority}, Edits: [2]int{1, 0}, Restores: 1, New: true},
		{Name: "first sync, restored from a copy, lagging reads", Habits: [2]tracker.Habits{exact, lagging(exact)}, Knobs: [2]memtracker.Knobs{{}, {Stale: memtracker.Old}}, Fields: []Field{priority}, Edits: [2]int{1, 0}, Restores: 1, New: true},
		{Name: "comments, restored from a copy", Habits: both(exact), Acts: []Act{Remark}, Restores: 1},
		{Name: "deletion, restored from a copy", Habits: both(exact), Fields: []Field{priority}, Edits: [2]int{1, 0}, Acts: []Act{Delete}, Restores: 1},
		{Name: "missing and back", Habits: both(exact), Fields: []Field{priority}, Edits: [2]int{1, 1}, Acts: []Act{Hide}},
	}
	if deep {
		l = append(l, Scenario{Name: "two fields, deep", Habits: both(exact), Fields: []Field{summary, priority}, Edits: [2]int{2, 2}},
			Scenario{Name: "two labels, one crash", Habits: both(slow(exact)), Fields: []Field{label, label2}, Edits: [2]int{2, 2}, Cuts: 1},
			Scenario{Name: "one field, deep", Habits: both(exact), Fields: []Field{summary}, Edits: [2]int{3, 3}},
			Scenario{Name: "no revisions, logged, deep", Habits: both(noneLog), Fields: []Field{summary}, Edits: [2]int{2, 2}, Between: true},
			Scenario{Name: "comments, one crash", Habits: both(slow(exact)), Acts: []Act{Remark, Amend, Retract}, Cuts: 1},
		)
	}
	return l
}
