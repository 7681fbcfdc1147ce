package httplink

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
)

// sessions refuse what was said before. The answer to a hello names a session,
// which lives in memory alone; each request in it has a number. So what was
// recorded is worth nothing after a restart of either side, nothing must be
// stored, and nothing depends on how the clocks stand.
type sessions struct {
	now func() time.Time

	mu  sync.Mutex
	all map[hub.NodeID][]*session // oldest first
}

type session struct {
	token   string
	began   time.Time
	used    bool
	highest uint64
	seen    [window / 64]uint64 // of the numbers up to highest
}

// window is how far behind the highest number a request may come: requests of
// one caller overtake each other, by less than it has at work.
const window = 1024

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, all: map[hub.NodeID][]*session{}}
}

// begin starts a session. Where a partner has too many, one goes that was never
// used, or else the oldest: a hello that is repeated by somebody else begins
// sessions nobody can use, and they must not push out those in use.
func (s *sessions) begin(node hub.NodeID) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := slices.DeleteFunc(s.all[node], func(o *session) bool { return s.now().Sub(o.began) > 2*sessionLife })
	if len(l) >= mostSessions {
		i := max(0, slices.IndexFunc(l, func(o *session) bool { return !o.used }))
		l = slices.Delete(l, i, i+1)
	}
	n := &session{token: secret.Token(16), began: s.now()}
	s.all[node] = append(l, n)
	return n.token
}

// has reports whether a session is there, so that nobody is asked to prove
// anything about one that is not.
func (s *sessions) has(node hub.NodeID, token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.find(node, token) != nil
}

func (s *sessions) find(node hub.NodeID, token string) *session {
	for _, o := range s.all[node] {
		if secret.Equal(o.token, token) && s.now().Sub(o.began) <= 2*sessionLife {
			return o
		}
	}
	return nil
}

// take reports whether a number is new in a session, which it is once, and
// whether it is the first of the session.
func (s *sessions) take(node hub.NodeID, token, nonce string) (fresh, first bool) {
	n, err := strconv.ParseUint(nonce, 10, 62)
	if err != nil || n == 0 {
		return false, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.find(node, token)
	if o == nil || o.highest >= window && n <= o.highest-window {
		return false, false
	}
	if n > o.highest {
		for k := o.highest + 1; k <= n && k <= o.highest+window; k++ {
			o.seen[k%window/64] &^= 1 << (k % 64)
		}
		o.highest = n
	}
	word, bit := &o.seen[n%window/64], uint64(1)<<(n%64)
	if *word&bit != 0 {
		return false, false
	}
	*word |= bit
	first, o.used = !o.used, true
	return true, first
}
