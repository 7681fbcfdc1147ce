package postgres

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/entwine-sync/entwine/hub"
)

// A server that goes away is one that may be back soon, however it says so.
func TestErrorsOfAServerThatGoesAway(t *testing.T) {
	for _, err := range []error{
		io.ErrUnexpectedEOF, fmt.Errorf("read: %w", io.EOF), &pgconn.PgError{Code: "57P01"}, &pgconn.PgError{Code: "57P03"},
		&pgconn.PgError{Code: "25P03"}, fmt.Errorf("getting migrations: %w", &pgconn.PgError{Code: "08006"}),
	} {
		if e := hub.AsError(Plain(err)); e.Code != hub.Busy || e.Scope != hub.ScopeNode || !errors.Is(e, err) {
			t.Errorf("%v is told as %v", err, e)
		}
	}
	if err := errors.New("a mistake of ours"); Plain(err) != err {
		t.Errorf("%v is told as %v", err, Plain(err))
	}
}
