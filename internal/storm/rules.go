package storm

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
)

// Pairing names the rules that the two owners have.
type Pairing string

// The pairings of rules.
const (
	Plain      Pairing = "basic on both sides"
	Recoded    Pairing = "one-to-one recoding"
	Appending  Pairing = "the acceptor appends on every message"
	AppendBoth Pairing = "both append on every message"
	Effectful  Pairing = "a call on every message"
	Asymmetric Pairing = "two values told as one, a field one way"
)

// oneToOne reports whether both rules map a field one-to-one.
func (p Pairing) oneToOne(field string) bool {
	switch field {
	case "summary", "priority":
		return p != Asymmetric
	case "description", "status", "labels":
		return true
	}
	return false
}

// appends reports whether a side appends.
func (p Pairing) appends(side int) bool { return p == AppendBoth || p == Appending && side == 1 }

// calls reports whether the rule of a side makes a call on every message.
func (p Pairing) calls(side int) bool { return p == Effectful && side == 1 }

// sets returns the rules of the two sides.
func (p Pairing) sets() [2]rule.Set {
	a, b := rule.Basic{Project: "AAA"}, rule.Basic{Project: "BBB"}
	switch p {
	case Recoded:
		return [2]rule.Set{a, recoding{b}}
	case Appending:
		return [2]rule.Set{a, appending{b}}
	case AppendBoth:
		return [2]rule.Set{appending{a}, appending{b}}
	case Effectful:
		return [2]rule.Set{a, effectful{b}}
	case Asymmetric:
		return [2]rule.Set{a, asymmetric{b}}
	}
	return [2]rule.Set{a, b}
}

// codes is what the acceptor of a recoded connection calls the initiator's
// priorities.
var codes = [][2]string{{"p0", "low"}, {"p1", "mid"}, {"p2", "high"}, {"p3", "top"}}

// recode translates a priority of one side into the other's words.
func recode(v string, from int) string {
	for _, c := range codes {
		if c[from] == v {
			return c[1-from]
		}
	}
	return v
}

// priorities lists what people of a side choose from.
func (p Pairing) priorities(side int) []string {
	l := []string{"", "", "", ""}
	for i, c := range codes {
		l[i] = c[0]
		if p == Recoded {
			l[i] = c[side]
		}
	}
	return l
}

// recoding has other words for priorities than the other side.
type recoding struct{ rule.Basic }

func (r recoding) Outgoing(ctx context.Context, in rule.Out) (hub.Issue, error) {
	is, err := r.Basic.Outgoing(ctx, in)
	is.Priority = recode(is.Priority, 1)
	return is, err
}

func (r recoding) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	in.Replica.Priority = recode(in.Replica.Priority, 0)
	in.Previous.Priority = recode(in.Previous.Priority, 0)
	return r.Basic.Incoming(ctx, in)
}

// appending leaves a mark in a field on every message: a rule for which twice
// is not once.
type appending struct{ rule.Basic }

// appended is that mark.
const appended = "+"

func (r appending) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	w, err := r.Basic.Incoming(ctx, in)
	w.Issue.Environment = in.Issue.Environment + appended
	return w, err
}

// effectful makes a call of its own on every message.
type effectful struct{ rule.Basic }

func (r effectful) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	_, err := in.Tools.Do(ctx, map[string]hub.Value{"issue": in.Replica.Ref.ID, "summary": in.Replica.Summary})
	if err != nil {
		return rule.Result{}, err
	}
	return r.Basic.Incoming(ctx, in)
}

// asymmetric tells two priorities as one and keeps its summaries to itself.
type asymmetric struct{ rule.Basic }

func (r asymmetric) Outgoing(ctx context.Context, in rule.Out) (hub.Issue, error) {
	is, err := r.Basic.Outgoing(ctx, in)
	is.Summary = ""
	if is.Priority == "p3" {
		is.Priority = "p2"
	}
	return is, err
}
