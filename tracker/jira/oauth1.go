package jira

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // the protocol's own: Jira knows no other digest for it
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// OAuth 1.0a, the way of servers before 8.22: an application link knows our
// public key, a person allows us in a browser, and every request is signed with
// the private one (RFC 5849).

// oauth1Secret is the name under which the token is kept.
const oauth1Secret = "oauth1"

type oauth1 struct {
	site     *url.URL
	consumer string
	key      *rsa.PrivateKey
	redirect string
	errand   errand
	keep     tracker.Keeper
	now      func() time.Time
	turn     web.Turn

	mu    sync.Mutex
	token string        // "" until it was read
	ahead time.Duration // how far the server's clock is ahead: it refuses what is five minutes old
}

// permit is a token as it is kept.
type permit struct {
	Consumer string `json:"consumer"`
	Token    string `json:"token"`
}

func newOAuth1(given func(string) string, site *url.URL, env tracker.Env) (*oauth1, error) {
	o := &oauth1{site: site, consumer: given("client_id"), redirect: first(given("redirect"), "oob"), token: given("token"),
		errand: errand{env.HTTP, env.Check}, keep: keeperOf(env), now: env.Now, turn: web.NewTurn()}
	if o.consumer == "" {
		return nil, badSetting("client_id", "the consumer key of the application link is wanted")
	}
	var err error
	if o.key, err = rsaKey(given("private_key")); err != nil {
		return nil, badSetting("private_key", err.Error())
	}
	return o, nil
}

// rsaKey reads a private key. Its errors show nothing of it.
func rsaKey(text string) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("an RSA key is wanted, a text that begins with -----BEGIN PRIVATE KEY-----")
	}
	if k, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return k, nil
	}
	k, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if key, ok := k.(*rsa.PrivateKey); ok && err == nil {
		return key, nil
	}
	return nil, errors.New("this is no RSA key that can be read; one with a password cannot")
}

func (o *oauth1) sign(ctx context.Context, req *http.Request) (string, error) {
	t, err := o.held(ctx)
	if err != nil {
		return "", err
	}
	return t, o.put(req, map[string]string{"oauth_token": t})
}

// held is the token that we were given.
func (o *oauth1) held(ctx context.Context) (string, error) {
	o.mu.Lock()
	t := o.token
	o.mu.Unlock()
	if t != "" {
		return t, nil
	}
	err := o.keep.Keep(ctx, oauth1Secret, func(was string) (string, error) {
		var p permit
		if json.Unmarshal([]byte(was), &p) != nil || p.Consumer != o.consumer || p.Token == "" {
			return was, errNotAllowed
		}
		t = p.Token
		return was, nil
	})
	if err != nil {
		return "", err
	}
	o.keep.Hide(t)
	o.mu.Lock()
	o.token = t
	o.mu.Unlock()
	return t, nil
}

// again signs anew where only the moment or the number of the request was
// refused: a request that was repeated below us had them twice.
func (o *oauth1) again(_ context.Context, _ string, res *http.Response) (bool, error) {
	problem := res.Header.Get("WWW-Authenticate")
	if strings.Contains(problem, "timestamp_refused") {
		t, err := http.ParseTime(res.Header.Get("Date"))
		if err != nil {
			return false, nil
		}
		o.mu.Lock()
		o.ahead = t.Sub(o.now())
		o.mu.Unlock()
		return true, nil
	}
	return strings.Contains(problem, "nonce_used"), nil
}

// put signs a request.
func (o *oauth1) put(req *http.Request, more map[string]string) error {
	o.mu.Lock()
	at := o.now().Add(o.ahead)
	o.mu.Unlock()
	p := map[string]string{
		"oauth_consumer_key": o.consumer, "oauth_nonce": token(), "oauth_signature_method": "RSA-SHA1",
		"oauth_timestamp": strconv.FormatInt(at.Unix(), 10), "oauth_version": "1.0",
	}
	for k, v := range more {
		p[k] = v
	}
	sum := sha1.Sum([]byte(baseString(req.Method, req.URL, p))) //nolint:gosec // see above
	signature, err := rsa.SignPKCS1v15(rand.Reader, o.key, crypto.SHA1, sum[:])
	if err != nil {
		return &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "a request cannot be signed with this key", Err: err}
	}
	p["oauth_signature"] = base64.StdEncoding.EncodeToString(signature)
	var l []string
	for k, v := range p {
		l = append(l, percent(k)+`="`+percent(v)+`"`)
	}
	slices.Sort(l)
	req.Header.Set("Authorization", "OAuth "+strings.Join(l, ", "))
	return nil
}

// baseString is what is signed: RFC 5849, section 3.4.1. Bodies of ours are no
// forms, and so no part of it.
func baseString(method string, u *url.URL, oauth map[string]string) string {
	type pair struct{ k, v string }
	var l []pair
	for k, values := range u.Query() {
		for _, v := range values {
			l = append(l, pair{percent(k), percent(v)})
		}
	}
	for k, v := range oauth {
		l = append(l, pair{percent(k), percent(v)})
	}
	slices.SortFunc(l, func(a, b pair) int {
		if a.k != b.k {
			return strings.Compare(a.k, b.k)
		}
		return strings.Compare(a.v, b.v)
	})
	params := make([]string, len(l))
	for i, p := range l {
		params[i] = p.k + "=" + p.v
	}
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if port := u.Port(); scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		host = strings.ToLower(u.Hostname())
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	return strings.ToUpper(first(method, http.MethodGet)) + "&" + percent(scheme+"://"+host+path) + "&" + percent(strings.Join(params, "&"))
}

// percent escapes as RFC 5849, section 3.6, wants it.
func percent(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

const oauth1Path = "/plugins/servlet/oauth/"

// authorize begins to ask a person; finish takes the code that they are shown, or
// the address to which their browser was sent.
func (o *oauth1) authorize(ctx context.Context) (string, func(context.Context, string) error, error) {
	first, err := o.ask(ctx, "request-token", map[string]string{"oauth_callback": o.redirect})
	if err != nil {
		return "", nil, err
	}
	request := first.Get("oauth_token")
	finish := func(ctx context.Context, answer string) error {
		code := strings.TrimSpace(answer)
		if _, query, ok := strings.Cut(code, "?"); ok {
			q, err := url.ParseQuery(query)
			if err != nil || q.Get("oauth_verifier") == "" || q.Get("oauth_verifier") == "denied" || q.Get("oauth_token") != request {
				return notAllowed("this address holds no answer to this question: begin again, and copy all of the newest")
			}
			code = q.Get("oauth_verifier")
		}
		if code == "" {
			return notAllowed("an answer is wanted: the code that Jira shows")
		}
		last, err := o.ask(ctx, "access-token", map[string]string{"oauth_token": request, "oauth_verifier": code})
		if err != nil {
			return err
		}
		b, err := json.Marshal(permit{o.consumer, last.Get("oauth_token")})
		if err != nil {
			return err
		}
		o.mu.Lock()
		o.token = last.Get("oauth_token")
		o.mu.Unlock()
		return o.keep.Keep(ctx, oauth1Secret, func(string) (string, error) { return string(b), nil })
	}
	return o.site.String() + oauth1Path + "authorize?oauth_token=" + url.QueryEscape(request), finish, nil
}

// ask asks for a token.
func (o *oauth1) ask(ctx context.Context, what string, more map[string]string) (url.Values, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, o.site.String()+oauth1Path+what, nil)
	if err != nil {
		return nil, err
	}
	if err := o.put(req, more); err != nil {
		return nil, err
	}
	b, _, err := o.errand.do(req)
	if err != nil {
		return nil, err
	}
	q, err := url.ParseQuery(strings.TrimSpace(string(b)))
	if err != nil || q.Get("oauth_token") == "" {
		return nil, notAllowed("Jira gives no token: is the application link there, with this consumer key and the public half of this key?")
	}
	o.keep.Hide(q.Get("oauth_token"), q.Get("oauth_token_secret"))
	return q, nil
}
