package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// maxRelayed bounds what a rule sends and is sent in one request: more than a
// page of a hundred issues.
const maxRelayed = 8 << 20

// kept are the headers a rule may not set: they are the node's own, or belong
// to the connection.
var kept = map[string]bool{
	"Authorization": true, "Cookie": true, "Host": true, "Connection": true, "Content-Length": true, "Transfer-Encoding": true,
	"Proxy-Authorization": true, "Upgrade": true, "Te": true, "Trailer": true, "X-Forwarded-For": true,
}

// Relay puts a rule's request to the tracker: a tracker.Requester is this and
// nothing else. The request is a map of method, path (below the base, perhaps
// with a query), query, header and body; the answer one of code, header and
// body. It goes to this tracker with its credentials, and to no other host: a
// full address is taken if it is the tracker's own. Overload and failures of
// the server are errors, to be tried again; any other status is an answer.
func (c *Client) Relay(ctx context.Context, request hub.Value) (hub.Value, error) {
	m, ok := request.(map[string]hub.Value)
	if !ok {
		return nil, refused("a request is a map, not %T", request)
	}
	r, err := c.relayed(m)
	if err != nil {
		return nil, err
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		ctx = tracker.Repeatable(ctx)
	}
	req, err := c.request(ctx, r)
	if err != nil {
		return nil, err
	}
	res, err := c.env.HTTP.Do(req)
	if err != nil {
		return nil, unanswered(err)
	}
	defer func() { _ = res.Body.Close() }() // all of it was read, or it is of no use
	if res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500 {
		if err := c.env.Check(res); err != nil {
			return nil, err
		}
	}
	b, err := io.ReadAll(io.LimitReader(res.Body, maxRelayed+1))
	if err != nil {
		return nil, broken(err)
	}
	if len(b) > maxRelayed {
		return nil, refused("the answer to %s %s has more than %d MB: ask for less of it", r.Method, r.Path, maxRelayed>>20)
	}
	header := map[string]hub.Value{}
	for k, l := range res.Header {
		if k == "Set-Cookie" {
			continue // a session of the node's
		}
		values := make([]hub.Value, len(l))
		for i, s := range l {
			values[i] = strings.ToValidUTF8(s, "�")
		}
		header[k] = values
	}
	body := string(b)
	if !utf8.ValidString(body) {
		body = strings.ToValidUTF8(body, "�")
	}
	return map[string]hub.Value{"code": hub.Number(fmt.Sprint(res.StatusCode)), "header": header, "body": body}, nil
}

func refused(format string, args ...any) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: fmt.Sprintf(format, args...)}
}

// relayed checks a rule's request.
func (c *Client) relayed(m map[string]hub.Value) (Request, error) {
	r := Request{Method: http.MethodGet, Header: http.Header{}}
	if s, _ := m["method"].(string); s != "" {
		r.Method = strings.ToUpper(s)
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
	default:
		return r, refused("rules cannot send %q; there are GET, HEAD, POST, PUT, PATCH, DELETE", r.Method)
	}
	given, _ := m["path"].(string)
	p := given
	if strings.Contains(p, "://") {
		rest, ok := strings.CutPrefix(p, c.base.String())
		if !ok || rest != "" && rest[0] != '/' && rest[0] != '?' {
			return r, refused("rules reach their own tracker alone, %s; %s is another host", c.base.Host, host(p))
		}
		p = rest
	}
	p, query, _ := strings.Cut(p, "?")
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	plain, err := url.PathUnescape(p)
	if err != nil {
		return r, refused("the path %q is not escaped as paths are: %v", given, err)
	}
	if clean := path.Clean(plain); strings.HasPrefix(p, "//") || strings.TrimSuffix(plain, "/") != strings.TrimSuffix(clean, "/") {
		return r, refused("the path %q leads elsewhere; write it without .. and //", given)
	}
	// Names in it may come as they are, with blanks and umlauts.
	names := strings.Split(p, "/")
	for i, n := range names {
		n, _ = url.PathUnescape(n) // the whole could be unescaped
		names[i] = url.PathEscape(n)
	}
	r.Path = strings.Join(names, "/")
	if r.Query, err = url.ParseQuery(query); err != nil {
		return r, refused("the query of %q cannot be read: %v", given, err)
	}
	for k, l := range texts(m["query"]) {
		r.Query[k] = append(r.Query[k], l...)
	}
	for k, l := range texts(m["header"]) {
		k = http.CanonicalHeaderKey(k)
		if _, ours := c.header[k]; ours || kept[k] {
			return r, refused("a rule cannot set the header %s: the node does", k)
		}
		r.Header[k] = l
	}
	body, _ := m["body"].(string)
	if len(body) > maxRelayed {
		return r, refused("the body of %s %s has more than %d MB", r.Method, given, maxRelayed>>20)
	}
	if body != "" {
		r.Body, r.Size, r.Type = strings.NewReader(body), int64(len(body)), "application/json"
	}
	return r, nil
}

// host is where an address leads, for an error.
func host(s string) string {
	if u, err := url.Parse(s); err == nil && u.Host != "" {
		return u.Host
	}
	return "that"
}

func texts(v hub.Value) map[string][]string {
	m, _ := v.(map[string]hub.Value)
	out := map[string][]string{}
	for k, e := range m {
		switch e := e.(type) {
		case string:
			out[k] = []string{e}
		case []hub.Value:
			for _, s := range e {
				if s, ok := s.(string); ok {
					out[k] = append(out[k], s)
				}
			}
		}
	}
	return out
}
