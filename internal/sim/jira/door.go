package jira

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // the protocol's own
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The ways in besides passwords and tokens: sessions, OAuth 2.0 of the cloud's
// apps and of servers from 8.22 on, and OAuth 1.0a of application links.

// CloudID is the id by which apps know a site of the cloud.
const CloudID = "11223344-a1b2-3b33-c444-def123456789"

// App is an app that people may allow.
type App struct {
	ID, Secret string
	Redirect   string
	Key        *rsa.PublicKey // of an application link, which has no secret
}

// doors is what a site knows of who was let in. It is guarded by the site.
type doors struct {
	apps     []App
	sessions map[string]*user
	codes    map[string]*permission // not yet redeemed
	access   map[string]*permission
	refresh  map[string]*permission
	requests map[string]*permission // of OAuth 1.0a, by request token
	permits  map[string]*permission // of OAuth 1.0a, by access token
	nonces   map[string]bool
	failed   map[*user]int // log-ins that went wrong
	problem  string        // of the signature of the last request
}

// nobody is who is not logged in, and sees no issues.
var nobody = &user{Display: "Anonymous"}

// permission is what a person allowed an app.
type permission struct {
	app       App
	user      *user
	expires   time.Time
	challenge string
	verifier  string
}

// tokenLife is how long a token for an app holds.
const tokenLife = time.Hour

// mostFailed is after how many wrong log-ins an account is locked.
const mostFailed = 3

// Admit has the site know an app.
func (s *Site) Admit(a App) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.doors.apps = append(s.doors.apps, a)
}

// EndSessions ends all sessions, as after a restart, and makes all tokens of apps
// run out.
func (s *Site) EndSessions() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.doors.sessions)
	for _, p := range s.doors.access {
		p.expires = time.Time{}
	}
}

// Disallow takes back all that was allowed to apps.
func (s *Site) Disallow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.doors.access)
	clear(s.doors.refresh)
	clear(s.doors.permits)
}

// Unlock lets an account log in again after wrong log-ins.
func (s *Site) Unlock(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.doors.failed, s.user(func(u *user) bool { return u.Name == name }))
}

// Failed is how many log-ins of an account went wrong.
func (s *Site) Failed(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.doors.failed[s.user(func(u *user) bool { return u.Name == name })]
}

// Allow has a person allow what an app asks at an address, and gives the address
// to which the browser is sent.
func (s *Site) Allow(address, name string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	q, who := u.Query(), s.user(func(u *user) bool { return u.Name == name })
	if t := q.Get("oauth_token"); t != "" {
		p := s.doors.requests[t]
		if p == nil || !strings.HasSuffix(u.Path, "/plugins/servlet/oauth/authorize") {
			return "", fmt.Errorf("nobody asked for %s", t)
		}
		p.user, p.verifier = who, random()
		if p.app.Redirect == "oob" {
			return p.verifier, nil
		}
		return p.app.Redirect + "?" + url.Values{"oauth_token": {t}, "oauth_verifier": {p.verifier}}.Encode(), nil
	}
	i := slices.IndexFunc(s.doors.apps, func(a App) bool { return a.ID == q.Get("client_id") })
	switch {
	case i < 0 || s.doors.apps[i].Redirect != q.Get("redirect_uri") || q.Get("response_type") != "code" || q.Get("state") == "":
		return "", fmt.Errorf("no app asks so: %s", address)
	case s.cloud() && (u.Path != "/authorize" || q.Get("audience") == "" || !slices.Contains(strings.Fields(q.Get("scope")), "offline_access")):
		return "", fmt.Errorf("the cloud is not asked so: %s", address)
	case !s.cloud() && (!strings.HasSuffix(u.Path, "/rest/oauth2/latest/authorize") || q.Get("code_challenge_method") != "S256"):
		return "", fmt.Errorf("servers are not asked so: %s", address)
	}
	code := random()
	s.doors.codes[code] = &permission{app: s.doors.apps[i], user: who, challenge: q.Get("code_challenge")}
	return q.Get("redirect_uri") + "?" + url.Values{"code": {code}, "state": {q.Get("state")}}.Encode(), nil
}

func random() string {
	b := make([]byte, 20)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// atDoor answers what is about being let in; done if it did. Requests of apps of
// the cloud it brings to the address of the site. The site is locked.
func (s *Site) atDoor(w http.ResponseWriter, r *http.Request) (_ *http.Request, done bool) {
	p := r.URL.Path
	switch {
	case p == "/rest/auth/1/session" && !s.cloud():
		s.session(w, r)
		return r, true
	case s.cloud() && p == "/oauth/token" || p == "/rest/oauth2/latest/token" && s.atLeast(8, 22) && !s.cloud():
		s.grantToken(w, r)
		return r, true
	case s.cloud() && p == "/oauth/token/accessible-resources":
		if s.bearer(r) == nil {
			writeJSON(w, http.StatusUnauthorized, obj{"code": 401, "message": "Unauthorized"})
			return r, true
		}
		writeJSON(w, http.StatusOK, []obj{{"id": "00000000-0000-0000-0000-000000000000", "url": "https://other.example.org", "name": "other", "scopes": []string{}, "avatarUrl": ""},
			{"id": CloudID, "url": s.base, "name": "site", "scopes": []string{"read:jira-work"}, "avatarUrl": ""}})
		return r, true
	case strings.HasPrefix(p, "/plugins/servlet/oauth/") && !s.cloud():
		s.applicationLink(w, r)
		return r, true
	}
	if rest, ok := strings.CutPrefix(p, "/ex/jira/"+CloudID); ok && s.cloud() {
		u := *r.URL
		u.Path, u.RawPath = rest, strings.TrimPrefix(u.RawPath, "/ex/jira/"+CloudID)
		r = r.WithContext(context.WithValue(r.Context(), appKey{}, true))
		r.URL = &u
	}
	return r, false
}

type appKey struct{}

// session begins, shows and ends sessions.
func (s *Site) session(w http.ResponseWriter, r *http.Request) {
	s.calls[r.Method+" /session"]++
	switch r.Method {
	case http.MethodPost:
		var in struct{ Username, Password string }
		if err := json.NewDecoder(io.LimitReader(r.Body, maxBody)).Decode(&in); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		u := s.user(func(u *user) bool { return u.Name == in.Username })
		if s.locked(w, u) {
			return
		}
		if u == nil || in.Password != u.Token {
			s.doors.failed[u]++
			w.Header().Set("X-Seraph-LoginReason", "AUTHENTICATED_FAILED")
			writeJSON(w, http.StatusUnauthorized, obj{"errorMessages": []string{"Login failed"}, "errors": obj{}})
			return
		}
		delete(s.doors.failed, u)
		id := strings.ToUpper(random())
		s.doors.sessions[id] = u
		http.SetCookie(w, &http.Cookie{Name: "JSESSIONID", Value: id, Path: "/", HttpOnly: true})
		http.SetCookie(w, &http.Cookie{Name: "atlassian.xsrf.token", Value: "B" + random() + "_lin", Path: "/"})
		writeJSON(w, http.StatusOK, obj{"session": obj{"name": "JSESSIONID", "value": id}, "loginInfo": obj{"failedLoginCount": 0, "loginCount": 1}})
	case http.MethodDelete:
		if c, err := r.Cookie("JSESSIONID"); err == nil {
			delete(s.doors.sessions, c.Value)
		}
		w.WriteHeader(http.StatusNoContent)
	default:
		u := s.admitted(r)
		if u == nil {
			writeJSON(w, http.StatusUnauthorized, obj{"errorMessages": []string{"You are not authenticated. Authentication required to perform this operation."}, "errors": obj{}})
			return
		}
		writeJSON(w, http.StatusOK, obj{"self": s.self("/user?username=" + u.Name), "name": u.Name})
	}
}

// locked answers who must solve a riddle first.
func (s *Site) locked(w http.ResponseWriter, u *user) bool {
	if u == nil || s.doors.failed[u] < mostFailed {
		return false
	}
	s.riddle(w)
	return true
}

// riddle refuses an account that a person must log in to by hand.
func (s *Site) riddle(w http.ResponseWriter) {
	w.Header().Set("X-Seraph-LoginReason", "AUTHENTICATION_DENIED")
	w.Header().Set("X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE; login-url="+s.base+"/login.jsp")
	http.Error(w, "<html><head><title>Forbidden (403)</title></head></html>", http.StatusForbidden)
}

// admitted is who was let in by one of these ways.
func (s *Site) admitted(r *http.Request) *user {
	if p := s.bearer(r); p != nil && (s.cloud() == (r.Context().Value(appKey{}) != nil)) {
		return p.user
	}
	if strings.HasPrefix(r.Header.Get("Authorization"), "OAuth ") && !s.cloud() {
		p, why := s.signed(r)
		if why == "" && s.doors.permits[p["oauth_token"]] != nil {
			return s.doors.permits[p["oauth_token"]].user
		}
		if why == "" {
			why = "token_rejected"
		}
		s.doors.problem = why
		return nil
	}
	if c, err := r.Cookie("JSESSIONID"); err == nil && !s.cloud() {
		return s.doors.sessions[c.Value]
	}
	return nil
}

func (s *Site) bearer(r *http.Request) *permission {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if p := s.doors.access[token]; ok && p != nil && s.now().Before(p.expires) {
		return p
	}
	return nil
}

// grantToken gives an app tokens. One for the next is good for one time.
func (s *Site) grantToken(w http.ResponseWriter, r *http.Request) {
	s.calls["POST /oauth/token"]++
	in := map[string]string{}
	b, _ := io.ReadAll(io.LimitReader(r.Body, maxBody)) // cut off, it is refused
	if s.cloud() {
		_ = json.Unmarshal(b, &in) // nothing in it is refused
	} else if q, err := url.ParseQuery(string(b)); err == nil && strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		for k := range q {
			in[k] = q.Get(k)
		}
	}
	var p *permission
	switch in["grant_type"] {
	case "authorization_code":
		p = s.doors.codes[in["code"]]
		delete(s.doors.codes, in["code"])
		sum := sha256.Sum256([]byte(in["code_verifier"]))
		if p != nil && p.challenge != "" && p.challenge != base64.RawURLEncoding.EncodeToString(sum[:]) {
			p = nil
		}
	case "refresh_token":
		p = s.doors.refresh[in["refresh_token"]]
		delete(s.doors.refresh, in["refresh_token"])
	}
	if p == nil || p.app.ID != in["client_id"] || p.app.Secret != in["client_secret"] {
		writeJSON(w, http.StatusForbidden, obj{"error": "invalid_grant", "error_description": "Unknown or invalid refresh token."})
		return
	}
	access, refresh := "access-"+random(), "refresh-"+random()
	s.doors.access[access] = &permission{app: p.app, user: p.user, expires: s.now().Add(tokenLife)}
	s.doors.refresh[refresh] = &permission{app: p.app, user: p.user}
	writeJSON(w, http.StatusOK, obj{"access_token": access, "refresh_token": refresh, "expires_in": int(tokenLife.Seconds()), "token_type": "Bearer", "scope": "read:jira-work"})
}

// signed reads the signature of OAuth 1.0a; why says what is wrong with it.
func (s *Site) signed(r *http.Request) (p map[string]string, why string) {
	p = map[string]string{}
	for part := range strings.SplitSeq(strings.TrimPrefix(r.Header.Get("Authorization"), "OAuth "), ",") {
		k, v, _ := strings.Cut(strings.TrimSpace(part), "=")
		plain, err := url.PathUnescape(strings.Trim(v, `"`))
		if err != nil {
			return p, "parameter_rejected"
		}
		p[k] = plain
	}
	i := slices.IndexFunc(s.doors.apps, func(a App) bool { return a.ID == p["oauth_consumer_key"] && a.Key != nil })
	at, err := strconv.ParseInt(p["oauth_timestamp"], 10, 64)
	switch {
	case i < 0:
		return p, "consumer_key_unknown"
	case p["oauth_signature_method"] != "RSA-SHA1":
		return p, "signature_method_rejected"
	case err != nil || s.now().Sub(time.Unix(at, 0)).Abs() > 5*time.Minute:
		return p, "timestamp_refused"
	case s.doors.nonces[p["oauth_nonce"]] || p["oauth_nonce"] == "":
		return p, "nonce_used"
	}
	s.doors.nonces[p["oauth_nonce"]] = true
	// Written from the RFC, apart from how clients write it.
	var params []string
	for k, l := range r.URL.Query() {
		for _, v := range l {
			params = append(params, oauthEscape(k)+"="+oauthEscape(v))
		}
	}
	for k, v := range p {
		if k != "oauth_signature" && k != "realm" {
			params = append(params, oauthEscape(k)+"="+oauthEscape(v))
		}
	}
	slices.Sort(params)
	base := r.Method + "&" + oauthEscape(s.base+r.URL.EscapedPath()) + "&" + oauthEscape(strings.Join(params, "&"))
	signature, err := base64.StdEncoding.DecodeString(p["oauth_signature"])
	sum := sha1.Sum([]byte(base)) //nolint:gosec // the protocol's own
	if err != nil || rsa.VerifyPKCS1v15(s.doors.apps[i].Key, crypto.SHA1, sum[:], signature) != nil {
		return p, "signature_invalid"
	}
	return p, ""
}

func oauthEscape(s string) string {
	return strings.NewReplacer("+", "%20", "%7E", "~").Replace(url.QueryEscape(s))
}

// applicationLink gives tokens of OAuth 1.0a.
func (s *Site) applicationLink(w http.ResponseWriter, r *http.Request) {
	p, why := s.signed(r)
	if why != "" {
		w.Header().Set("WWW-Authenticate", `OAuth realm="`+s.base+`", oauth_problem="`+why+`"`)
		http.Error(w, "oauth_problem="+why, http.StatusUnauthorized)
		return
	}
	i := slices.IndexFunc(s.doors.apps, func(a App) bool { return a.ID == p["oauth_consumer_key"] })
	answer := url.Values{"oauth_token": {random()}, "oauth_token_secret": {random()}}
	switch what := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]; what {
	case "request-token":
		app := s.doors.apps[i]
		app.Redirect = p["oauth_callback"]
		answer.Set("oauth_callback_confirmed", "true")
		s.doors.requests[answer.Get("oauth_token")] = &permission{app: app}
	case "access-token":
		asked := s.doors.requests[p["oauth_token"]]
		delete(s.doors.requests, p["oauth_token"])
		if asked == nil || asked.verifier == "" || asked.verifier != p["oauth_verifier"] {
			http.Error(w, "oauth_problem=permission_denied", http.StatusUnauthorized)
			return
		}
		s.doors.permits[answer.Get("oauth_token")] = asked
	default:
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	_, _ = io.WriteString(w, answer.Encode()) // whoever asked has gone
}
