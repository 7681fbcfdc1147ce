package sqlite

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store/seat"
)

// ErrClosed is returned by every use of a store after Close.
var ErrClosed = seat.ErrClosed

var (
	errView  = errors.New("sqlite: write inside a view")
	errEnded = errors.New("sqlite: the transaction has ended")
)

// resultCode returns SQLite's primary result code, 0 if err has none.
func resultCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff // the upper bytes only say more
	}
	return 0
}

// wrecks reports whether SQLite may have rolled the whole transaction back by
// itself, so that nothing of its group can be kept. By its documentation these
// four do; any other error undoes no more than its own statement.
func wrecks(err error) bool {
	switch resultCode(err) {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT:
		return true
	}
	return false
}

// plain says in an owner's words why the database as a whole refused. An error
// that is about one statement only is left as it is.
func plain(err error) error {
	var known *hub.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	code, message := hub.Internal, ""
	switch resultCode(err) {
	case sqlite3.SQLITE_FULL:
		code, message = hub.Busy, "disk full: the database cannot grow, nothing was stored"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		code, message = hub.Busy, "the database is locked by another program"
	case sqlite3.SQLITE_NOMEM:
		code, message = hub.Busy, "out of memory while using the database"
	case sqlite3.SQLITE_IOERR:
		message = "the disk refused to read or write the database (I/O error)"
	case sqlite3.SQLITE_CORRUPT:
		message = "the database file is damaged: restore a backup"
	case sqlite3.SQLITE_NOTADB:
		message = "the file is not a database, or it is damaged: restore a backup"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		message = "the database file cannot be opened for writing: check the rights of the folder"
	default:
		return err
	}
	return &hub.Error{Code: code, Scope: hub.ScopeNode, Message: message, Err: err}
}

// seqOf refuses a number that SQLite's signed integers cannot order.
func seqOf(what string, n uint64) (int64, error) {
	if n > 1<<63-1 {
		return 0, fmt.Errorf("sqlite: %s %d is too large", what, n)
	}
	return int64(n), nil
}
