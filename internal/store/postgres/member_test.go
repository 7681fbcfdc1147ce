package postgres

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// join makes a process of a store.
func join(t *testing.T, s *Store, id string, lease time.Duration) {
	t.Helper()
	if err := s.Join(t.Context(), Process{ID: id, Host: "here", PID: 1}, lease); err != nil {
		t.Fatal(err)
	}
}

func write(s *Store, value string) error {
	return s.Update(context.Background(), func(tx store.Tx) error { return tx.Meta().Put("k", value) })
}

func valueOf(t *testing.T, s *Store) (v string) {
	t.Helper()
	err := s.View(t.Context(), func(tx store.Tx) (err error) {
		v, err = tx.Meta().Get("k")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// bury has a process put out those whose time is over.
func bury(t *testing.T, s *Store) (dead []Dead, leads bool) {
	t.Helper()
	err := s.Update(t.Context(), func(tx store.Tx) (err error) {
		dead, leads, err = s.Bury(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dead, leads
}

func claim(t *testing.T, s *Store, k hub.EndKey) (ok bool) {
	t.Helper()
	err := s.Update(t.Context(), func(tx store.Tx) error {
		mine, _, _, err := s.Claim(tx, k)
		ok = mine[k]
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// over makes a process's time be over, as if it had said nothing for long.
func over(t *testing.T, s *Store, id string) {
	t.Helper()
	if _, err := s.pool.Exec(t.Context(), `UPDATE processes SET until = clock_timestamp() - interval '1 s' WHERE id = $1`, id); err != nil {
		t.Fatal(err)
	}
}

func TestAProcessThatWasPutOutWritesNothing(t *testing.T) {
	url := pgtest.URL(t)
	a, b := open(t, url), open(t, url)
	join(t, a, "a", time.Minute)
	if _, leads := bury(t, a); !leads {
		t.Error("the first does not lead")
	}
	join(t, b, "b", time.Minute)
	if dead, leads := bury(t, b); leads || len(dead) > 0 {
		t.Errorf("beside a living leader: leads %v, dead %v", leads, dead)
	}
	k := hub.EndKey{Pair: "p1", Side: hub.Initiator}
	if !claim(t, a, k) || claim(t, b, k) {
		t.Error("an end is claimed by the second one, or not by the first")
	}
	if err := write(a, "of a"); err != nil {
		t.Fatal(err)
	}
	over(t, a, "a")
	if err := write(a, "late, and nobody minded"); err != nil {
		t.Errorf("its time is over, but nobody took over: %v", err)
	}
	dead, leads := bury(t, b)
	if len(dead) != 1 || dead[0].ID != "a" || !dead[0].Leads || len(dead[0].Claims) != 1 || dead[0].Claims[0] != k || !leads {
		t.Errorf("put out: %+v, leads %v", dead, leads)
	}
	if err := write(a, "of a dead one"); !errors.Is(err, ErrFenced) {
		t.Errorf("a write of a process that was put out: %v", err)
	}
	if _, err := a.Beat(t.Context(), time.Minute); !errors.Is(err, ErrFenced) {
		t.Errorf("its heart beat: %v", err)
	}
	if got := valueOf(t, b); got != "late, and nobody minded" {
		t.Errorf("stored: %q", got)
	}
	if !claim(t, b, k) {
		t.Error("what it had is not free")
	}
	list, err := b.Processes(t.Context())
	if err != nil || len(list) != 1 || list[0].ID != "b" || !list[0].Leads || list[0].Ends != 1 {
		t.Errorf("processes: %+v, %v", list, err)
	}
}

// One that is put out while its update runs has either committed before, or
// nothing of it is stored.
func TestTakeoverWaitsForTheUpdateThatRuns(t *testing.T) {
	url := pgtest.URL(t)
	a, b := open(t, url), open(t, url)
	join(t, a, "a", time.Minute)
	join(t, b, "b", time.Minute)
	begun, release, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		done <- a.Update(context.Background(), func(tx store.Tx) error {
			close(begun)
			<-release
			return tx.Meta().Put("k", "in time")
		})
	}()
	<-begun
	over(t, a, "a")
	buried := make(chan string, 1)
	go func() {
		if err := b.Update(context.Background(), func(tx store.Tx) error {
			_, _, err := b.Bury(tx)
			return err
		}); err != nil {
			buried <- err.Error()
			return
		}
		v := ""
		if err := b.View(context.Background(), func(tx store.Tx) (err error) {
			v, err = tx.Meta().Get("k")
			return err
		}); err != nil {
			v = err.Error()
		}
		buried <- v
	}()
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := <-buried; got != "in time" {
		t.Errorf("who took over saw %q", got)
	}
}

// Two ends of one issue are not worked on by two processes.
func TestClaimOfAnIssueThatAnotherProcessHas(t *testing.T) {
	url := pgtest.URL(t)
	a, b := open(t, url), open(t, url)
	join(t, a, "a", time.Minute)
	join(t, b, "b", time.Minute)
	one, two := hub.EndKey{Pair: "p1", Side: hub.Initiator}, hub.EndKey{Pair: "p2", Side: hub.Initiator}
	err := a.Update(t.Context(), func(tx store.Tx) error {
		return errors.Join(tx.Ends().Put(&hub.End{EndKey: one, Connection: "c", Tracker: "jira", Local: hub.Ref{ID: "7"}}),
			tx.Ends().Put(&hub.End{EndKey: two, Connection: "d", Tracker: "jira", Local: hub.Ref{ID: "7"}}))
	})
	if err != nil {
		t.Fatal(err)
	}
	if !claim(t, a, one) || claim(t, b, two) || !claim(t, a, two) {
		t.Error("ends of one issue went to two processes, or not to the one that has it")
	}
}

// The server ends a transaction that stands still, so that a frozen process
// keeps nobody from writing.
func TestAFrozenUpdateIsEnded(t *testing.T) {
	url := pgtest.URL(t)
	a, err := Open(t.Context(), url, Options{Connections: 4, Idle: 300 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	b := open(t, url)
	begun, release, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		done <- a.Update(context.Background(), func(tx store.Tx) error {
			if err := tx.Meta().Put("k", "frozen"); err != nil {
				return err
			}
			close(begun)
			<-release
			return nil
		})
	}()
	<-begun
	if err := write(b, "of another"); err != nil {
		t.Errorf("beside a frozen update: %v", err)
	}
	close(release)
	if err := <-done; err == nil {
		t.Error("the frozen update was told to be stored")
	} else if hub.CodeOf(err) != hub.Busy {
		t.Errorf("the frozen update: %v, want busy", err)
	}
	if err := write(a, "again"); err != nil {
		t.Errorf("it does not recover: %v", err)
	}
	if got := valueOf(t, b); got != "again" {
		t.Errorf("stored: %q", got)
	}
}

func TestADatabaseThatIsAhead(t *testing.T) {
	url := pgtest.URL(t)
	s := open(t, url)
	join(t, s, "a", time.Minute)
	steps := fstest.MapFS{
		"00001_start.sql": {Data: must(migrations.ReadFile("migrations/00001_start.sql"))},
		"00002_more.sql":  {Data: []byte("-- +goose Up\nCREATE TABLE more (x text);\n")},
	}
	if err := s.migrateTo(t.Context(), steps, 2); err != nil {
		t.Fatal(err)
	}
	older := open(t, url) // it only has more
	if err := write(older, "beside"); err != nil {
		t.Errorf("an older program beside a newer one: %v", err)
	}
	steps["00003_other.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nUPDATE shape SET needs = 3;\n")}
	if err := s.migrateTo(t.Context(), steps, 3); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), url, Options{Connections: 4})
	if !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "shape 3") || strings.Contains(err.Error(), pgtest.Password) {
		t.Errorf("an older program starts: %v", err)
	}
	if err := write(older, "late"); !errors.Is(err, ErrNewer) {
		t.Errorf("an older program that runs already writes: %v", err)
	}
	if got := valueOf(t, older); got != "beside" {
		t.Errorf("stored: %q", got)
	}
	if _, err := s.Beat(t.Context(), time.Minute); !errors.Is(err, ErrNewer) {
		t.Errorf("one that runs already goes on: %v", err)
	}
}

// A step that finds a table in use is tried again. The sequence counts the tries: it
// is not rolled back.
func TestAStepGivesWayToThoseAtWork(t *testing.T) {
	s := open(t, pgtest.URL(t))
	if _, err := s.pool.Exec(t.Context(), "CREATE SEQUENCE tries"); err != nil {
		t.Fatal(err)
	}
	step := func(code string) fstest.MapFS {
		return fstest.MapFS{
			"00001_start.sql": {Data: must(migrations.ReadFile("migrations/00001_start.sql"))},
			"00002_more.sql": {Data: []byte("-- +goose Up\n-- +goose StatementBegin\nDO $$ BEGIN IF nextval('tries') % 3 > 0 THEN " +
				"RAISE EXCEPTION 'in the way' USING ERRCODE = '" + code + "'; END IF; END $$;\n-- +goose StatementEnd\nCREATE TABLE more (x text);\n")},
		}
	}
	tries := func() (n int) {
		t.Helper()
		if err := s.pool.QueryRow(t.Context(), "SELECT last_value FROM tries").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if err := s.migrateTo(t.Context(), step("42501"), 2); err == nil || tries() != 1 {
		t.Errorf("what is refused for another reason: %v, tried %d times", err, tries())
	}
	if err := s.migrateTo(t.Context(), step("55P03"), 2); err != nil || tries() != 3 {
		t.Errorf("a lock that is not to be had: %v, tried %d times in all", err, tries())
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

// A wrong password and a server that is not there are told without the password.
func TestErrorsShowNoPassword(t *testing.T) {
	url := pgtest.URL(t)
	for _, bad := range []string{strings.Replace(url, pgtest.Password, "wrong-"+pgtest.Password, 1), "postgres://entwine:" + pgtest.Password + "@127.0.0.1:1/x",
		"postgres://entwine:" + pgtest.Password + "@127.0.0.1:port/x"} {
		s, err := Open(t.Context(), bad, Options{})
		if err == nil {
			t.Errorf("%s was opened", bad)
			_ = s.Close()
		} else if strings.Contains(err.Error(), pgtest.Password) {
			t.Errorf("the error shows the password: %v", err)
		}
	}
}

// Texts of trackers may be bytes that the server does not take.
func TestOddBytesComeBack(t *testing.T) {
	s := open(t, pgtest.URL(t))
	for _, odd := range []string{"a\x00b", "\xff\xfe", "\x01base64:x", "plain"} {
		k := hub.EndKey{Pair: "p", Side: hub.Initiator}
		err := s.Update(t.Context(), func(tx store.Tx) error {
			return tx.Ends().Put(&hub.End{EndKey: k, Connection: "c", Tracker: "t", Local: hub.Ref{ID: odd, Key: odd}})
		})
		if err != nil {
			t.Fatal(err)
		}
		err = s.View(t.Context(), func(tx store.Tx) error {
			rows, err := tx.Ends().ByIssue("t", odd)
			if err == nil && (len(rows) != 1 || rows[0].Local.Key != odd) {
				t.Errorf("%q: %+v", odd, rows)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A commit whose connection breaks is asked for: it is stored, or it is not.
func TestACommitWhoseAnswerIsLost(t *testing.T) {
	s := open(t, pgtest.URL(t))
	for _, kill := range []bool{false, true} {
		err := s.Update(t.Context(), func(tx store.Tx) error {
			if err := tx.Meta().Put("k", "v"); err != nil || !kill {
				return err
			}
			_, raw, err := Raw(tx)
			if err != nil {
				return err
			}
			pid := raw.Conn().PgConn().PID()
			c, err := pgx.Connect(t.Context(), s.pool.Config().ConnString())
			if err != nil {
				return err
			}
			defer c.Close(context.Background())
			if err := tx.Meta().Put("k", "lost"); err != nil {
				return err
			}
			_, err = c.Exec(t.Context(), `SELECT pg_terminate_backend($1)`, pid)
			return err
		})
		if (err != nil) != kill {
			t.Errorf("connection cut %v: %v", kill, err)
		}
		if got := valueOf(t, s); got != "v" {
			t.Errorf("connection cut %v: stored %q", kill, got)
		}
	}
}
