package jira

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// router puts each address under every version of the interface that the site
// has.
type router struct {
	site *Site
	mux  *http.ServeMux
}

// call is one request and its answer.
type call struct {
	site *Site
	w    http.ResponseWriter
	r    *http.Request
	user *user
	v3   bool // texts are documents
}

func (m *router) handle(pattern string, do func(*call)) {
	method, path, _ := strings.Cut(pattern, " ")
	bases := []string{"/rest/api/2", "/rest/api/latest"}
	if m.site.cloud() {
		bases = append(bases, "/rest/api/3")
	}
	for _, base := range bases {
		m.plain(method+" "+base+path, pattern, base == "/rest/api/3", do)
	}
}

// plain registers an address as it is.
func (m *router) plain(pattern, name string, v3 bool, do func(*call)) {
	m.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		s := m.site
		s.mu.Lock()
		defer s.mu.Unlock()
		s.calls[name]++
		do(&call{site: s, w: w, r: r, user: r.Context().Value(whoKey{}).(*user), v3: v3})
	})
}

type whoKey struct{}

// Handler answers requests.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	m := &router{s, mux}
	s.catalog(m)
	s.deskRoutes(m)
	s.issueRoutes(m)
	s.expandRoutes(m)
	s.actRoutes(m)
	s.listedRoutes(m)
	s.peopleRoutes(m)
	s.partRoutes(m)
	s.searchRoutes(m)
	s.askRoutes(m)
	s.metaRoutes(m)
	s.contextRoutes(m)
	s.agileRoutes(m)
	s.hookRoutes(m)
	s.permissionRoutes(m)
	s.roleRoutes(m)
	s.pageRoutes(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", s.Now().Format(http.TimeFormat))
		w.Header().Set("X-AUSERNAME", "anonymous")
		s.mu.Lock()
		r, atDoor := s.atDoor(w, r)
		s.mu.Unlock()
		if atDoor {
			return
		}
		store := strings.HasPrefix(r.URL.Path, "/file/")
		if !strings.HasPrefix(r.URL.Path, "/rest/") && !strings.HasPrefix(r.URL.Path, "/secure/") && !store {
			mux.ServeHTTP(w, r)
			return
		}
		if !s.waited(r) {
			return
		}
		s.mu.Lock()
		u := s.who(r)
		refused := s.stopped(w, r, u)
		problem := s.doors.problem
		if name, _, basic := r.BasicAuth(); basic && refused == 0 && !s.cloud() {
			of := s.user(func(u *user) bool { return u.Name == name })
			if s.locked(w, of) {
				refused = http.StatusForbidden
			} else if u == nil {
				s.doors.failed[of]++
			} else {
				delete(s.doors.failed, of)
			}
		}
		if u != nil {
			w.Header().Set("X-AUSERNAME", u.Name)
		}
		lost := s.knobs.Lost > 0 && r.Method != http.MethodGet && !strings.Contains(r.URL.Path, "/search")
		if lost && refused == 0 {
			s.knobs.Lost--
		}
		s.mu.Unlock()
		if refused != 0 {
			return
		}
		if u == nil && s.knobs.Open && refused == 0 && r.Header.Get("Authorization") == "" {
			u = nobody
		}
		_, _, wrong := r.BasicAuth() // servers refuse that everywhere
		wrong = wrong && !s.cloud()
		if u == nil && (wrong || !strings.HasSuffix(r.URL.Path, "/serverInfo")) && !store {
			if r.Header.Get("Authorization") != "" {
				w.Header().Set("X-Seraph-LoginReason", "AUTHENTICATED_FAILED")
			}
			realm := `OAuth realm="` + s.base + `"`
			if strings.HasPrefix(r.Header.Get("Authorization"), "OAuth ") {
				realm += `, oauth_problem="` + problem + `"`
			}
			w.Header().Set("WWW-Authenticate", realm)
			writeJSON(w, http.StatusUnauthorized, obj{"errorMessages": []string{"You are not authenticated. Authentication required to perform this operation."}, "errors": obj{}})
			return
		}
		r = r.WithContext(contextWith(r.Context(), u))
		if before, after, ok := strings.Cut(r.URL.Path, "/issue/createmeta"); ok {
			// Its place is among the keys of issues, where the pattern of one is that of the other.
			u := *r.URL
			u.Path, u.RawPath = before+"/createmeta"+after, ""
			r.URL = &u
		}
		if lost {
			mux.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler) // done, and nobody hears of it
		}
		mux.ServeHTTP(w, r)
	})
}

// waited takes the time that answers take, unless who asks gives up before.
func (s *Site) waited(r *http.Request) bool {
	s.mu.Lock()
	d := s.knobs.Slow
	s.mu.Unlock()
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// stopped answers requests that do not get through; it returns the status.
func (s *Site) stopped(w http.ResponseWriter, r *http.Request, u *user) int {
	now := s.now()
	window := append(slices.DeleteFunc(s.windows[u], func(t time.Time) bool { return now.Sub(t) >= time.Second }), now)
	s.windows[u] = window
	switch {
	case s.knobs.Captcha:
		s.riddle(w)
		return http.StatusForbidden
	case s.knobs.Failing > 0:
		s.knobs.Failing--
		http.Error(w, "upstream is away", http.StatusServiceUnavailable)
		return http.StatusServiceUnavailable
	case s.knobs.Limit > 0 && len(window) > s.knobs.Limit:
		s.windows[u] = window[:len(window)-1]
		s.tooMany(w, "jira-burst-based", s.knobs.Limit, time.Second)
		return http.StatusTooManyRequests
	case s.knobs.IssueWrites > 0 && s.tooManyWrites(r, now):
		s.tooMany(w, "jira-per-issue-on-write", s.knobs.IssueWrites, issueWindow)
		return http.StatusTooManyRequests
	}
	return 0
}

// tooMany asks for patience: in the words of the cloud, or in those of servers.
func (s *Site) tooMany(w http.ResponseWriter, reason string, limit int, window time.Duration) {
	s.refused++
	w.Header().Set("Retry-After", strconv.Itoa(int(window/time.Second)))
	w.Header().Set("X-RateLimit-Limit", strconv.Itoa(limit))
	w.Header().Set("X-RateLimit-Remaining", "0")
	if s.cloud() {
		w.Header().Set("RateLimit-Reason", reason)
		w.Header().Set("X-RateLimit-Reset", s.now().Add(window).Format("2006-01-02T15:04Z"))
	} else {
		w.Header().Set("X-RateLimit-Interval-Seconds", "1")
		w.Header().Set("X-RateLimit-FillRate", strconv.Itoa(limit))
	}
	writeJSON(w, http.StatusTooManyRequests, obj{"errorMessages": []string{"Rate limit exceeded."}, "errors": obj{}})
}

// issueWindow is within what time the writes to one issue are counted.
const issueWindow = 2 * time.Second

var issueAddress = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^/rest/api/[^/]+/issue/([A-Z]+-[0-9]+|[0-9]+)(/|$)`) })

// tooManyWrites counts the writes to the issue of a request.
func (s *Site) tooManyWrites(r *http.Request, now time.Time) bool {
	m := issueAddress().FindStringSubmatch(r.URL.Path)
	if m == nil || r.Method == http.MethodGet {
		return false
	}
	i := s.byKey(m[1])
	if n, err := strconv.Atoi(m[1]); err == nil {
		i = s.issues[n]
	}
	if i == nil {
		return false
	}
	i.writes = slices.DeleteFunc(i.writes, func(t time.Time) bool { return now.Sub(t) >= issueWindow })
	if len(i.writes) >= s.knobs.IssueWrites {
		return true
	}
	i.writes = append(i.writes, now)
	return false
}

// Refused is how often somebody was told to be patient.
func (s *Site) Refused() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refused
}

// who is the account of a request: by name or mail with a password or token, or
// by a personal access token alone where the version has them.
func (s *Site) who(r *http.Request) *user {
	if u := s.admitted(r); u != nil {
		return u
	}
	if s.knobs.NoBasic {
		return nil
	}
	if name, password, ok := r.BasicAuth(); ok {
		return s.user(func(u *user) bool {
			return password == u.Token && (s.cloud() && u.Mail == name || !s.cloud() && u.Name == name)
		})
	}
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && !s.cloud() && s.atLeast(8, 14) {
		return s.user(func(u *user) bool { return token == u.Token })
	}
	return nil
}

func (c *call) path(name string) string { return c.r.PathValue(name) }

// maxBody bounds what is read of a request that is no upload.
const maxBody = 8 << 20

// object reads a body that is a JSON object, or refuses it.
func (c *call) object() (obj, bool) {
	if !strings.HasPrefix(c.r.Header.Get("Content-Type"), "application/json") {
		c.w.WriteHeader(http.StatusUnsupportedMediaType)
		return nil, false
	}
	d := json.NewDecoder(io.LimitReader(c.r.Body, maxBody))
	d.UseNumber()
	var in obj
	if err := d.Decode(&in); err != nil {
		c.refuse(http.StatusBadRequest, "There was an error parsing JSON. Check that your request body is valid.")
		return nil, false
	}
	return in, true
}

func (c *call) answer(code int, v any) { writeJSON(c.w, code, v) }

func writeJSON(w http.ResponseWriter, code int, v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	w.WriteHeader(code)
	_, _ = w.Write(b.Bytes()) // whoever asked has gone
}

// refuse answers with a reason.
func (c *call) refuse(code int, reasons ...string) {
	c.answer(code, obj{"errorMessages": reasons, "errors": obj{}})
}

// refuseFields answers with reasons by field.
func (c *call) refuseFields(reasons obj) {
	c.answer(http.StatusBadRequest, obj{"errorMessages": []string{}, "errors": reasons})
}

// done answers without a body.
func (c *call) done() { c.w.WriteHeader(http.StatusNoContent) }

// query is a parameter that may be given several times or with commas.
func (c *call) query(name string) []string {
	var out []string
	for _, v := range c.r.URL.Query()[name] {
		for e := range strings.SplitSeq(v, ",") {
			if e = strings.TrimSpace(e); e != "" {
				out = append(out, e)
			}
		}
	}
	return out
}

func (c *call) number(name string, otherwise int) int {
	n, err := strconv.Atoi(c.r.URL.Query().Get(name))
	if err != nil || n < 0 {
		return otherwise
	}
	return n
}
