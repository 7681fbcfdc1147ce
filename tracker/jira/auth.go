package jira

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// How the account is let in: by what goes with every request (a password, an API
// token, a personal access token), by a session that begins with a password, or
// by what a person allowed in a browser (OAuth 2.0, and 1.0a at old servers).

// credentials put into each request who asks. They are used from several
// goroutines.
type credentials interface {
	// sign puts them into a copy of a request that is ours; used names what was
	// put in, for again.
	sign(ctx context.Context, req *http.Request) (used string, err error)
	// again reports whether a request that was refused with what was used would fare
	// better with what there is now, after it was renewed if that is possible.
	again(ctx context.Context, used string, res *http.Response) (bool, error)
}

// steady are credentials that stay as they are.
type steady string

func (f steady) sign(_ context.Context, req *http.Request) (string, error) {
	req.Header.Set("Authorization", string(f))
	return "", nil
}

func (steady) again(context.Context, string, *http.Response) (bool, error) { return false, nil }

// ways in, as the setting auth names them.
const (
	byToken   = "token"
	byOAuth2  = "oauth2"
	byOAuth1  = "oauth1"
	bySession = "session"
)

// newCredentials reads the settings of how to be let in.
func newCredentials(s tracker.Settings, site *url.URL, env tracker.Env) (credentials, error) {
	given := func(name string) string { return strings.TrimSpace(s[name]) }
	switch auth := given("auth"); auth {
	case "", byToken:
		if given("token") == "" {
			return nil, badSetting("token", "an API token, a personal access token or a password is wanted")
		}
		if user := given("user"); user != "" {
			return steady("Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+given("token")))), nil
		}
		return steady("Bearer " + given("token")), nil
	case bySession:
		if given("user") == "" {
			return nil, badSetting("user", "a session begins with a user name and, in token, a password")
		}
		if given("token") == "" {
			return nil, badSetting("token", "the password of the account is wanted")
		}
		return newSession(site, given("user"), given("token"), env), nil
	case byOAuth2:
		return newOAuth2(given, site, env)
	case byOAuth1:
		return newOAuth1(given, site, env)
	default:
		return nil, badSetting("auth", "token, session, oauth2 or oauth1 is wanted, not "+quote(auth))
	}
}

// shutFor is how long nothing is sent after a log-in was refused. Jira asks for a
// riddle after three refused ones, and each worker would be one; who mended what
// was wrong does not wait longer than it takes to say so.
const shutFor = 30 * time.Second

// door lets requests to the site through with the credentials of the account,
// and none for a while after it was not let in. What goes elsewhere, to a store of
// attachments, goes as it is.
type door struct {
	next http.RoundTripper
	site *url.URL
	who  credentials
	now  func() time.Time
	turn web.Turn // of requests while nobody knows whether we are let in

	mu   sync.Mutex
	let  bool      // the last that was heard is that we were let in
	shut time.Time // nothing is sent before
	why  error
}

func newDoor(site *url.URL, who credentials, now func() time.Time) *door {
	return &door{site: site, who: who, now: now, turn: web.NewTurn()}
}

// through is a client that goes through the door.
func (d *door) through(client *http.Client) *http.Client {
	c := *client
	if d.next = c.Transport; d.next == nil {
		d.next = http.DefaultTransport
	}
	c.Transport = d
	return &c
}

// RoundTrip implements http.RoundTripper.
func (d *door) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != d.site.Scheme || !strings.EqualFold(req.URL.Host, d.site.Host) {
		return d.next.RoundTrip(req)
	}
	end, err := d.enter(req.Context())
	if err != nil {
		drop(req)
		return nil, err
	}
	defer end()
	// Once more with what was renewed, and once more if that was a moment too late.
	for try := 1; ; try++ {
		out := req.Clone(req.Context())
		used, err := d.who.sign(req.Context(), out)
		if err != nil {
			drop(req)
			return nil, d.refuse(err)
		}
		res, err := d.next.RoundTrip(out)
		if err != nil {
			return nil, err
		}
		refusal := turnedAway(res)
		if a, ok := d.who.(interface{ anonymous(*http.Response) bool }); ok && refusal == nil && a.anonymous(res) {
			refusal = errNotIn
		}
		if refusal == nil {
			d.mu.Lock()
			d.let = true
			d.mu.Unlock()
			return res, nil
		}
		again, err := false, error(nil)
		if refusal == errNotIn && try < 3 {
			again, err = d.who.again(req.Context(), used, res)
		}
		if !again && err == nil && res.StatusCode == http.StatusUnauthorized {
			_ = d.refuse(refusal) // the answer itself says more
			return res, nil
		}
		_ = res.Body.Close() // nothing in it is of use
		switch {
		case err != nil:
			return nil, d.refuse(err)
		case !again:
			return nil, d.refuse(refusal)
		case req.Body != nil && req.Body != http.NoBody && req.GetBody == nil:
			// What was streamed cannot be sent again by us. Nothing was done.
			return nil, &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, RetryIn: time.Second, Message: "the session with Jira ended; it was begun anew"}
		case req.GetBody != nil:
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req = req.Clone(req.Context())
			req.Body = body
		}
	}
}

func drop(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close() // it is not sent
	}
}

// enter waits for the turn of a request, which ends with its answer, or says why
// nothing is sent now. While it is not known whether we are let in, one goes at a
// time: if it is refused, the others need not ask.
func (d *door) enter(ctx context.Context) (end func(), err error) {
	d.mu.Lock()
	let := d.let
	d.mu.Unlock()
	if let {
		return func() {}, nil
	}
	if end, err = d.turn.Take(ctx); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.let && d.why != nil && d.now().Before(d.shut) {
		end()
		return nil, d.why
	}
	return end, nil
}

// refuse shuts the door for a while where the account was not let in, and gives
// the error.
func (d *door) refuse(err error) error {
	if e := hub.AsError(err); e.Code == hub.Denied {
		d.mu.Lock()
		d.let, d.shut, d.why = false, d.now().Add(shutFor), err
		d.mu.Unlock()
	}
	return err
}

// open lets requests through again: what was wrong was mended.
func (d *door) open() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.why = nil
}

// errNotIn is a request that was taken for one of nobody.
var errNotIn = &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker,
	Message: "Jira does not accept our credentials: the password or token is wrong, has run out or was taken back"}

// errLocked is an account that was locked.
var errLocked = &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker,
	Message: "Jira has locked the account after failed log-ins: log in once by hand at its log-in page, and check the password"}

// turnedAway tells answers to somebody who was not let in. Some look like
// success: Jira answers those who log in wrongly as it answers anybody, and then
// there are no issues.
func turnedAway(res *http.Response) error {
	reason := res.Header.Get("X-Seraph-LoginReason")
	switch {
	case strings.Contains(res.Header.Get("X-Authentication-Denied-Reason"), "CAPTCHA_CHALLENGE"), strings.Contains(reason, "AUTHENTICATION_DENIED"):
		return errLocked
	case res.StatusCode == http.StatusUnauthorized, strings.Contains(reason, "AUTHENTICATED_FAILED"):
		return errNotIn
	}
	return nil
}

// errand is a request about credentials, made beside the door.
type errand struct {
	client *http.Client
	check  func(*http.Response) error
}

// maxGrant bounds an answer about credentials.
const maxGrant = 1 << 20

func (e errand) do(req *http.Request) ([]byte, http.Header, error) {
	res, err := e.client.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = res.Body.Close() }() // read as far as is of use
	if turnedAway(res) == errLocked {
		return nil, nil, errLocked
	}
	if err := e.check(res); err != nil {
		return nil, nil, err
	}
	b, err := io.ReadAll(io.LimitReader(res.Body, maxGrant))
	if err != nil {
		return nil, nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer to a log-in cannot be read", Err: err}
	}
	return b, res.Header, nil
}

// pocket keeps secrets as long as the connector lives, where the house keeps none.
type pocket struct {
	mu sync.Mutex
	m  map[string]string
}

// Keep implements tracker.Keeper.
func (p *pocket) Keep(_ context.Context, name string, change func(string) (string, error)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	v, err := change(p.m[name])
	if err == nil {
		p.m[name] = v
	}
	return err
}

// Hide implements tracker.Keeper.
func (*pocket) Hide(...string) {}
