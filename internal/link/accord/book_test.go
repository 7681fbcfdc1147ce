package accord

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// drawer keeps values in memory, and fails when told to.
type drawer struct {
	m    map[string]string
	fail error
}

func (d *drawer) Read(_ context.Context, k string) (string, error) { return d.m[k], nil }

func (d *drawer) Write(_ context.Context, k, v string) error {
	if d.fail == nil {
		d.m[k] = v
	}
	return d.fail
}

type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func open(t *testing.T) (*Book, *drawer, *clock) {
	t.Helper()
	d, c := &drawer{m: map[string]string{}}, &clock{time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
	b, err := Open(t.Context(), d, c.now)
	if err != nil {
		t.Fatal(err)
	}
	return b, d, c
}

// code makes the code of an invitation, as the node does.
func code(t *testing.T, b *Book, local hub.ConnectionID) Code {
	t.Helper()
	inv, err := b.Invite(t.Context(), local, hub.Acceptor, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	keys := b.PublicKeys()
	return Code{Version: 1, ID: inv.ID, Secret: inv.Secret, Shared: inv.Shared, Local: string(local), Name: "Acme GmbH",
		Address: "https://acme.example/entwine", Key: keys[len(keys)-1], Line: b.Line(), Node: b.Node(), Winner: inv.Winner, Expires: inv.Expires}
}

// join lets b accept an invitation of a.
func join(t *testing.T, a, b *Book, c Code) Acceptance {
	t.Helper()
	acc := b.Accept(c, "globex-acme", "Globex Inc.", "", "")
	w, err := a.Admit(t.Context(), acc, "Acme GmbH")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Join(t.Context(), c, acc, w); err != nil {
		t.Fatal(err)
	}
	return acc
}

func TestJoin(t *testing.T) {
	t.Parallel()
	a, da, _ := open(t)
	b, _, _ := open(t)
	join(t, a, b, code(t, a, "acme-globex"))
	x, ok := a.Local("acme-globex")
	if !ok || x.Side != hub.Initiator || x.Partner != b.Node() || x.Theirs != "globex-acme" || x.State != Active {
		t.Errorf("inviting side: %+v", x)
	}
	y, ok := b.Local("globex-acme")
	if !ok || y.Side != hub.Acceptor || y.Partner != a.Node() || y.Winner != hub.Acceptor || y.ID != x.ID {
		t.Errorf("accepting side: %+v", y)
	}
	if x.Check != y.Check || len(x.Check) != len("0000 0000 0000") {
		t.Errorf("the two sides would read out %q and %q", x.Check, y.Check)
	}
	if p, _ := a.Partner(b.Node()); p.Name != "Globex Inc." {
		t.Errorf("the partner's name is %q", p.Name)
	}
	again, err := Open(t.Context(), da, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if z, ok := again.Local("acme-globex"); !ok || z.ID != x.ID || again.Node() != a.Node() {
		t.Errorf("after a restart: %+v", z)
	}
}

func TestAnInvitationIsUsedOnce(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		spoil func(t *testing.T, a *Book, c *Code, acc *Acceptance, clk *clock)
		want  string
	}{
		{"expired", func(_ *testing.T, _ *Book, _ *Code, _ *Acceptance, clk *clock) { clk.t = clk.t.Add(time.Hour) }, "has expired"},
		{"revoked", func(t *testing.T, a *Book, _ *Code, _ *Acceptance, _ *clock) {
			if n, err := a.RevokeInvitation(t.Context(), "acme-globex"); n != 1 || err != nil {
				t.Error(n, err)
			}
		}, "was revoked"},
		{"followed by another", func(t *testing.T, a *Book, _ *Code, _ *Acceptance, _ *clock) { code(t, a, "acme-globex") }, "was revoked"},
		{"used by another", func(t *testing.T, a *Book, c *Code, _ *Acceptance, _ *clock) {
			other, _, _ := open(t)
			join(t, a, other, *c)
		}, "used already"},
		{"wrong secret", func(_ *testing.T, _ *Book, _ *Code, acc *Acceptance, _ *clock) { acc.Proof = acc.prove("guessed") }, "no such invitation"},
		{"name changed on the way", func(_ *testing.T, _ *Book, _ *Code, acc *Acceptance, _ *clock) { acc.Name = "Evil" }, "no such invitation"},
		{"other invitation", func(_ *testing.T, _ *Book, _ *Code, acc *Acceptance, _ *clock) { acc.Invitation = "i-none" }, "no such invitation"},
		{"node of another key", func(_ *testing.T, a *Book, c *Code, acc *Acceptance, _ *clock) {
			acc.Node = "n-somebodyelse"
			acc.Proof = acc.prove(c.Secret)
		}, "does not belong"},
		{"ourselves", func(_ *testing.T, a *Book, c *Code, acc *Acceptance, _ *clock) {
			*acc = a.Accept(*c, "x", "x", "", "")
		}, "does not fit"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, _, clk := open(t)
			b, _, _ := open(t)
			c := code(t, a, "acme-globex")
			acc := b.Accept(c, "globex-acme", "Globex Inc.", "", "")
			tt.spoil(t, a, &c, &acc, clk)
			_, err := a.Admit(t.Context(), acc, "Acme GmbH")
			if hub.CodeOf(err) != hub.Denied || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a refusal with %q", err, tt.want)
			}
		})
	}
}

// Who did not get the answer asks again, and is answered the same.
func TestAcceptAgain(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	b, _, _ := open(t)
	acc := join(t, a, b, code(t, a, "acme-globex"))
	if _, err := a.Admit(t.Context(), acc, "Acme GmbH"); err != nil {
		t.Error(err)
	}
	if l := a.Agreements(); len(l) != 1 {
		t.Errorf("there are %d agreements", len(l))
	}
}

func TestAWelcomeOfSomebodyElse(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	b, _, _ := open(t)
	c := code(t, a, "acme-globex")
	acc := b.Accept(c, "globex-acme", "Globex Inc.", "", "")
	if err := b.Join(t.Context(), c, acc, Welcome{Name: "Acme GmbH", Proof: "made up"}); hub.CodeOf(err) != hub.Denied {
		t.Errorf("got %v", err)
	}
	if len(b.Agreements()) != 0 {
		t.Error("it is believed all the same")
	}
}

// A code survives what mail does to it.
func TestCodeByMail(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	c := code(t, a, "acme-globex")
	text := c.String()
	for name, mangle := range map[string]func(string) string{
		"nothing":     func(s string) string { return s },
		"crlf":        func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"quoted":      func(s string) string { return "> > " + strings.ReplaceAll(s, "\n", "\n> > ") },
		"indented":    func(s string) string { return "\t    " + strings.ReplaceAll(s, "\n", "\n\t    ") },
		"one line":    func(s string) string { return strings.ReplaceAll(s, "\n", " ") },
		"lower case":  strings.ToLower,
		"words about": func(s string) string { return "Dear all,\n\nhere it is:\n" + s + "\n-- \nBo, Acme GmbH\n" },
		"no marks": func(s string) string {
			lines := strings.Split(strings.TrimSpace(s), "\n")
			return strings.Join(lines[1:len(lines)-1], "\n")
		},
		"wrapped at 31": func(s string) string {
			var b strings.Builder
			for i, r := range s {
				if i%31 == 30 {
					b.WriteString("\n> ")
				}
				b.WriteRune(r)
			}
			return b.String()
		},
		"hard blanks": func(s string) string { return strings.ReplaceAll(s, "\n", "\u00a0\n\u200b") },
	} {
		got, err := ParseCode(mangle(text))
		if err != nil || got.Secret != c.Secret || got.Node != c.Node || !got.Expires.Equal(c.Expires) {
			t.Errorf("%s: %v, %+v", name, err, got)
		}
	}
	for line := range strings.Lines(text) {
		if len(line) > 61 {
			t.Errorf("a line of %d signs", len(line))
		}
	}
	body := strings.Split(text, "\n")
	for name, s := range map[string]string{
		"empty": "", "words": "please accept", "a line lost": strings.Replace(text, body[2]+"\n", "", 1),
		"a sign changed": strings.Replace(text, body[2][:5], "QQQQQ", 1), "end lost": strings.Join(body[:3], "\n"),
		"far too long": strings.Repeat("A", 1<<20),
	} {
		if got, err := ParseCode(s); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("%s: %v, %+v", name, err, got)
		}
	}
}

// Keys change without anybody being shut out.
func TestRotation(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	b, _, _ := open(t)
	join(t, a, b, code(t, a, "one"))
	first := a.KeyFor(b.Node()).Public().ID()
	id, err := a.Rotate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := a.KeyFor(b.Node()).Public().ID(); got != first {
		t.Errorf("signs with %s before the partner knows it, want %s", got, first)
	}
	if err := a.Confirmed(t.Context(), b.Node(), "k-madeup"); err != nil || a.KeyFor(b.Node()).Public().ID() != first {
		t.Errorf("a key we never had is taken for confirmed, %v", err)
	}
	if err := a.Confirmed(t.Context(), b.Node(), id); err != nil {
		t.Fatal(err)
	}
	if got := a.KeyFor(b.Node()).Public().ID(); got != id || len(a.PublicKeys()) != 1 {
		t.Errorf("signs with %s, has %d keys", got, len(a.PublicKeys()))
	}
	// Its id stays, and a new partner can see that the key is its own.
	c, _, _ := open(t)
	join(t, a, c, code(t, a, "two"))
	forged := code(t, a, "three")
	forged.Line[1].Proof[0] ^= 1
	d, _, _ := open(t)
	acc := d.Accept(forged, "x", "x", "", "")
	w, err := a.Admit(t.Context(), acc, "Acme GmbH")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Join(t.Context(), forged, acc, w); hub.CodeOf(err) != hub.Denied {
		t.Errorf("a broken line of keys: %v", err)
	}
}

// A copy of either database is found out, a lost answer is not taken for one.
func TestGreetings(t *testing.T) {
	t.Parallel()
	a, da, _ := open(t)
	b, db, _ := open(t)
	join(t, a, b, code(t, a, "acme-globex"))
	greet := func(from, to *Book, answered bool) bool {
		t.Helper()
		has, next := from.NextGreeting(to.Node())
		ok, _, err := to.Welcome(t.Context(), from.Node(), has, next, false)
		if err != nil {
			t.Fatal(err)
		}
		if ok && answered {
			if err := from.Greeted(t.Context(), to.Node(), next); err != nil {
				t.Fatal(err)
			}
			if err := to.Arrived(t.Context(), from.Node()); err != nil {
				t.Fatal(err)
			}
		}
		return ok
	}
	for i, answered := range []bool{false, false, true, false, true, true, false, false, true} {
		if !greet(b, a, answered) {
			t.Fatalf("greeting %d is refused", i)
		}
	}
	copyOf := func(d *drawer) *Book {
		c, err := Open(t.Context(), &drawer{m: map[string]string{DrawerKey: d.m[DrawerKey]}}, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	oldB, oldA := copyOf(db), copyOf(da)
	if !greet(b, a, true) {
		t.Fatal("refused")
	}
	if greet(oldB, a, true) {
		t.Error("an older copy of the caller is taken for it")
	}
	if greet(b, oldA, true) {
		t.Error("an older copy of the called node takes a token that it never gave")
	}
	if !greet(b, a, true) {
		t.Error("the original is refused because of the copy")
	}
	has, next := oldB.NextGreeting(a.Node())
	if ok, forgiven, err := a.Welcome(t.Context(), b.Node(), has, next, true); !ok || forgiven || err != nil {
		t.Errorf("a restored node whose owner says so: %v, %v", ok, err)
	}
	if greet(b, oldA, true) {
		t.Error("an older copy of the called node takes any token before its owner has spoken")
	}
	if err := oldA.Forgive(t.Context(), b.Node()); err != nil {
		t.Fatal(err)
	}
	has, next = b.NextGreeting(oldA.Node())
	if ok, forgiven, err := oldA.Welcome(t.Context(), b.Node(), has, next, false); !ok || !forgiven || err != nil {
		t.Errorf("the called node is restored and its owner says so: %v, %v", ok, err)
	}
	if ok, _, _ := oldA.Welcome(t.Context(), b.Node(), "x"+has, next, false); ok {
		t.Error("any token is taken twice")
	}
}

// What cannot be stored does not count.
func TestNothingCountsBeforeItIsStored(t *testing.T) {
	t.Parallel()
	a, d, _ := open(t)
	d.fail = errors.New("disk full")
	if _, err := a.Invite(t.Context(), "x", hub.Initiator, time.Hour); !errors.Is(err, d.fail) {
		t.Errorf("got %v", err)
	}
	if _, ok := a.Invited("x"); ok {
		t.Error("an invitation counts that was not stored")
	}
}

// FuzzParseCode: what can be read is written so that it reads the same, also
// where somebody computed the sum of something else.
func FuzzParseCode(f *testing.F) {
	f.Add("-----BEGIN ENTWINE INVITATION-----\nAAAA\n-----END ENTWINE INVITATION-----\n")
	f.Add(Code{Version: 1, ID: "i", Secret: "s", Shared: "c", Address: "https://x", Key: make([]byte, 32)}.String())
	f.Add(`{"v":1,"i":"i","s":"s","c":"c","a":"https://x","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":[{}],"e":"2026-01-01T00:00:00Z"}`)
	f.Fuzz(func(t *testing.T, s string) {
		sum := sha256.Sum256([]byte(s))
		for _, text := range []string{s, base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(append([]byte(s), sum[:4]...))} {
			c, err := ParseCode(text)
			if err != nil {
				continue
			}
			if again, err := ParseCode(c.String()); err != nil || again.String() != c.String() {
				t.Errorf("%q is read as %+v, and that as %+v, %v", s, c, again, err)
			}
		}
	})
}
