package accord

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
)

// Invitation is one that this node gave out.
type Invitation struct {
	ID      string           `json:"id"`
	Secret  string           `json:"secret"`
	Shared  hub.ConnectionID `json:"shared"` // the agreement's id, if it comes to one
	Local   hub.ConnectionID `json:"local"`
	Winner  hub.Side         `json:"winner"`
	Made    time.Time        `json:"made"`
	Expires time.Time        `json:"expires"`
	UsedBy  hub.NodeID       `json:"usedBy,omitempty"`
	Revoked bool             `json:"revoked,omitempty"`
}

// Code is what travels by mail. Whoever has it first can use it.
type Code struct {
	Version int              `json:"v"` // of the protocol
	ID      string           `json:"i"`
	Secret  string           `json:"s"`
	Shared  hub.ConnectionID `json:"c"`
	Local   string           `json:"l"` // what the inviting side calls the connection
	Name    string           `json:"n"` // of the inviting node
	Address string           `json:"a"`
	Pin     string           `json:"p,omitempty"`
	Key     PublicKey        `json:"k"`
	Line    []Descent        `json:"d,omitempty"` // from the key that Node is named after
	Node    hub.NodeID       `json:"o"`
	Winner  hub.Side         `json:"w"`
	Expires time.Time        `json:"e"`
}

const (
	begins = "BEGIN ENTWINE INVITATION"
	ends   = "END ENTWINE INVITATION"
	// mostCode bounds a text that is said to hold a code: a mail with its history.
	mostCode = 256 << 10
	lineOf   = 60 // signs: quoted three times over it still fits a mail's 76
)

// String writes the code so that it survives mail: only capitals and digits, in
// short lines, with a sum at its end.
func (c Code) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic("accord: a code of texts and bytes can always be written: " + err.Error())
	}
	sum := sha256.Sum256(b)
	text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(append(b, sum[:4]...))
	var out strings.Builder
	out.WriteString("-----" + begins + "-----\n")
	for line := range slices.Chunk([]byte(text), lineOf) {
		out.Write(append(line, '\n'))
	}
	out.WriteString("-----" + ends + "-----\n")
	return out.String()
}

// ParseCode finds the code in a text: quoted, wrapped or indented, with words
// before and after it.
func ParseCode(text string) (c Code, err error) {
	bad := func(why string) (Code, error) {
		return Code{}, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeNode, Message: "this is no invitation: " + why}
	}
	if len(text) > mostCode {
		return bad("it is far too long")
	}
	bare := strings.Map(func(r rune) rune {
		if r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return unicode.ToUpper(r)
		}
		return -1 // quote marks, blanks, line ends, what mail programs put in
	}, text)
	bare = strings.TrimSpace(bare)
	if _, rest, ok := strings.Cut(bare, strings.ReplaceAll(begins, " ", "")); ok {
		bare = rest
		if bare, _, ok = strings.Cut(bare, strings.ReplaceAll(ends, " ", "")); !ok {
			return bad("its last line is missing")
		}
	}
	b, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(bare)
	if err != nil || len(b) < 5 {
		return bad("some of it was lost or changed on the way")
	}
	body, sum := b[:len(b)-4], sha256.Sum256(b[:len(b)-4])
	if binary.BigEndian.Uint32(b[len(b)-4:]) != binary.BigEndian.Uint32(sum[:4]) {
		return bad("some of it was lost or changed on the way")
	}
	if err := json.Unmarshal(body, &c); err != nil || len(c.Key) != 32 || c.ID == "" || c.Secret == "" || c.Shared == "" || c.Address == "" {
		return bad("it is not one of this program's")
	}
	return c, nil
}

// Invite stores a new invitation to a connection of this node. One that was
// given out for it and not used is void from then on.
func (b *Book) Invite(ctx context.Context, local hub.ConnectionID, winner hub.Side, valid time.Duration) (inv Invitation, err error) {
	err = b.change(ctx, func(p *page) error {
		if slices.ContainsFunc(p.Agreements, func(a Agreement) bool { return a.Local == local && a.State == Active }) {
			return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeConnection,
				Message: fmt.Sprintf("connection %s is joined already; stop it before somebody else is invited", local)}
		}
		inv = Invitation{
			ID: "i-" + secret.Token(16), Secret: secret.Token(secret.TokenBytes), Shared: hub.ConnectionID("c-" + secret.Token(16)),
			Local: local, Winner: winner, Made: b.now(), Expires: b.now().Add(valid),
		}
		for i := range p.Invitations {
			if o := &p.Invitations[i]; o.Local == local && o.UsedBy == "" {
				o.Revoked = true
			}
		}
		const kept = 100 // enough to say why an old one does not work
		p.Invitations = append(p.Invitations, inv)
		p.Invitations = p.Invitations[max(0, len(p.Invitations)-kept):]
		return nil
	})
	return inv, err
}

// RevokeInvitation makes the open invitations to a connection void, and says how
// many there were.
func (b *Book) RevokeInvitation(ctx context.Context, local hub.ConnectionID) (n int, err error) {
	err = b.change(ctx, func(p *page) error {
		n = 0
		for i := range p.Invitations {
			if o := &p.Invitations[i]; o.Local == local && o.UsedBy == "" && !o.Revoked && b.now().Before(o.Expires) {
				o.Revoked = true
				n++
			}
		}
		return nil
	})
	return n, err
}

// Invited returns until when somebody is invited to a connection, and whether
// anybody is.
func (b *Book) Invited(local hub.ConnectionID) (until time.Time, ok bool) {
	b.read(func(p *page) {
		for _, o := range p.Invitations {
			if o.Local == local && o.UsedBy == "" && !o.Revoked && b.now().Before(o.Expires) {
				until, ok = o.Expires, true
			}
		}
	})
	return until, ok
}

// Acceptance is how an invited node introduces itself.
type Acceptance struct {
	Invitation string           `json:"invitation"`
	Connection hub.ConnectionID `json:"connection"`
	Node       hub.NodeID       `json:"node"`
	Key        PublicKey        `json:"key"`
	Line       []Descent        `json:"line,omitempty"`
	Name       string           `json:"name"`
	Local      string           `json:"local"` // what it calls the connection
	Address    string           `json:"address,omitempty"`
	Pin        string           `json:"pin,omitempty"`
	Proof      string           `json:"proof"` // that it has the code
}

// Welcome is the answer to an acceptance.
type Welcome struct {
	Name  string `json:"name"`
	Proof string `json:"proof"` // that it comes from who made the code
}

// prove is a sum over texts under the invitation's secret. Each is told with its
// length, so that none can lend its end to the next.
func prove(secret string, texts ...string) string {
	m := hmac.New(sha256.New, []byte(secret))
	for _, t := range texts {
		fmt.Fprintf(m, "%d:%s,", len(t), t)
	}
	return hex.EncodeToString(m.Sum(nil))
}

func (a *Acceptance) prove(secret string) string {
	return prove(secret, "accept", a.Invitation, string(a.Connection), string(a.Node), string(a.Key), a.Name, a.Local, a.Address, a.Pin)
}

// Accept makes our acceptance of a code.
func (b *Book) Accept(c Code, local hub.ConnectionID, name, address, pin string) Acceptance {
	keys := b.PublicKeys()
	a := Acceptance{
		Invitation: c.ID, Connection: c.Shared, Node: b.Node(), Key: keys[len(keys)-1], Line: b.Line(), Name: name,
		Local: string(local), Address: address, Pin: pin,
	}
	a.Proof = a.prove(c.Secret)
	return a
}

// Admit checks an acceptance of an invitation of ours and stores the agreement.
// The same node may ask again, if it did not get the answer.
func (b *Book) Admit(ctx context.Context, a Acceptance, name string) (w Welcome, err error) {
	refused := func(why string) error {
		return &hub.Error{Code: hub.Denied, Scope: hub.ScopePeer, Message: why}
	}
	err = b.change(ctx, func(p *page) error {
		i := slices.IndexFunc(p.Invitations, func(o Invitation) bool { return secret.Equal(o.ID, a.Invitation) })
		if i < 0 || !secret.Equal(p.Invitations[i].Secret+a.Proof, p.Invitations[i].Secret+a.prove(p.Invitations[i].Secret)) {
			return refused("this node gave out no such invitation")
		}
		inv := &p.Invitations[i]
		switch {
		case a.Connection != inv.Shared || len(a.Key) != 32 || a.Node == "" || a.Node == p.Self.Node || len(a.Node) > 64:
			return refused("the acceptance does not fit the invitation")
		case inv.UsedBy != "" && inv.UsedBy != a.Node:
			return refused("this invitation was used already")
		case inv.Revoked:
			return refused("this invitation was revoked")
		case !b.now().Before(inv.Expires):
			return refused("this invitation has expired")
		}
		w = Welcome{Name: name, Proof: prove(inv.Secret, "welcome", a.Proof, name)}
		if inv.UsedBy == a.Node {
			return nil
		}
		if !p.known(a.Node, a.Key, a.Line) {
			return refused("the key does not belong to the node that it is said to belong to")
		}
		inv.UsedBy = a.Node
		p.join(Partner{Node: a.Node, Name: cleanName(a.Name), Address: a.Address, Pin: a.Pin, Keys: []PublicKey{a.Key},
			Knows: p.Self.Keys[len(p.Self.Keys)-1].Public().ID()},
			Agreement{ID: inv.Shared, Local: inv.Local, Theirs: cleanName(a.Local), Side: hub.Initiator, Winner: inv.Winner, Partner: a.Node,
				State: Active, Since: b.now(), Check: checkWord(inv.Shared, a.Node, p.Self.Node)})
		return nil
	})
	return w, err
}

// Join stores what came of a code that we accepted.
func (b *Book) Join(ctx context.Context, c Code, a Acceptance, w Welcome) error {
	if !secret.Equal(w.Proof, prove(c.Secret, "welcome", a.Proof, w.Name)) {
		return &hub.Error{Code: hub.Denied, Scope: hub.ScopePeer, Message: "the answer does not come from the node that made the invitation"}
	}
	return b.change(ctx, func(p *page) error {
		if slices.ContainsFunc(p.Agreements, func(o Agreement) bool { return o.ID == c.Shared }) {
			return nil
		}
		if !p.known(c.Node, c.Key, c.Line) {
			return &hub.Error{Code: hub.Denied, Scope: hub.ScopePeer, Message: "the invitation's key does not belong to the node that it names"}
		}
		p.join(Partner{Node: c.Node, Name: cleanName(w.Name), Address: c.Address, Pin: c.Pin, Keys: []PublicKey{c.Key}, Knows: a.Key.ID()},
			Agreement{ID: c.Shared, Local: hub.ConnectionID(a.Local), Theirs: cleanName(c.Local), Side: hub.Acceptor, Winner: c.Winner,
				Partner: c.Node, State: Active, Since: b.now(), Check: checkWord(c.Shared, a.Node, c.Node)})
		return nil
	})
}

// checkWord is what two people compare by voice: 40 bits, enough against
// somebody who has to do it while they wait.
func checkWord(shared hub.ConnectionID, nodes ...hub.NodeID) string {
	slices.Sort(nodes)
	sum := sha256.Sum256([]byte("entwine check\n" + string(shared) + "\n" + string(nodes[0]) + "\n" + string(nodes[1])))
	n := binary.BigEndian.Uint64(sum[:8]) % 1_000_000_000_000
	return fmt.Sprintf("%04d %04d %04d", n/100_000_000, n/10_000%10_000, n%10_000)
}

// cleanName makes a name that somebody else chose fit to be shown.
func cleanName(s string) string {
	const most = 80
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s)
	if r := []rune(strings.TrimSpace(s)); len(r) > most {
		return string(r[:most])
	}
	return strings.TrimSpace(s)
}
