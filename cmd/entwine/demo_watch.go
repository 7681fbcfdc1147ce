package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/demo"
	"github.com/entwine-sync/entwine/internal/node"
)

// mostShown bounds the list of what crossed: the first run has hundreds.
const mostShown = 12

// summary tells what happened, in words.
func (d *demoRun) summary(ctx context.Context, r demoResult) error {
	made, changed := d.crossings()
	total := time0(r.Seconds)
	switch {
	case r.Events == 0:
		fmt.Fprintf(d.out, "Nothing had changed: %s, looked through in %s.\n", plural(r.Pairs, "pair"), total)
	default:
		fmt.Fprintf(d.out, "%s; %s and %s in %s.\n", told(made, changed), plural(int(r.Effects), "write"),
			plural(int(r.TrackerCalls), "tracker call"), total)
		fmt.Fprintf(d.out, "Now there are %s: %s in acme, %s in globex.\n", plural(r.Pairs, "pair"),
			plural(r.Issues[demo.Acme], "issue"), plural(r.Issues[demo.Globex], "issue"))
	}
	if r.Faults > 0 {
		fmt.Fprintf(d.out, "\n%s:\n", plural(r.Faults, "open fault"))
		list, err := d.openFaults(ctx)
		if err != nil {
			return err
		}
		for i, f := range list {
			if i == mostShown {
				fmt.Fprintf(d.out, "  … and %d more: %s faults --config %s\n", len(list)-i, d.self(), d.short(demo.ConfigFile(d.dir, demo.Acme)))
				break
			}
			fmt.Fprintf(d.out, "  %s\n", line(f.Message))
		}
	}
	return nil
}

// told says how much crossed.
func told(made, changed int) string {
	switch {
	case made == 0 && changed == 0:
		return "Nothing had to be written"
	case made == 0:
		return plural(changed, "change") + " told"
	case changed == 0:
		return plural(made, "issue") + " made over there"
	}
	return plural(made, "issue") + " made over there, " + plural(changed, "change") + " told"
}

func time0(seconds float64) string { return fmt.Sprintf("%.1f s", seconds) }

// crossings prints what crossed so far, if it is few, and counts it.
func (d *demoRun) crossings() (made, changed int) {
	var shown []node.Crossing
	for {
		select {
		case c := <-d.crossed:
			if !matters(c) {
				continue
			}
			if c.Created {
				made++
			} else {
				changed++
			}
			shown = append(shown, c)
			continue
		default:
		}
		break
	}
	if len(shown) <= mostShown {
		for _, c := range shown {
			d.crossing(c)
		}
	}
	return made, changed
}

// matters reports whether a message did anything people see.
func matters(c node.Crossing) bool { return c.Created || len(c.Parts) > 0 || c.Kind != hub.KindReplica }

// crossing prints one line for one message that was applied.
func (d *demoRun) crossing(c node.Crossing) {
	from, to := demo.Acme, demo.Globex
	if c.From == hub.Acceptor {
		from, to = to, from
	}
	what := parts(c.Parts)
	switch {
	case c.Kind == hub.KindRemoved:
		what = "deleted over there; " + c.Target.String() + " stays, and is synced no more"
	case c.Kind == hub.KindUnpair:
		what = "synced no more"
	case c.Created:
		what = "new: " + what
	}
	target := c.Target.String()
	if target == "" {
		target = "…"
	}
	fmt.Fprintf(d.out, "%s  %-6s → %-6s  %-9s → %-9s  %s  (%s)\n", d.look.time(c.At), from, to, c.Source, target, line(what), took(c.Took))
}

// watch says what to try, then tells of every change that crosses.
func (d *demoRun) watch(ctx context.Context) error {
	if !d.json {
		fmt.Fprint(d.out, "\n", d.hints(ctx), "\n")
	}
	faults := time.NewTicker(time.Second)
	defer faults.Stop()
	d.faults(ctx, false)
	for {
		select {
		case c := <-d.crossed:
			switch {
			case !matters(c):
			case d.json:
				if err := d.answer(c); err != nil {
					return err
				}
			default:
				d.crossing(c)
			}
		case <-faults.C:
			d.faults(ctx, !d.json)
		case err := <-d.node.ended:
			d.node.ended <- err
			return err
		case <-d.far.ended:
			return d.far.why()
		case <-ctx.Done():
			if d.with.Plain() {
				d.note("Ended. Run it again: it goes on from here, and takes in what changed meanwhile.")
			} else {
				d.note("Ended.")
			}
			return nil
		}
	}
}

// openFaults lists what is wrong at either node.
func (d *demoRun) openFaults(ctx context.Context) ([]hub.Fault, error) {
	near, err := d.node.Faults(ctx, "open")
	if err != nil {
		return nil, err
	}
	far, err := d.far.Faults(ctx, "open")
	return append(near, far...), err
}

// faults tells of faults that were opened or mended since it was last called.
func (d *demoRun) faults(ctx context.Context, tell bool) {
	list, err := d.openFaults(ctx)
	if err != nil {
		return // the next look will do
	}
	now := map[string]hub.Fault{}
	for _, f := range list {
		now[f.ID] = f
		if _, known := d.known[f.ID]; !known && tell {
			fmt.Fprintf(d.out, "%s  fault: %s\n", d.look.time(f.Last), line(f.Message))
		}
	}
	for id, f := range d.known {
		if _, still := now[id]; !still && tell {
			fmt.Fprintf(d.out, "%s  mended: %s\n", d.look.time(d.now()), line(f.Message))
		}
	}
	d.known = now
}

// hints says what to try, with paths that can be copied.
func (d *demoRun) hints(ctx context.Context) string {
	if !d.with.Plain() {
		return d.jiraHints()
	}
	twins := d.twins(ctx)
	one := d.file(demo.Acme, "ACME-5")
	var b strings.Builder
	fmt.Fprintln(&b, "Watching both folders. Try, in another terminal:")
	for _, h := range [][2]string{
		{"change a status", "set it to done in " + one},
		{"write a comment", `printf '\n## Comments\n\n### You\n\nHello from here.\n' >> ` + d.file(demo.Globex, twins["ACME-25"])},
		{"both at once", "edit the summary there and in " + d.file(demo.Globex, twins["ACME-5"]) + ": acme wins"},
		{"a new issue", `echo 'It is only a file.' > ` + d.short(filepath.Join(d.dir, demo.Globex, "idea.md"))},
		{"an attachment", "cp a file into " + d.short(filepath.Join(d.dir, demo.Globex, twins["ACME-11"]+".files")) + "/"},
		{"delete one", "rm " + d.file(demo.Globex, twins["ACME-55"]) + "   (told after ten seconds: it might be a move)"},
		{"break one", "delete the first line of " + d.file(demo.Acme, "ACME-8") + ", and mend it again"},
		{"look inside", d.self() + " status --config " + d.short(demo.ConfigFile(d.dir, demo.Acme)) + "   (also pairs, events, faults)"},
		{"the other owner", d.self() + " connection show acme-globex --config " + d.short(demo.ConfigFile(d.dir, demo.Globex))},
		{"with Git", "git init " + d.short(d.dir) + ", then branch, merge and revert as you like"},
	} {
		fmt.Fprintf(&b, "  %-16s %s\n", h[0], h[1])
	}
	fmt.Fprintln(&b, "\nWhat crosses is shown below. Ctrl-C ends it.")
	return b.String()
}

// twins maps the keys of acme's issues to those of globex.
func (d *demoRun) twins(ctx context.Context) map[string]string {
	m := map[string]string{}
	list, err := d.node.Pairs(ctx, node.PairQuery{Connection: demo.Connection})
	if err != nil {
		d.note("%v", err) // the hints then name no twins
	}
	for _, p := range list {
		if p.Side == hub.Initiator {
			m[p.Local.String()] = p.Remote.String()
		}
	}
	return m
}

// file finds the file of an issue by its key.
func (d *demoRun) file(tracker, key string) string {
	for _, pattern := range []string{key + "-*.md", "*/" + key + "-*.md"} {
		if hits, err := filepath.Glob(filepath.Join(d.dir, tracker, pattern)); err == nil && len(hits) > 0 && key != "" {
			return d.short(hits[0])
		}
	}
	return d.short(filepath.Join(d.dir, tracker, "….md"))
}

// short is a path as one would type it here.
func (d *demoRun) short(path string) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, path); err == nil && len(rel) < len(path) && !strings.HasPrefix(rel, "../..") {
			path = rel
		}
	}
	if strings.ContainsAny(path, " '\"$()&;") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
