package accord

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
)

// Two nodes find out that one of their databases is an older copy, or that two
// nodes run from copies of one, by a token that changes with every session: the
// caller shows the one it was given last, and proposes the next. Whoever shows
// an old one is not the node that was here last, or has forgotten.

// NextGreeting returns the token to show a partner, and a fresh one to propose.
func (b *Book) NextGreeting(partner hub.NodeID) (has, next string) {
	if p, ok := b.Partner(partner); ok {
		has = p.Out
	}
	return has, secret.Token(secret.TokenBytes)
}

// Greeted notes that a partner took the token we proposed.
func (b *Book) Greeted(ctx context.Context, partner hub.NodeID, next string) error {
	return b.ChangePartner(ctx, partner, func(p *Partner) error {
		p.Out = next
		return nil
	})
}

// Forgive takes the next token that a caller shows, whichever it is: our own
// database is an older copy, and our owner says that it is to be believed.
func (b *Book) Forgive(ctx context.Context, caller hub.NodeID) error {
	return b.ChangePartner(ctx, caller, func(p *Partner) error {
		p.In = Greet{Anew: true}
		return nil
	})
}

// Welcome checks the token that a caller shows, and remembers the next. ok is
// false where somebody else was here last under its name. With anew, which the
// owner of a restored node asks for, nothing is expected; forgiven reports that
// it was our own owner who did.
func (b *Book) Welcome(ctx context.Context, caller hub.NodeID, has, next string, anew bool) (ok, forgiven bool, err error) {
	if len(next) < 16 || len(next) > 128 {
		return false, false, &hub.Error{Code: hub.Invalid, Scope: hub.ScopePeer, Message: "a token to greet with is missing"}
	}
	err = b.ChangePartner(ctx, caller, func(p *Partner) error {
		g := p.In
		// The one before is shown by a caller to whom our last answer got lost.
		forgiven = g.Anew
		ok = anew || forgiven || g.Current == "" && has == "" || g.Current != "" && secret.Equal(has, g.Current) ||
			!g.Confirmed && g.Before != "" && secret.Equal(has, g.Before) || !g.Confirmed && g.Before == "" && has == ""
		if ok {
			if secret.Equal(has, g.Current) {
				g.Before = g.Current
			}
			p.In = Greet{Current: next, Before: g.Before}
		}
		return nil
	})
	return ok, forgiven, err
}

// Arrived notes that a caller goes on after its greeting: it has the token.
func (b *Book) Arrived(ctx context.Context, caller hub.NodeID) error {
	if p, ok := b.Partner(caller); !ok || p.In.Confirmed || p.In.Current == "" {
		return nil
	}
	return b.ChangePartner(ctx, caller, func(p *Partner) error {
		p.In.Confirmed = true
		return nil
	})
}
