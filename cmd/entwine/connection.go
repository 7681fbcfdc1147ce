package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store"
)

func (a *app) connectionCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "connection", Short: "Join this node with another owner's, and look after that", Args: noArgs,
		Example: "  entwine connection invite acme-globex > invitation.txt\n  entwine connection accept invitation.txt\n  entwine connection list",
		Long: "A connection with another node has \"here\" in the config, where one within this node has initiator and\n" +
			"acceptor. One side invites, the other accepts; both then see the same twelve digits, and compare them\n" +
			"by voice. The side that invites must have an address; the other needs none, it calls.",
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.inviteCmd(), a.uninviteCmd(), a.acceptCmd(), a.connectionListCmd(), a.connectionShowCmd(), a.connectionPauseCmd(),
		a.connectionResumeCmd(), a.connectionEndCmd(accord.Stopped), a.connectionEndCmd(accord.Revoked), a.cleanUpCmd(), a.partnerCmd())
	return c
}

func nameIn(c []string) hub.ConnectionID { return hub.ConnectionID(c[0]) }

func (a *app) inviteCmd() *cobra.Command {
	valid := 72 * time.Hour
	c := &cobra.Command{
		Use: "invite NAME", Short: "Make an invitation to a connection, to be sent to the other owner", Args: exactly(1, "the name of a connection"),
		Example: "  entwine connection invite acme-globex\n  entwine connection invite acme-globex --valid 24h > invitation.txt",
		Long:    "Whoever has the invitation can accept it, once. A new invitation makes an older one void.",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				inv, err := d.Invite(c.Context(), node.InviteQuery{Connection: nameIn(args), Valid: valid})
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(inv)
				}
				fmt.Fprint(a.out, inv.Code)
				a.note("Send this to the other owner. It holds until %s %s, for whoever accepts it first:\n\n  entwine connection accept invitation.txt\n",
					a.look.time(inv.Expires), a.look.zoneName())
				return nil
			})
		},
	}
	c.Flags().DurationVar(&valid, "valid", valid, "for this `duration` it can be accepted")
	return c
}

func (a *app) uninviteCmd() *cobra.Command {
	return &cobra.Command{
		Use: "uninvite NAME", Short: "Make an invitation void that nobody has accepted", Args: exactly(1, "the name of a connection"),
		Example: "  entwine connection uninvite acme-globex",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				n, err := d.RevokeInvitation(c.Context(), nameIn(args))
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(map[string]int{"revoked": n})
				}
				fmt.Fprintf(a.out, "%s made void.\n", plural(n, "invitation"))
				return nil
			})
		},
	}
}

func (a *app) acceptCmd() *cobra.Command {
	name := ""
	c := &cobra.Command{
		Use: "accept [CODE | FILE | -]", Short: "Accept another owner's invitation", Args: atMost(1),
		Example: "  entwine connection accept invitation.txt\n  entwine connection accept --connection globex-acme < mail.txt",
		Long:    "Takes the invitation itself, a file with it, or what comes in. Words around it, quoting and broken lines\nof a mail do no harm.",
		RunE: func(c *cobra.Command, args []string) error {
			code, err := a.codeOf(args)
			if err != nil {
				return err
			}
			return a.withNode(c.Context(), func(d node.Desk) error {
				s, err := d.Accept(c.Context(), node.AcceptQuery{Code: code, Connection: hub.ConnectionID(name)})
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(s)
				}
				fmt.Fprintf(a.out, "Connection %s is joined with %s (%s).\nBoth sides see these digits; compare them by voice: %s\n", s.Connection,
					clean(s.Partner), clean(s.Theirs), s.Check)
				a.note("Issues that are new or change from now on are told. What was there before: entwine bulk %s\n", s.Connection)
				return nil
			})
		},
	}
	c.Flags().StringVar(&name, "connection", "", "the `connection` of this node's config to be joined, if several wait")
	return c
}

const (
	mostMail     = 256 << 10 // bounds what is read to find an invitation in it
	shortestCode = 100       // no invitation holds less: a secret and a key alone take more
)

// codeOf finds the text of an invitation: the argument itself, a file of that
// name, or what comes in.
func (a *app) codeOf(args []string) (string, error) {
	var in io.Reader = a.in
	if len(args) == 1 && args[0] != "-" {
		if strings.Contains(args[0], "\n") {
			return args[0], nil
		}
		if !exists(args[0]) {
			if len(args[0]) < shortestCode {
				return "", fmt.Errorf("%q is neither an invitation nor a file with one", args[0])
			}
			return args[0], nil
		}
		f, err := os.Open(args[0])
		if err != nil {
			return "", err
		}
		defer f.Close() // it was only read
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, mostMail+1))
	return string(b), err
}

func (a *app) connectionListCmd() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "All connections and how they are", Args: noArgs, Example: "  entwine connection list\n  entwine connection list --json",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				s, err := d.Status(c.Context())
				if err != nil {
					return err
				}
				t := &table{look: a.look, state: 1, right: []int{5, 6}, head: []string{"CONNECTION", "STATE", "TRACKER", "WITH", "HOW", "PAIRS", "OLDEST", "NOTE"}}
				for _, k := range s.Connections {
					if a.json {
						if err := a.answer(k); err != nil {
							return err
						}
						continue
					}
					pairs := 0
					for _, n := range k.Pairs {
						pairs += n
					}
					here, with := k.Initiator, k.Acceptor
					if k.Side == hub.Acceptor {
						here, with = with, here
					}
					t.add(string(k.Connection), k.State, here, clean(with), how(k), count(pairs), a.age(k.Oldest), k.Message)
				}
				if a.json {
					return nil
				}
				return t.write()
			})
		},
	}
}

// how says how the other side is reached.
func how(k node.ConnectionStatus) string {
	switch {
	case !k.Apart:
		return "within"
	case k.Side == "":
		return ""
	case k.Private:
		return "calls us"
	}
	return "we call it"
}

// waiting says what has not arrived over there, and since when.
func (a *app) waiting(k node.ConnectionStatus) string {
	if k.Oldest.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s, since %s %s (%s)", plural(k.Unsent, "change"), a.look.time(k.Oldest), a.look.zoneName(), a.age(k.Oldest))
}

// age is how long something has waited; "-" where nothing does.
func (a *app) age(since time.Time) string {
	if since.IsZero() {
		return "-"
	}
	d := max(a.now().Sub(since), 0)
	if days := int(d.Hours()) / 24; days > 0 {
		return fmt.Sprintf("%d d %d h", days, int(d.Hours())%24)
	}
	return took(d.Round(time.Second))
}

func (a *app) connectionShowCmd() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "One connection in full", Args: exactly(1, "the name of a connection"), Example: "  entwine connection show acme-globex",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				k, err := connectionOf(c.Context(), d, nameIn(args))
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(k)
				}
				a.showConnection(k)
				return nil
			})
		},
	}
}

func connectionOf(ctx context.Context, d node.Desk, name hub.ConnectionID) (node.ConnectionStatus, error) {
	s, err := d.Status(ctx)
	if err != nil {
		return node.ConnectionStatus{}, err
	}
	for _, k := range s.Connections {
		if k.Connection == name {
			return k, nil
		}
	}
	return node.ConnectionStatus{}, fmt.Errorf("no connection is named %q", name)
}

func (a *app) showConnection(k node.ConnectionStatus) {
	rows := [][2]string{{"connection", string(k.Connection)}, {"state", strings.TrimSpace(k.State + "  " + k.Message)}}
	if k.Side != "" {
		reached := "at " + k.Address
		if k.Private {
			reached = "it calls us"
		}
		rows = append(rows, [][2]string{{"with", k.Partner + " (" + k.Theirs + ")"}, {"reached", reached}, {"we are the", string(k.Side)},
			{"winner", string(k.Winner)}, {"digits", k.Check + "  (the same on both sides)"}, {"node", string(k.Node)}, {"oldest waiting", a.waiting(k)}}...)
	} else if !k.Apart {
		rows = append(rows, [][2]string{{"initiator", k.Initiator}, {"acceptor", k.Acceptor}}...)
	}
	for s, n := range k.Pairs {
		rows = append(rows, [2]string{"pairs " + pairState(s), count(n)})
	}
	for _, r := range rows {
		if r[1] != "" {
			fmt.Fprintf(a.out, "%-16s %s\n", r[0], line(r[1]))
		}
	}
}

func (a *app) connectionPauseCmd() *cobra.Command {
	why := ""
	c := &cobra.Command{
		Use: "pause NAME", Short: "Let a connection stand still; changes are recorded and told later", Args: exactly(1, "the name of a connection"),
		Example: "  entwine connection pause acme-globex --reason \"audit\"",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				if err := d.Pause(c.Context(), store.Pause{Scope: hub.ScopeConnection, ID: args[0], Why: why}); err != nil {
					return err
				}
				return a.did("Paused", hub.ScopeConnection, args[0])
			})
		},
	}
	c.Flags().StringVar(&why, "reason", "paused from the command line", "why, for who wonders later")
	return c
}

func (a *app) connectionResumeCmd() *cobra.Command {
	return &cobra.Command{
		Use: "resume NAME", Short: "Go on from where a connection stood still", Args: exactly(1, "the name of a connection"),
		Example: "  entwine connection resume acme-globex",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				if err := d.Resume(c.Context(), hub.ScopeConnection, args[0]); err != nil {
					return err
				}
				return a.did("Resumed", hub.ScopeConnection, args[0])
			})
		},
	}
}

// connectionEndCmd is stop or revoke.
func (a *app) connectionEndCmd(s accord.State) *cobra.Command {
	yes, why := false, ""
	verb, short := "stop", "End a connection: its issues keep what they have and sync no more"
	if s == accord.Revoked {
		verb, short = "revoke", "End a connection, and listen to that node no more"
	}
	c := &cobra.Command{
		Use: verb + " NAME", Short: short, Args: exactly(1, "the name of a connection"), Example: "  entwine connection " + verb + " acme-globex --yes",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				k, err := connectionOf(c.Context(), d, nameIn(args))
				if err != nil {
					return err
				}
				if !yes {
					pairs := k.Pairs[hub.EndActive] + k.Pairs[hub.EndMissing]
					return usage("%s would end the syncing of %s with %s, on both sides; say so with --yes", verb, plural(pairs, "issue"), clean(k.Partner))
				}
				e, err := d.EndConnection(c.Context(), node.EndQuery{Connection: nameIn(args), State: s, Why: why})
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(e)
				}
				word := map[accord.State]string{accord.Stopped: "Stopped", accord.Revoked: "Revoked"}[s]
				fmt.Fprintf(a.out, "%s: connection %s. %s synced no more, on either side; what they have stays.\n", word, args[0], plural(e.Pairs, "pair"))
				if e.Dropped > 0 {
					fmt.Fprintf(a.out, "%s recorded here will not be told.\n", plural(e.Dropped, "change"))
				}
				if !e.Told && e.Silent != "" {
					fmt.Fprintf(a.out, "%s does not know yet: %s. It hears of it with its next word to this node, if there is one.\n", clean(k.Partner), line(e.Silent))
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "do it")
	c.Flags().StringVar(&why, "reason", "", "why, for who wonders later")
	return c
}

func (a *app) partnerCmd() *cobra.Command {
	return &cobra.Command{
		Use: "partner NAME ADDRESS", Short: "Call the other node at another address from now on", Args: exactly(2, "a connection and an address"),
		Example: "  entwine connection partner acme-globex https://sync.globex.example",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				if err := d.MovePartner(c.Context(), nameIn(args), args[1]); err != nil {
					return err
				}
				return a.did("Changed", hub.ScopeConnection, args[0])
			})
		},
	}
}

func (a *app) nodeCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "node", Short: "Say what this node is after a copy, move or restore; change its key", Args: noArgs,
		Example: "  entwine node restored\n  entwine node rotate-key",
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	for _, v := range []struct {
		as    node.Identity
		short string
	}{
		{node.Original, "This is the original; a copy of it was started, and is stopped again"},
		{node.Moved, "This is the node, at another place"},
		{node.Restored, "The database is an older copy of itself: compare everything with the other side"},
		{node.Copy, "This is a copy: it becomes a node of its own, without its connections"},
	} {
		c.AddCommand(&cobra.Command{
			Use: string(v.as), Short: v.short, Args: noArgs, Example: "  entwine node " + string(v.as),
			RunE: func(c *cobra.Command, _ []string) error {
				return a.withNode(c.Context(), func(d node.Desk) error {
					if err := d.Declare(c.Context(), v.as); err != nil {
						return err
					}
					return a.didNode("Noted: this node is " + map[node.Identity]string{node.Original: "the original", node.Moved: "where it should be",
						node.Restored: "restored, and is compared with the other side", node.Copy: "a copy: a node of its own, without connections"}[v.as])
				})
			},
		})
	}
	c.AddCommand(&cobra.Command{
		Use: "rotate-key", Short: "Sign with a new key; partners learn of it by themselves", Args: noArgs, Example: "  entwine node rotate-key",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				id, err := d.RotateKey(c.Context())
				if err != nil {
					return err
				}
				return a.didNode("New key " + id + "; partners learn of it with the next word")
			})
		},
	})
	return c
}

// didNode says what was done to the node.
func (a *app) didNode(what string) error {
	if a.json {
		return a.answer(map[string]string{"scope": string(hub.ScopeNode), "id": ""})
	}
	fmt.Fprintf(a.out, "%s.\n", what)
	return nil
}

func (a *app) unsyncCmd() *cobra.Command {
	var q node.SyncQuery
	c := &cobra.Command{
		Use: "unsync KEY", Short: "Sync an issue no more, on both sides; both keep what they have", Args: exactly(1, "the key of an issue"),
		Example: "  entwine unsync ACME-12\n  entwine unsync ACME-12 --connection acme-globex",
		RunE: func(c *cobra.Command, args []string) error {
			q.Key = args[0]
			return a.withNode(c.Context(), func(d node.Desk) error {
				s, err := d.StopPair(c.Context(), q)
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(s)
				}
				fmt.Fprintf(a.out, "%s of %s is synced no more over %s.\n", s.Issue, s.Tracker, plural(s.Pairs, "connection"))
				return nil
			})
		},
	}
	c.Flags().StringVar(&q.Tracker, "tracker", "", "the `tracker` that has the issue, if several do")
	c.Flags().StringVar((*string)(&q.Connection), "connection", "", "only over this `connection`")
	return c
}

// withNode runs fn with the node that runs, or else with the node itself, which
// may be one that never ran: agreements are made and rules published before
// anything is synced.
func (a *app) withNode(ctx context.Context, fn func(node.Desk) error) (err error) {
	cfg, err := a.load()
	if err != nil {
		return err
	}
	var d node.Desk
	c, err := node.Dial(ctx, cfg.Node.Data)
	var done func() error
	switch {
	case err == nil:
		d, done = c, c.Close
	case errors.Is(err, node.ErrNotRunning):
		n, err := a.open(ctx, cfg, slog.LevelError)
		if err != nil {
			return err
		}
		d, done = n, n.Close
	default:
		return err
	}
	return errors.Join(fn(d), done())
}
