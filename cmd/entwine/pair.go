package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/node"
)

func (a *app) pairCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "pair", Short: "Connect issues that exist on both sides; see what syncs replaced", Args: noArgs,
		Example: "  entwine pair connect ACME-7 GLOBEX-3 --connection acme-globex\n  entwine pair connect-file pairs.csv --connection acme-globex --dry-run\n  entwine pair history ACME-7",
		Long:    "Whose issues are one already is said here; entwine unsync ends that again. For what is to be made over there\nsee entwine bulk and entwine sync.",
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.pairConnectCmd(), a.pairFileCmd(), a.pairHistoryCmd())
	return c
}

const choicesHelp = `What both issues show alike (equal comments and attachments) is one thing from then on. For the rest:

  --fields       mine (what this side shows stands), theirs, leave (both stay as they are). What only one
                 side has is kept, and told unless it is leave.
  --comments     both (each side gets what it lacks), mine (only those of this side are told), theirs, leave
  --attachments  likewise

Comments and attachments that are left alone stay so; later ones are told as always.`

// connectFlags are what a connect is told besides the issues.
func connectFlags(c *cobra.Command, q *node.ConnectQuery, wait *time.Duration) {
	q.Fields, q.Comments, q.Attachments, *wait = hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth, time.Minute
	f := c.Flags()
	f.StringVar((*string)(&q.Connection), "connection", "", "over this `connection`; the only one, if none is named")
	f.StringVar((*string)(&q.Side), "side", "", "of a connection within this node: on which `side` the first issue is, initiator or acceptor")
	f.StringVar((*string)(&q.Fields), "fields", string(q.Fields), "whose `fields` stand: mine, theirs or leave")
	f.StringVar((*string)(&q.Comments), "comments", string(q.Comments), "whose `comments` are told: both, mine, theirs or leave")
	f.StringVar((*string)(&q.Attachments), "attachments", string(q.Attachments), "whose `attachments` are told: both, mine, theirs or leave")
	f.DurationVar(wait, "wait", *wait, "how long to wait for the other side, a `duration`; what is asked goes on without us")
}

// theConnection fills in the only connection, if none is named.
func (a *app) theConnection(q *node.ConnectQuery) error {
	cfg, err := a.load()
	if err != nil {
		return err
	}
	if q.Connection == "" && len(cfg.Connections) == 1 {
		q.Connection = hub.ConnectionID(cfg.Connections[0].Name)
	}
	if q.Connection == "" {
		return usage("say over which connection with --connection")
	}
	return nil
}

// answering is worker for what needs the other node's answer.
func (a *app) answering(ctx context.Context, c hub.ConnectionID) (node.Desk, *running, func() error, error) {
	d, here, done, err := a.worker(ctx)
	if err != nil || here == nil {
		return d, here, done, err
	}
	if k := here.Config().Connection(string(c)); k != nil && k.Apart && here.Config().Node.Link.Listen != "" {
		return nil, nil, nil, errors.Join(fmt.Errorf("the other node cannot answer while none is running here; start one with: entwine serve"), done())
	}
	return d, here, done, nil
}

func (a *app) pairConnectCmd() *cobra.Command {
	var q node.ConnectQuery
	var wait time.Duration
	c := &cobra.Command{
		Use: "connect OURS THEIRS", Short: "Make a pair of two issues that exist", Args: exactly(2, "the keys of two issues: one of this side, one of the other"),
		Example: "  entwine pair connect ACME-7 GLOBEX-3 --connection acme-globex\n  entwine pair connect ACME-7 GLOBEX-3 --fields theirs --comments leave",
		Long: choicesHelp + `

An issue that no trigger of the other side takes in is told to nobody yet: its owner has to approve, by the fault
that this opens over there, or by connecting the two as well.`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			q.Key, q.Yours = args[0], args[1]
			if err := a.theConnection(&q); err != nil {
				return err
			}
			ctx := c.Context()
			d, here, done, err := a.answering(ctx, q.Connection)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, done()) }()
			got, err := d.ConnectPair(ctx, q)
			if err == nil {
				got, err = awaitConnect(ctx, d, got, wait, func() bool { return false })
			}
			if err != nil {
				return err
			}
			if here != nil && got.State == engine.ConnectDone {
				if err := a.rest(ctx, here, "connect "+q.Key); err != nil {
					return err
				}
			}
			return a.showConnected(q, got)
		},
	}
	connectFlags(c, &q, &wait)
	return c
}

// awaitConnect waits until the other side has answered, somebody is needed, or it
// took too long.
func awaitConnect(ctx context.Context, d node.Desk, c engine.Connected, most time.Duration, enough func() bool) (engine.Connected, error) {
	end := time.NewTimer(most)
	defer end.Stop()
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for c.State == engine.ConnectAsked && c.Event != "" && !enough() {
		select {
		case <-ctx.Done():
			return c, ctx.Err()
		case <-end.C:
			return c, nil
		case <-tick.C:
		}
		now, err := d.PairConnect(ctx, c.Event)
		if err != nil {
			return c, err
		}
		c = now
	}
	return c, nil
}

func (a *app) showConnected(q node.ConnectQuery, c engine.Connected) error {
	if a.json {
		if err := a.answer(c); err != nil {
			return err
		}
	}
	local, remote := clean(c.Local.String()), clean(c.Remote.String())
	say := func(format string, args ...any) {
		if !a.json {
			fmt.Fprintf(a.out, format+"\n", args...)
		}
	}
	switch c.State {
	case engine.ConnectDone:
		say("%s is connected with %s over %s.", local, remote, q.Connection)
	case engine.ConnectAlready:
		say("%s is connected with %s over %s already.", local, remote, q.Connection)
	case engine.ConnectRefused:
		return errors.New(q.Key + " and " + q.Yours + " are not connected: " + c.Message)
	case engine.ConnectHeld:
		say("%s and %s are not connected yet: %s. See entwine faults; over there likewise.", q.Key, q.Yours, line(c.Message))
		return &codeError{code: exitPartly}
	default:
		why := "it goes on by itself"
		if c.Message != "" {
			why = line(c.Message) + "; " + why
		}
		say("The other side is asked to connect %s with %s and has not answered: %s. See entwine pairs %s.", q.Key, q.Yours, why, q.Key)
		return &codeError{code: exitPartly}
	}
	return nil
}

func (a *app) pairFileCmd() *cobra.Command {
	var q node.ConnectQuery
	var wait time.Duration
	dry, result := false, ""
	c := &cobra.Command{
		Use: "connect-file FILE", Short: "Make pairs of many issues that exist, from a CSV file", Args: exactly(1, "a CSV file"),
		Example: "  entwine pair connect-file pairs.csv --connection acme-globex --dry-run\n  entwine pair connect-file pairs.csv --connection acme-globex --comments leave",
		Long: `The file has a column local, with keys of this side, and a column remote, with keys of the other; others are passed
over. A mistake in it is told with line and column, and then nothing is done. Run again, it passes over what is
connected. What became of each line is written to another file, which can be given to this command again.

` + choicesHelp,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if err := a.theConnection(&q); err != nil {
				return err
			}
			lines, err := readPairFile(args[0])
			var wrong config.Problems
			if errors.As(err, &wrong) {
				for _, p := range wrong {
					fmt.Fprintln(a.err, clean(p.String()))
				}
				return fmt.Errorf("%s in %s; nothing was done", plural(len(wrong), "mistake"), args[0])
			} else if err != nil {
				return err
			}
			if result == "" {
				result = strings.TrimSuffix(args[0], filepath.Ext(args[0])) + ".result.csv"
			}
			q.Bulk, q.Dry = true, dry
			return a.connectLines(c.Context(), q, lines, result, wait)
		},
	}
	connectFlags(c, &q, &wait)
	c.Flags().BoolVar(&dry, "dry-run", false, "only look which lines could be connected, as far as this side can tell")
	c.Flags().StringVar(&result, "result", "", "`file` for what became of each line (default: FILE.result.csv)")
	return c
}

// connectAtOnce is how many lines are asked for, and waited for, at a time: enough
// to keep two trackers busy, few for either to notice.
const connectAtOnce = 32

// connectLines connects what the lines name, and writes what became of each.
func (a *app) connectLines(ctx context.Context, q node.ConnectQuery, lines []pairLine, result string, wait time.Duration) (err error) {
	d, here, done, err := a.answering(ctx, q.Connection)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	out := make([]outcome, len(lines))
	b := a.bar()
	var ended, answered atomic.Int64
	answered.Store(a.now().UnixNano())
	// Where nobody over there answers any more, the rest is asked and not waited for.
	silent := func() bool { return a.now().UnixNano()-answered.Load() > int64(wait) }
	var wg sync.WaitGroup
	free := make(chan struct{}, connectAtOnce)
	for i, l := range lines {
		out[i] = outcome{Line: l.line, Local: l.local, Remote: l.remote, Outcome: "not asked"}
		select {
		case <-ctx.Done():
			continue
		case free <- struct{}{}:
		}
		wg.Go(func() {
			defer func() { <-free }()
			q := q
			q.Key, q.Yours = l.local, l.remote
			c, err := d.ConnectPair(ctx, q)
			if err == nil {
				c, err = awaitConnect(ctx, d, c, wait, silent)
			}
			out[i].Outcome, out[i].Message = outcomeOf(c, err)
			if c.State != engine.ConnectAsked {
				answered.Store(a.now().UnixNano())
			}
			b.show(work{name: "connect " + string(q.Connection), done: int(ended.Add(1)), of: len(lines)})
		})
	}
	wg.Wait()
	b.end()
	if err := writeOutcomes(result, out); err != nil {
		return err
	}
	if ctx.Err() != nil {
		a.note("Stopped; what became of each line until then is in %s. Run again, it goes on.", result)
		return &codeError{code: exitPartly}
	}
	if here != nil && !q.Dry {
		if err := a.rest(ctx, here, "connect "+string(q.Connection)); err != nil {
			return err
		}
	}
	return a.showOutcomes(out, result)
}

// outcomeOf names what became of a line.
func outcomeOf(c engine.Connected, err error) (word, message string) {
	switch {
	case errors.Is(err, context.Canceled):
		return string(engine.ConnectAsked), "stopped before the other side answered"
	case err != nil:
		var he *hub.Error
		if errors.As(err, &he) {
			return "failed", he.Message
		}
		return "failed", err.Error()
	case c.State == "":
		return "ready", ""
	}
	return string(c.State), c.Message
}

// showOutcomes counts, and shows what did not go well.
func (a *app) showOutcomes(out []outcome, result string) error {
	well := []string{string(engine.ConnectDone), string(engine.ConnectAlready), "ready"}
	counts, partly := map[string]int{}, false
	var words []string
	for _, o := range out {
		if counts[o.Outcome]++; counts[o.Outcome] == 1 {
			words = append(words, o.Outcome)
		}
		partly = partly || !slices.Contains(well, o.Outcome)
	}
	if a.json {
		if err := answerLines(a, out); err != nil {
			return err
		}
	} else {
		const most = 20 // the file has the others
		shown := 0
		for _, o := range out {
			if shown < most && !slices.Contains(well, o.Outcome) {
				shown++
				fmt.Fprintf(a.out, "line %d: %s, %s: %s: %s\n", o.Line, clean(o.Local), clean(o.Remote), o.Outcome, line(o.Message))
			}
		}
		slices.Sort(words)
		var l []string
		for _, w := range words {
			l = append(l, thousands(counts[w])+" "+w)
		}
		if len(l) == 0 {
			l = []string{"nothing in the file"}
		}
		fmt.Fprintf(a.out, "%s. Each line with its outcome: %s\n", strings.Join(l, ", "), result)
	}
	if partly {
		return &codeError{code: exitPartly}
	}
	return nil
}

func (a *app) cleanUpCmd() *cobra.Command {
	yes := false
	c := &cobra.Command{
		Use: "clean-up NAME FILE", Short: "End the syncing of all issues of a connection, and write which was which", Args: exactly(2, "a connection, and a file for its pairs"),
		Example: "  entwine connection clean-up acme-globex pairs.csv --yes\n  entwine pair connect-file pairs.csv --connection acme-globex",
		Long: "Both sides keep what they have, and the connection stays. By the file, in CSV, the issues can be connected again; nothing is\n" +
			"there twice then. To end the connection too: entwine connection stop.",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error { return a.cleanUp(c.Context(), d, nameIn(args), args[1], yes) })
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "do it")
	return c
}

// stopAtOnce is how many pairs are stopped with one request.
const stopAtOnce = 500

func (a *app) cleanUp(ctx context.Context, d node.Desk, name hub.ConnectionID, file string, yes bool) error {
	if _, err := connectionOf(ctx, d, name); err != nil {
		return err
	}
	list, err := d.Pairs(ctx, node.PairQuery{Connection: name})
	if err != nil {
		return err
	}
	var kept []node.Pair
	var stop []hub.PairID
	young := 0
	for _, p := range list {
		switch {
		case p.Worst() == hub.EndStopped:
		case still(p) && (p.Remote.ID == "" || p.Local.ID == ""):
			young++ // its issue over there is being made
		default:
			stop = append(stop, p.Pair)
			if still(p) {
				kept = append(kept, p)
			}
		}
	}
	if !yes {
		return usage("clean-up would end the syncing of %s over %s, on both sides; say so with --yes", plural(len(stop), "pair"), name)
	}
	if err := writeCSV(file, false, func(w *csv.Writer) error { return writePairs(w, kept) }); err != nil {
		return err
	}
	b, stopped := a.bar(), 0
	for part := range slices.Chunk(stop, stopAtOnce) {
		n, err := d.StopPairs(ctx, node.StopQuery{Connection: name, Pairs: part})
		if err != nil {
			return fmt.Errorf("%d of %d pairs are stopped; %s lists all of them: %w", stopped, len(stop), file, err)
		}
		stopped += n
		b.show(work{name: "clean up " + string(name), done: stopped, of: len(stop)})
	}
	b.end()
	if a.json {
		if err := a.answer(map[string]any{"stopped": stopped, "file": file, "written": len(kept), "left": young}); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(a.out, "%s stopped over %s; %s in %s.\n", plural(stopped, "pair"), name, plural(len(kept), "line"), file)
	}
	if young > 0 {
		a.note("%s left, whose issue over there is still being made: run it again later, with another file.", plural(young, "pair"))
		return &codeError{code: exitPartly}
	}
	return nil
}
