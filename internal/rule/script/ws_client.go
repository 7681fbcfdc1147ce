package script

import (
	"net/http"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/scala"
)

// Class libraries that rules bring along call the tracker through the HTTP
// client of the program that ran them elsewhere: httpClient.ws().url(...)
// .withMethod("GET").execute(). Here that is one more way to httpClient: the same
// tracker alone, the same count of calls, the same journal, and the node's own
// credentials, which no rule sees or replaces.

// A wsClient makes requests.
type wsClient struct{ r *run }

func (w *wsClient) TypeName() string { return "play.api.libs.ws.WSClient" }

func (w *wsClient) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if name != "url" || len(args) != 1 {
		return nil, false, nil
	}
	s, err := texts(c, args)
	if err != nil {
		return nil, true, err
	}
	return &wsRequest{r: w.r, url: s[0], method: http.MethodGet}, true, nil
}

// A wsRequest is a request that is being put together; each method gives
// another one.
type wsRequest struct {
	r             *run
	url, method   string
	query, header []scala.Tuple // of two texts
	body          any           // null for none
}

var (
	_ groovy.Caller       = (*wsRequest)(nil)
	_ groovy.MemberLister = (*wsRequest)(nil)
)

func (q *wsRequest) TypeName() string { return "play.api.libs.ws.WSRequest" }

func (q *wsRequest) String() string { return q.method + " " + q.url }

// Properties is none.
func (q *wsRequest) Properties() []string { return nil }

// Methods lists what it can do.
func (q *wsRequest) Methods() []string {
	return []string{"url", "method", "headers", "body", "withUrl", "withMethod", "withHeaders", "withHttpHeaders", "addHttpHeaders", "withQueryString",
		"withQueryStringParameters", "addQueryStringParameters", "withBody", "withAuth", "withRequestTimeout", "withFollowRedirects",
		"execute", "get", "post", "put", "patch", "delete", "head"}
}

// CallMethod has what such a request has.
func (q *wsRequest) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	next := *q
	switch name {
	case "url", "uri", "method", "headers", "queryString":
		if len(args) == 0 {
			return q.part(name), true, nil
		}
	case "withMethod", "withUrl":
		s, err := texts(c, args)
		if err != nil || len(s) != 1 {
			return nil, err != nil, err
		}
		if name == "withUrl" {
			next.url = s[0]
		} else {
			next.method = strings.ToUpper(s[0])
		}
		return &next, true, nil
	case "withHeaders", "addHttpHeaders", "withHttpHeaders", "withHeader", "addHttpHeader":
		more, err := pairs(c, args)
		next.header = append(slices.Clip(q.header), more...)
		if name == "withHttpHeaders" {
			next.header = more
		}
		return &next, true, err
	case "withQueryString", "addQueryStringParameters", "withQueryStringParameters", "addQueryString", "withQueryParam":
		more, err := pairs(c, args)
		next.query = append(slices.Clip(q.query), more...)
		if name == "withQueryStringParameters" {
			next.query = more
		}
		return &next, true, err
	case "withBody":
		if len(args) == 1 || len(args) == 2 { // and what writes it
			next.body = args[0]
			return &next, true, nil
		}
	case "withAuth":
		for _, a := range args[:min(2, len(args))] {
			if a != ownCredentials {
				q.r.warn("withAuth: a rule calls the tracker as the node does; the user and password it gives are not sent")
			}
		}
		return &next, true, nil
	case "withRequestTimeout", "withFollowRedirects", "withRequestFilter", "withProxyServer", "sign":
		return &next, true, nil // the node decides
	case "execute", "get", "delete", "head", "options", "stream", "post", "put", "patch":
		return q.send(c, name, args)
	}
	return nil, false, nil
}

// part is what was put together so far.
func (q *wsRequest) part(name string) any {
	switch name {
	case "method":
		return q.method
	case "headers":
		return multiMap(q.header)
	case "queryString":
		return multiMap(q.query)
	}
	return q.url
}

// multiMap gathers the texts of each name.
func multiMap(pairs []scala.Tuple) *scala.Map {
	var names []string
	all := map[string][]any{}
	for _, p := range pairs {
		k := p[0].(string)
		if all[k] == nil {
			names = append(names, k)
		}
		all[k] = append(all[k], p[1])
	}
	values := make([]any, len(names))
	for i, k := range names {
		values[i] = scala.NewSeq(all[k]...)
	}
	return scala.NewMap(names, values)
}

// send makes the call: execute by the request's own method, the others by theirs.
func (q *wsRequest) send(c *groovy.Context, name string, args []any) (any, bool, error) {
	next := *q
	switch {
	case (name == "execute" || name == "stream") && len(args) == 1:
		s, err := texts(c, args)
		if err != nil {
			return nil, true, err
		}
		next.method = strings.ToUpper(s[0])
	case name == "execute" || name == "stream":
	default:
		next.method = strings.ToUpper(name)
		if (name == "post" || name == "put" || name == "patch") && len(args) > 0 {
			next.body = args[0]
		}
	}
	res, err := next.exchange(c)
	return scala.Done(res), true, stopping(c, err)
}

func (q *wsRequest) exchange(c *groovy.Context) (*wsResponse, error) {
	if err := c.Charge(10); err != nil { // as a helper
		return nil, err
	}
	ask := Request{Method: q.method, Path: q.r.local(q.url), Header: map[string][]string{}}
	for _, h := range q.header {
		k, v := h[0].(string), h[1].(string)
		if strings.EqualFold(k, "Authorization") {
			if v != ownCredentials {
				q.r.warn("a rule calls the tracker as the node does; the header Authorization that it gives is not sent")
			}
			continue
		}
		ask.Header[k] = append(ask.Header[k], v)
	}
	for _, p := range q.query {
		if ask.Query == nil {
			ask.Query = map[string][]string{}
		}
		ask.Query[p[0].(string)] = append(ask.Query[p[0].(string)], p[1].(string))
	}
	var err error
	if ask.Body, err = bodyText(c, q.body); err != nil {
		return nil, err
	}
	res, err := q.r.exchange(c, ask)
	return &wsResponse{q.r, res}, err
}

// local is the path of an address of the connected tracker; any other stays as
// it is, and is refused by who is asked.
func (r *run) local(url string) string {
	base := strings.TrimRight(r.in.Desk.URL("tracker"), "/")
	if rest, ok := strings.CutPrefix(url, base); ok && base != "" && (rest == "" || rest[0] == '/' || rest[0] == '?') {
		return "/" + strings.TrimLeft(rest, "/")
	}
	return url
}

// pairs are names with their texts: tuples, one by one or in a sequence, or two
// texts.
func pairs(c *groovy.Context, args []any) ([]scala.Tuple, error) {
	if len(args) == 2 {
		if _, ok := args[0].(scala.Tuple); !ok {
			args = []any{scala.Tuple{args[0], args[1]}}
		}
	}
	var all []scala.Tuple
	var add func(v any) error
	add = func(v any) error {
		switch x := v.(type) {
		case scala.Tuple:
			if len(x) == 2 {
				s, err := texts(c, x)
				if err == nil {
					all = append(all, scala.Tuple{s[0], s[1]})
				}
				return err
			}
		case *groovy.Map:
			for k, v := range x.All {
				if err := add(scala.Tuple{k, v}); err != nil {
					return err
				}
			}
			return nil
		case *scala.Seq, *groovy.List, *scala.Map:
			return c.Each(v, add)
		}
		return c.Throw("java.lang.IllegalArgumentException", "a request takes names and values as tuples: new scala.Tuple2(\"Accept\", \"application/json\")")
	}
	for _, a := range args {
		if err := add(a); err != nil {
			return nil, err
		}
	}
	return all, c.Alloc(64 * len(all))
}
