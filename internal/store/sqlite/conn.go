package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"time"

	"modernc.org/sqlite"

	"github.com/entwine-sync/entwine/internal/store"
)

// query is a statement that every connection prepares once, at its first use.
type query struct {
	number int
	sql    string
}

// queries is filled while the package is initialised and read-only afterwards.
var queries []*query

func newQuery(sql string) *query {
	q := &query{len(queries), sql}
	queries = append(queries, q)
	return q
}

// maxBuilt bounds the statements put together at run time that a connection
// keeps: the filters of the two lists make a few dozen in practice.
const maxBuilt = 64

// conn is one connection with its statements. It is used by one goroutine at a
// time.
type conn struct {
	raw   driver.Conn
	stmts []*stmt
	built map[string]*stmt
}

type stmt struct {
	raw  driver.Stmt
	exec driver.StmtExecContext
	find driver.StmtQueryContext
	args []driver.NamedValue
	dest []driver.Value
}

// openConn opens the file and runs the pragmas.
func openConn(ctx context.Context, path string, pragmas ...string) (*conn, error) {
	connector, err := sqlite.NewConnector(dsn(path))
	if err != nil {
		return nil, err
	}
	raw, err := connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	c := &conn{raw: raw, stmts: make([]*stmt, len(queries)), built: map[string]*stmt{}}
	for _, p := range pragmas {
		if err := c.run(ctx, "PRAGMA "+p); err != nil {
			return nil, errors.Join(fmt.Errorf("pragma %s: %w", p, err), raw.Close())
		}
	}
	return c, nil
}

// dsn writes the path as a URI, since in a plain name a "?" ends the name.
func dsn(path string) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path}).String()
}

func (c *conn) close() error {
	var errs []error
	for _, s := range c.stmts {
		if s != nil {
			errs = append(errs, s.raw.Close())
		}
	}
	for _, s := range c.built {
		errs = append(errs, s.raw.Close())
	}
	return errors.Join(append(errs, c.raw.Close())...)
}

// run runs SQL that is not worth keeping prepared; ctx may interrupt it.
func (c *conn) run(ctx context.Context, sql string, args ...driver.NamedValue) error {
	_, err := c.raw.(driver.ExecerContext).ExecContext(ctx, sql, args)
	return err
}

func (c *conn) stmt(q *query) (*stmt, error) {
	if s := c.stmts[q.number]; s != nil {
		return s, nil
	}
	s, err := c.prepare(q.sql)
	if err != nil {
		return nil, err
	}
	c.stmts[q.number] = s
	return s, nil
}

func (c *conn) prepare(sql string) (*stmt, error) {
	raw, err := c.raw.Prepare(sql)
	if err != nil {
		return nil, fmt.Errorf("prepare %s: %w", sql, err)
	}
	return &stmt{raw: raw, exec: raw.(driver.StmtExecContext), find: raw.(driver.StmtQueryContext)}, nil
}

// builtStmt prepares a statement that was put together at run time.
func (c *conn) builtStmt(sql string) (*stmt, error) {
	if s := c.built[sql]; s != nil {
		return s, nil
	}
	if len(c.built) >= maxBuilt {
		for k, s := range c.built {
			delete(c.built, k)
			if err := s.raw.Close(); err != nil {
				return nil, err
			}
			break // any one: the filters in use are prepared again at once
		}
	}
	s, err := c.prepare(sql)
	if err == nil {
		c.built[sql] = s
	}
	return s, err
}

// bind puts the arguments into the statement's own slice. They are int64,
// string, []byte or nil: what the driver takes without conversion.
func (s *stmt) bind(args []any) []driver.NamedValue {
	if s.args == nil {
		s.args = make([]driver.NamedValue, len(args))
		for i := range s.args {
			s.args[i].Ordinal = i + 1
		}
	}
	for i, a := range args {
		s.args[i].Value = a
	}
	return s.args
}

// unbind lets go of the arguments, so that a statement does not keep a large
// body alive.
func (s *stmt) unbind() {
	for i := range s.args {
		s.args[i].Value = nil
	}
}

// The driver starts a goroutine for a context that can end. Statements here are
// short and a transaction is finished once begun, so none is given.
var background = context.Background()

// exec runs a statement that yields no rows.
func (c *conn) exec(q *query, args ...any) (driver.Result, error) {
	s, err := c.stmt(q)
	if err != nil {
		return nil, err
	}
	defer s.unbind()
	return s.exec.ExecContext(background, s.bind(args))
}

// row is one row of an answer.
type row []driver.Value

func (r row) text(i int) string    { s, _ := r[i].(string); return s }
func (r row) int(i int) int64      { n, _ := r[i].(int64); return n }
func (r row) bool(i int) bool      { return r.int(i) != 0 }
func (r row) blob(i int) []byte    { b, _ := r[i].([]byte); return b }
func (r row) time(i int) time.Time { return store.FromMillis(r.int(i)) }

// one returns the first row of the answer, or store.ErrNone. The row is valid
// until the query is used again.
func (c *conn) one(q *query, args ...any) (row, error) {
	s, err := c.stmt(q)
	if err != nil {
		return nil, err
	}
	rows, err := s.query(args)
	if err != nil {
		return nil, err
	}
	err = rows.Next(s.dest)
	if errors.Is(err, io.EOF) {
		err = store.ErrNone
	}
	if closed := rows.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	return s.dest, nil
}

// each gives every row to fn, which must keep nothing of the row itself and not
// use the connection: it only copies what it needs.
func (c *conn) each(q *query, fn func(row) error, args ...any) error {
	s, err := c.stmt(q)
	if err != nil {
		return err
	}
	return s.each(fn, args)
}

// eachBuilt is each for a statement put together at run time.
func (c *conn) eachBuilt(sql string, fn func(row) error, args []any) error {
	s, err := c.builtStmt(sql)
	if err != nil {
		return err
	}
	return s.each(fn, args)
}

func (s *stmt) query(args []any) (driver.Rows, error) {
	defer s.unbind()
	rows, err := s.find.QueryContext(background, s.bind(args))
	if err != nil {
		return nil, err
	}
	if s.dest == nil {
		s.dest = make([]driver.Value, len(rows.Columns()))
	}
	return rows, nil
}

func (s *stmt) each(fn func(row) error, args []any) (err error) {
	rows, err := s.query(args)
	if err != nil {
		return err
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = closed
		}
	}()
	for {
		switch err := rows.Next(s.dest); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := fn(s.dest); err != nil {
			return err
		}
	}
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
