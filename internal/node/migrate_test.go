package node

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/blob"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// lived makes the database of a node that did something, and returns its config
// and an attachment that it keeps.
func lived(t *testing.T) (*config.Config, hub.Digest) {
	t.Helper()
	cfg := &config.Config{Node: config.Node{Name: "n", Data: t.TempDir(), Store: pgtest.URL(t)}}
	s, err := sqlite.Open(t.Context(), cfg.Node.Data, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	files, err := blob.Open(filepath.Join(cfg.Node.Data, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := files.Put(t.Context(), bytes.NewReader(bytes.Repeat([]byte("attached "), 100_000)))
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	for from := range 3 {
		err = s.Update(t.Context(), func(tx store.Tx) error {
			for i := from * 100; i < from*100+100; i++ {
				k := hub.EndKey{Pair: hub.PairID(fmt.Sprintf("p%04d", i)), Side: hub.Initiator}
				ref := hub.Ref{ID: fmt.Sprint(i), Key: fmt.Sprint("Ä-", i)}
				end := &hub.End{EndKey: k, Connection: "c", Tracker: "jira", State: hub.EndActive, Local: ref, OutSeq: uint64(i),
					Captured: hub.Issue{Ref: ref, Summary: strings.Repeat("it stops ", i%700), CustomFields: hub.Values{"Points": hub.Number("1.0"), "nul": "\x00"}}}
				ev := &hub.Event{ID: hub.EventID(fmt.Sprint("e", i)), Connection: "c", EndKey: k, Tracker: "jira", Issue: ref.ID, Lane: hub.Out,
					Step: hub.StepSend, State: hub.Waiting, Created: at, Envelope: &hub.Envelope{ID: "x", Seq: uint64(i), Epoch: 1}}
				err := tx.Ends().Put(end)
				if err == nil {
					err = tx.Ends().SetRemote(k, hub.Ref{ID: "r" + ref.ID, Key: "\xff"})
				}
				if err == nil {
					err = tx.Ends().AddTraces(k, hub.Trace{Field: "comments", Local: "1", Remote: "2", Ours: i%2 == 0})
				}
				if err == nil {
					err = tx.Events().Put(ev)
				}
				if err == nil {
					err = tx.Histories().Add(store.History{EndKey: k, Event: ev.ID, At: at, Kind: "replaced", Part: "summary", Value: "was", By: nil})
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err = s.Update(t.Context(), func(tx store.Tx) error {
		for _, err := range []error{
			tx.Meta().Put(accord.DrawerKey, `{"self":{}}`), tx.Meta().Put("cursor/jira", "17"), tx.Meta().Put(placeKey, `{"data":"elsewhere"}`),
			tx.Audits().Add(store.Audit{At: at, Who: "me", Verb: "pause", What: "x"}), tx.Pauses().Put(store.Pause{Scope: hub.ScopeNode, Why: "y", At: at}),
			tx.Faults().Put(&hub.Fault{ID: "f1", Cause: "c", State: "open", First: at}), tx.Bulks().Put(&store.Bulk{ID: "b1", Started: at}),
			tx.Rules().Put(&store.RuleVersion{Connection: "c", Side: hub.Acceptor, Number: 1, At: at, Files: map[string]string{"a": "b"}}),
			tx.Blobs().Use(d, 900_000, at), tx.Blobs().PutDigest("jira", "1", 900_000, d),
			tx.Blobs().Use(hub.DigestOf([]byte("gone")), 4, at),
		} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return cfg, d
}

func TestMigrate(t *testing.T) {
	cfg, attached := lived(t)
	m, err := Migrate(t.Context(), cfg, nil)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, s := range m.Sums {
		counts[s.What] = s.Count
	}
	for what, want := range map[string]int{"ends": 300, "events": 300, "histories": 300, "faults": 1, "pauses": 1, "bulks": 1, "audits": 1,
		"rules": 1, "meta": 2, "blobs": 2, "attachments": 1} {
		if counts[what] != want {
			t.Errorf("%s: %d, want %d", what, counts[what], want)
		}
	}
	if len(m.Missing) != 1 {
		t.Errorf("missing attachments: %v", m.Missing)
	}
	to, err := postgres.Open(t.Context(), cfg.Node.Store, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	pages, err := to.Bytes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if there, err := pages.Has(attached); !there || err != nil {
		t.Errorf("the attachment is there: %v, %v", there, err)
	}
	err = to.Update(t.Context(), func(tx store.Tx) error {
		ev := &hub.Event{ID: "new", Connection: "c", EndKey: hub.EndKey{Pair: "p", Side: hub.Initiator}, Lane: hub.Out, Step: hub.StepCapture, State: hub.Waiting}
		if err := tx.Events().Put(ev); err != nil {
			return err
		}
		if ev.Position <= 300 {
			t.Errorf("a new event has position %d, before the old ones", ev.Position)
		}
		place, err := tx.Meta().Get(placeKey)
		if place != "" {
			t.Errorf("it takes itself to be at %s", place)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// The old one never runs again, and is not moved twice.
	old := *cfg
	old.Node.Store = ""
	n, err := Open(t.Context(), Options{Config: &old})
	if err == nil {
		t.Error("the node starts from the old database", n.Close())
	} else if !strings.Contains(err.Error(), "moved to") {
		t.Errorf("the old database: %v", err)
	}
	if _, err := Migrate(t.Context(), cfg, nil); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("moved twice: %v", err)
	}
	if err := MigrateBack(t.Context(), cfg); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("moved back from where it is whole: %v", err)
	}
}

// A move is cut off at each record it tells of, and goes on.
func TestMigrate_GoesOn(t *testing.T) {
	cfg, _ := lived(t)
	for cut := 2; ; cut += 4 {
		ctx, cancel := context.WithCancel(t.Context())
		told := 0
		m, err := Migrate(ctx, cfg, func(string, int) {
			if told++; told == cut {
				cancel()
			}
		})
		cancel()
		if err == nil {
			if cut == 2 || m.Sums[0].Count != 300 {
				t.Errorf("it was never cut off, or is not whole: %+v", m.Sums)
			}
			return
		}
		if cut == 6 { // meanwhile neither of the two runs
			for _, store := range []string{"", cfg.Node.Store} {
				half := *cfg
				half.Node.Store = store
				if n, err := Open(t.Context(), Options{Config: &half}); err == nil {
					t.Error("a node runs from half a move", n.Close())
				}
			}
		}
		if cut > 100 {
			t.Fatalf("it does not come to its end: %v", err)
		}
	}
}

func TestMigrate_Refused(t *testing.T) {
	cfg, _ := lived(t)
	to, err := postgres.Open(t.Context(), cfg.Node.Store, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	put := func(v string) {
		t.Helper()
		if err := (drawer{to}).Write(t.Context(), "somebody", v); err != nil {
			t.Fatal(err)
		}
	}
	put("is here")
	if _, err := Migrate(t.Context(), cfg, nil); hub.CodeOf(err) != hub.Invalid || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into a database that holds something: %v", err)
	}
	put("")
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := Migrate(ctx, cfg, func(string, int) { cancel() }); err == nil {
		t.Fatal("it was not cut off")
	}
	if err := MigrateBack(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	old := *cfg
	old.Node.Store = ""
	n, err := Open(t.Context(), Options{Config: &old})
	if err != nil {
		t.Fatalf("a move that was given up: %v", err)
	}
	if err := n.Close(); err != nil {
		t.Error(err)
	}
	if empty, err := to.Empty(t.Context()); !empty || err != nil {
		t.Errorf("what arrived is gone: %v, %v", empty, err)
	}
	none := &config.Config{Node: config.Node{Data: filepath.Join(t.TempDir(), "x"), Store: cfg.Node.Store}}
	if err := os.MkdirAll(none.Node.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Migrate(t.Context(), none, nil); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("a folder in which no node ever was: %v", err)
	}
}
