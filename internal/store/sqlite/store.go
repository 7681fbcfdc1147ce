package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"

	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/seat"
)

// FileName is the database inside the folder given to Open. SQLite keeps its
// log in two files beside it, which belong to it as long as the store is open.
const FileName = "entwine.db"

// Options are the knobs of a store; the zero value is what a node uses.
type Options struct {
	// Readers is how many views may run at once; 0 means 8. Further ones wait.
	Readers int
	// MaxBytes bounds the size of the database file; 0 means no bound. Writes
	// beyond it fail as on a full disk.
	MaxBytes int64
	// Forgetful keeps no record in memory: each read decodes its row, as the first
	// one after a start does. It is for tests of what is really stored.
	Forgetful bool
}

const (
	defaultReaders = 8
	pageBytes      = 4096
	// walPages is the length of the log, in pages, at which its pages are moved
	// into the database. SQLite's own 1000 makes one commit in a few hundred slow;
	// longer logs cost memory and start-up time and gain little.
	walPages = 4000
)

// Store is one open database.
type Store struct {
	path    string
	lock    *fileLock
	packer  *zstd.Encoder
	opener  *zstd.Decoder
	cache   *cache
	rev     atomic.Int64 // of the record written last
	count   counter
	options Options

	seat   seat.Seat
	writer *conn  // for the holder of the seat
	group  *group // for the holder of the seat; nil between groups

	readers chan *conn // nil stands for one not yet opened
	closing chan struct{}
	once    sync.Once
}

var _ store.Store = (*Store)(nil)

// Open opens the database in the folder, makes both if they are missing, and
// brings an older database to the newest shape. A folder that is in use, a
// database of a newer program and a damaged file are refused with an error that
// says so. ctx bounds only the opening.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := takeLock(filepath.Join(dir, LockName))
	if err != nil {
		return nil, err
	}
	s := &Store{path: filepath.Join(dir, FileName), lock: lock, options: opts, closing: make(chan struct{}),
		cache: newCache(cacheRecords)}
	if opts.Forgetful {
		s.cache = newCache(0)
	}
	// Numbers must differ from those of all earlier runs, which are in the rows.
	s.rev.Store(rand.Int64N(1 << 62))
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", s.path, plain(err)), s.shut())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	if err := migrate(ctx, s.path); err != nil {
		return err
	}
	if s.packer, s.opener, err = newCodecs(); err != nil {
		return err
	}
	pragmas := []string{
		"synchronous = FULL",
		"foreign_keys = ON",
		"busy_timeout = 5000", // the lock keeps our own kind away; an owner's sqlite3 shell may look in
		"temp_store = MEMORY", // savepoints keep old pages there
		"cache_size = -16000", // kB
		"wal_autocheckpoint = " + strconv.Itoa(walPages),
		"journal_size_limit = " + strconv.Itoa(4*walPages*pageBytes), // after one huge transaction
	}
	if s.options.MaxBytes > 0 {
		pragmas = append(pragmas, "max_page_count = "+strconv.FormatInt(max(1, s.options.MaxBytes/pageBytes), 10))
	}
	if s.writer, err = openConn(ctx, s.path, pragmas...); err != nil {
		return err
	}
	n := s.options.Readers
	if n <= 0 {
		n = defaultReaders
	}
	s.readers = make(chan *conn, n)
	for range n {
		s.readers <- nil
	}
	return nil
}

// View implements store.Store. Views run side by side and neither wait for an
// update nor hold one up. The state they see is the one at their first read.
func (s *Store) View(ctx context.Context, fn func(store.Tx) error) error {
	c, err := s.takeReader(ctx)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	if c == nil {
		if c, err = s.openReader(ctx); err != nil {
			return plain(err)
		}
	}
	t := &tx{s: s, c: c, ctx: ctx}
	if err := t.view(fn); err != nil {
		return err
	}
	for _, fn := range t.after {
		fn()
	}
	return nil
}

func (t *tx) view(fn func(store.Tx) error) (err error) {
	if _, err := t.c.exec(beginRead); err != nil {
		return plain(err)
	}
	defer func() {
		t.ended = true
		if _, e := t.c.exec(commitAll); err == nil && e != nil {
			err = plain(e)
		}
	}()
	t.s.count.views.Add(1)
	return fn(t)
}

// takeReader waits for a connection that nobody reads with; nil is one that
// has yet to be opened.
func (s *Store) takeReader(ctx context.Context) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case <-s.closing:
		return nil, ErrClosed
	default:
	}
	select {
	case c := <-s.readers:
		return c, nil
	case <-s.closing:
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *Store) openReader(ctx context.Context) (*conn, error) {
	return openConn(ctx, s.path, "query_only = ON", "busy_timeout = 5000", "temp_store = MEMORY", "cache_size = -4000")
}

// Close waits for the updates and views that run or wait, moves the log into
// the database and gives up the lock. It must not be called inside one of them.
// A second call does nothing.
func (s *Store) Close() error {
	if !s.seat.Close() {
		return nil
	}
	if s.group != nil { // it expected one more update and was given us
		s.settle(s.group)
	}
	s.once.Do(func() { close(s.closing) })
	for range cap(s.readers) {
		if c := <-s.readers; c != nil {
			defer c.close() // after the writer: what it read is committed anyway
		}
	}
	return plain(s.shut())
}

// shut closes what is open.
func (s *Store) shut() error {
	var errs []error
	if s.writer != nil {
		errs = append(errs, s.writer.run(background, "PRAGMA wal_checkpoint(TRUNCATE)"), s.writer.close())
	}
	if s.opener != nil {
		s.opener.Close()
	}
	return errors.Join(append(errs, s.lock.release())...)
}
