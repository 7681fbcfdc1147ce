package test

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// wire is a TCP proxy between two nodes that can be disturbed.
type wire struct {
	listener net.Listener
	to       string

	mu    sync.Mutex
	mood  mood
	hits  int // how often the mood was felt
	lines map[*line]bool
	wg    sync.WaitGroup
}

// mood is what a wire does to what passes.
type mood struct {
	cut      bool          // nobody gets through, and who is through is cut off
	delay    time.Duration // of each piece
	resetAt  int64         // a connection is reset after so many bytes
	stopAt   int64         // a connection ends, as if all was said, after so many bytes
	silently bool          // bytes vanish, and nobody is told
	only     string        // "there" or "back": the direction it is about; "": both
}

// line is one connection through the wire.
type line struct {
	in, out   net.Conn
	forgotten atomic.Bool // nothing passes any more, and nobody is told
}

func newWire(t *testing.T, to string) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{listener: l, to: to, lines: map[*line]bool{}}
	w.wg.Go(w.accept)
	t.Cleanup(func() {
		_ = l.Close() // what was wrong with it showed before
		w.set(mood{cut: true})
		w.wg.Wait()
	})
	return w
}

func (w *wire) address() string { return w.listener.Addr().String() }

// set changes the mood. Whoever is through is cut off, and meets the new one.
func (w *wire) set(m mood) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mood, w.hits = m, 0
	for l := range w.lines {
		l.close()
	}
	clear(w.lines)
}

// forget does what a router does that was restarted: connections that are open
// say nothing any more, to nobody, and new ones are fine.
func (w *wire) forget() (lines int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for l := range w.lines {
		l.forgotten.Store(true)
	}
	return len(w.lines)
}

func (l *line) close() {
	_ = l.in.Close() // ends what reads it
	_ = l.out.Close()
}

// keep notes a connection, unless nobody gets through.
func (w *wire) keep(l *line) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.mood.cut {
		w.lines[l] = true
	} else {
		w.hits++
	}
	return !w.mood.cut
}

func (w *wire) now(direction string) mood {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.mood.only != "" && w.mood.only != direction {
		return mood{}
	}
	return w.mood
}

// felt is how often the mood did something since it was set.
func (w *wire) felt() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.hits
}

func (w *wire) hit() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hits++
}

func (w *wire) accept() {
	for {
		in, err := w.listener.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", w.to)
		if err != nil {
			_ = in.Close() // as a network does
			continue
		}
		l := &line{in: in, out: out}
		if !w.keep(l) {
			l.close()
			continue
		}
		w.wg.Go(func() { w.pass(l, in, out, "there") })
		w.wg.Go(func() { w.pass(l, out, in, "back") })
	}
}

// pass carries bytes one way until either end is gone.
func (w *wire) pass(l *line, from, to net.Conn, direction string) {
	buf, passed := make([]byte, 4<<10), int64(0)
	for {
		n, err := from.Read(buf)
		if l.forgotten.Load() {
			_, _ = io.Copy(io.Discard, from) // until the test is over or who spoke gives up
			return
		}
		m := w.now(direction)
		passed += int64(n)
		switch {
		case m.resetAt > 0 && passed > m.resetAt:
			w.hit()
			for _, c := range []net.Conn{l.in, l.out} {
				if c, ok := c.(*net.TCPConn); ok {
					_ = c.SetLinger(0) // makes the close a reset
				}
			}
			l.close()
			return
		case m.stopAt > 0 && passed > m.stopAt:
			w.hit()
			l.close()
			return
		case m.silently && n > 0:
			w.hit()
			n = 0
		}
		if m.delay > 0 && n > 0 {
			w.hit()
			t := time.NewTimer(m.delay)
			<-t.C
		}
		if n > 0 {
			if _, werr := to.Write(buf[:n]); werr != nil {
				err = werr
			}
		}
		if err != nil {
			l.close()
			return
		}
	}
}
