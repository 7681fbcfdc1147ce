package jira

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// session is a log-in that lasts for a while, kept in cookies: for servers that
// take no password with each request. It begins when it is first needed, and
// again when Jira has forgotten it.
type session struct {
	site           *url.URL
	user, password string
	errand         errand
	hide           func(...string)
	turn           web.Turn // of those who would log in

	mu      sync.Mutex
	number  int // of the log-in
	cookies map[string]string
}

func newSession(site *url.URL, user, password string, env tracker.Env) *session {
	return &session{site: site, user: user, password: password, errand: errand{env.HTTP, env.Check}, hide: keeperOf(env).Hide, turn: web.NewTurn()}
}

func (s *session) sign(ctx context.Context, req *http.Request) (string, error) {
	n, header := s.now()
	if n == 0 {
		if err := s.renew(ctx, 0); err != nil {
			return "", err
		}
		n, header = s.now()
	}
	req.Header.Set("Cookie", header)
	return strconv.Itoa(n), nil
}

// now is the log-in that holds, 0 if none does, and its cookies.
func (s *session) now() (int, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var l []string
	for name, v := range s.cookies {
		l = append(l, name+"="+v)
	}
	slices.Sort(l)
	return s.number, strings.Join(l, "; ")
}

func (s *session) again(ctx context.Context, used string, _ *http.Response) (bool, error) {
	n, err := strconv.Atoi(used)
	if err != nil {
		return false, err
	}
	return true, s.renew(ctx, n)
}

// anonymous reports whether an answer was given to nobody: a session that ended is
// no refusal where everybody may read something.
func (s *session) anonymous(res *http.Response) bool {
	if strings.EqualFold(res.Header.Get("X-AUSERNAME"), "anonymous") {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.take(res.Header)
	return false
}

// take keeps the cookies of an answer: servers behind one address say with them
// which of them is to be asked.
func (s *session) take(h http.Header) {
	for _, c := range (&http.Response{Header: h}).Cookies() {
		if c.MaxAge < 0 || c.Value == "" {
			delete(s.cookies, c.Name)
			continue
		}
		if s.cookies[c.Name] != c.Value && len(s.cookies) < mostCookies {
			s.hide(c.Value)
			s.cookies[c.Name] = c.Value
		}
	}
}

// mostCookies is more than Jira and what is in front of it have.
const mostCookies = 30

// renew logs in, unless somebody has since the log-in that failed.
func (s *session) renew(ctx context.Context, failed int) error {
	end, err := s.turn.Take(ctx)
	if err != nil {
		return err
	}
	defer end()
	if n, _ := s.now(); n != failed {
		return nil
	}
	b, err := json.Marshal(map[string]string{"username": s.user, "password": s.password})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.site.String()+"/rest/auth/1/session", bytes.NewReader(b))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	body, header, err := s.errand.do(req)
	if err != nil {
		var he *hub.Error
		if errors.As(err, &he) && (he.Code == hub.NotFound || he.Code == hub.Invalid) {
			return &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Err: err, Message: "this Jira has no sessions to log in to: Jira Cloud wants an API token"}
		}
		return err
	}
	var out struct {
		Session struct{ Name, Value string }
	}
	if json.Unmarshal(body, &out) != nil || out.Session.Value == "" {
		return &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer to the log-in names no session"}
	}
	s.hide(out.Session.Value)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cookies = map[string]string{out.Session.Name: out.Session.Value}
	s.take(header)
	s.number++
	return nil
}
