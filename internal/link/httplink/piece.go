package httplink

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// stride is how much of an attachment one upload brings. What stands in front of
// a node may keep a body until it has all of it, and refuse a large one; so the
// pieces begin small and grow while they are brought quickly.
type stride struct {
	mu   sync.Mutex
	size int64
	good int // in a row, of this size
	want int // so many before the next are larger: more after each failure
}

const (
	firstPiece = 512 << 10 // web servers take a megabyte as they come out of the box
	mostPiece  = 64 << 20
	soonThere  = 2 * time.Second // a piece that is there so soon may be twice as large
	mostWanted = 64
)

func (s *stride) next() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.size = max(s.size, firstPiece)
	return s.size
}

// brought notes how a piece fared, and reports whether the next one is smaller.
func (s *stride) brought(took time.Duration, err error) (smaller bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		smaller = s.size > firstPiece
		s.size, s.good, s.want = firstPiece, 0, min(2*s.want+1, mostWanted)
		return smaller
	}
	if took > soonThere {
		s.good = 0
		return false
	}
	if s.good++; s.good > s.want {
		s.size, s.good = min(2*s.size, mostPiece), 0
	}
	return false
}

// errPiece ends what one upload brings of an attachment that has more.
var errPiece = errors.New("there is more of the attachment")

// position is what an upload says of itself: from which byte on it is, of how many.
func position(offset, size int64) string {
	return strconv.FormatInt(offset, 10) + "/" + strconv.FormatInt(size, 10)
}

// positioned reads it. Without a size the body is all of the rest.
func positioned(s string) (offset, size int64, ok bool) {
	at, of, sized := strings.Cut(s, "/")
	offset, err := strconv.ParseInt(at, 10, 64)
	if err != nil || offset < -1 || !sized {
		return offset, -1, err == nil && offset >= -1
	}
	size, err = strconv.ParseInt(of, 10, 64)
	return offset, size, err == nil && size >= offset
}

// piece reads one upload, and says at its end whether that is the attachment's.
type piece struct {
	io.Reader
	at, size int64
}

func (p *piece) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	p.at += int64(n)
	if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && p.size >= 0 && p.at < p.size {
		err = errPiece
	}
	return n, err
}

// pace is how quickly an attachment comes, over all its tries: a node that sends a
// byte now and then, or breaks off after each, must not keep a worker for ever.
// What the reader does between two reads does not count.
type pace struct {
	got  int64         // bytes of this stretch
	took time.Duration // for them
	slow int           // stretches in a row that took too long
}

// left is how long a read that began at some time may go on.
func (p *pace) left(began time.Time) time.Duration {
	return max(chunkWithin-p.took-time.Since(began), 0)
}

// bears notes what came, and reports whether it is borne any longer.
func (p *pace) bears(n int, took time.Duration) bool {
	p.got, p.took = p.got+int64(n), p.took+took
	switch {
	case p.got >= chunkSize:
		*p = pace{}
	case p.took >= chunkWithin:
		*p = pace{slow: p.slow + 1}
	}
	return p.slow <= blobTries
}
