package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// ErrFenced is matched by the error of an update of a process that was put out:
// it was thought dead, and others do its work. It must begin anew.
var ErrFenced = errors.New("this process was thought dead, and others took over its work")

var (
	errView  = errors.New("postgres: write inside a view")
	errEnded = errors.New("postgres: the transaction has ended")
	errBody  = errors.New("postgres: a stored record cannot be read")
)

// refused reports whether the server itself said no, so that what it said no to
// has not happened.
func refused(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code[:2] != "57" // 57: it is being shut down
}

// plain says in an owner's words why the database as a whole refused. An error
// that is about one statement only is left as it is.
func plain(err error) error {
	var known *hub.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, ErrFenced) {
		return err
	}
	node := func(code hub.Code, message string) error {
		return &hub.Error{Code: code, Scope: hub.ScopeNode, Message: message, Err: err}
	}
	var e *pgconn.PgError
	var connect *pgconn.ConnectError
	var network net.Error
	switch {
	case errors.As(err, &e) && len(e.Code) == 5:
		switch {
		case e.Code == "53100":
			return node(hub.Busy, "disk full: the database server cannot grow, nothing was stored")
		case e.Code[:2] == "53":
			return node(hub.Busy, "the database server has no room: "+e.Message)
		case e.Code == "3D000":
			return node(hub.Denied, "the database server has no such database: "+e.Message)
		case e.Code == "57014", e.Code[:2] == "40":
			return node(hub.Busy, "the database server gave up: "+e.Message)
		case e.Code[:2] == "57", e.Code[:2] == "08", e.Code == "25P03":
			return unreachable(err)
		case e.Code == "25006":
			return node(hub.Busy, "the database server takes no writes: is it a standby?")
		case e.Code[:2] == "28":
			return node(hub.Denied, "the database server refused the account: "+e.Message)
		case e.Code == "42501":
			return node(hub.Denied, "the account may not do that in the database: "+e.Message)
		case e.Code == "XX001", e.Code == "XX002":
			return node(hub.Internal, "the database is damaged: restore a backup")
		}
		return err
	case errors.As(err, &connect), errors.As(err, &network), errors.Is(err, net.ErrClosed), pgconn.Timeout(err),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), // a server that was killed says nothing more
		pgconn.SafeToRetry(err), errors.Is(err, pgx.ErrTxClosed):
		if errors.Is(err, context.Canceled) {
			return err
		}
		return unreachable(err)
	}
	return err
}

// Plain says in an owner's words why the database as a whole refused, to who talks
// to it by the connections of Pool.
func Plain(err error) error { return plain(err) }

// none turns "no rows" into store.ErrNone.
func none(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return store.ErrNone
	}
	return err
}

// seqOf refuses a number that signed integers cannot order.
func seqOf(what string, n uint64) (int64, error) {
	if n > 1<<63-1 {
		return 0, fmt.Errorf("postgres: %s %d is too large", what, n)
	}
	return int64(n), nil
}

// isTaken reports whether a unique key was there already.
func isTaken(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23505"
}
