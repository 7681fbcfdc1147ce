package scripted

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
)

// Published is the rules of a side that somebody publishes, one version after
// the other. A run that has begun ends with the rules it began with. Until there
// are any, whatever asks for them stops its connection: nothing is lost, and all
// goes on once they are published.
type Published struct {
	name    string // of the side, for errors
	current atomic.Pointer[Set]
	wrong   atomic.Pointer[error]
}

var _ rule.Set = (*Published)(nil)

// NewPublished makes the rules of a side, with none in force.
func NewPublished(name string) *Published { return &Published{name: name} }

// Use puts rules in force.
func (p *Published) Use(s *Set) {
	p.current.Store(s)
	p.wrong.Store(nil)
}

// Refuse remembers why the version that should be in force is not. The rules
// before it, if any, stay.
func (p *Published) Refuse(err error) { p.wrong.Store(&err) }

// Version names the rules that are in force, "" if none are.
func (p *Published) Version() string {
	if s := p.current.Load(); s != nil {
		return s.Version
	}
	return ""
}

// Wrong is why the newest rules are not in force; nil if they are.
func (p *Published) Wrong() error {
	if e := p.wrong.Load(); e != nil {
		return *e
	}
	if p.current.Load() == nil {
		return errors.New("no rules are published yet")
	}
	return nil
}

func (p *Published) set() (*Set, error) {
	if s := p.current.Load(); s != nil {
		return s, nil
	}
	return nil, &hub.Error{Code: hub.Script, Scope: hub.ScopeConnection,
		Message: "the rules of " + p.name + " cannot run: " + p.Wrong().Error() + "; publish some (entwine rule publish), then retry"}
}

// Outgoing runs the outgoing rule that is in force.
func (p *Published) Outgoing(ctx context.Context, in rule.Out) (hub.Issue, error) {
	s, err := p.set()
	if err != nil {
		return hub.Issue{}, err
	}
	return s.Outgoing(ctx, in)
}

// Incoming runs the incoming rule that is in force.
func (p *Published) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	s, err := p.set()
	if err != nil {
		return rule.Result{}, err
	}
	return s.Incoming(ctx, in)
}
