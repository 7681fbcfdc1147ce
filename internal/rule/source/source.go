// Package source answers rules' questions to databases that their owner
// declared. It only reads: the database itself is told to refuse writing, and
// statements that are no query are refused before.
//
// Values come in as parameters, never as part of a statement. What one question
// may take is bounded in time, rows and bytes; more is an error, not a shorter
// answer, since a rule cannot tell that from the truth.
package source

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver pgx
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/entwine-sync/entwine/internal/rule/statement"
)

// The kinds of databases that can be asked.
const (
	SQLite     = "sqlite"
	PostgreSQL = "postgresql"
)

// Kinds are those, in the order in which people are told of them.
var Kinds = []string{SQLite, PostgreSQL}

// Config says what a source is.
type Config struct {
	Name     string
	Kind     string
	Path     string        // SQLite: the file
	URL      string        // PostgreSQL: postgres://user@host/database
	Password string        // PostgreSQL: put into the URL
	Timeout  time.Duration // of one question; zero: DefaultTimeout
	Rows     int           // the most of one answer; zero: DefaultRows
}

// What one question may take where the owner says nothing: a rule waits for it,
// and so does its item.
const (
	DefaultTimeout = 5 * time.Second
	DefaultRows    = 1000
	// mostBytes bounds an answer whatever its rows: a rule's whole memory is 256 MB.
	mostBytes = 16 << 20
)

// Source is one database. Its methods may be called from several goroutines.
type Source struct {
	cfg Config
	mu  sync.Mutex // of opening
	db  *sql.DB
}

// A Query is a statement with a place for each value: ? in both kinds.
type Query struct {
	Text string
	Args []any // nil, bool, int64, float64, string, time.Time, json.Number
}

// Rows is an answer: values are nil, bool, string, json.Number or time.Time.
type Rows struct {
	Columns []string
	Values  [][]any
}

// New makes a source; it asks nothing yet.
func New(cfg Config) (*Source, error) {
	if cfg.Timeout <= 0 {
		cfg.Timeout = DefaultTimeout
	}
	if cfg.Rows <= 0 {
		cfg.Rows = DefaultRows
	}
	switch cfg.Kind {
	case SQLite:
		if cfg.Path == "" {
			return nil, fmt.Errorf("source %s names no file", cfg.Name)
		}
	case PostgreSQL:
		u, err := url.Parse(cfg.URL)
		if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
			return nil, fmt.Errorf("source %s: its url must read postgres://user@host/database", cfg.Name) // which may hold a password: it is not shown
		}
	default:
		return nil, fmt.Errorf("source %s: no kind %q; there is %s", cfg.Name, cfg.Kind, strings.Join(Kinds, ", "))
	}
	return &Source{cfg: cfg}, nil
}

// Close gives its connections back.
func (s *Source) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return nil
	}
	return s.db.Close()
}

// mostConns is how many questions one source is asked at once: rules run side
// by side, and somebody else's database is not ours to flood.
const mostConns = 4

func (s *Source) open() (*sql.DB, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db != nil {
		return s.db, nil
	}
	var err error
	switch s.cfg.Kind {
	case SQLite:
		q := url.Values{"mode": {"ro"}, "_pragma": {"query_only(1)", "busy_timeout(" + strconv.FormatInt(s.cfg.Timeout.Milliseconds(), 10) + ")"}}
		s.db, err = sql.Open("sqlite", "file:"+(&url.URL{Path: s.cfg.Path}).EscapedPath()+"?"+q.Encode())
	case PostgreSQL:
		u, _ := url.Parse(s.cfg.URL) // New parsed it
		if s.cfg.Password != "" {
			u.User = url.UserPassword(u.User.Username(), s.cfg.Password)
		}
		s.db, err = sql.Open("pgx", u.String())
	}
	if err != nil {
		return nil, s.hide(err)
	}
	s.db.SetMaxOpenConns(mostConns)
	s.db.SetMaxIdleConns(1)
	s.db.SetConnMaxIdleTime(time.Minute)
	return s.db, nil
}

// Ask answers one query. The error of a database that could not be reached is
// an *UnreachableError; everything else is wrong with the question.
func (s *Source) Ask(ctx context.Context, q Query) (*Rows, error) {
	if err := statement.ReadsOnly(q.Text); err != nil {
		return nil, fmt.Errorf("source %s: %w", s.cfg.Name, err)
	}
	db, err := s.open()
	if err != nil {
		return nil, &UnreachableError{s.cfg.Name, err}
	}
	whole := ctx
	ctx, cancel := context.WithTimeout(ctx, s.cfg.Timeout)
	defer cancel()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, s.failed(whole, ctx, &UnreachableError{s.cfg.Name, s.hide(err)})
	}
	defer conn.Close() // back to the pool
	rows, err := s.ask(ctx, conn, q)
	if err != nil {
		return nil, s.failed(whole, ctx, err)
	}
	return rows, nil
}

// An UnreachableError says that a database gave no answer; waiting may help.
type UnreachableError struct {
	Source string
	Err    error
}

func (e *UnreachableError) Error() string {
	return "source " + e.Source + " cannot be reached: " + e.Err.Error()
}

func (e *UnreachableError) Unwrap() error { return e.Err }

// failed says why a question has no answer: we stop, it took too long, or what
// the database says.
func (s *Source) failed(whole, ctx context.Context, err error) error {
	var away *UnreachableError
	switch {
	case whole.Err() != nil:
		return whole.Err()
	case errors.As(err, &away):
		return err
	case errors.Is(err, driver.ErrBadConn), errors.Is(err, sql.ErrConnDone):
		return &UnreachableError{s.cfg.Name, s.hide(err)}
	case ctx.Err() != nil:
		return fmt.Errorf("source %s: no answer within %s", s.cfg.Name, s.cfg.Timeout)
	}
	return fmt.Errorf("source %s: %w", s.cfg.Name, s.hide(err))
}

// hide takes the password out of an error.
func (s *Source) hide(err error) error {
	secrets := []string{s.cfg.Password}
	if u, e := url.Parse(s.cfg.URL); e == nil && u.User != nil {
		p, _ := u.User.Password()
		secrets = append(secrets, p, url.QueryEscape(p), url.PathEscape(p))
	}
	text := err.Error()
	for _, p := range secrets {
		if p != "" {
			text = strings.ReplaceAll(text, p, "***")
		}
	}
	if text == err.Error() {
		return err
	}
	return errors.New(text)
}

func (s *Source) ask(ctx context.Context, conn *sql.Conn, q Query) (*Rows, error) {
	args := make([]any, len(q.Args))
	for i, a := range q.Args {
		args[i] = bound(a)
	}
	text := q.Text
	query := conn.QueryContext
	switch s.cfg.Kind {
	case SQLite:
		// Other files are other databases, which nobody declared.
		if _, err := sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_ATTACHED, 0); err != nil {
			return nil, err
		}
	case PostgreSQL:
		tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return nil, err
		}
		defer func() { _ = tx.Rollback() }() // it changed nothing
		limit := fmt.Sprintf("SET LOCAL statement_timeout = %d", s.cfg.Timeout.Milliseconds())
		if _, err := tx.ExecContext(ctx, limit); err != nil {
			return nil, err
		}
		text = statement.Dollars(text)
		query = tx.QueryContext
	}
	rows, err := query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return s.read(rows)
}

func (s *Source) read(rows *sql.Rows) (*Rows, error) {
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	out := &Rows{Columns: columns, Values: [][]any{}}
	size := 0
	for rows.Next() {
		if len(out.Values) == s.cfg.Rows {
			return nil, fmt.Errorf("the answer has more than %d rows: narrow the query, or raise rows of the source", s.cfg.Rows)
		}
		raw := make([]any, len(columns))
		to := make([]any, len(columns))
		for i := range raw {
			to[i] = &raw[i]
		}
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		for i := range raw {
			var n int
			raw[i], n = plain(raw[i], types[i].DatabaseTypeName())
			size += n
		}
		if size > mostBytes {
			return nil, fmt.Errorf("the answer has more than %d MB", mostBytes>>20)
		}
		out.Values = append(out.Values, raw)
	}
	return out, rows.Err()
}

// bound is a parameter as drivers take it.
func bound(v any) any {
	n, ok := v.(json.Number)
	if !ok {
		return v
	}
	if i, err := n.Int64(); err == nil {
		return i
	}
	if f, err := n.Float64(); err == nil {
		return f
	}
	return n.String()
}

// plain is a value of a row, and what it takes.
func plain(v any, kind string) (any, int) {
	switch x := v.(type) {
	case nil:
		return nil, 8
	case bool:
		return x, 8
	case int64:
		if strings.EqualFold(kind, "boolean") || strings.EqualFold(kind, "bool") {
			return x != 0, 8
		}
		return json.Number(strconv.FormatInt(x, 10)), 16
	case float64:
		return json.Number(strconv.FormatFloat(x, 'f', -1, 64)), 16
	case string:
		if kind == "NUMERIC" || kind == "DECIMAL" {
			if _, err := strconv.ParseFloat(x, 64); err == nil {
				return json.Number(x), len(x)
			}
		}
		return x, len(x)
	case []byte:
		return string(x), len(x)
	case time.Time:
		return x, 24
	}
	s := fmt.Sprint(v)
	return s, len(s)
}

// Sources are those of a node by name.
type Sources map[string]*Source

// Ask asks the source of a name.
func (all Sources) Ask(ctx context.Context, name string, q Query) (*Rows, error) {
	s := all[name]
	if s == nil {
		return nil, fmt.Errorf("there is no source %q; %s", name, all.known())
	}
	return s.Ask(ctx, q)
}

func (all Sources) known() string {
	if len(all) == 0 {
		return "declare it below sources: in the config"
	}
	return "there is " + strings.Join(slices.Sorted(maps.Keys(all)), ", ")
}

// Close closes all.
func (all Sources) Close() error {
	var errs []error
	for _, s := range all {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}
