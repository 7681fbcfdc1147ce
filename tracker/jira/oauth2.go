package jira

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// OAuth 2.0: a person allows an app in a browser, once. The app is then given a
// token for an hour, and another one with which to ask for the next; in the cloud
// that other one changes each time, so whatever is asked for is kept before it is
// used. The cloud answers apps at an address of its own, at which a site is known
// by an id.

// Where the cloud lets apps in, and where it answers them; government clouds have
// addresses of their own.
const (
	cloudAuth = "https://auth.atlassian.com"
	cloudAPI  = "https://api.atlassian.com"
)

// What an app asks to be allowed, unless the setting scopes says otherwise: at a
// server one word stands for all. offline_access is for the second token.
const (
	cloudScopes  = "read:jira-work write:jira-work read:jira-user manage:jira-webhook read:servicedesk-request write:servicedesk-request offline_access"
	serverScopes = "WRITE"
)

// oauth2Secret is the name under which the grant is kept.
const oauth2Secret = "oauth2"

// early is how long before its end a token is no longer used: a request may wait
// for its turn, and be on its way, for so long.
const early = time.Minute

// grant is what was allowed, as it is kept.
type grant struct {
	Client  string    `json:"client"` // the app that it was given to
	Origin  string    `json:"origin"` // digest of the setting that it began with, "" if in a browser
	Access  string    `json:"access,omitempty"`
	Refresh string    `json:"refresh,omitempty"`
	Expires time.Time `json:"expires"`
	Site    string    `json:"site,omitempty"`  // the site's address
	Cloud   string    `json:"cloud,omitempty"` // and its id
}

type oauth2 struct {
	site              *url.URL
	cloud             bool
	auth, api         string // addresses, of the cloud
	id, secret, first string // of the app, and the token to begin with, if there is one
	redirect, scopes  string
	errand            errand
	keep              tracker.Keeper
	now               func() time.Time
	turn              web.Turn

	mu   sync.Mutex
	held grant
}

func newOAuth2(given func(string) string, site *url.URL, env tracker.Env) (*oauth2, error) {
	o := &oauth2{
		site: site, auth: strings.TrimRight(first(given("auth_server"), cloudAuth), "/"), api: strings.TrimRight(first(given("api_server"), cloudAPI), "/"),
		id: given("client_id"), secret: given("client_secret"), first: given("token"), redirect: given("redirect"),
		errand: errand{env.HTTP, env.Check}, keep: keeperOf(env), now: env.Now, turn: web.NewTurn(),
	}
	host := strings.ToLower(site.Hostname())
	o.cloud = given("api_server") != "" || strings.HasSuffix(host, ".atlassian.net") || strings.HasSuffix(host, ".jira.com")
	o.scopes = first(given("scopes"), serverScopes)
	if o.cloud {
		o.scopes = first(given("scopes"), cloudScopes)
	}
	for _, address := range []string{o.auth, o.api} {
		if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
			return nil, badSetting("auth_server", "an address such as "+cloudAuth+" is wanted")
		}
	}
	switch {
	case o.id == "":
		return nil, badSetting("client_id", "the client id of the app is wanted")
	case o.secret == "":
		return nil, badSetting("client_secret", "the secret of the app is wanted")
	}
	return o, nil
}

func (o *oauth2) sign(ctx context.Context, req *http.Request) (string, error) {
	g, err := o.valid(ctx, "")
	if err != nil {
		return "", err
	}
	if o.cloud {
		u, err := url.Parse(o.api + "/ex/jira/" + url.PathEscape(g.Cloud))
		if err != nil {
			return "", err
		}
		path := strings.TrimPrefix(req.URL.EscapedPath(), o.site.EscapedPath())
		at := *req.URL
		at.Scheme, at.Host = u.Scheme, u.Host
		at.RawPath = u.EscapedPath() + path
		if at.Path, err = url.PathUnescape(at.RawPath); err != nil {
			return "", err
		}
		req.URL, req.Host = &at, ""
	}
	req.Header.Set("Authorization", "Bearer "+g.Access)
	return g.Access, nil
}

func (o *oauth2) again(ctx context.Context, used string, _ *http.Response) (bool, error) {
	g, err := o.valid(ctx, used)
	return err == nil && g.Access != used, err
}

// valid is a grant whose token holds and is not the one that was refused.
func (o *oauth2) valid(ctx context.Context, refused string) (grant, error) {
	fits := func(g grant) bool {
		return g.Access != "" && g.Access != refused && o.now().Add(early).Before(g.Expires) && (g.Cloud != "" || !o.cloud)
	}
	o.mu.Lock()
	held := o.held
	o.mu.Unlock()
	if fits(held) {
		return held, nil
	}
	end, err := o.turn.Take(ctx)
	if err != nil {
		return grant{}, err
	}
	defer end()
	var failed error
	err = o.keep.Keep(ctx, oauth2Secret, func(was string) (string, error) {
		// Another process of this node may have renewed it.
		if held = o.read(was); fits(held) {
			return was, nil
		}
		if held.Refresh == "" {
			return was, errNotAllowed
		}
		if held.Access == "" || held.Access == refused || !o.now().Add(early).Before(held.Expires) {
			g, err := o.refresh(ctx, held)
			if err != nil {
				return was, err
			}
			held = g
		}
		if o.cloud && held.Cloud == "" {
			held.Cloud, failed = o.siteID(ctx, held) // the grant is kept all the same
		}
		return o.write(held)
	})
	if err = errors.Join(err, failed); err != nil {
		return grant{}, plainly(err)
	}
	o.mu.Lock()
	o.held = held
	o.mu.Unlock()
	return held, nil
}

// plainly is the first of errors that were joined, as an error of its own.
func plainly(err error) error {
	var he *hub.Error
	if errors.As(err, &he) {
		return he
	}
	return err
}

var errNotAllowed = &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker,
	Message: "nobody has allowed this app yet: run entwine tracker authorize, and open the address that it names"}

// read is what was kept, if it is of this app and of what the settings begin with.
func (o *oauth2) read(text string) grant {
	var g grant
	origin := ""
	if o.first != "" {
		origin = string(hub.DigestOf([]byte(o.first)))
	}
	if json.Unmarshal([]byte(text), &g) != nil || g.Client != o.id || g.Origin != "" && g.Origin != origin {
		g = grant{}
	}
	if g.Client == "" && o.first != "" {
		g = grant{Client: o.id, Origin: origin, Refresh: o.first}
	}
	if g.Site != o.site.String() {
		g.Site, g.Cloud = o.site.String(), "" // the settings name another one now
	}
	o.keep.Hide(g.Access, g.Refresh)
	return g
}

func (o *oauth2) write(g grant) (string, error) {
	b, err := json.Marshal(g)
	return string(b), err
}

// refresh asks for the next token.
func (o *oauth2) refresh(ctx context.Context, g grant) (grant, error) {
	next, err := o.ask(ctx, map[string]string{"grant_type": "refresh_token", "refresh_token": g.Refresh})
	if err != nil {
		return g, err
	}
	if next.Refresh == "" {
		next.Refresh = g.Refresh // one that stays
	}
	next.Origin, next.Site, next.Cloud = g.Origin, g.Site, g.Cloud
	return next, nil
}

// ask asks for tokens. The cloud takes JSON, servers a form.
func (o *oauth2) ask(ctx context.Context, say map[string]string) (grant, error) {
	say["client_id"], say["client_secret"] = o.id, o.secret
	address, kind := o.auth+"/oauth/token", "application/json"
	var body io.Reader
	if o.cloud {
		b, err := json.Marshal(say)
		if err != nil {
			return grant{}, err
		}
		body = bytes.NewReader(b)
	} else {
		form := url.Values{}
		for k, v := range say {
			form.Set(k, v)
		}
		address, kind, body = o.site.String()+"/rest/oauth2/latest/token", "application/x-www-form-urlencoded", strings.NewReader(form.Encode())
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		return grant{}, err
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Accept", "application/json")
	b, _, err := o.errand.do(req)
	if err != nil {
		var he *hub.Error
		if errors.As(err, &he) && (he.Code == hub.Invalid || he.Code == hub.Denied) {
			return grant{}, &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Err: err,
				Message: "Jira gives this app no token: what was allowed has run out or was taken back. Run entwine tracker authorize (" + he.Message + ")"}
		}
		return grant{}, err
	}
	var out struct {
		AccessToken  string     `json:"access_token"`
		RefreshToken string     `json:"refresh_token"`
		ExpiresIn    hub.Number `json:"expires_in"`
	}
	if json.Unmarshal(b, &out) != nil || out.AccessToken == "" {
		return grant{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer to the app holds no token"}
	}
	o.keep.Hide(out.AccessToken, out.RefreshToken)
	seconds, err := out.ExpiresIn.Int64()
	if err != nil || seconds <= 0 || seconds > 10*365*24*3600 {
		seconds = 3600 // as long as those of the cloud
	}
	return grant{Client: o.id, Access: out.AccessToken, Refresh: out.RefreshToken, Expires: o.now().Add(time.Duration(seconds) * time.Second).UTC()}, nil
}

// siteID finds the id of the site among those that the app was allowed.
func (o *oauth2) siteID(ctx context.Context, g grant) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, o.api+"/oauth/token/accessible-resources", nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Authorization", "Bearer "+g.Access)
	b, _, err := o.errand.do(req)
	if err != nil {
		return "", err
	}
	var sites []struct{ ID, URL string }
	if json.Unmarshal(b, &sites) != nil {
		return "", &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the list of sites that the app may see cannot be read"}
	}
	var others []string
	for _, s := range sites {
		if strings.EqualFold(strings.TrimRight(s.URL, "/"), strings.TrimRight(o.site.String(), "/")) && s.ID != "" {
			return s.ID, nil
		}
		if !slices.Contains(others, s.URL) {
			others = append(others, s.URL)
		}
	}
	const most = 5 // names enough to see what was chosen in the browser
	return "", &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Field: "url",
		Message: "the app was not allowed this site, but " + first(strings.Join(others[:min(len(others), most)], ", "), "none") + ": run entwine tracker authorize and choose it"}
}

// authorize begins to ask a person; finish takes the address to which the
// browser was sent, or the code in it.
func (o *oauth2) authorize(context.Context) (string, func(context.Context, string) error, error) {
	if o.redirect == "" {
		return "", nil, badSetting("redirect", "the callback address that was given to the app is wanted, http://localhost/entwine for one")
	}
	state, verifier := token(), token()
	q := url.Values{"client_id": {o.id}, "scope": {o.scopes}, "redirect_uri": {o.redirect}, "state": {state}, "response_type": {"code"}}
	address := o.auth + "/authorize"
	if o.cloud {
		q.Set("audience", "api.atlassian.com")
		if u, err := url.Parse(o.api); err == nil && o.api != cloudAPI {
			q.Set("audience", u.Host)
		}
		q.Set("prompt", "consent")
	} else {
		address = o.site.String() + "/rest/oauth2/latest/authorize"
		sum := sha256.Sum256([]byte(verifier))
		q.Set("code_challenge", base64.RawURLEncoding.EncodeToString(sum[:]))
		q.Set("code_challenge_method", "S256")
	}
	finish := func(ctx context.Context, answer string) error {
		code, err := codeIn(answer, "code", state)
		if err != nil {
			return err
		}
		say := map[string]string{"grant_type": "authorization_code", "code": code, "redirect_uri": o.redirect}
		if !o.cloud {
			say["code_verifier"] = verifier
		}
		g, err := o.ask(ctx, say)
		if err != nil {
			return err
		}
		if g.Refresh == "" {
			return &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "the app was given a token for an hour and none after it: it must be allowed offline_access"}
		}
		var failed error
		if o.cloud {
			g.Site = o.site.String()
			g.Cloud, failed = o.siteID(ctx, g)
		}
		if failed != nil {
			return failed
		}
		o.mu.Lock()
		o.held = g
		o.mu.Unlock()
		return o.keep.Keep(ctx, oauth2Secret, func(string) (string, error) { return o.write(g) })
	}
	return address + "?" + q.Encode(), finish, nil
}

// token is a word that nobody guesses.
func token() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // documented never to return an error
	return base64.RawURLEncoding.EncodeToString(b)
}

// codeIn finds a code in the address to which a browser was sent, or takes what
// is no address for the code itself.
func codeIn(answer, name, state string) (string, error) {
	answer = strings.TrimSpace(answer)
	_, query, isAddress := strings.Cut(answer, "?")
	if !isAddress {
		if answer == "" {
			return "", notAllowed("an answer is wanted: the address to which the browser was sent")
		}
		return answer, nil
	}
	query, _, _ = strings.Cut(query, "#")
	q, err := url.ParseQuery(query)
	switch {
	case err != nil:
		return "", notAllowed("this address cannot be read; copy all of it")
	case q.Get("error") != "":
		return "", notAllowed("it was not allowed: " + first(q.Get("error_description"), q.Get("error")))
	case q.Get("state") != state:
		return "", notAllowed("this address is the answer to another question: begin again, and copy the newest")
	case q.Get(name) == "":
		return "", notAllowed("this address holds no " + name + "; copy all of it")
	}
	return q.Get(name), nil
}

func notAllowed(message string) error {
	return &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: message}
}
