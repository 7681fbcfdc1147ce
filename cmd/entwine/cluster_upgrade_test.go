//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// A newer program that begins to work beside older ones brings the tables to its
// shape. The older ones work on, also one that starts then, until a change of shape
// says that they must not: then all of them end, and say why.
func TestCluster_ANewerProgramChangesTheTables(t *testing.T) {
	h := newHouse(t, 2)
	first := h.start(0)
	h.await("the tracker was asked for news once", func() bool { return h.cursorKnown(0) })
	db, err := pgx.Connect(t.Context(), h.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	// As the steps of a newer program do, it gives way to those at work.
	change := func(sql string) {
		t.Helper()
		for try := 1; ; try++ {
			_, err := db.Exec(t.Context(), "BEGIN; SET LOCAL lock_timeout = '500ms'; "+sql+"; COMMIT")
			if err == nil {
				return
			}
			var refusal *pgconn.PgError
			if !errors.As(err, &refusal) || refusal.Code != "55P03" && refusal.Code != "40P01" || try == 20 {
				t.Fatal(err)
			}
			if _, err := db.Exec(t.Context(), "ROLLBACK"); err != nil {
				t.Fatal(err)
			}
		}
	}
	n := 0
	more := func() {
		for range 5 {
			h.create(fmt.Sprintf("issue %d", n))
			n++
		}
	}
	more()
	h.await("issues arrive", func() bool { return h.arrived(n) })
	more()
	// What a step may do, while they are at work.
	change(`ALTER TABLE ends ADD COLUMN more text NOT NULL DEFAULT 'x';
		ALTER TABLE events ADD COLUMN more bigint NOT NULL DEFAULT 1;
		ALTER TABLE processes ADD COLUMN more text;
		ALTER TABLE claims ADD COLUMN more text;
		ALTER TABLE river_job ADD COLUMN more text;
		CREATE TABLE more (one text);
		CREATE INDEX events_more ON events (more);
		INSERT INTO goose_db_version (version_id, is_applied) VALUES (2, true)`)
	more()
	h.await("issues arrive after the tables have changed", func() bool { return h.arrived(n) && h.idle(0) })
	second := h.start(1)
	more()
	h.await("issues arrive with one more of the older ones", func() bool { return h.arrived(n) && h.idle(1) })
	for _, o := range []*occupant{first, second} {
		if log := o.log.String(); strings.Contains(log, "level=ERROR") {
			t.Errorf("process %d says of the change:\n%s", o.n, log)
		}
	}
	change(`UPDATE shape SET needs = 2`)
	h.await("the older ones end", func() bool {
		for _, o := range []*occupant{first, second} {
			select {
			case <-o.done:
			default:
				return false
			}
		}
		return true
	})
	for _, o := range []*occupant{first, second} {
		if !strings.Contains(o.log.String(), "needs a newer version") {
			t.Errorf("process %d does not say why it ends:\n%s", o.n, o.log)
		}
	}
	if out, err := h.command(0, "events"); err == nil {
		t.Errorf("a command of an older program goes to the database:\n%s", out)
	}
	h.onlyOnce()
}
