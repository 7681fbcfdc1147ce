package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"time"
)

// trial is one node on one kind of database.
type trial struct {
	options
	store    string
	folder   string
	programs []string // one for each of asides
}

// run lets people work, the node die, and counts what is wrong in the end.
func (t *trial) run(ctx context.Context, out io.Writer) (violations int, err error) {
	if err := os.MkdirAll(t.folder, 0o711); err != nil {
		return 0, err
	}
	r := rand.New(rand.NewPCG(t.seed, 1))
	tw, err := newTown(r, !t.spares("answers"))
	if err != nil {
		return 0, err
	}
	defer tw.close()
	n, err := newNode(ctx, t, tw)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, n.close(violations > 0 || err != nil)) }()
	began := time.Now()
	fmt.Fprintf(out, "%s: seed %d, %d kills to come\n", t.says(), t.seed, t.kills)
	if err := t.harass(ctx, tw, n, r, out); err != nil {
		return 0, err
	}
	tw.calm()
	calm := time.Now()
	wrong, err := n.settle(ctx, t.patience, tw, out)
	if err != nil {
		return 0, err
	}
	for i, w := range wrong {
		if i == 40 {
			fmt.Fprintf(out, "... and %d more\n", len(wrong)-i)
			break
		}
		fmt.Fprintln(out, "violation:", w)
	}
	fmt.Fprintf(out, "kills: %d of %d starts; ended in good order: %d; frozen: %d; wrong clocks: %d; full disks: %s",
		n.did.kills, n.did.starts, n.did.ends, n.did.freezes, n.did.clocks, n.base.disk.says())
	if t.store == onServer {
		fmt.Fprintf(out, "; database servers killed: %d", n.base.kills)
	}
	fmt.Fprintf(out, "\npeople: %d issues, %d edits, %d comments; answers lost: %d\n", tw.did.issues, tw.did.edits, tw.did.comments, tw.lost())
	fmt.Fprintf(out, "effects of the node: %d writes; time: %s, %s of it after the last kill\n", tw.writes(),
		time.Since(began).Round(time.Second), time.Since(calm).Round(time.Second))
	fmt.Fprintf(out, "%s: violations: %d\n", t.says(), len(wrong))
	return len(wrong), nil
}

func (t *trial) says() string {
	if t.store == onServer {
		return fmt.Sprintf("PostgreSQL, %d processes", t.processes)
	}
	return "SQLite"
}

// harass has people work and the node die, in turns of a moment.
func (t *trial) harass(ctx context.Context, tw *town, n *node, r *rand.Rand, out io.Writer) error {
	if err := n.startAll(ctx); err != nil {
		return err
	}
	told := time.Now()
	for n.did.kills < t.kills {
		// Half of the moments are within the first steps of a start.
		moment := time.Duration(r.IntN(400)) * time.Millisecond
		if r.IntN(2) == 0 {
			moment = time.Duration(r.IntN(2500)) * time.Millisecond
		}
		if err := tw.work(ctx, moment, n.most()); err != nil {
			return err
		}
		if err := n.hit(ctx, tw, r); err != nil {
			return err
		}
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			fmt.Fprintf(out, "%d of %d kills, %d issues\n", n.did.kills, t.kills, tw.did.issues)
		}
	}
	return nil
}
