package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/klauspost/compress/zstd"

	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/seat"
)

// Options are the knobs of a store; the zero value is what a node uses.
type Options struct {
	// Connections is how many connections the pool may hold; 0 means 24: one for
	// the group that writes, the others for views and for the queue.
	Connections int
	// Idle is how long the server lets a transaction of ours stand still before it
	// ends it; 0 means 15 seconds. A process that is frozen in the middle of an
	// update keeps all others from writing for that long.
	Idle time.Duration
}

const (
	defaultConnections = 24
	defaultIdle        = 15 * time.Second
	// patience bounds what is waited for the server: for a connection, for the
	// lock, for the end of a group. A group of another process lasts milliseconds;
	// a frozen one is ended by the server after Idle.
	patience = 30 * time.Second
)

// Store is one open database.
type Store struct {
	pool   *pgxpool.Pool
	packer *zstd.Encoder
	opener *zstd.Decoder

	seat    seat.Seat
	group   *group // for the holder of the seat; nil between groups
	process atomic.Pointer[Process]
	doubt   atomic.Bool // whether the last commit succeeded could not be found out

	mu     sync.Mutex
	closed bool
	views  sync.WaitGroup
	stop   sync.Once
}

var _ store.Store = (*Store)(nil)

// Open opens the database that a URL (postgres://user:password@host/name) names,
// and brings its tables to the newest shape. The tables are in the first schema
// of the connection's search_path. Several processes may open the same at the
// same time. A database that needs a newer program is refused with ErrNewer.
// The error of a wrong address shows no password. ctx bounds only the opening.
func Open(ctx context.Context, url string, opts Options) (*Store, error) {
	conf, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err) // pgx leaves the password out
	}
	conf.MaxConns = int32(opts.Connections)
	if opts.Connections <= 0 {
		conf.MaxConns = defaultConnections
	}
	if opts.Idle <= 0 {
		opts.Idle = defaultIdle
	}
	if conf.ConnConfig.ConnectTimeout == 0 {
		conf.ConnConfig.ConnectTimeout = 10 * time.Second
	}
	run := conf.ConnConfig.RuntimeParams
	run["idle_in_transaction_session_timeout"] = strconv.FormatInt(opts.Idle.Milliseconds(), 10)
	if run["application_name"] == "" {
		run["application_name"] = "entwine"
	}
	// What Update answers for is durable, whatever the server's default.
	conf.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, `SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`)
		return err
	}
	pool, err := pgxpool.NewWithConfig(context.WithoutCancel(ctx), conf)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	s := &Store{pool: pool}
	if s.packer, s.opener, err = newCodecs(); err == nil {
		err = s.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", s.Name(), plain(err)), s.shut())
	}
	return s, nil
}

// Name says which database it is, without the password.
func (s *Store) Name() string {
	c := s.pool.Config().ConnConfig
	name := c.User + "@" + c.Host + ":" + strconv.Itoa(int(c.Port)) + "/" + c.Database
	if schema := c.RuntimeParams["search_path"]; schema != "" {
		name += ", schema " + schema
	}
	return name
}

// Pool gives the connections, for a queue that uses the same.
func (s *Store) Pool() *pgxpool.Pool { return s.pool }

// View implements store.Store. The state it sees is the one at its first read.
func (s *Store) View(ctx context.Context, fn func(store.Tx) error) error {
	return s.view(ctx, false, fn)
}

// Glance implements store.Glancer.
func (s *Store) Glance(ctx context.Context, fn func(store.Tx) error) error {
	return s.view(ctx, true, fn)
}

func (s *Store) view(ctx context.Context, glance bool, fn func(store.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !s.enter() {
		return seat.ErrClosed
	}
	defer s.views.Done()
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return plain(err)
	}
	defer conn.Release()
	t := &tx{s: s, ctx: ctx, conn: conn, glance: glance}
	defer t.close() // whatever fn does
	if err := fn(t); err != nil {
		return plain(err)
	}
	if err := t.close(); err != nil {
		return plain(err)
	}
	for _, fn := range t.after {
		fn()
	}
	return nil
}

// close ends a view, once.
func (t *tx) close() error {
	if t.ended || t.q == nil {
		t.ended = true
		return nil
	}
	t.ended = true
	return t.q.Rollback(t.ctx) // it has written nothing; a connection that cannot is closed by the pool
}

// enter counts a view that begins; false once the store is closed.
func (s *Store) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.views.Add(1)
	}
	return !s.closed
}

// Close waits for the updates and views that run or wait. It must not be called
// inside one of them. A second call does nothing.
func (s *Store) Close() error {
	if !s.seat.Close() {
		return nil
	}
	if s.group != nil { // it expected one more update and was given us
		s.settle(s.group)
	}
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.views.Wait()
	return s.shut()
}

func (s *Store) shut() error {
	s.stop.Do(func() {
		s.pool.Close()
		if s.opener != nil {
			s.opener.Close()
		}
	})
	return nil
}
