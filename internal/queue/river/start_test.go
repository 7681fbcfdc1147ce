package river

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// listener is a log that closes a channel when it hears a message.
type listener struct {
	slog.Handler
	message string
	once    *sync.Once
	heard   chan struct{}
}

func (l listener) Enabled(context.Context, slog.Level) bool { return true }

func (l listener) Handle(_ context.Context, r slog.Record) error {
	if strings.Contains(r.Message, l.message) {
		l.once.Do(func() { close(l.heard) })
	}
	return nil
}

// A database that gives up on us while we begin is waited for.
func TestStartWaitsForTheDatabase(t *testing.T) {
	url := pgtest.URL(t)
	other := join(t, url, Options{})
	// Two seconds are enough for all that is asked here, but for what must wait.
	s, err := postgres.Open(t.Context(), url+"&statement_timeout=2000", postgres.Options{Connections: 6})
	if err != nil {
		t.Fatal(err)
	}
	log := listener{slog.DiscardHandler, "cannot join yet", &sync.Once{}, make(chan struct{})}
	q, err := Open(t.Context(), s, Options{Log: slog.New(log), Lease: 3 * time.Second})
	if err != nil {
		t.Fatal(err, s.Close())
	}
	t.Cleanup(func() {
		if err := errors.Join(q.Stop(context.Background()), s.Close()); err != nil {
			t.Error(err)
		}
	})
	lock, err := other.store.Pool().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lock.Exec(t.Context(), `LOCK TABLE processes`); err != nil {
		t.Fatal(err, lock.Rollback(t.Context()))
	}
	started := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { started <- q.Start(ctx) }()
	select {
	case err := <-started:
		t.Errorf("it ends with %v", err)
		started <- err
	case <-log.heard:
	}
	if err := lock.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-started; err != nil {
		t.Fatal(err)
	}
	list, err := s.Processes(t.Context())
	if err != nil || len(list) != 2 {
		t.Errorf("%d processes, %v, want both", len(list), err)
	}
}

// Who is to lead prepares for that first, and tries again if it cannot.
func TestBeforeAProcessLeads(t *testing.T) {
	url := pgtest.URL(t)
	first := join(t, url, Options{Lease: 3 * time.Second})
	var second *process
	tries := make(chan bool, 10)
	ready := make(chan struct{})
	second = join(t, url, Options{Lease: 3 * time.Second, Lone: func(c hub.ConnectionID) bool { return c == "apart" }, Before: func(context.Context) error {
		<-ready
		tries <- second.Leads()
		if len(tries) == 1 {
			return errors.New("not yet")
		}
		return nil
	}})
	close(ready)
	ev := event("p", 0)
	ev.Connection = "apart"
	second.add(ev)
	if len(tries) > 0 {
		t.Error("it prepared though another process leads")
	}
	if _, err := first.store.Pool().Exec(t.Context(), `DELETE FROM processes WHERE id = $1`, first.ID()); err != nil {
		t.Fatal(err)
	}
	first.end(postgres.ErrFenced)
	second.done(second.take())
	if len(tries) != 2 || <-tries || <-tries {
		t.Error("it led before it had prepared")
	}
	if !second.Leads() {
		t.Error("it does not lead")
	}
}
